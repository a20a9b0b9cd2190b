import { dash } from "./format.ts";

// Calendar days ("YYYY-MM-DD") are shown as they are, in no zone; instants (ISO text) in the zone that is passed in.

const locale = "en-US";
const dayPattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?/;
type Text = string | null | undefined;

function utcOf(day: string): number {
  const match = dayPattern.exec(day);
  if (!match) throw new RangeError(`format-date: expected YYYY-MM-DD, got "${day}"`);
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3] ?? 1));
}

const dayFormat = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  return (day: Text): string => (day ? format.format(utcOf(day)) : dash);
};

/** "Jun 3, 2026". */
export const formatDay = dayFormat({ day: "numeric", month: "short", year: "numeric" });
/** "Jun 3", for axes and dense rows within one year. */
export const formatDayShort = dayFormat({ day: "numeric", month: "short" });
/** "June 2026", from a month's first day or "YYYY-MM". */
export const formatMonth = dayFormat({ month: "long", year: "numeric" });
/** "Jun 2026". */
export const formatMonthShort = dayFormat({ month: "short", year: "numeric" });

/** An instant as "Jun 3, 2026, 2:05 PM PDT"; UTC unless a zone is given. */
export function formatInstant(at: Text, timeZone = "UTC"): string {
  if (!at) return dash;
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new RangeError(`formatInstant: expected an ISO instant, got "${at}"`);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(ms);
}

/** The calendar day of an instant in a zone, as "Jun 3, 2026". */
export function formatInstantDay(at: Text, timeZone = "UTC"): string {
  if (!at) return dash;
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(Date.parse(at));
}
