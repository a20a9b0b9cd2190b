import { firstDayOfMonth, monthOfDay } from "../../calendar/index.ts";
import { CATEGORY_TABLE } from "./data/category-table.ts";
import { SETTLING_DAYS } from "./span.ts";
import type { WorldSpan } from "./types.ts";

/** Days after the last one for which the season is known: sellers look ahead. */
const LOOK_AHEAD_DAYS = 200;

/** 0 = Sunday ... 6 = Saturday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** First day that has the weekday, on or after `day`. */
const nextWeekday = (day: number, weekday: number): number =>
  day + ((weekday - weekdayOf(day) + 7) % 7);

export interface SaleEvent {
  readonly id: string;
  readonly title: string;
  readonly startDay: number;
  readonly endDay: number;
}

/** The two sale events of a year: the second Tuesday and Wednesday of July, the week of Thanksgiving from its Monday. */
export function saleEventsOfYear(year: number): SaleEvent[] {
  const july = firstDayOfMonth((year - 1970) * 12 + 6);
  const november = firstDayOfMonth((year - 1970) * 12 + 10);
  const summerDay = nextWeekday(july, 2) + 7;
  const thanksgivingDay = nextWeekday(november, 4) + 21;
  return [
    {
      id: `sale-${year}-07`,
      title: `Summer sale ${year}`,
      startDay: summerDay,
      endDay: summerDay + 1,
    },
    {
      id: `sale-${year}-11`,
      title: `November sale week ${year}`,
      startDay: thanksgivingDay - 3,
      endDay: thanksgivingDay + 3,
    },
  ];
}

/** Sale events from the first simulated day until 30 days after the world's end. */
export function saleEvents(span: WorldSpan): SaleEvent[] {
  const from = span.firstDay - SETTLING_DAYS;
  const firstYear = 1970 + Math.floor(monthOfDay(from) / 12);
  const lastYear = 1970 + Math.floor(monthOfDay(span.asOfDay) / 12);
  const events: SaleEvent[] = [];
  for (let year = firstYear; year <= lastYear; year++) events.push(...saleEventsOfYear(year));
  return events.filter((e) => e.endDay >= from && e.startDay <= span.asOfDay + 30);
}

/** Seasons and week patterns per category and day. */
export interface Season {
  /** Day of index 0. */
  readonly startDay: number;
  readonly dayCount: number;
  /** Season alone, mean about 1 over a year. [categoryCount, dayCount] */
  readonly yearFactor: Float64Array;
  /** Season times weekday. [categoryCount, dayCount] */
  readonly dayFactor: Float64Array;
  /** Running sum of yearFactor up to and without the day. [categoryCount, dayCount + 1] */
  readonly yearSum: Float64Array;
}

/** Month factors stand in the middle of their month and are joined by straight lines. */
function monthCurve(monthFactor: readonly number[], day: number): number {
  const month = monthOfDay(day);
  const start = firstDayOfMonth(month);
  const length = firstDayOfMonth(month + 1) - start;
  const place = (day - start + 0.5) / length - 0.5;
  const here = monthFactor[month % 12]!;
  const other = monthFactor[(((month + (place < 0 ? -1 : 1)) % 12) + 12) % 12]!;
  return here + (other - here) * Math.abs(place);
}

export function buildSeason(span: WorldSpan): Season {
  const startDay = span.firstDay - SETTLING_DAYS;
  const dayCount = span.asOfDay - startDay + 1 + LOOK_AHEAD_DAYS;
  const yearFactor = new Float64Array(CATEGORY_TABLE.length * dayCount);
  const dayFactor = new Float64Array(CATEGORY_TABLE.length * dayCount);
  const yearSum = new Float64Array(CATEGORY_TABLE.length * (dayCount + 1));
  CATEGORY_TABLE.forEach((category, c) => {
    const mean = category.monthFactor.reduce((sum, x) => sum + x, 0) / 12;
    for (let d = 0; d < dayCount; d++) {
      const factor = monthCurve(category.monthFactor, startDay + d) / mean;
      yearFactor[c * dayCount + d] = factor;
      dayFactor[c * dayCount + d] = factor * category.weekdayFactor[weekdayOf(startDay + d)]!;
      yearSum[c * (dayCount + 1) + d + 1] = yearSum[c * (dayCount + 1) + d]! + factor;
    }
  });
  return { startDay, dayCount, yearFactor, dayFactor, yearSum };
}

/** Mean season factor of a category over days [from, to), cut at the ends of what is known. */
export function meanSeason(season: Season, category: number, from: number, to: number): number {
  const row = category * (season.dayCount + 1);
  const a = Math.min(season.dayCount - 1, Math.max(0, from - season.startDay));
  const b = Math.min(season.dayCount, Math.max(a + 1, to - season.startDay));
  return (season.yearSum[row + b]! - season.yearSum[row + a]!) / (b - a);
}
