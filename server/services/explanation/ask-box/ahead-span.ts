import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";

const WINDOW_DAYS = 30;

const SENT = /\b(advi[cs]ed?|recommend\w*|suggest\w*|as told|sen[dt]|sending)\b/;

/** Whether a question about days to come supposes that what is advised is sent. */
export const isSent = (text: string): boolean => SENT.test(text.toLowerCase());

/** The 30 days that end so many days after a day. */
export const spanAhead = (toOn: string, daysAhead: number) => {
  const last = dayFromDate(toOn) + daysAhead;
  return { from: { day: dayToDate(last - WINDOW_DAYS + 1) }, to: { day: dayToDate(last) } };
};
