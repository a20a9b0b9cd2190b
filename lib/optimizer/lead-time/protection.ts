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

/** The quantile of the given level index at length k; non-decreasing in both where the grid's are. */
function quantileAt(demand: DemandQuantiles, lengths: ProtectionLengths, k: number, q: number) {
  const levelCount = demand.grid.level.length;
  const cell = demand.at + lengths.lowKnot[k]! * levelCount + q;
  const below = demand.quantile[cell]!;
  const high = lengths.high[k]!;
  if (high === 0) return lengths.low[k]! * below;
  const above = demand.quantile[cell + levelCount]!;
  const value = lengths.low[k]! * below + high * above;
  if (lengths.isInside[k]! === 0) return value;
  return value < below ? below : Math.min(value, above);
}

/**
 * P(demand over length k <= x). Between levels linear in the normal score, beyond them with the score's last slope; where
 * several levels share a quantile the highest holds.
 */
function cdfAt(demand: DemandQuantiles, lengths: ProtectionLengths, k: number, x: number): number {
  const { score } = lengths;
  const last = score.length - 1;
  if (x < 0) return 0;
  let q = -1;
  let left = 0;
  let right = 0;
  while (q < last) {
    right = quantileAt(demand, lengths, k, q + 1);
    if (right > x) break;
    left = right;
    q += 1;
  }
  if (q === -1) return beyond(demand, lengths, k, x, 1);
  if (q === last) return x > left ? beyond(demand, lengths, k, x, -1) : demand.grid.level[last]!;
  const way = (x - left) / (right - left);
  return way === 0
    ? demand.grid.level[q]!
    : tabledNormalCdf(score[q]! + (score[q + 1]! - score[q]!) * way);
}

/** Below the lowest (`step` 1) or above the highest (-1) quantile: on the slope to the nearest different one. */
function beyond(
  demand: DemandQuantiles,
  lengths: ProtectionLengths,
  k: number,
  x: number,
  step: 1 | -1,
): number {
  const { score } = lengths;
  const end = step === 1 ? 0 : score.length - 1;
  const from = quantileAt(demand, lengths, k, end);
  for (let q = end + step; q >= 0 && q < score.length; q += step) {
    const to = quantileAt(demand, lengths, k, q);
    if (to === from) continue;
    const slope = (score[q]! - score[q - step]!) / (to - from);
    return tabledNormalCdf(score[end]! + (x - from) * slope);
  }
  return x < from ? 0 : 1;
}

/** P(demand over the protection interval <= x): the mixture sum P(L) F(x; L + R). Cost O(lengths * levels). */
export function protectionCdf(
  demand: DemandQuantiles,
  lengths: ProtectionLengths,
  x: number,
): number {
  let sum = 0;
  for (let k = 0; k < lengths.count; k++) {
    sum += lengths.probability[k]! * cdfAt(demand, lengths, k, x);
  }
  return sum;
}

/** Quantile at one length and any level in (0, 1), linear in the normal score between the grid's levels. */
function lengthQuantile(
  demand: DemandQuantiles,
  lengths: ProtectionLengths,
  k: number,
  level: number,
): number {
  const { score } = lengths;
  if (score.length === 1) return quantileAt(demand, lengths, k, 0);
  const levels = demand.grid.level;
  let q = 0;
  while (q < score.length - 2 && levels[q + 1]! <= level) q += 1;
  const low = quantileAt(demand, lengths, k, q);
  const high = quantileAt(demand, lengths, k, q + 1);
  if (level === levels[q]!) return low;
  if (level === levels[q + 1]!) return high;
  const way = (normalQuantile(level) - score[q]!) / (score[q + 1]! - score[q]!);
  return Math.max(0, low + (high - low) * way);
}

const SOLVE_SHARE = 1e-7;
const SOLVE_STEPS = 60;

/**
 * Demand over a protection interval of random length that is not exceeded with probability `level` in (0, 1), lead time
 * and demand taken as independent. A single length gives the grid's own quantile, bit for bit at the grid's knots. Within
 * a share of 1e-7 of the smallest such x, and never below it by more. Cost about 10 passes over lengths and levels.
 */
export function protectionQuantile(
  demand: DemandQuantiles,
  lengths: ProtectionLengths,
  level: number,
): number {
  let low = lengthQuantile(demand, lengths, 0, level);
  let high = lengthQuantile(demand, lengths, lengths.count - 1, level);
  if (!(high > low)) return low;
  let lowMiss = protectionCdf(demand, lengths, low) - level;
  let highMiss = protectionCdf(demand, lengths, high) - level;
  if (lowMiss >= 0) return low;
  if (highMiss < 0) return high;
  // Regula falsi, the side that stays put halved (Illinois; Dowell and Jarratt 1971), and a bisection in every third step.
  for (let step = 1; step <= SOLVE_STEPS && high - low > SOLVE_SHARE * high; step++) {
    const isBisection = step % 3 === 0 || highMiss <= lowMiss;
    const x = isBisection
      ? (low + high) / 2
      : low - (lowMiss * (high - low)) / (highMiss - lowMiss);
    const miss = protectionCdf(demand, lengths, x) - level;
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
