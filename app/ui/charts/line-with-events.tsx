"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { formatDay } from "../format-date.ts";
import { ChartSkeleton } from "../skeleton.tsx";
import { Missing } from "../table.tsx";
import { ChartFrame } from "./chart-frame.tsx";

export interface LinePoint {
  readonly on: string;
  /** In the shown unit; null where it could not be measured. */
  readonly value: number | null;
}

export interface ChartEvent {
  readonly id: string;
  readonly on: string;
  /** Last day, for what lasts. */
  readonly toOn?: string | null;
  readonly label: string;
}

export interface LineWithEventsProps {
  readonly label: string;
  readonly takeaway: ReactNode;
  /** What the line is: "In-stock rate". */
  readonly seriesName: string;
  readonly points: readonly LinePoint[];
  readonly events?: readonly ChartEvent[];
  /** Fixed ends of the value axis, so that charts can be compared. */
  readonly domain: readonly [number, number];
  readonly formatValue: (value: number) => string;
  readonly height?: number;
  /** Makes each event of the list a button. */
  readonly onSelectEvent?: ((id: string) => void) | undefined;
}

const Plot = dynamic(
  () => import("./line-with-events-plot.tsx").then((module) => module.LineWithEventsPlot),
  { ssr: false, loading: () => <ChartSkeleton height={240} /> },
);

/** A rate over time with what happened to it, numbered on the line and told below. */
export function LineWithEvents(props: LineWithEventsProps) {
  const { label, takeaway, seriesName, points, events = [], formatValue } = props;
  const rows = points.map(({ on, value }) => [
    formatDay(on),
    value === null ? <Missing key={on} reason="not measured" /> : formatValue(value),
    events
      .filter((event) => event.on === on)
      .map((event) => event.label)
      .join("; "),
  ]);
  return (
    <ChartFrame
      label={label}
      takeaway={takeaway}
      table={{
        columns: [{ header: "Day" }, { header: seriesName, align: "end" }, { header: "Events" }],
        rows,
      }}
    >
      <Plot {...props} />
      <EventList events={events} onSelect={props.onSelectEvent} />
    </ChartFrame>
  );
}

interface EventListProps {
  readonly events: readonly ChartEvent[];
  readonly onSelect: ((id: string) => void) | undefined;
}

/** What the numbers on the line stand for. */
function EventList({ events, onSelect }: EventListProps) {
  if (events.length === 0) return null;
  return (
    <ol aria-label="Events" className="mt-3 grid gap-x-6 gap-y-1 text-xs sm:grid-cols-2">
      {events.map((event, at) => (
        <li key={event.id} className="flex items-baseline gap-2">
          <span
            aria-hidden="true"
            className="tabular grid size-4 shrink-0 place-items-center rounded-full bg-ink text-[0.625rem] font-semibold text-surface"
          >
            {at + 1}
          </span>
          <span className="flex min-w-0 flex-wrap gap-x-2">
            <span className="text-muted">
              <time dateTime={event.on}>{formatDay(event.on)}</time>
              {event.toOn && event.toOn !== event.on ? (
                <>
                  {" to "}
                  <time dateTime={event.toOn}>{formatDay(event.toOn)}</time>
                </>
              ) : null}
            </span>
            {onSelect ? (
              <button
                type="button"
                onClick={() => onSelect(event.id)}
                className="rounded-sm text-left text-accent hover:underline pointer-coarse:py-3"
              >
                {event.label}
              </button>
            ) : (
              <span>{event.label}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
