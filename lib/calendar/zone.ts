import type { Day } from "../units/index.ts";

const MS_PER_DAY = 86_400_000;
const MS_PER_QUARTER_HOUR = 900_000;
const REMEMBERED_DAYS = 20_000;
const OFFSET = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** A time zone's calendar: which local day an instant falls on, and which instant a local time is. */
export interface ZoneCalendar {
  /** Local calendar day of an instant (ms since 1970-01-01T00:00Z). */
  readonly dayOf: (instantMs: number) => Day;
  /** Instant of a local wall-clock time; one that a clock change repeats or skips has no single answer and takes one of the two. */
  readonly instantOf: (day: number, msOfDay: number) => number;
}

function readOffset(text: string, timeZone: string): number {
  const match = OFFSET.exec(text);
  if (!match) throw new RangeError(`zoneCalendar: no offset of ${timeZone} in "${text}"`);
  const ms =
    (Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)) * 1000;
  return match[1] === "-" ? -ms : ms;
}

/**
 * Calendar of an IANA zone. Asking Intl costs microseconds, so offsets are remembered: one question per UTC day without
 * a clock change. Throws RangeError for a zone that does not exist.
 */
export function zoneCalendar(timeZone: string): ZoneCalendar {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const askOffset = (instantMs: number): number => {
    const part = format.formatToParts(instantMs).find(({ type }) => type === "timeZoneName");
    return readOffset(part?.value ?? "", timeZone);
  };
  // Offset of a whole UTC day, or null on a day with a clock change.
  const remembered = new Map<number, number | null>();
  const offsetOfDay = (utcDay: number): number | null => {
    const known = remembered.get(utcDay);
    if (known !== undefined) return known;
    const first = askOffset(utcDay * MS_PER_DAY);
    const offset = first === askOffset((utcDay + 1) * MS_PER_DAY) ? first : null;
    if (remembered.size >= REMEMBERED_DAYS) remembered.clear();
    remembered.set(utcDay, offset);
    return offset;
  };
  const offsetAt = (instantMs: number): number =>
    offsetOfDay(Math.floor(instantMs / MS_PER_DAY)) ??
    askOffset(Math.floor(instantMs / MS_PER_QUARTER_HOUR) * MS_PER_QUARTER_HOUR);
  return {
    dayOf: (instantMs) => Math.floor((instantMs + offsetAt(instantMs)) / MS_PER_DAY) as Day,
    instantOf: (day, msOfDay) => {
      const local = day * MS_PER_DAY + msOfDay;
      return local - offsetAt(local - offsetAt(local));
    },
  };
}
