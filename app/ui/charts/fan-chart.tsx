"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { formatDay } from "../format-date.ts";
import { ChartSkeleton } from "../skeleton.tsx";
import { Missing } from "../table.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { type ChartEvent, EventList } from "./event-list.tsx";
import { touchesWeek } from "./week-events.ts";

export type Band = readonly [low: number, high: number];

/** One week of the chart; null where the week has no such figure. */
export interface FanPoint {
  /** First day of the week. */
  readonly on: string;
  readonly sold: number | null;
  /** Stock ran out in the week: demand was at least what was sold. */
  readonly isOut: boolean;
  /** Demand behind the sales of a week that ran out of stock. */
  readonly demand: number | null;
  /** Units beside `sold` in wholesale orders, which are not taken for demand. */
  readonly wholesale: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  /** From the 25 % to the 75 % quantile, and from 10 % to 90 %. */
  readonly band50: Band | null;
  readonly band80: Band | null;
  /** The mean before own adjustments. */
  readonly base: number | null;
  /** The mean as it would be with what is being stated. */
  readonly preview: number | null;
  /** What an earlier forecast said. */
  readonly earlier: number | null;
  readonly earlierBand: Band | null;
}

export interface FanChartProps {
  readonly label: string;
  readonly takeaway: ReactNode;
  readonly unit: string;
  /** Oldest first, one per week. */
  readonly points: readonly FanPoint[];
  readonly events: readonly ChartEvent[];
  /** First day that is forecast. */
  readonly fromOn: string;
  readonly formatValue: (value: number) => string;
  readonly height?: number;
}

const Plot = dynamic(() => import("./fan-chart-plot.tsx").then((module) => module.FanChartPlot), {
  ssr: false,
  loading: () => <ChartSkeleton height={320} />,
});

/** What was sold and what is expected, with the range that the forecast gives; what is known of the weeks is told below. */
export function FanChart(props: FanChartProps) {
  const { label, takeaway, events } = props;
  return (
    <ChartFrame label={label} takeaway={takeaway} table={tableOf(props)}>
      <Plot {...props} />
      <EventList events={events} />
    </ChartFrame>
  );
}

function tableOf({ points, events, unit, formatValue }: FanChartProps) {
  const hasEarlier = points.some(({ earlier }) => earlier !== null);
  const cell = (value: number | null | undefined, reason: string) =>
    value === null || value === undefined ? <Missing reason={reason} /> : formatValue(value);
  const numeric = (header: string) => ({ header, unit, align: "end" as const });
  return {
    columns: [
      { header: "Week of" },
      numeric("Sold"),
      numeric("Expected"),
      numeric("10% below"),
      numeric("25% below"),
      numeric("Median"),
      numeric("75% below"),
      numeric("90% below"),
      ...(hasEarlier ? [numeric("Expected earlier")] : []),
      { header: "Known of it" },
    ],
    rows: points.map((point) => [
      formatDay(point.on),
      cell(point.sold, "not over yet"),
      cell(point.mean, "in the past"),
      cell(point.band80?.[0], "in the past"),
      cell(point.band50?.[0], "in the past"),
      cell(point.median, "in the past"),
      cell(point.band50?.[1], "in the past"),
      cell(point.band80?.[1], "in the past"),
      ...(hasEarlier ? [cell(point.earlier, "not forecast")] : []),
      notesOf(point, events, formatValue),
    ]),
  };
}

function notesOf(
  point: FanPoint,
  events: readonly ChartEvent[],
  formatValue: (value: number) => string,
): string {
  const notes = events.filter((event) => touchesWeek(event, point.on)).map(({ label }) => label);
  if (point.isOut)
    notes.unshift(
      point.demand === null
        ? "Ran out of stock"
        : `Ran out of stock; demand was about ${formatValue(point.demand)}`,
    );
  if (point.wholesale !== null)
    notes.unshift(`${formatValue(point.wholesale)} more in wholesale orders`);
  return notes.join("; ");
}
