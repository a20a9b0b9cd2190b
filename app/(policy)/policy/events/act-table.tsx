import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { actLabels, daysText, type EventAct } from "./event-words.ts";

/** What was done to the calendar, by whom and why. */
export function ActTable({ acts }: { readonly acts: readonly EventAct[] }) {
  if (acts.length === 0)
    return (
      <EmptyState title="Nobody has changed the calendar yet">
        Every addition, correction and withdrawal stands here with its reason.
      </EmptyState>
    );
  return (
    <Table caption="Changes of the calendar" maxHeight="24rem">
      <TableHead>
        <TableHeader>Change</TableHeader>
        <TableHeader>Days</TableHeader>
        <TableHeader>Reason</TableHeader>
        <TableHeader>By</TableHeader>
        <TableHeader>When</TableHeader>
      </TableHead>
      <TableBody>
        {acts.map((act) => (
          <TableRow key={`${act.at}/${act.action}/${act.title}`}>
            <TableCell label="Change" isRowHeader>
              {actLabels[act.action]}: {act.title}
            </TableCell>
            <TableCell label="Days">
              <Days act={act} />
            </TableCell>
            <TableCell label="Reason">
              <span className="block max-w-80 break-words">{act.reason}</span>
            </TableCell>
            <TableCell label="By">
              {act.actorName ?? <Missing reason="not a person of this installation" />}
            </TableCell>
            <TableCell label="When">{formatInstant(act.at)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Days({ act: { before, after } }: { readonly act: EventAct }) {
  const was = before && daysText(before);
  const is = after && daysText(after);
  if (was === null || is === null) return <>{was ?? is}</>;
  if (was === is) return <>{is}, as before</>;
  return (
    <>
      <del className="text-muted decoration-bad">{was}</del>{" "}
      <ins className="font-medium no-underline">{is}</ins>
    </>
  );
}
