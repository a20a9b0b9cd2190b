"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { dash, formatNumber, formatPercent } from "../format.ts";
import { formatDay } from "../format-date.ts";
import { ChartSkeleton } from "../skeleton.tsx";
import { ChartFrame } from "./chart-frame.tsx";

export interface FanHistory {
  /** First day of the period. */
  readonly on: string;
  readonly units: number;
  /** Stock was out: sales are only a lower bound of demand. */
  readonly isCensored?: boolean;
}

export interface FanForecast {
  readonly on: string;
  readonly mean: number;
  /** One value per level, in the order of `levels`. */
  readonly quantile: readonly number[];
}

export interface FanChartProps {
  readonly label: string;
  readonly takeaway: ReactNode;
  readonly history: readonly FanHistory[];
  readonly forecast: readonly FanForecast[];
  /** Ascending, in (0,1); drawn as bands of equal distance to the middle, e.g. 0.1-0.9 and 0.25-0.75. */
  readonly levels: readonly number[];
  /** "units a week". */
  readonly unit: string;
  readonly height?: number;
}

const Plot = dynamic(() => import("./fan-chart-plot.tsx").then((module) => module.FanChartPlot), {
  ssr: false,
  loading: () => <ChartSkeleton height={260} />,
});

/** Sales so far and the forecast with its interval; told apart by dash and label, not by colour alone. */
export function FanChart(props: FanChartProps) {
  const { label, takeaway, history, forecast, levels, unit } = props;
  const number = (value: number | undefined) =>
    value === undefined ? dash : formatNumber(value, { digits: 1 });
  return (
    <ChartFrame
      label={label}
      takeaway={takeaway}
      table={{
        columns: [
          { header: "Week from" },
          { header: "Sold", unit, align: "end" },
          { header: "Forecast mean", unit, align: "end" },
          ...levels.map((level) => ({
            header: `${formatPercent(level * 1_000_000, { digits: 0 })} level`,
            align: "end" as const,
          })),
        ],
        rows: [
          ...history.map((row) => [
            formatDay(row.on),
            `${number(row.units)}${row.isCensored ? " (stock was out)" : ""}`,
            dash,
            ...levels.map(() => dash),
          ]),
          ...forecast.map((row) => [
            formatDay(row.on),
            dash,
            number(row.mean),
            ...levels.map((_, at) => number(row.quantile[at])),
          ]),
        ],
      }}
    >
      <Plot {...props} />
    </ChartFrame>
  );
}
