import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";

const WINDOW_DAYS = 30;

/** The 30 days that end so many days after a day. */
export const spanAhead = (toOn: string, daysAhead: number) => {
  const last = dayFromDate(toOn) + daysAhead;
  return { from: { day: dayToDate(last - WINDOW_DAYS + 1) }, to: { day: dayToDate(last) } };
};
