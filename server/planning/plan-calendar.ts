// The calendar of a run: weeks of the history and of the horizon, sale events on them, months ahead.
import {
  addMonths,
  dayFromDate,
  dayToDate,
  firstDayOfMonth,
  monthOfDay,
  monthText,
  weekIndex,
  weekStartDay,
} from "@/lib/calendar/index.ts";
import type { PlanCalendar } from "@/lib/optimizer/stages/index.ts";
import type { SaleEventRow } from "@/server/repositories/network.ts";
import type { WeekWindow } from "./load-facts.ts";

/** Three months ahead and the weeks of cover of the last of them. */
export const HORIZON_WEEKS = 40;
/** Weeks of history at most: three years. */
export const MAX_HISTORY_WEEKS = 156;
const SEASON_WEEKS = 52;

/** The last week that was complete on the day. */
export const originWeek = (asOfDay: number, startWeekday: number): number =>
  weekIndex(asOfDay + 1, startWeekday) - 1;

export function planCalendar(
  asOfDay: number,
  weeks: WeekWindow,
  events: readonly SaleEventRow[],
): PlanCalendar {
  const axis = weeks.last - weeks.first + 1 + HORIZON_WEEKS;
  const month = monthOfDay(asOfDay);
  return {
    asOfDay,
    firstForecastDay: weekStartDay(weeks.last + 1, weeks.startWeekday),
    horizonWeeks: HORIZON_WEEKS,
    weekOfYear: Int32Array.from({ length: axis }, (_, t) =>
      weekOfYear(weekStartDay(weeks.first + t, weeks.startWeekday)),
    ),
    ...eventEntries(events, weeks, axis),
    monthDay: Int32Array.from({ length: 4 }, (_, ahead) => firstDayOfMonth(month + ahead)),
  };
}

/** Week of the year by the week's middle day, 0..51; the last days of a year belong to week 51. */
function weekOfYear(startDay: number): number {
  const middle = startDay + 3;
  const newYear = dayFromDate(`${dayToDate(middle).slice(0, 4)}-01-01`);
  return Math.min(SEASON_WEEKS - 1, Math.floor((middle - newYear) / 7));
}

/** An event's name without its year: events of the same name in different years are one kind. */
export const eventName = (title: string): string => title.replace(/\d+/g, "").trim();

/** Names of the kinds, in the order of their numbers. */
export const eventNames = (events: readonly SaleEventRow[]): readonly string[] => [
  ...new Set(events.map(({ title }) => eventName(title))),
];

/** One entry per event and week it touches. Of several that tell an expected factor, the latest event's stands for the kind. */
function eventEntries(events: readonly SaleEventRow[], weeks: WeekWindow, axis: number) {
  const names = eventNames(events);
  const kinds = new Map(names.map((name, kind) => [name, kind]));
  const eventUpliftPrior = new Float64Array(names.length).fill(Number.NaN);
  const eventWeek: number[] = [];
  const eventKind: number[] = [];
  for (const { title, startOn, endOn, expectedFactorMillionths } of events) {
    const kind = kinds.get(eventName(title)) ?? 0;
    if (expectedFactorMillionths !== null) {
      eventUpliftPrior[kind] = expectedFactorMillionths / 1_000_000;
    }
    const first = weekIndex(dayFromDate(startOn), weeks.startWeekday) - weeks.first;
    const last = weekIndex(dayFromDate(endOn), weeks.startWeekday) - weeks.first;
    for (let t = Math.max(0, first); t <= Math.min(last, axis - 1); t++) {
      eventWeek.push(t);
      eventKind.push(kind);
    }
  }
  return {
    eventWeek: Int32Array.from(eventWeek),
    eventKind: Int32Array.from(eventKind),
    eventKindCount: names.length,
    eventUpliftPrior,
  };
}

/** First day of the month `ahead` months after the day's, as "YYYY-MM-01". */
export const monthOn = (asOfOn: string, ahead: number): string =>
  `${addMonths(monthText(monthOfDay(dayFromDate(asOfOn))), ahead)}-01`;
