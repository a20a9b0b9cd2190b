import { dayFromDate, weekIndex, weekStartDay } from "../../calendar/index.ts";
import type { WorldOptions, WorldSpan } from "./types.ts";

/** The demo's last day with facts: the people who open it work on 2026-11-23. */
export const DEFAULT_AS_OF_DAY: number = dayFromDate("2026-11-22");

/** Seed of the world the product ships with; the figures of README.md are its own. */
export const DEMO_SEED = 17;

/** A world has at least a year and a half of days. */
const LEAST_DAYS = 548;

/** Days simulated before the first recorded day, so that stock and pipelines have settled. */
export const SETTLING_DAYS = 147;

/** Normalises options: the world begins on the last Sunday that leaves at least 548 days. Throws RangeError. */
export function worldSpan(options: WorldOptions): WorldSpan {
  const asOfDay = options.asOfDay ?? DEFAULT_AS_OF_DAY;
  const sizeShare = options.sizeShare ?? 1;
  if (!Number.isSafeInteger(options.seed)) {
    throw new RangeError(`simulateWorld: seed must be a safe integer, got ${options.seed}`);
  }
  if (!Number.isInteger(asOfDay) || asOfDay < 10_000 || asOfDay > 40_000) {
    throw new RangeError(
      `simulateWorld: asOfDay must be an epoch day in [10000, 40000], got ${asOfDay}`,
    );
  }
  if (!(sizeShare > 0 && sizeShare <= 1)) {
    throw new RangeError(`simulateWorld: sizeShare must be in (0, 1], got ${sizeShare}`);
  }
  const firstDay = weekStartDay(weekIndex(asOfDay - LEAST_DAYS + 1));
  return {
    seed: options.seed,
    firstDay,
    asOfDay,
    dayCount: asOfDay - firstDay + 1,
    sizeShare,
    withoutEvents: options.withoutEvents ?? [],
  };
}
