"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { formatDay } from "../format-date.ts";
import type { FanChartProps } from "./fan-chart.tsx";
import { type FanRow, fanBands, fanRows } from "./fan-rows.ts";
import {
  AxisUnit,
  cursorLine,
  dayAxis,
  gridProps,
  Legend,
  LineMark,
  plotMargin,
  TooltipBox,
  valueAxis,
} from "./plot-parts.tsx";
import { niceTicks } from "./scale.ts";

const number = (value: number): string => formatNumber(value, { digits: 1 });

const soldLine = {
  name: "Sold",
  stroke: "var(--ink)",
  strokeWidth: 1.75,
  isAnimationActive: false,
} as const;
const meanLine = {
  name: "Forecast mean",
  stroke: "var(--accent)",
  strokeWidth: 2,
  strokeDasharray: "5 3",
  isAnimationActive: false,
} as const;

/** The drawn part of FanChart; loaded when it is needed. */
export function FanChartPlot(props: FanChartProps) {
  const { label, history, forecast, levels, unit, height = 260 } = props;
  const bands = fanBands(levels);
  const data = fanRows(history, forecast, levels);
  const days = data.map((row) => row.day);
  const most = Math.max(1, ...data.map((row) => row.most));
  const ticks = niceTicks(0, most);
  const cut = forecast[0];
  return (
    <>
      <AxisUnit unit={unit} />
      <ComposedChart
        responsive
        style={{ width: "100%", height }}
        data={data}
        margin={plotMargin}
        title={label}
      >
        <CartesianGrid {...gridProps} />
        <XAxis dataKey="day" {...dayAxis(days)} />
        <YAxis {...valueAxis(ticks)} />
        {bands.map((band, at) => (
          <Area
            key={band.name}
            dataKey={(row: FanRow) => row.band[at] ?? null}
            name={band.name}
            stroke="none"
            fill="var(--accent)"
            fillOpacity={0.14 + at * 0.08}
            isAnimationActive={false}
            activeDot={false}
          />
        ))}
        {cut ? (
          <ReferenceLine
            x={dayFromDate(cut.on)}
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
          />
        ) : null}
        <Tooltip
          cursor={cursorLine}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row = payload[0]?.payload as FanRow | undefined;
            return active && row ? (
              <WeekTooltip row={row} names={bands.map((b) => b.name)} />
            ) : null;
          }}
        />
        <Line dataKey="sold" dot={CensoredDot} {...soldLine} />
        <Line dataKey="mean" dot={false} {...meanLine} />
      </ComposedChart>
      <FanLegend bands={bands} hasCensored={history.some((row) => row.isCensored)} />
    </>
  );
}

interface DotProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly payload?: FanRow;
}

/** A hollow dot marks a week in which stock was out: sales are a lower bound there. */
function CensoredDot({ cx, cy, payload }: DotProps) {
  if (!payload?.isCensored || cx === undefined || cy === undefined) return null;
  return (
    <circle cx={cx} cy={cy} r={3} fill="var(--surface)" stroke="var(--bad)" strokeWidth={1.5} />
  );
}

function WeekTooltip({ row, names }: { readonly row: FanRow; readonly names: readonly string[] }) {
  const lines = [
    ...(row.sold === null ? [] : [{ name: "Sold", value: number(row.sold), colour: "var(--ink)" }]),
    ...(row.mean === null
      ? []
      : [{ name: "Forecast mean", value: number(row.mean), colour: "var(--accent)" }]),
    ...row.band.flatMap((band, at) =>
      band ? [{ name: names[at] ?? "", value: `${number(band[0])}–${number(band[1])}` }] : [],
    ),
  ];
  return (
    <TooltipBox title={`Week from ${formatDay(dayToDate(row.day))}`} lines={lines}>
      {row.isCensored ? <p className="mt-1 text-bad">Stock was out: demand was higher</p> : null}
    </TooltipBox>
  );
}

interface FanLegendProps {
  readonly bands: ReturnType<typeof fanBands>;
  readonly hasCensored: boolean;
}

function FanLegend({ bands, hasCensored }: FanLegendProps) {
  const swatch = (opacity: number) => (
    <span
      aria-hidden="true"
      data-mark=""
      className="size-2.5 rounded-[3px] bg-accent"
      style={{ opacity }}
    />
  );
  return (
    <Legend
      items={[
        { name: "Sold", mark: <LineMark colour="var(--ink)" /> },
        { name: "Forecast mean", mark: <LineMark colour="var(--accent)" isDashed /> },
        ...bands.map((band, at) => ({
          name: `${formatPercent(band.share * 1_000_000, { digits: 0 })} of outcomes`,
          mark: swatch(0.3 + at * 0.25),
        })),
        ...(hasCensored
          ? [
              {
                name: "Stock was out",
                mark: (
                  <span
                    aria-hidden="true"
                    className="size-2.5 rounded-full border-[1.5px] border-bad"
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
