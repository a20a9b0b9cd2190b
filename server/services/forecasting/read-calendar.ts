// Calendar files: one row per period from the first on; columns of numbers, of events (text), and of dates.
import { dayFromDate, firstDayOfMonth, isDate, monthOfDay } from "@/lib/calendar/index.ts";
import type { Frequency } from "@/lib/optimizer/forecasting/index.ts";
import { inputError, shown } from "./input-error.ts";
import {
  type CellPlace,
  numberIn,
  openTable,
  type TableFile,
  type TableRow,
} from "./table-file.ts";

/** A calendar as the file gives it; what it means for a forecast depends on the origin (calendar-covariates.ts). */
export interface CalendarTable {
  readonly file: string;
  readonly periodCount: number;
  /** First day of every period; null when the file has no column "date". Epoch days. */
  readonly startDay: Int32Array | null;
  readonly columns: readonly CalendarColumn[];
}

export type CalendarColumn =
  | { readonly kind: "number"; readonly name: string; readonly values: Float32Array }
  | { readonly kind: "text"; readonly name: string; readonly values: readonly string[] };

const isNumeric = (values: readonly string[]): boolean =>
  values.every((cell) => cell === "" || Number.isFinite(Number(cell)));

function columnOf(
  name: string,
  values: readonly string[],
  place: (row: number) => CellPlace,
): CalendarColumn {
  if (!isNumeric(values)) return { kind: "text", name, values };
  return {
    kind: "number",
    name,
    values: Float32Array.from(values, (cell, row) => numberIn(cell, () => place(row))),
  };
}

function dayIn(cell: string, place: CellPlace): number {
  if (isDate(cell)) return dayFromDate(cell);
  throw inputError({
    ...place,
    rule: "bad_date",
    what: `${shown(cell)} is no day.`,
    fix: "Write the first day of the period as YYYY-MM-DD.",
  });
}

/** How many periods lie between two days, whole ones only. */
function periodsBetween(frequency: Frequency, from: number, to: number): number {
  if (frequency === "month") return monthOfDay(to) - monthOfDay(from);
  return frequency === "week" ? (to - from) / 7 : to - from;
}

function startDays(
  cells: readonly string[],
  frequency: Frequency,
  place: (row: number) => CellPlace,
): Int32Array {
  const days = Int32Array.from(cells, (cell, row) => dayIn(cell, place(row)));
  for (let row = 1; row < days.length; row++) {
    if (periodsBetween(frequency, days[row - 1] ?? 0, days[row] ?? 0) === 1) continue;
    throw inputError({
      ...place(row),
      rule: "bad_date",
      what: `${shown(cells[row] ?? "")} is not one ${frequency} after the line before.`,
      fix: `Give every ${frequency} one line, in order.`,
    });
  }
  return days;
}

/** Reads a calendar. Throws DomainError that names line, column, rule and fix. */
export async function readCalendar(path: string, frequency: Frequency): Promise<CalendarTable> {
  const table: TableFile = await openTable(path);
  const { file, header } = table;
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  const cellsOf = (at: number) => rows.map(({ cells }) => (cells[at] ?? "").trim());
  const placeIn = (column: string) => (row: number) => ({
    file,
    line: rows[row]?.lineNo ?? 1,
    column,
  });
  const dateAt = header.indexOf("date");
  return {
    file,
    periodCount: rows.length,
    startDay: dateAt < 0 ? null : startDays(cellsOf(dateAt), frequency, placeIn("date")),
    columns: header.flatMap((name, at) =>
      at === dateAt ? [] : [columnOf(name, cellsOf(at), placeIn(name))],
    ),
  };
}

function periodStart(first: number, frequency: Frequency, t: number): number {
  if (frequency === "month") return firstDayOfMonth(monthOfDay(first) + t);
  return first + (frequency === "week" ? 7 : 1) * t;
}

/** Calendar of bare dates: the first day of period 1 and the frequency give all the others. */
export function datedCalendar(
  startOn: string,
  frequency: Frequency,
  periodCount: number,
): CalendarTable {
  const first = dayFromDate(startOn);
  return {
    file: "--start",
    periodCount,
    startDay: Int32Array.from({ length: periodCount }, (_, t) => periodStart(first, frequency, t)),
    columns: [],
  };
}
