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

function meanAndVariance(values: Float64Array): { mean: number; variance: number } {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}

/**
 * Variance of one period and of N-sums as recent ones scattered. Overlapping sums say little when few fit: a sum's
 * variance is a mean of theirs and of N times the single one, weighted by how many sums fit side by side.
 */
export function recentVariance(
  values: History,
  window: number,
  horizon: number,
  sums: readonly number[],
): ForecastVariance {
  const single = meanAndVariance(recentSums(values, window, 1)).variance;
  const sum = Float64Array.from(sums, (length) => {
    if (length === 1) return single;
    const apart = Math.floor(Math.min(window, values.length) / length);
    const own = meanAndVariance(recentSums(values, window, length)).variance;
    return (apart * own + 2 * length * single) / (apart + 2);
  });
  return { step: new Float64Array(horizon).fill(single), sum };
}
