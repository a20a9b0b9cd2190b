// What a calendar means for a panel, seen up to the last period a task may know of.
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import type {
  CalendarCovariate,
  Frequency,
  SeriesCovariate,
} from "@/lib/optimizer/forecasting/index.ts";
import { inputError } from "./input-error.ts";
import type { CalendarColumn, CalendarTable } from "./read-calendar.ts";
import { tokensOf } from "./series-groups.ts";

export interface CalendarCovariates {
  readonly calendar: readonly CalendarCovariate[];
  readonly covariates: readonly SeriesCovariate[];
}

const number = (name: string, values: Float32Array): CalendarCovariate => ({
  name,
  kind: "number",
  kindCount: 0,
  values,
});

const cut = (column: CalendarColumn, count: number): CalendarColumn =>
  column.kind === "number"
    ? { ...column, values: column.values.subarray(0, count) }
    : { ...column, values: column.values.slice(0, count) };

/** Day of year of an epoch day, 1 to 366. */
const dayOfYear = (day: number): number =>
  day - dayFromDate(`${dayToDate(day).slice(0, 4)}-01-01`) + 1;

// 1970-01-01 was a Thursday; Monday = 1.
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
const monthNumber = (day: number): number => Number(dayToDate(day).slice(5, 7));

/** Day 4 of a week names its month and its number in the year, as ISO 8601 does. */
const MIDDLE_OF_WEEK = 3;

const DATE_FEATURES: Readonly<
  Record<Frequency, readonly (readonly [string, (day: number) => number])[]>
> = {
  day: [
    ["weekday", weekdayOf],
    ["dayOfMonth", (day) => Number(dayToDate(day).slice(8))],
    ["month", monthNumber],
    ["dayOfYear", dayOfYear],
  ],
  week: [
    ["month", (day) => monthNumber(day + MIDDLE_OF_WEEK)],
    ["weekOfYear", (day) => Math.ceil(dayOfYear(day + MIDDLE_OF_WEEK) / 7)],
  ],
  month: [["month", monthNumber]],
};

function dateCovariates(days: Int32Array, frequency: Frequency): CalendarCovariate[] {
  return DATE_FEATURES[frequency].map(([name, of]) => number(name, Float32Array.from(days, of)));
}

/** A week's number, a year: it only ever counts on, so that a forecast would see values never seen before. */
function isCounter({ kind, values }: CalendarColumn): boolean {
  if (kind === "text") return new Set(values).size === values.length;
  return values.every((value, t) => t === 0 || value >= (values[t - 1] ?? 0));
}

/** Times a key must come back, on average, before its value counts as determined by it and not by chance. */
const REPEATS = 3;

/** Whether equal keys always go with equal values. */
function isDetermined(values: CalendarColumn["values"], keyOf: (t: number) => number): boolean {
  const known = new Map<number, string | number>();
  for (let t = 0; t < values.length; t++) {
    const key = keyOf(t);
    const value = values[t] ?? "";
    if (!known.has(key)) known.set(key, value);
    else if (known.get(key) !== value) return false;
  }
  return values.length >= REPEATS * known.size;
}

/** A column that says again what the date says: the weekday's name, the number of the month. */
function repeatsDate({ values }: CalendarColumn, days: Int32Array | null): boolean {
  if (days === null) return false;
  const of = [weekdayOf, monthNumber];
  return of.some((keyOf) => isDetermined(values, (t) => keyOf(days[t] ?? 0)));
}

/** Distinct texts in order of appearance; blank = nothing happens. */
function eventCovariate(name: string, texts: readonly string[]): CalendarCovariate {
  const kindOf = new Map<string, number>();
  const values = Float32Array.from(texts, (text) => {
    if (text === "") return 0;
    const kind = kindOf.get(text) ?? kindOf.size + 1;
    kindOf.set(text, kind);
    return kind;
  });
  return { name, kind: "event", kindCount: kindOf.size, values };
}

interface TokenColumn {
  readonly base: string;
  readonly token: string;
  readonly values: Float32Array;
}

/** `snap_CA` is meant for series whose id holds the token CA; tokens of digits alone name nothing. */
function tokenColumn(column: CalendarColumn, tokens: ReadonlySet<string>): TokenColumn | null {
  const at = column.name.lastIndexOf("_");
  const token = column.name.slice(at + 1);
  if (column.kind === "text" || at < 1 || /^\d*$/.test(token) || !tokens.has(token)) return null;
  return { base: column.name.slice(0, at), token, values: column.values };
}

function seriesCovariate(
  name: string,
  columns: readonly TokenColumn[],
  ids: readonly string[],
  axisCount: number,
): SeriesCovariate {
  const values = new Float32Array(ids.length * axisCount).fill(Number.NaN);
  ids.forEach((id, i) => {
    const tokens = tokensOf(id);
    const column = columns.find(({ token }) => tokens.includes(token));
    if (column !== undefined) values.set(column.values, i * axisCount);
  });
  return { name, values };
}

function checkLength(table: CalendarTable, axisCount: number): void {
  if (table.periodCount >= axisCount) return;
  throw inputError({
    file: table.file,
    line: null,
    column: null,
    rule: "too_short",
    what: `the calendar ends with period ${table.periodCount}; the last origin and the horizon reach period ${axisCount}.`,
    fix: "Add the missing lines, or lower --horizon.",
  });
}

/**
 * Covariates of the first `axisCount` periods of a calendar. Left out: the row's label, counters such as the year, and columns that
 * repeat the date. Throws DomainError when the calendar is too short.
 */
export function calendarCovariates(
  table: CalendarTable,
  ids: readonly string[],
  frequency: Frequency,
  axisCount: number,
): CalendarCovariates {
  checkLength(table, axisCount);
  const days = table.startDay?.subarray(0, axisCount) ?? null;
  const calendar: CalendarCovariate[] = days === null ? [] : dateCovariates(days, frequency);
  const idTokens = new Set(ids.flatMap(tokensOf));
  const byBase = new Map<string, TokenColumn[]>();
  for (const whole of table.columns) {
    const column = cut(whole, axisCount);
    const ofSeries = tokenColumn(column, idTokens);
    if (ofSeries !== null) {
      byBase.set(ofSeries.base, [...(byBase.get(ofSeries.base) ?? []), ofSeries]);
    } else if (!isCounter(column) && !repeatsDate(column, days)) {
      calendar.push(
        column.kind === "text"
          ? eventCovariate(column.name, column.values)
          : number(column.name, column.values),
      );
    }
  }
  return {
    calendar,
    covariates: [...byBase].map(([name, columns]) =>
      seriesCovariate(name, columns, ids, axisCount),
    ),
  };
}
