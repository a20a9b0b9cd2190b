// A replayed change of a forecast, closed with what the two runs stored. Pure.
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import type { AccountChange } from "@/lib/optimizer/stages/index.ts";
import type { StoredMeans } from "@/server/repositories/forecast-drivers.ts";
import type { ExplainedForecast, ForecastDriver, ForecastDrivers } from "./forecast-drivers.ts";

const DAYS = 7;
/** Weeks that a change is told over, where both runs reach them. */
const TARGET_WEEKS = 13;
/** Weeks of a stored forecast. */
const STORED_WEEKS = 26;

/** Weeks that both runs forecast and a change is told over; below 1 = the runs lie too far apart. */
export const targetWeeksOf = (newWeeks: number): number =>
  Math.min(TARGET_WEEKS, STORED_WEEKS - newWeeks);

/** The two runs that are compared. */
export interface ComparedRuns {
  readonly baseRunId: number;
  /** The same code and method made both: then replay must give what was stored to the last digit. */
  readonly isSameMethod: boolean;
}

interface Sums {
  readonly mean: number;
  readonly base: number;
}

function sumsOf(row: StoredMeans, from: number, to: number): Sums {
  const sum = (weeks: readonly number[]) => weeks.slice(from, to).reduce((a, b) => a + b, 0);
  const mean = sum(row.meanMilliUnits);
  return { mean, base: row.baseMeanMilliUnits ? sum(row.baseMeanMilliUnits) : mean };
}

/**
 * Product k of a replayed change as it is stored. The seller's own statements are the last step, what they add in either run. Where
 * replay does not give what was stored: last digits are rounding; a difference of the earlier run is the method's doing if code or
 * method changed since; anything else is not explained.
 */
export function closedChange(
  change: AccountChange,
  k: number,
  [earlier, later]: readonly [StoredMeans, StoredMeans],
  runs: ComparedRuns,
): ForecastDrivers {
  const { targetWeeks, newWeeks } = change;
  const before = sumsOf(earlier, newWeeks, newWeeks + targetWeeks);
  const after = sumsOf(later, 0, targetWeeks);
  const early = (change.beforeMilliUnits[k] ?? 0) - before.base;
  const late = after.base - (change.afterMilliUnits[k] ?? 0);
  const isDigit = (difference: number) => Math.abs(difference) <= targetWeeks;
  const { baseRunId, isSameMethod } = runs;
  if (!isDigit(late) || (isSameMethod && !isDigit(early)))
    return { status: "unexplained", baseRunId, reason: "replay_differs" };
  const parts = new Map<ForecastDriver, number>();
  const add = (driver: ForecastDriver, amount: number) =>
    parts.set(driver, (parts.get(driver) ?? 0) + amount);
  change.drivers.forEach((driver, d) => {
    add(driver, change.partMilliUnits[k * change.drivers.length + d] ?? 0);
  });
  add(isSameMethod || isDigit(early) ? "rounding" : "model", early);
  add("rounding", late);
  add("ownAdjustment", after.mean - after.base - (before.mean - before.base));
  return {
    status: "explained",
    baseRunId,
    ...weeksOf(later.originOn, targetWeeks),
    beforeMilliUnits: before.mean,
    afterMilliUnits: after.mean,
    parts: Object.fromEntries([...parts].filter(([, amount]) => amount !== 0)),
    ...evidenceOf(change, k),
  };
}

function weeksOf(originOn: string, weekCount: number) {
  const origin = dayFromDate(originOn);
  return {
    fromOn: dayToDate(origin + 1),
    toOn: dayToDate(origin + DAYS * weekCount),
    weekCount,
  };
}

const evidenceOf = (
  change: AccountChange,
  k: number,
): Pick<
  ExplainedForecast,
  | "newWeekCount"
  | "newSoldUnits"
  | "newWholesaleUnits"
  | "newExpectedMilliUnits"
  | "newStockOutWeeks"
  | "correctedUnits"
> => ({
  newWeekCount: change.newWeeks,
  newSoldUnits: change.newSoldUnits[k] ?? 0,
  newWholesaleUnits: change.newWholesaleUnits[k] ?? 0,
  newExpectedMilliUnits: change.newExpectedMilliUnits[k] ?? 0,
  newStockOutWeeks: change.newStockOutWeeks[k] ?? 0,
  correctedUnits: change.correctedUnits[k] ?? 0,
});
