/**
 * Scores of forecasts against what followed. A task is one series at one origin; y = actual, q(p) = quantile, m = mean, N = length of
 * the sum (1 for a single period), s1 = mean |y_t - y_(t-1)| and s2 = mean (y_t - y_(t-1))^2 of the task's known past.
 *
 * | score    | of a task                                                       | over tasks                                   |
 * | -------- | --------------------------------------------------------------- | -------------------------------------------- |
 * | SPL      | mean over periods and p = 0.1 .. 0.9 of pinball / (s1 sqrt N)   | mean                                         |
 * | WSPL     | as SPL                                                          | mean weighted by the task's share of revenue |
 * | interval | mean over periods and p = 0.1, 0.9 of pinball / (s1 sqrt N)      | mean; the part of SPL that stored scores keep |
 * | MASE     | mean over periods of |y - q(0.5)| / (s1 sqrt N)                 | mean                                         |
 * | RMSSE    | root of the mean over periods of (y - m)^2 / (s2 N)             | mean                                         |
 * | bias     |                                                                 | (sum m - sum y) / sum y                      |
 * | coverage |                                                                 | share of windows; q(0.1) <= y <= q(0.9), y <= q(0.9), y <= q(0.95) |
 *
 * Pinball = p (y - q) above the quantile, (1 - p)(q - y) below it (M5 competition, Makridakis et al. 2022, without a factor 2). A sum
 * of N periods is scaled by the root of N, as the spread of independent periods grows. Tasks whose past never changes have no scale and
 * are left out, as are windows whose actual is not known (stock ran out: only a lower bound).
 */
import { pinballLoss } from "../core/quantile.ts";

/** Levels that every score together needs, ascending. */
export const QUALITY_LEVELS: readonly number[] = [
  0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95,
];
const LOSS_LEVELS = 9;
const LEVEL_COUNT = QUALITY_LEVELS.length;
const LOW = 0;
const MIDDLE = 4;
const HIGH = 8;
const HIGHER = 9;

/** Forecast of one task at QUALITY_LEVELS: single periods, and sums of the first `sumLengths[k]` of them. */
export interface TaskForecast {
  /** [horizon] */
  readonly mean: ArrayLike<number>;
  /** [horizon, levelCount] */
  readonly quantile: ArrayLike<number>;
  /** [sumCount] */
  readonly sumMean: ArrayLike<number>;
  /** [sumCount, levelCount] */
  readonly sumQuantile: ArrayLike<number>;
}

/** What a task is scored against. */
export interface TaskTruth {
  /** From the first period on record to the origin; NaN = not observed. */
  readonly known: ArrayLike<number>;
  /** After the origin; NaN = not known. [horizon] */
  readonly actual: ArrayLike<number>;
  /** Ascending, each in 1..horizon. [sumCount] */
  readonly sumLengths: readonly number[];
  /** Revenue, in any one unit; NaN or 0 = not told. */
  readonly weight: number;
}

/** Sums that scores are made of; tallies of disjoint tasks add up. */
export interface QualityTally {
  taskCount: number;
  windowCount: number;
  splSum: number;
  weightSum: number;
  weightedSplSum: number;
  intervalLossSum: number;
  maseSum: number;
  rmsseSum: number;
  meanSum: number;
  actualSum: number;
  inside80Count: number;
  below90Count: number;
  below95Count: number;
}

/** Tallies of single periods (first) and of each sum. [1 + sumCount] */
export const emptyTallies = (sumCount: number): QualityTally[] =>
  Array.from({ length: 1 + sumCount }, emptyTally);

export const emptyTally = (): QualityTally => ({
  taskCount: 0,
  windowCount: 0,
  splSum: 0,
  weightSum: 0,
  weightedSplSum: 0,
  intervalLossSum: 0,
  maseSum: 0,
  rmsseSum: 0,
  meanSum: 0,
  actualSum: 0,
  inside80Count: 0,
  below90Count: 0,
  below95Count: 0,
});

/** Adds `from` to `into`. */
export function addTally(into: QualityTally, from: QualityTally): void {
  for (const key of Object.keys(into) as (keyof QualityTally)[]) into[key] += from[key];
}

/** Mean |y_t - y_(t-lag)| and mean (y_t - y_(t-lag))^2 over pairs that were both observed; NaN without a pair. */
export function naiveScale(
  known: ArrayLike<number>,
  lag = 1,
): {
  readonly absolute: number;
  readonly square: number;
} {
  let absolute = 0;
  let square = 0;
  let count = 0;
  for (let t = lag; t < known.length; t++) {
    const difference = known[t]! - known[t - lag]!;
    if (Number.isNaN(difference)) continue;
    absolute += Math.abs(difference);
    square += difference * difference;
    count += 1;
  }
  return { absolute: absolute / count, square: square / count };
}

/**
 * Adds one task to tallies of single periods and of each sum; false where the task has no scale and is left out.
 * Cost O(horizon * levels).
 */
