// One window of weeks of a stored forecast against what was sold in it.
import { roundHalfEven } from "@/lib/units/index.ts";
import type { ForecastToScore, ScoreWindow } from "@/server/repositories/forecast-score.ts";

/** Weeks one by one, and sums over the first weeks as buying needs them. */
export const SCORE_WINDOWS: readonly ScoreWindow[] = [
  ...Array.from({ length: 8 }, (_, startWeek) => ({ startWeek, weekCount: 1 })),
  ...[4, 8, 13].map((weekCount) => ({ startWeek: 0, weekCount })),
];

export interface WindowActual {
  readonly units: number;
  /** Stock ran out within the window: demand was at least `units`. */
  readonly isAtLeast: boolean;
}

export interface WindowScore {
  readonly actualUnits: number;
  readonly isAtLeast: boolean;
  readonly meanMilliUnits: number;
  readonly baseMeanMilliUnits: number | null;
  readonly lowMilliUnits: number | null;
  readonly highMilliUnits: number | null;
  readonly pinballMilliUnits: number | null;
  readonly isIn80: boolean | null;
  readonly isBelow90: boolean | null;
}

interface WindowLaw {
  readonly meanMilliUnits: number;
  readonly levelMillionths: readonly number[];
  readonly quantileMilliUnits: readonly number[];
}

const LOW_MILLIONTHS = 100_000;
const HIGH_MILLIONTHS = 900_000;

const sumOf = (values: readonly number[], { startWeek, weekCount }: ScoreWindow): number =>
  values.slice(startWeek, startWeek + weekCount).reduce((sum, value) => sum + value, 0);

/** What the forecast said of the window; null where it does not reach so far. Sums come from their own law, never from weeks. */
function lawOf(forecast: ForecastToScore, window: ScoreWindow): WindowLaw | null {
  const { startWeek, weekCount } = window;
  if (startWeek + weekCount > forecast.meanMilliUnits.length) return null;
  if (weekCount === 1) {
    const { levelMillionths, meanMilliUnits, quantileMilliUnits } = forecast;
    const levels = levelMillionths.length;
    return {
      meanMilliUnits: meanMilliUnits[startWeek] ?? 0,
      levelMillionths,
      quantileMilliUnits: quantileMilliUnits.slice(startWeek * levels, (startWeek + 1) * levels),
    };
  }
  const levelMillionths = forecast.cumulativeLevelMillionths ?? [];
  const levels = levelMillionths.length;
  const at = forecast.cumulativeWeeks?.indexOf(weekCount) ?? -1;
  if (at < 0)
    return {
      meanMilliUnits: sumOf(forecast.meanMilliUnits, window),
      levelMillionths: [],
      quantileMilliUnits: [],
    };
  return {
    meanMilliUnits: forecast.cumulativeMeanMilliUnits?.[at] ?? 0,
    levelMillionths,
    quantileMilliUnits:
      forecast.cumulativeQuantileMilliUnits?.slice(at * levels, (at + 1) * levels) ?? [],
  };
}

const quantileAt = (law: WindowLaw, level: number): number | null =>
  law.quantileMilliUnits[law.levelMillionths.indexOf(level)] ?? null;

/** Mean over levels of the pinball loss, in thousandths of a unit; null without levels. */
function pinballOf(law: WindowLaw, actual: number): number | null {
  const { levelMillionths, quantileMilliUnits } = law;
  if (levelMillionths.length === 0) return null;
  let sum = 0;
  levelMillionths.forEach((millionths, q) => {
    const miss = actual - (quantileMilliUnits[q] ?? 0);
    const level = millionths / 1e6;
    sum += Math.max(level * miss, (level - 1) * miss);
  });
  return roundHalfEven(sum / levelMillionths.length);
}

/** null = cannot be told: a lower bound of demand can only tell that demand was above. */
function isAtMost(actual: number, isAtLeast: boolean, bound: number): boolean | null {
  if (actual > bound) return false;
  return isAtLeast ? null : true;
}

function isAtMinimum(actual: number, isAtLeast: boolean, bound: number): boolean | null {
  if (actual >= bound) return true;
  return isAtLeast ? null : false;
}

/** Whether demand met its bounds. Without both of them nothing is said of the range: half an answer would look like a miss. */
function hits(actual: number, isAtLeast: boolean, low: number | null, high: number | null) {
  if (high === null) return { isIn80: null, isBelow90: null };
  const isBelow90 = isAtMost(actual, isAtLeast, high);
  if (low === null) return { isIn80: null, isBelow90 };
  const told = [isBelow90, isAtMinimum(actual, isAtLeast, low)];
  const isIn80 = told.includes(false) ? false : told.includes(null) ? null : true;
  return { isIn80, isBelow90 };
}

/** Scores one window; null where the forecast does not reach so far. Pure. */
export function scoreWindow(
  forecast: ForecastToScore,
  window: ScoreWindow,
  { units, isAtLeast }: WindowActual,
): WindowScore | null {
  const law = lawOf(forecast, window);
  if (!law) return null;
  const actual = 1000 * units;
  const low = quantileAt(law, LOW_MILLIONTHS);
  const high = quantileAt(law, HIGH_MILLIONTHS);
  return {
    actualUnits: units,
    isAtLeast,
    meanMilliUnits: law.meanMilliUnits,
    baseMeanMilliUnits: forecast.baseMeanMilliUnits
      ? sumOf(forecast.baseMeanMilliUnits, window)
      : null,
    lowMilliUnits: low,
    highMilliUnits: high,
    pinballMilliUnits: isAtLeast ? null : pinballOf(law, actual),
    ...hits(actual, isAtLeast, low, high),
  };
}
