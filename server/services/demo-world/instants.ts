// When the demo world's books were written: the books of a day are closed the next morning, and a run of the day looks at noon.
import { dayToDate } from "@/lib/calendar/index.ts";
import { parseInstant } from "@/server/core/clock.ts";

const RECORDED_TIME = "09:00:00Z";
const KNOWN_TIME = "12:00:00Z";

const texts = new Map<number, string>();

/** The instant at which what a day brought was recorded, as text. */
export function recordedText(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = `${dayToDate(day + 1)}T${RECORDED_TIME}`;
  texts.set(day, text);
  return text;
}

export const recordedAt = (day: number): Date => parseInstant(recordedText(day));

/** The instant at which a run of the day looks: the day's own books are closed, the next day's are not. */
export const knownAt = (day: number): Date => parseInstant(`${dayToDate(day + 1)}T${KNOWN_TIME}`);

const dates = new Map<number, string>();

/** "YYYY-MM-DD" of a day, kept. */
export function dateText(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const text = dayToDate(day);
  dates.set(day, text);
  return text;
}
