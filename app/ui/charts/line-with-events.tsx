"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { formatDay } from "../format-date.ts";
import { ChartSkeleton } from "../skeleton.tsx";
import { Missing } from "../table.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { type ChartEvent, EventList } from "./event-list.tsx";

export interface LinePoint {
  readonly on: string;
  /** In the shown unit; null where it could not be measured. */
  readonly value: number | null;
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
