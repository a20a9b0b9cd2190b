import type { Day } from "../units/index.ts";

// 1970-01-01 was a Thursday; day 3 is the first Sunday. Marketplace weeks start on Sunday unless told otherwise.
const FIRST_SUNDAY = 3;

/** Number of the half-open week that holds `day`; `startWeekday` 0 = Sunday ... 6 = Saturday. */
export const weekIndex = (day: number, startWeekday = 0): number =>
  Math.floor((day - FIRST_SUNDAY - startWeekday) / 7);

/** First day of a week number from {@link weekIndex}. */
export const weekStartDay = (week: number, startWeekday = 0): Day =>
  (week * 7 + FIRST_SUNDAY + startWeekday) as Day;
