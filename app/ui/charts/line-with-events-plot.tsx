"use client";

import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import type { Locale } from "@/lib/wording/index.ts";
import { dash } from "../format.ts";
import { formatDayIn } from "../format-date.ts";
import type { ChartEvent } from "./event-list.tsx";
import { eventMark } from "./event-mark.tsx";
import type { LineWithEventsProps } from "./line-with-events.tsx";
import {
  cursorLine,
  dayAxis,
  gridProps,
  plotMargin,
  TooltipBox,
  valueAxis,
} from "./plot-parts.tsx";
import { niceTicks } from "./scale.ts";

/** The drawn part of LineWithEvents; loaded when it is needed. */
export function LineWithEventsPlot(props: LineWithEventsProps) {
  const {
    seriesName,
    points,
    events = [],
    domain,
    formatValue,
    height = 240,
    locale = "en",
  } = props;
  const data = points.map(({ on, value }) => ({ day: dayFromDate(on), value }));
  const days = data.map(({ day }) => day);
  const [low, high] = domain;
  const inner = niceTicks(low, high).filter((tick) => tick > low && tick < high);
  const ticks = [low, ...inner, high];
  return (
    <LineChart
      responsive
      style={{ width: "100%", height }}
      data={data}
      margin={plotMargin}
      title={props.label}
    >
      <CartesianGrid {...gridProps} />
      <XAxis dataKey="day" {...dayAxis(days, locale)} />
      <YAxis {...valueAxis(ticks)} tickFormatter={formatValue} />
      {events.map(eventMark)}
      <Tooltip
        cursor={cursorLine}
        isAnimationActive={false}
        content={({ active, payload, label }) =>
          active && typeof label === "number" ? (
            <PointTooltip
              day={label}
              line={{
                name: seriesName,
                value: shown(payload[0]?.value, formatValue),
                colour: "var(--accent)",
              }}
              events={events}
              locale={locale}
            />
          ) : null
        }
      />
      <Line
        dataKey="value"
        name={seriesName}
        type="linear"
        stroke="var(--accent)"
        strokeWidth={2}
        dot={false}
        activeDot={{ r: 4, fill: "var(--accent)", stroke: "var(--surface)", strokeWidth: 2 }}
        connectNulls={false}
        isAnimationActive={false}
      />
    </LineChart>
  );
}

const shown = (value: unknown, format: (value: number) => string): string =>
  typeof value === "number" ? format(value) : dash;

interface PointTooltipProps {
  readonly day: number;
  readonly line: { readonly name: string; readonly value: string; readonly colour: string };
  readonly events: readonly ChartEvent[];
  readonly locale: Locale;
}

function PointTooltip({ day, line, events, locale }: PointTooltipProps) {
  const on = dayToDate(day);
  const present = events.filter((event) => event.on <= on && on <= (event.toOn ?? event.on));
  return (
    <TooltipBox title={formatDayIn(locale, on)} lines={[line]}>
      {present.map((event) => (
        <p key={event.id} className="mt-1 text-warn">
          {event.label}
        </p>
      ))}
    </TooltipBox>
  );
}
