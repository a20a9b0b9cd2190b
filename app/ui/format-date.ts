import type { Locale } from "@/lib/wording/index.ts";
import { dash } from "./format.ts";

// Calendar days ("YYYY-MM-DD") are shown as they are, in no zone; instants (ISO text) in the zone that is passed in.

type Text = string | null | undefined;
const dayPattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?/;
const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: number;
}

function partsOf(text: string): Parts {
  const match = dayPattern.exec(text);
  const month = months[Number(match?.[2]) - 1];
  if (!match?.[1] || !month)
    throw new RangeError(`format-date: expected YYYY-MM-DD, got "${text}"`);
  return { year: match[1], month, day: Number(match[3] ?? 1) };
}

const short = (month: string): string => month.slice(0, 3);
const shown =
  (write: (parts: Parts) => string) =>
  (day: Text): string =>
    day ? write(partsOf(day)) : dash;

/** "3 Jun 2026". */
export const formatDay = shown(({ day, month, year }) => `${day} ${short(month)} ${year}`);
/** "3 Jun", for axes and dense rows within one year. */
export const formatDayShort = shown(({ day, month }) => `${day} ${short(month)}`);
/** "June 2026", from a month's first day or "YYYY-MM". */
export const formatMonth = shown(({ month, year }) => `${month} ${year}`);
/** "Jun 2026". */
export const formatMonthShort = shown(({ month, year }) => `${short(month)} ${year}`);

/** As English has it, or as `options` say in another language. */
const shownIn =
  (english: (day: Text) => string, options: Intl.DateTimeFormatOptions) =>
  (locale: Locale, day: Text): string => {
    if (!day || locale === "en") return english(day);
    const first = /^\d{4}-\d{2}$/.test(day) ? `${day}-01` : day;
    partsOf(first);
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return format.format(Date.parse(`${first.slice(0, 10)}T00:00:00Z`));
  };

/** A day as readers of a language write it: "3 Jun 2026", "3. Juni 2026", "2026年6月3日". */
export const formatDayIn = shownIn(formatDay, { dateStyle: "long" });

/** "3 Jun", "3. Juni", "6月3日". */
export const formatDayShortIn = shownIn(formatDayShort, { day: "numeric", month: "short" });
/** "Jun 2026", "Juni 2026", "2026年6月". */
export const formatMonthShortIn = shownIn(formatMonthShort, { year: "numeric", month: "short" });
/** "June 2026", "Juni 2026", "2026年6月". */
export const formatMonthIn = shownIn(formatMonth, { year: "numeric", month: "long" });

function instantParts(at: string, timeZone: string): Readonly<Record<string, string>> {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new RangeError(`format-date: expected an ISO instant, got "${at}"`);
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** An instant as "3 Jun 2026, 14:05 PDT"; UTC unless a zone is given. */
export const formatInstant = (at: Text, timeZone = "UTC"): string =>
  formatInstantIn("en", at, timeZone);

/** As {@link formatInstant}, with the day as readers of a language write it. */
export function formatInstantIn(locale: Locale, at: Text, timeZone = "UTC"): string {
  if (!at) return dash;
  const { year, month, day, hour, minute, timeZoneName } = instantParts(at, timeZone);
  const dayText = formatDayIn(locale, `${year}-${month}-${day}`);
  return `${dayText}${locale === "ja" ? " " : ", "}${hour}:${minute} ${timeZoneName}`;
}

/** The calendar day of an instant in a zone, as "3 Jun 2026". */
export function formatInstantDay(at: Text, timeZone = "UTC"): string {
  if (!at) return dash;
  const { year, month, day } = instantParts(at, timeZone);
  return formatDay(`${year}-${month}-${day}`);
}
