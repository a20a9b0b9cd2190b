// When the demo world's books were written: facts of a day are recorded in its evening, a run of the day knows all of them.
import { dayToDate } from "@/lib/calendar/index.ts";
import { parseInstant } from "@/server/core/clock.ts";

const RECORDED_TIME = "22:00:00Z";
const KNOWN_TIME = "23:59:00Z";

const texts = new Map<number, string>();

/** The instant at which what became known on a day was recorded, as text. */
export function recordedText(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = `${dayToDate(day)}T${RECORDED_TIME}`;
  texts.set(day, text);
  return text;
}

export const recordedAt = (day: number): Date => parseInstant(recordedText(day));

/** The instant at which a run of the day looks. */
export const knownAt = (day: number): Date => parseInstant(`${dayToDate(day)}T${KNOWN_TIME}`);

const dates = new Map<number, string>();

/** "YYYY-MM-DD" of a day, kept. */
export function dateText(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const text = dayToDate(day);
  dates.set(day, text);
  return text;
}
