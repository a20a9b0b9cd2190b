// When the demo world's books were written: they are closed in the evening of a day as its sellers count it, and a run of the day
// looks half an hour later. Their evening is the next day's morning in UTC.
import { dayToDate } from "@/lib/calendar/index.ts";
import { parseInstant } from "@/server/core/clock.ts";

const RECORDED_TIME = "06:00:00Z";
const KNOWN_TIME = "06:30:00Z";

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

/** The instant at which a run of the day looks: the books of the day are closed, those of the next are not. */
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
