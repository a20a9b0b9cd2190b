import { normalQuantile } from "../core/elementary.ts";
import type { LeadTimeLaw } from "./law.ts";
import { tabledNormalCdf } from "./score-table.ts";

/** Lengths and levels at which quantiles of cumulative demand are given, both ascending. */
export interface DemandGrid {
  /** [lengthCount], above 0 */
  readonly weeks: ArrayLike<number>;
  /** [levelCount], in (0, 1) */
  readonly level: ArrayLike<number>;
}

/** Quantiles of one product's cumulative demand: cells [at + length * levelCount + level], in any unit. */
export interface DemandQuantiles {
  readonly grid: DemandGrid;
  readonly quantile: ArrayLike<number>;
  readonly at: number;
}

/** Lengths of a protection interval with their probabilities, placed in a grid; prepared once for many products. */
export interface ProtectionLengths {
  readonly count: number;
  readonly probability: Float64Array;
  /** A quantile at length k is low * that at `lowKnot` + high * that at the knot after it, kept between them inside the grid. */
  readonly lowKnot: Int32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly isInside: Uint8Array;
  /** Standard normal scores of the grid's levels. */
  readonly score: Float64Array;
}

/** Lengths that the two ends of the law are cut at together hold less than this each. */
const END_PROBABILITY = 1e-5;
const DAYS_PER_WEEK = 7;

/** The lengths lead time + review of a law. Throws RangeError on a grid that is not ascending. Cost O(days of the law). */
export function protectionLengths(
  grid: DemandGrid,
  { probability }: LeadTimeLaw,
  reviewDays: number,
): ProtectionLengths {
  const { first, last } = endsOf(probability);
  const days: number[] = [];
  const kept: number[] = [];
  let outside = 0;
  for (let day = 0; day < probability.length; day++) {
    if (day < first || day > last) outside += probability[day]!;
    else if (probability[day]! > 0) {
      days.push(day + reviewDays);
      kept.push(probability[day]!);
    }
  }
  const inside = 1 - outside;
  return lengthsOf(
    grid,
    days,
    kept.map((p) => p / inside),
  );
}

/** A fixed length in days as a protection interval. */
export const fixedLength = (grid: DemandGrid, days: number): ProtectionLengths =>
  lengthsOf(grid, [days], [1]);

function endsOf(probability: Float64Array): { first: number; last: number } {
  let first = 0;
  let last = probability.length - 1;
  for (let sum = probability[0]!; first < last && sum < END_PROBABILITY; sum += probability[first]!)
    first += 1;
  for (
    let sum = probability[last]!;
    last > first && sum < END_PROBABILITY;
    sum += probability[last]!
  )
    last -= 1;
  return { first, last };
}

function lengthsOf(
  grid: DemandGrid,
  days: readonly number[],
  probability: readonly number[],
): ProtectionLengths {
  checkAscending("weeks", grid.weeks, 0, Number.POSITIVE_INFINITY);
  checkAscending("level", grid.level, 0, 1);
  const count = days.length;
  const lowKnot = new Int32Array(count);
  const low = new Float64Array(count);
  const high = new Float64Array(count);
  const isInside = new Uint8Array(count).fill(1);
  for (let k = 0; k < count; k++) {
    const knot = knotOf(grid.weeks, days[k]! / DAYS_PER_WEEK);
    lowKnot[k] = knot.lowKnot;
    low[k] = knot.low;
    high[k] = knot.high;
    isInside[k] = knot.isInside ? 1 : 0;
  }
  const score = Float64Array.from(grid.level, normalQuantile);
  return {
    count,
    probability: Float64Array.from(probability),
    lowKnot,
    low,
    high,
    isInside,
    score,
  };
}

function checkAscending(name: string, values: ArrayLike<number>, above: number, below: number) {
  let before = above;
  for (let k = 0; k < values.length; k++) {
    if (!(values[k]! > before && values[k]! < below)) {
      throw new RangeError(
        `protection: ${name} must ascend in (${above},${below}), got ${values[k]}`,
      );
    }
    before = values[k]!;
  }
  if (values.length === 0) throw new RangeError(`protection: ${name} is empty`);
}

/**
 * Weights of the two knots around a length. Quantile / sqrt(length) is linear in sqrt(length): exact where demand is
 * normal with independent weeks, mean * H + z * sd * sqrt(H). Below the first knot in proportion to the length, beyond
 * the last with the last slope.
 */
function knotOf(weeks: ArrayLike<number>, length: number) {
  if (length <= weeks[0]! || weeks.length === 1) {
    return { lowKnot: 0, low: length / weeks[0]!, high: 0, isInside: false };
  }
  const last = weeks.length - 1;
  if (length > weeks[last]!) {
    const over = (length - weeks[last]!) / (weeks[last]! - weeks[last - 1]!);
    return { lowKnot: last - 1, low: -over, high: 1 + over, isInside: false };
  }
  let lowKnot = 0;
  while (weeks[lowKnot + 1]! < length) lowKnot += 1;
  const root = Math.sqrt(length);
  const before = Math.sqrt(weeks[lowKnot]!);
  const after = Math.sqrt(weeks[lowKnot + 1]!);
  return {
    lowKnot,
    low: ((root / before) * (after - root)) / (after - before),
    high: ((root / after) * (root - before)) / (after - before),
    isInside: true,
  };
}

