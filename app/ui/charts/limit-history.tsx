"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { formatCubicFeetNumber } from "../format.ts";
import { formatMonth } from "../format-date.ts";
import { ChartSkeleton } from "../skeleton.tsx";
import { Missing } from "../table.tsx";
import { ChartFrame } from "./chart-frame.tsx";

export interface LimitMonth {
  /** First day of the month. */
  readonly monthOn: string;
  /** The last estimate before the limit was confirmed, or the newest one. */
  readonly estimateMm3: number | null;
  readonly confirmedMm3: number | null;
}

export interface LimitHistoryProps {
  readonly label: string;
  readonly takeaway: ReactNode;
  /** Oldest first, one per month. */
  readonly months: readonly LimitMonth[];
  /** Fixes the top of the axis where charts are compared. */
  readonly topMm3?: number;
  readonly height?: number;
}

const Plot = dynamic(
  () => import("./limit-history-plot.tsx").then((module) => module.LimitHistoryPlot),
  { ssr: false, loading: () => <ChartSkeleton height={220} /> },
);

/** Limits month by month: what was estimated before, what was confirmed. */
export function LimitHistory(props: LimitHistoryProps) {
  const cell = (mm3: number | null, reason: string) =>
    mm3 === null ? <Missing reason={reason} /> : formatCubicFeetNumber(mm3);
  return (
    <ChartFrame
      label={props.label}
      takeaway={props.takeaway}
      table={{
        columns: [
          { header: "Month" },
          { header: "Estimate", unit: "ft³", align: "end" },
          { header: "Confirmed", unit: "ft³", align: "end" },
        ],
        rows: props.months.map((month) => [
          formatMonth(month.monthOn),
          cell(month.estimateMm3, "never estimated"),
          cell(month.confirmedMm3, "not confirmed yet"),
        ]),
      }}
    >
      <Plot {...props} />
    </ChartFrame>
  );
}