export function tallyTask(
  tallies: readonly QualityTally[],
  truth: TaskTruth,
  forecast: TaskForecast,
): boolean {
  const scale = naiveScale(truth.known);
  if (!(scale.absolute > 0)) return false;
  const { actual, sumLengths, weight } = truth;
  const weeks = new TaskScore();
  for (let h = 0; h < actual.length; h++) {
    weeks.add(forecast.quantile, h * LEVEL_COUNT, forecast.mean[h]!, actual[h]!);
  }
  weeks.addTo(tallies[0]!, scale, 1, weight);
  let sum = 0;
  let h = 0;
  for (let k = 0; k < sumLengths.length; k++) {
    for (; h < sumLengths[k]!; h++) sum += actual[h]!;
    const score = new TaskScore();
    score.add(forecast.sumQuantile, k * LEVEL_COUNT, forecast.sumMean[k]!, sum);
    score.addTo(tallies[1 + k]!, scale, sumLengths[k]!, weight);
  }
  return true;
}

/** Losses of one task's windows, before they are scaled. */
class TaskScore {
  #windows = 0;
  #loss = 0;
  #intervalLoss = 0;
  #absolute = 0;
  #square = 0;
  #mean = 0;
  #actual = 0;
  #inside = 0;
  #below90 = 0;
  #below95 = 0;

  add(quantile: ArrayLike<number>, at: number, mean: number, actual: number): void {
    if (Number.isNaN(actual)) return;
    let loss = 0;
    for (let q = 0; q < LOSS_LEVELS; q++) {
      const one = pinballLoss(QUALITY_LEVELS[q]!, quantile[at + q]!, actual);
      loss += one;
      if (q === LOW || q === HIGH) this.#intervalLoss += one / 2;
    }
    this.#windows += 1;
    this.#loss += loss / LOSS_LEVELS;
    this.#absolute += Math.abs(actual - quantile[at + MIDDLE]!);
    this.#square += (actual - mean) ** 2;
    this.#mean += mean;
    this.#actual += actual;
    if (actual >= quantile[at + LOW]! && actual <= quantile[at + HIGH]!) this.#inside += 1;
    if (actual <= quantile[at + HIGH]!) this.#below90 += 1;
    if (actual <= quantile[at + HIGHER]!) this.#below95 += 1;
  }

  addTo(
    tally: QualityTally,
    scale: { readonly absolute: number; readonly square: number },
    length: number,
    weight: number,
  ): void {
    if (this.#windows === 0) return;
    const absolute = scale.absolute * Math.sqrt(length) * this.#windows;
    const spl = this.#loss / absolute;
    tally.taskCount += 1;
    tally.windowCount += this.#windows;
    tally.splSum += spl;
    if (weight > 0) {
      tally.weightSum += weight;
      tally.weightedSplSum += weight * spl;
    }
    tally.intervalLossSum += this.#intervalLoss / absolute;
    tally.maseSum += this.#absolute / absolute;
    tally.rmsseSum += Math.sqrt(this.#square / (scale.square * length * this.#windows));
    tally.meanSum += this.#mean;
    tally.actualSum += this.#actual;
    tally.inside80Count += this.#inside;
    tally.below90Count += this.#below90;
    tally.below95Count += this.#below95;
  }
}

/** Scores of many tasks; null = not defined. Losses: lower is better. Coverage: ideal is its level. Bias: ideal is 0. */
export interface QualityFigures {
  readonly windowCount: number;
  readonly spl: number | null;
  readonly wspl: number | null;
  readonly intervalLoss: number | null;
  readonly mase: number | null;
  readonly rmsse: number | null;
  readonly biasShare: number | null;
  readonly coverage80Share: number | null;
  readonly coverage90Share: number | null;
  readonly coverage95Share: number | null;
}

const ratio = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? numerator / denominator : null;

/** Figures of a tally. */
export function qualityFigures(tally: QualityTally): QualityFigures {
  const { taskCount, windowCount, actualSum } = tally;
  return {
    windowCount,
    spl: ratio(tally.splSum, taskCount),
    wspl: ratio(tally.weightedSplSum, tally.weightSum),
    intervalLoss: ratio(tally.intervalLossSum, taskCount),
    mase: ratio(tally.maseSum, taskCount),
    rmsse: ratio(tally.rmsseSum, taskCount),
    biasShare: ratio(tally.meanSum - actualSum, actualSum),
    coverage80Share: ratio(tally.inside80Count, windowCount),
    coverage90Share: ratio(tally.below90Count, windowCount),
    coverage95Share: ratio(tally.below95Count, windowCount),
  };
}

/**
 * What decides between methods: the geometric mean of the SPL of single periods and of sums over lead times, because buying needs
 * both. null where either is not defined.
 */
export const decidingScore = (spl: number | null, sumSpl: number | null): number | null =>
  spl === null || sumSpl === null ? null : Math.sqrt(spl * sumSpl);
