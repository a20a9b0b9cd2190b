"use client";

import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { mm3ToCubicFeet } from "@/lib/units/index.ts";
import { formatCubicFeet, formatNumber } from "../format.ts";
import { formatMonth, formatMonthShort } from "../format-date.ts";
import type { LimitHistoryProps, LimitMonth } from "./limit-history.tsx";
import {
  AxisUnit,
  cursorLine,
  gridProps,
  Legend,
  LineMark,
  labelAxis,
  plotMargin,
  TooltipBox,
  valueAxis,
} from "./plot-parts.tsx";
import { niceTicks } from "./scale.ts";

const estimateColour = "var(--muted)";
const confirmedColour = "var(--accent)";
const tickText = (value: number): string => formatNumber(value);
const inFeet = (mm3: number | null): number | null => (mm3 === null ? null : mm3ToCubicFeet(mm3));

/** The drawn part of LimitHistory; loaded when it is needed. */
export function LimitHistoryPlot({ label, months, topMm3 = 0, height = 220 }: LimitHistoryProps) {
  const data = months.map((month) => ({
    month,
    label: formatMonthShort(month.monthOn),
    estimate: inFeet(month.estimateMm3),
    confirmed: inFeet(month.confirmedMm3),
  }));
  const most = Math.max(
    mm3ToCubicFeet(topMm3),
    ...data.map((row) => Math.max(row.estimate ?? 0, row.confirmed ?? 0)),
  );
  const ticks = niceTicks(0, Math.max(1, most));
  return (
    <>
      <AxisUnit unit="ft³" />
      <LineChart
        responsive
        style={{ width: "100%", height }}
        data={data}
        margin={plotMargin}
        title={label}
      >
        <CartesianGrid {...gridProps} />
        <XAxis dataKey="label" {...labelAxis} padding={{ left: 12, right: 12 }} minTickGap={16} />
        <YAxis {...valueAxis(ticks)} tickFormatter={tickText} />
        <Tooltip
          cursor={cursorLine}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row = payload[0]?.payload as { month: LimitMonth } | undefined;
            return active && row ? <MonthTooltip month={row.month} /> : null;
          }}
        />
        <Line
          dataKey="estimate"
          name="Estimate"
          type="step"
          stroke={estimateColour}
          strokeWidth={1.5}
          strokeDasharray="4 3"
          dot={{ r: 2.5, fill: "var(--surface)", stroke: estimateColour, strokeDasharray: "none" }}
          isAnimationActive={false}
        />
        <Line
          dataKey="confirmed"
          name="Confirmed"
          type="step"
          stroke={confirmedColour}
          strokeWidth={2}
          dot={{ r: 3, fill: confirmedColour, strokeWidth: 0 }}
          isAnimationActive={false}
        />
      </LineChart>
      <Legend
        items={[
          { name: "Confirmed", mark: <LineMark colour={confirmedColour} /> },
          { name: "Estimate before", mark: <LineMark colour={estimateColour} isDashed /> },
        ]}
      />
    </>
  );
}

function MonthTooltip({ month }: { readonly month: LimitMonth }) {
  return (
    <TooltipBox
      title={formatMonth(month.monthOn)}
      lines={[
        {
          name: "Confirmed",
          value: formatCubicFeet(month.confirmedMm3),
          colour: confirmedColour,
        },
        { name: "Estimate", value: formatCubicFeet(month.estimateMm3), colour: estimateColour },
      ]}
    />
  );
}
