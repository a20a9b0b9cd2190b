import type { Day } from "../units/index.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** "YYYY-MM-DD" that exists in the Gregorian calendar. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return dayToDate((ms / MS_PER_DAY) as Day) === text;
}

/** "YYYY-MM-DD" to days since 1970-01-01. Throws RangeError for anything else. */
export function dayFromDate(text: string): Day {
  if (!isDate(text))
    throw new RangeError(`dayFromDate: expected an existing YYYY-MM-DD, got "${text}"`);
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  return (Date.UTC(year, month - 1, day) / MS_PER_DAY) as Day;
}

/** Days since 1970-01-01 to "YYYY-MM-DD". */
export function dayToDate(day: number): string {
  if (!Number.isInteger(day))
    throw new RangeError(`dayToDate: expected an integer day, got ${day}`);
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
