import { dayFromDate } from "@/lib/calendar/index.ts";
import type { ChartEvent } from "./event-list.tsx";

const DAYS = 7;

/** True when an event touches the week that starts on a day. */
export function touchesWeek(event: Pick<ChartEvent, "on" | "toOn">, weekOn: string): boolean {
  const start = dayFromDate(weekOn);
  return dayFromDate(event.on) < start + DAYS && dayFromDate(event.toOn ?? event.on) >= start;
}
