import { Check } from "lucide-react";
import { formatCount } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { type StageProgress, type StageRow, secondsText, stageProgress } from "../run-words.ts";

/** What a run does, stage by stage, each over its parts. */
export function StageTable({ stages }: { readonly stages: readonly StageRow[] }) {
  return (
    <Panel title="Stages" isFlush>
      <Table caption="Stages of this run">
        <TableHead>
          <TableHeader>Stage</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader align="end">Parts</TableHeader>
          <TableHeader align="end">Took</TableHeader>
          <TableHeader>What happened</TableHeader>
        </TableHead>
        <TableBody>
          {stageProgress(stages).map((row) => (
            <TableRow key={row.stage}>
              <TableCell label="Stage" isRowHeader>
                {row.label}
              </TableCell>
              <TableCell label="State">
                <State row={row} />
              </TableCell>
              <TableCell label="Parts" align="end">
                {row.doneCount} of {row.partCount}
              </TableCell>
              <TableCell label="Took" align="end">
                {row.seconds === null ? (
                  <Missing reason="not finished" />
                ) : (
                  secondsText(row.seconds)
                )}
              </TableCell>
              <TableCell label="What happened">
                <Happened row={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function State({ row }: { readonly row: StageProgress }) {
  if (row.status !== "done") return <StatusBadge kind="stage" status={row.status} />;
  return (
    <span className="text-good">
      <Check aria-hidden="true" className="size-4" />
      <span className="sr-only">finished</span>
    </span>
  );
}

function Happened({ row }: { readonly row: StageProgress }) {
  const notes = [...row.messages];
  if (row.retryCount > 0) notes.push(`taken up again ${formatCount(row.retryCount, "time")}`);
  if (notes.length === 0) return <Missing reason="each part says its own" />;
  return <>{notes.join("; ")}</>;
}