/** Quantiles at every length of an interval. [lengthCount, levelCount], non-decreasing in both where the grid's are */
function quantileTable({ grid, quantile, at }: DemandQuantiles, lengths: ProtectionLengths) {
  const levelCount = grid.level.length;
  const table = new Float64Array(lengths.count * levelCount);
  for (let k = 0; k < lengths.count; k++) {
    const cell = at + lengths.lowKnot[k]! * levelCount;
    const low = lengths.low[k]!;
    const high = lengths.high[k]!;
    const isInside = lengths.isInside[k]! === 1;
    for (let q = 0; q < levelCount; q++) {
      const below = quantile[cell + q]!;
      const above = high === 0 ? 0 : quantile[cell + levelCount + q]!;
      const value = low * below + high * above;
      table[k * levelCount + q] = isInside ? Math.max(below, Math.min(value, above)) : value;
    }
  }
  return table;
}

/**
 * P(demand over one length <= x) from its quantiles, those of `table` from `row` on. Between levels linear in the normal
 * score, beyond them with the score's last slope; where several levels share a quantile the highest holds.
 */
function cdfAt(table: Float64Array, row: number, score: Float64Array, x: number): number {
  if (x < 0) return 0;
  const last = score.length - 1;
  let q = -1;
  while (q < last && table[row + q + 1]! <= x) q += 1;
  if (q === -1) return beyond(table, row, score, x, 1);
  const left = table[row + q]!;
  if (q === last) return x > left ? beyond(table, row, score, x, -1) : tabledNormalCdf(score[q]!);
  const way = (x - left) / (table[row + q + 1]! - left);
  return tabledNormalCdf(score[q]! + (score[q + 1]! - score[q]!) * way);
}

/** Below the lowest (`step` 1) or above the highest (-1) quantile: on the slope to the nearest different one. */
function beyond(
  table: Float64Array,
  row: number,
  score: Float64Array,
  x: number,
  step: 1 | -1,
): number {
  const end = step === 1 ? 0 : score.length - 1;
  const from = table[row + end]!;
  for (let q = end + step; q >= 0 && q < score.length; q += step) {
    const to = table[row + q]!;
    if (to === from) continue;
    const slope = (score[q]! - score[q - step]!) / (to - from);
    return tabledNormalCdf(score[end]! + (x - from) * slope);
  }
  return x < from ? 0 : 1;
}

function mixtureCdf(table: Float64Array, lengths: ProtectionLengths, x: number): number {
  const { probability, score } = lengths;
  let sum = 0;
  for (let k = 0; k < lengths.count; k++) {
    sum += probability[k]! * cdfAt(table, k * score.length, score, x);
  }
  return sum;
}

/** P(demand over the protection interval <= x): the mixture sum P(L) F(x; L + R). Cost O(lengths * levels). */
export const protectionCdf = (
  demand: DemandQuantiles,
  lengths: ProtectionLengths,
  x: number,
): number => mixtureCdf(quantileTable(demand, lengths), lengths, x);

/** Quantile at one length and any level in (0, 1), linear in the normal score between the grid's levels. */
function lengthQuantile(
  table: Float64Array,
  row: number,
  grid: DemandGrid,
  score: Float64Array,
  level: number,
): number {
  if (score.length === 1) return table[row]!;
  const levels = grid.level;
  let q = 0;
  while (q < score.length - 2 && levels[q + 1]! <= level) q += 1;
  const low = table[row + q]!;
  const high = table[row + q + 1]!;
  if (level === levels[q]!) return low;
  if (level === levels[q + 1]!) return high;
  const way = (normalQuantile(level) - score[q]!) / (score[q + 1]! - score[q]!);
  return Math.max(0, low + (high - low) * way);
}

/** A thousandth of what rounding to whole days moves an interval of a year. */
const SOLVE_SHARE = 3e-6;
const SOLVE_STEPS = 60;

/**
 * Demand over a protection interval of random length that is not exceeded with probability `level` in (0, 1), lead time
 * and demand taken as independent. A single length gives the grid's own quantile, bit for bit at the grid's knots; else
 * at most a share of 3e-6 above the smallest such x. Cost about 8 passes over lengths and levels.
 */
export function protectionQuantile(
  demand: DemandQuantiles,
  lengths: ProtectionLengths,
  level: number,
): number {
  const table = quantileTable(demand, lengths);
  const { score, count } = lengths;
  const ofLength = (k: number) =>
    lengthQuantile(table, k * score.length, demand.grid, score, level);
  const low = ofLength(0);
  const high = ofLength(count - 1);
  if (!(high > low)) return low;
  return solve((x) => mixtureCdf(table, lengths, x) - level, low, high);
}

/**
 * Upper end of a narrow bracket around the root of a non-decreasing function, within [low, high]. Regula falsi with the
 * side that stays put halved (Illinois; Dowell and Jarratt 1971), and a bisection in every fourth step.
 */
function solve(missAt: (x: number) => number, least: number, most: number): number {
  let low = least;
  let high = most;
  let lowMiss = missAt(low);
  let highMiss = missAt(high);
  if (lowMiss >= 0) return low;
  if (highMiss < 0) return high;
  for (let step = 1; step <= SOLVE_STEPS && high - low > SOLVE_SHARE * high; step++) {
    const isBisection = step % 4 === 0;
    const x = isBisection
      ? (low + high) / 2
      : low - (lowMiss * (high - low)) / (highMiss - lowMiss);
    const miss = missAt(x);
    if (miss >= 0) {
      high = x;
      highMiss = miss;
      lowMiss /= 2;
    } else {
      low = x;
      lowMiss = miss;
      highMiss /= 2;
    }
  }
  return high;
}
