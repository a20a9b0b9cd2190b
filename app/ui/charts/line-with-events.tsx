"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/wording/index.ts";
import { formatDayIn } from "../format-date.ts";
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
  readonly locale?: Locale;
  /** Makes each event of the list a button. */
  readonly onSelectEvent?: ((id: string) => void) | undefined;
}

const words = {
  en: { day: "Day", events: "Events", notMeasured: "not measured" },
  de: { day: "Tag", events: "Ereignisse", notMeasured: "nicht gemessen" },
  ja: { day: "日", events: "できごと", notMeasured: "測定なし" },
} as const satisfies Readonly<Record<Locale, object>>;

const Plot = dynamic(
  () => import("./line-with-events-plot.tsx").then((module) => module.LineWithEventsPlot),
  { ssr: false, loading: () => <ChartSkeleton height={240} /> },
);

/** A rate over time with what happened to it, numbered on the line and told below. */
export function LineWithEvents(props: LineWithEventsProps) {
  const { label, takeaway, seriesName, points, events = [], formatValue, locale = "en" } = props;
  const { day, events: eventsWord, notMeasured } = words[locale];
  const rows = points.map(({ on, value }) => [
    formatDayIn(locale, on),
    value === null ? <Missing key={on} reason={notMeasured} /> : formatValue(value),
    events
      .filter((event) => event.on === on)
      .map((event) => event.label)
      .join("; "),
  ]);
  return (
    <ChartFrame
      label={label}
      takeaway={takeaway}
      locale={locale}
      table={{
        columns: [{ header: day }, { header: seriesName, align: "end" }, { header: eventsWord }],
        rows,
      }}
    >
      <Plot {...props} />
      <EventList events={events} onSelect={props.onSelectEvent} />
    </ChartFrame>
  );
}
