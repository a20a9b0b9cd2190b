import type { ForecastVariance } from "./linear-variance.ts";
import type { History } from "./point-forecast.ts";

/** Sums over every run of `length` periods that lies within the last `window` values, oldest first. */
export function recentSums(values: History, window: number, length: number): Float64Array {
  const first = Math.max(0, values.length - window);
  const count = Math.max(0, values.length - first - length + 1);
  const sums = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    for (let t = first + k, end = first + k + length; t < end; t++) sums[k]! += values[t]!;
  }
  return sums;
}

/** Squared coefficient of variation of the last `window` values; 0 where they sum to nothing. */
export function recentCv2(values: History, window: number): number {
  const first = Math.max(0, values.length - window);
  const count = values.length - first;
  let sum = 0;
  let squares = 0;
  for (let t = first; t < values.length; t++) {
    sum += values[t]!;
    squares += values[t]! * values[t]!;
  }
  return sum > 0 ? Math.max(0, (squares * count) / (sum * sum) - 1) : 0;
}

const RATE_ALPHA = 0.1;
const RATE_START = 8;
/** An error counts half after 17 periods: demand that has calmed down is soon believed. */
const FADING = 0.96;
const WEIGHT_MIN = 0.01;
/** A rate near 0 would let one sale look like endless scatter. */
const RATE_FLOOR_SHARE = 0.1;
/** Weight, in sums that fit side by side, of taking the periods of a sum as independent. */
const INDEPENDENT_WEIGHT = 2;

interface Scatter {
  /** Variance per unit of expected demand. */
  readonly perUnit: number;
  /** Errors it rests on, faded. */
  readonly count: number;
}

/** The rate known before each period: smoothed, from the mean of the first eight. [n] */
export function smoothedRates(values: History, alpha: number): Float64Array {
  const start = Math.min(values.length, RATE_START);
  let level = 0;
  for (let t = 0; t < start; t++) level += values[t]! / start;
  const rate = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    rate[t] = level;
    level += alpha * (values[t]! - level);
  }
  return rate;
}

function scatterOfSums(
  values: History,
  rate: Float64Array,
  floor: number,
  length: number,
): Scatter {
  let squares = 0;
  let expected = 0;
  let count = 0;
  let weight = 1;
  for (let t = values.length - length; t >= 0 && weight > WEIGHT_MIN; t--) {
    let sum = 0;
    for (let k = t; k < t + length; k++) sum += values[k]!;
    const error = sum - length * rate[t]!;
    squares += weight * error * error;
    expected += weight * length * Math.max(rate[t]!, floor);
    count += weight;
    weight *= FADING;
  }
  return { perUnit: expected > 0 ? squares / expected : 0, count };
}

/**
 * Variances of a non-negative forecast from how far recent N-sums fell from N times the rate before them: recent errors
 * count most, and the variance follows the mean, as it does for demand that comes in orders (a compound Poisson
 * process). Sums are compared as sums, which keeps the correlation between periods; where few fit side by side they
 * lean on independent periods. A history of few periods leans on a coefficient of variation of 1, of sums too: then it
 * is the rate that is unknown, and all periods share it.
 */
export function recentVariance(
  values: History,
  mean: Float64Array,
  sumMean: Float64Array,
  sums: readonly number[],
): ForecastVariance {
  let total = 0;
  for (let t = 0; t < values.length; t++) total += values[t]!;
  const floor = (RATE_FLOOR_SHARE * total) / values.length;
  const rate = smoothedRates(values, RATE_ALPHA);
  const single = scatterOfSums(values, rate, floor, 1);
  const independentVariance = (units: number) =>
    (single.count * single.perUnit * units + units * units) / (single.count + 1);
  return {
    step: mean.map(independentVariance),
    sum: Float64Array.from(sums, (length, k) => {
      const units = sumMean[k]!;
      const independent = independentVariance(units);
      if (length === 1) return independent;
      const { perUnit, count } = scatterOfSums(values, rate, floor, length);
      const apart = count / length;
      return (
        (apart * perUnit * units + INDEPENDENT_WEIGHT * independent) / (apart + INDEPENDENT_WEIGHT)
      );
    }),
  };
}
