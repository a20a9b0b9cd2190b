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
import { formatDay } from "../format-date.ts";
import type { ChartEvent } from "./event-list.tsx";
import { eventMark } from "./event-mark.tsx";
import type { FanChartProps, FanPoint } from "./fan-chart.tsx";
import { fanLegend } from "./fan-legend.tsx";
import {
  AxisUnit,
  cursorLine,
  dayAxis,
  gridProps,
  Legend,
  plotMargin,
  TooltipBox,
  type TooltipLine,
  valueAxis,
} from "./plot-parts.tsx";
import { niceTicks } from "./scale.ts";
import { touchesWeek } from "./week-events.ts";

const forecastColour = "var(--accent)";
const soldColour = "var(--ink)";
const earlierColour = "var(--warn)";
const quiet = { isAnimationActive: false, dot: false, activeDot: false } as const;

/** The drawn part of FanChart; loaded when it is needed. */
export function FanChartPlot(props: FanChartProps) {
  const { label, points, events, unit, fromOn, formatValue, height = 320 } = props;
  const data = points.map((point) => ({
    ...point,
    day: dayFromDate(point.on),
    soldOut: point.isOut ? point.sold : null,
    bulk: point.wholesale === null ? null : point.sold,
  }));
  const days = data.map(({ day }) => day);
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
        <YAxis {...valueAxis(niceTicks(0, topOf(points)))} tickFormatter={formatValue} />
        {events.map(eventMark)}
        <ReferenceLine x={dayFromDate(fromOn)} stroke="var(--line-strong)" />
        <Tooltip
          cursor={cursorLine}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const point = payload[0]?.payload as (FanPoint & { day: number }) | undefined;
            return active && point ? (
              <WeekTooltip point={point} events={events} formatValue={formatValue} />
            ) : null;
          }}
        />
        {bands()}
        {lines()}
      </ComposedChart>
      <Legend items={fanLegend(points)} />
    </>
  );
}

const topOf = (points: readonly FanPoint[]): number =>
  Math.max(
    1,
    ...points.flatMap((point) => [
      point.sold ?? 0,
      point.demand ?? 0,
      point.band80?.[1] ?? point.mean ?? 0,
      point.preview ?? 0,
      point.earlierBand?.[1] ?? point.earlier ?? 0,
    ]),
  );

/** Wide band light, narrow band on it darker; an earlier forecast's band is an outline. */
const bands = () => [
  <Area
    key="band80"
    dataKey="band80"
    stroke="none"
    fill={forecastColour}
    fillOpacity={0.16}
    {...quiet}
  />,
  <Area
    key="band50"
    dataKey="band50"
    stroke="none"
    fill={forecastColour}
    fillOpacity={0.24}
    {...quiet}
  />,
  <Area
    key="earlierBand"
    dataKey="earlierBand"
    stroke={earlierColour}
    strokeWidth={1}
    strokeDasharray="2 3"
    fill="none"
    {...quiet}
  />,
];

const lines = () => [
  <Line
    key="earlier"
    dataKey="earlier"
    stroke={earlierColour}
    strokeWidth={1.5}
    strokeDasharray="2 3"
    {...quiet}
  />,
  <Line
    key="base"
    dataKey="base"
    stroke="var(--muted)"
    strokeWidth={1.5}
    strokeDasharray="1 3"
    {...quiet}
  />,
  <Line key="median" dataKey="median" stroke={forecastColour} strokeWidth={1} {...quiet} />,
  <Line
    key="mean"
    dataKey="mean"
    stroke={forecastColour}
    strokeWidth={2}
    strokeDasharray="6 3"
    {...quiet}
  />,
  <Line
    key="preview"
    dataKey="preview"
    stroke="var(--good)"
    strokeWidth={2.5}
    strokeDasharray="3 2"
    {...quiet}
  />,
  <Line key="sold" dataKey="sold" stroke={soldColour} strokeWidth={1.75} {...quiet} />,
  <Line
    key="soldOut"
    dataKey="soldOut"
    stroke="none"
    {...quiet}
    dot={{ r: 4, fill: "var(--surface)", stroke: "var(--bad)", strokeWidth: 2 }}
  />,
  <Line
    key="bulk"
    dataKey="bulk"
    stroke="none"
    {...quiet}
    dot={{ r: 5, fill: earlierColour, stroke: "var(--surface)", strokeWidth: 2 }}
  />,
  <Line
    key="demand"
    dataKey="demand"
    stroke="none"
    {...quiet}
    dot={{ r: 3, fill: "var(--bad)", stroke: "var(--bad)" }}
  />,
];

interface WeekTooltipProps {
  readonly point: FanPoint & { readonly day: number };
  readonly events: readonly ChartEvent[];
  readonly formatValue: (value: number) => string;
}

function WeekTooltip({ point, events, formatValue }: WeekTooltipProps) {
  const present = events.filter((event) => touchesWeek(event, point.on));
  return (
    <TooltipBox
      title={`Week of ${formatDay(dayToDate(point.day))}`}
      lines={tooltipLines(point, formatValue)}
    >
      {point.isOut ? (
        <p className="mt-1 text-bad">Stock ran out: demand was at least this.</p>
      ) : null}
      {present.map((event) => (
        <p key={event.id} className="mt-1 text-warn">
          {event.label}
        </p>
      ))}
    </TooltipBox>
  );
}

function tooltipLines(point: FanPoint, format: (value: number) => string): TooltipLine[] {
  const range = ([low, high]: readonly [number, number]) => `${format(low)} to ${format(high)}`;
  const entries: readonly (readonly [string, string | null, string?])[] = [
    ["Sold", point.sold === null ? null : format(point.sold), soldColour],
    ["In wholesale orders beside it", point.wholesale === null ? null : format(point.wholesale)],
    ["Demand behind it", point.demand === null ? null : format(point.demand), "var(--bad)"],
    ["Expected", point.mean === null ? null : format(point.mean), forecastColour],
    ["Median", point.median === null ? null : format(point.median)],
    ["Half of cases", point.band50 && range(point.band50)],
    ["8 of 10 cases", point.band80 && range(point.band80)],
    ["Without your adjustment", point.base === null ? null : format(point.base), "var(--muted)"],
    ["With what you state", point.preview === null ? null : format(point.preview), "var(--good)"],
    ["Expected earlier", point.earlier === null ? null : format(point.earlier), earlierColour],
    ["Range given then", point.earlierBand && range(point.earlierBand)],
  ];
  return entries.flatMap(([name, value, colour]) =>
    value === null ? [] : [{ name, value, ...(colour ? { colour } : {}) }],
  );
}
