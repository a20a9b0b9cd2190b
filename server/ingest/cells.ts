// One cell to one value. `null` = the report does not say; `undefined` = the cell says something that cannot be read.
import { dayFromDate, isDate, type ZoneCalendar } from "../../lib/calendar/index.ts";
import { type Day, decimalToMicros, type Micros } from "../../lib/units/index.ts";

/** What reports write where they have nothing to say. Empty is not zero. */
const NOT_STATED = new Set(["", "--", "-", "/", "n/a", "na", "no data", "null", "none"]);

export const isStated = (cell: string): boolean =>
  cell.length > 8 || !NOT_STATED.has(cell.trim().toLowerCase());

const WHOLE = /^(-?)(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(?:\.0{1,6})?$/;
const MAX_WHOLE = 2_147_483_647;

/** A whole number: "12", "-3", "1,200", "12.0". */
export function readWhole(cell: string): number | null | undefined {
  const text = cell.trim();
  if (!isStated(text)) return null;
  const match = WHOLE.exec(text);
  const value = Number(match?.[2]?.replaceAll(",", ""));
  if (!match || value > MAX_WHOLE) return undefined;
  return match[1] === "-" && value !== 0 ? -value : value;
}

/** A count of units: never negative. Reports write -1 for "unknown" and "365+" for "off the scale": neither is a count. */
export function readCount(cell: string): number | null | undefined {
  const value = readWhole(cell);
  if (value === -1) return null;
  if (value === undefined) return /^\d{1,9}\+$/.test(cell.trim()) ? null : undefined;
  return value !== null && value < 0 ? undefined : value;
}

const GROUPED = /^-?\d{1,3}(?:,\d{3})+\.\d{1,8}$/;
/** "1,234": a thousand or one and a quarter? Nobody can tell, so it is not read. */
const AMBIGUOUS = /^-?\d{1,3},\d{3}$/;

/** A decimal in millionths: money, or any other decimal. */
export function readMicros(cell: string): Micros | null | undefined {
  const text = cell.trim();
  if (!isStated(text)) return null;
  if (AMBIGUOUS.test(text)) return undefined;
  return decimalToMicros(GROUPED.test(text) ? text.replaceAll(",", "") : text) ?? undefined;
}

/** A day, and the time of it where one is written. */
interface WrittenTime {
  readonly day: Day;
  /** Local ms since midnight; null = only a day is written. */
  readonly msOfDay: number | null;
  /** Offset from UTC; null = none is written. */
  readonly offsetMs: number | null;
}

const TIME = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}$`);
// Reports of every marketplace that writes slashes put the month first.
const SLASHED = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${TIME}$`);
const FIRST_YEAR = 1995;
const LAST_YEAR = 2100;

function readOffset(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  if (!/^[+-]/.test(text)) return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  const ms = (hours * 60 + minutes) * 60_000;
  return text.startsWith("-") ? -ms : ms;
}

function readMsOfDay(match: RegExpExecArray): number | null | undefined {
  if (match[4] === undefined) return null;
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Number((match[7] ?? "").padEnd(3, "0"));
}

// A file has hundreds of thousands of dates and few different ones. The key is a number: a text cut from a file would keep it alive.
const knownDays = new Map<number, Day | null>();
const KNOWN_DAYS_MAX = 20_000;

/** The day of a date; null when the calendar has none such, or no report can be of that year. */
function existingDay(year: number, month: number, day: number): Day | null {
  const key = (year * 100 + month) * 100 + day;
  const known = knownDays.get(key);
  if (known !== undefined) return known;
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const isOne = year >= FIRST_YEAR && year <= LAST_YEAR && isDate(text);
  const found = isOne ? dayFromDate(text) : null;
  if (knownDays.size >= KNOWN_DAYS_MAX) knownDays.clear();
  knownDays.set(key, found);
  return found;
}

function readTime(text: string): WrittenTime | undefined {
  const iso = ISO.exec(text);
  const match = iso ?? SLASHED.exec(text);
  if (!match) return undefined;
  const [, a = "", b = "", c = ""] = match;
  const day = iso
    ? existingDay(Number(a), Number(b), Number(c))
    : existingDay(Number(c), Number(a), Number(b));
  const msOfDay = readMsOfDay(match);
  const offsetMs = readOffset(match[8]);
  if (day === null || msOfDay === undefined || offsetMs === undefined) return undefined;
  return { day, msOfDay, offsetMs };
}

/** A calendar day as it is written, whatever time and offset follow it. */
export function readDay(cell: string): Day | null | undefined {
  const text = cell.trim();
  return isStated(text) ? readTime(text)?.day : null;
}

const MS_PER_DAY = 86_400_000;

/** The local day of a written instant; what has no offset is already local. */
export function readLocalDay(cell: string, zone: ZoneCalendar): Day | null | undefined {
  const text = cell.trim();
  if (!isStated(text)) return null;
  const time = readTime(text);
  if (time === undefined) return undefined;
  if (time.msOfDay === null || time.offsetMs === null) return time.day;
  return zone.dayOf(time.day * MS_PER_DAY + time.msOfDay - time.offsetMs);
}

/** A written instant in ms since 1970-01-01T00:00Z; what has no offset is local time. */
export function readInstant(cell: string, zone: ZoneCalendar): number | null | undefined {
  const text = cell.trim();
  if (!isStated(text)) return null;
  const time = readTime(text);
  if (time === undefined) return undefined;
  const msOfDay = time.msOfDay ?? 0;
  return time.offsetMs === null
    ? zone.instantOf(time.day, msOfDay)
    : time.day * MS_PER_DAY + msOfDay - time.offsetMs;
}

const DECIMAL = /^(\d{1,12})(?:[.,](\d{1,15}))?$/;

/** A measure: a decimal that is never negative. */
export function readMeasure(cell: string): number | null | undefined {
  const text = cell.trim();
  if (!isStated(text) || text === "-1") return null;
  if (AMBIGUOUS.test(text)) return undefined;
  const match = DECIMAL.exec(GROUPED.test(text) ? text.replaceAll(",", "") : text);
  return match ? Number(`${match[1]}.${match[2] ?? "0"}`) : undefined;
}
