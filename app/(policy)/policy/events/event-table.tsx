import { Badge } from "@/app/ui/badge.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { ChangeEvent } from "./change-event.tsx";
import {
  type CalendarEvent,
  daysText,
  factorText,
  kindLabels,
  phaseLabels,
} from "./event-words.ts";
import { WithdrawEvent } from "./withdraw-event.tsx";

const columns: readonly Column<CalendarEvent>[] = [
  {
    id: "event",
    header: "Event",
    isRowHeader: true,
    cell: (row) => (
      <span className="block max-w-80 break-words">
        {row.title}
        <span className="block text-xs font-normal text-muted">
          {kindLabels[row.kind]}
          {row.isCorrection ? ", corrected" : ""}
        </span>
      </span>
    ),
  },
  {
    id: "days",
    header: "Days",
    cell: (row) => <span className="whitespace-nowrap">{daysText(row)}</span>,
  },
  { id: "phase", header: "State", cell: (row) => <Phase phase={row.phase} /> },
  {
    id: "expected",
    header: "Expected effect",
    align: "end",
    cell: (row) => <Expected row={row} />,
  },
  {
    id: "learnt",
    header: "Learnt effect",
    align: "end",
    cell: (row) =>
      row.learntFactorMillionths === null ? (
        <Missing reason={row.kind === "sale_event" ? "no backtest has seen one" : "not a sale"} />
      ) : (
        factorText(row.learntFactorMillionths)
      ),
  },
  {
    id: "actions",
    header: "Actions",
    cell: (row) =>
      row.isEditable ? (
        <span className="flex gap-1 max-sm:justify-end">
          <ChangeEvent event={row} />
          <WithdrawEvent event={row} />
        </span>
      ) : (
        <Missing reason="put on the calendar by what it is about" />
      ),
  },
];

function Phase({ phase }: Pick<CalendarEvent, "phase">) {
  const tone = phase === "running" ? "accent" : "neutral";
  return <Badge tone={tone}>{phaseLabels[phase]}</Badge>;
}

function Expected({ row }: { readonly row: CalendarEvent }) {
  if (row.kind !== "sale_event") return <Missing reason="not a sale" />;
  if (row.expectedFactorMillionths === null)
    return <Missing reason="not told: the forecast starts from what earlier ones taught" />;
  return <>{factorText(row.expectedFactorMillionths)}</>;
}

export function EventTable({ events }: { readonly events: readonly CalendarEvent[] }) {
  return (
    <DataTable
      caption="Events"
      columns={columns}
      rows={events}
      rowKey={(row) => row.eventId}
      empty={
        <EmptyState title="Nothing is on the calendar">
          Add a sale before it runs: the next forecast then expects it.
        </EmptyState>
      }
    />
  );
}
