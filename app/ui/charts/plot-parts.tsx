"use client";

import type { ReactNode } from "react";
import { dayFromDate, dayToDate, monthOfDay, monthText } from "@/lib/calendar/index.ts";
import type { Locale } from "@/lib/wording/index.ts";
import { formatDayShortIn, formatMonthShortIn } from "../format-date.ts";

// What the plotted charts share, so that axes, grids and tooltips look the same everywhere.

const tick = { fontSize: 11, fill: "var(--muted)" } as const;
export const labelAxis = {
  tick,
  axisLine: { stroke: "var(--line-strong)" },
  tickLine: false,
  tickMargin: 6,
} as const;

/** A time axis in epoch days that ends where the data end. */
export const dayAxis = (days: readonly number[], locale: Locale = "en") =>
  ({
    ...labelAxis,
    type: "number",
    domain: [Math.min(...days), Math.max(...days)],
    ticks: dayTicks(days),
    tickFormatter: tickTextIn(locale),
  }) as const;

/** A value axis over the given ticks. */
export const valueAxis = (ticks: readonly number[]) =>
  ({
    tick,
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1] as [number, number],
    ticks,
    axisLine: false,
    tickLine: false,
    width: "auto",
  }) as const;

/** The unit of a value axis, above its top. */
export function AxisUnit({ unit }: { readonly unit: string }) {
  return <p className="-mb-3 text-2xs text-muted">{unit}</p>;
}

export const gridProps = { stroke: "var(--line)", vertical: false } as const;
export const plotMargin = { top: 22, right: 12, bottom: 0, left: 0 } as const;
export const cursorLine = { stroke: "var(--line-strong)", strokeDasharray: "3 3" } as const;

/** Ticks of a time axis in epoch days: month starts when it spans months, else about six days. */
export function dayTicks(days: readonly number[]): number[] {
  const low = Math.min(...days);
  const high = Math.max(...days);
  if (high - low < 62) {
    const step = Math.max(1, Math.round((high - low) / 5));
    return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, k) => low + k * step);
  }
  const [first, last] = [monthOfDay(low) + 1, monthOfDay(high)];
  const step = Math.max(1, Math.ceil((last - first + 1) / 7));
  const months = Array.from(
    { length: Math.floor((last - first) / step) + 1 },
    (_, k) => first + k * step,
  );
  return months.map((month) => dayFromDate(`${monthText(month)}-01`));
}

/** A tick in words: "Jun 2026" at month starts, else "3 Jun". */
const tickTextIn =
  (locale: Locale) =>
  (day: number): string => {
    const on = dayToDate(day);
    return on.endsWith("-01") ? formatMonthShortIn(locale, on) : formatDayShortIn(locale, on);
  };

/** In English. */
export const dayTickText = tickTextIn("en");

export interface TooltipLine {
  readonly name: string;
  readonly value: string;
  /** CSS colour of its mark; none leaves it out. */
  readonly colour?: string;
}

export function TooltipBox({
  title,
  lines,
  children,
}: {
  readonly title: string;
  readonly lines: readonly TooltipLine[];
  readonly children?: ReactNode;
}) {
  return (
    <div className="max-w-64 rounded-md border border-line bg-raised px-3 py-2 text-xs shadow-raised">
      <p className="font-semibold">{title}</p>
      <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5">
        {lines.map((line) => (
          <div key={line.name} className="contents">
            <dt className="flex items-center gap-1.5 text-muted">
              {line.colour ? (
                <span
                  aria-hidden="true"
                  className="h-0.5 w-2.5 rounded-full"
                  style={{ background: line.colour }}
                />
              ) : null}
              {line.name}
            </dt>
            <dd className="tabular text-right font-medium">{line.value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  );
}

/** The key of a chart: a drawn sample and a name each. */
export function Legend({
  items,
}: {
  readonly items: readonly { readonly name: string; readonly mark: ReactNode }[];
}) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
      {items.map((item) => (
        <li key={item.name} className="inline-flex items-center gap-1.5">
          {item.mark}
          {item.name}
        </li>
      ))}
    </ul>
  );
}

/** A drawn sample of a line for the legend. */
export function LineMark({
  colour,
  isDashed = false,
}: {
  readonly colour: string;
  readonly isDashed?: boolean;
}) {
  return (
    <svg aria-hidden="true" width="18" height="6" className="shrink-0">
      <line
        x1="0"
        x2="18"
        y1="3"
        y2="3"
        stroke={colour}
        strokeWidth="2"
        strokeDasharray={isDashed ? "4 3" : undefined}
      />
    </svg>
  );
}
