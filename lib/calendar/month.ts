import type { Day } from "../units/index.ts";
import { dayFromDate, dayToDate } from "./day.ts";

/** Months since 1970-01, so that months can be added and compared. */
export function monthOfDay(day: number): number {
  const [year, month] = dayToDate(day).split("-").map(Number) as [number, number];
  return (year - 1970) * 12 + month - 1;
}

/** Month number to "YYYY-MM". */
export function monthText(month: number): string {
  return `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

export const firstDayOfMonth = (month: number): Day => dayFromDate(`${monthText(month)}-01`);

/** "YYYY-MM" moved by whole months. */
export const addMonths = (text: string, count: number): string =>
  monthText(monthOfDay(dayFromDate(`${text}-01`)) + count);
