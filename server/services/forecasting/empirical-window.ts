// Quantiles of what was: the last periods, and the sums of as many of them in a row as are asked for.
import { sampleQuantile } from "@/lib/optimizer/core/quantile.ts";
import type { ForecastOwn } from "./per-task.ts";

/** Periods looked back on: a quarter of days, half a year of weeks, two years of months. */
const WINDOW = { day: 91, week: 26, month: 24 } as const;

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sums of `length` periods in a row, sorted. A history shorter than that gives its mean, extended. */
function sumsOf(units: Float64Array, length: number): Float64Array {
  if (units.length < length) return Float64Array.of(meanOf(units) * length);
  const sums = new Float64Array(units.length - length + 1);
  for (let at = 0; at < sums.length; at++)
    for (let k = 0; k < length; k++) sums[at] = (sums[at] ?? 0) + (units[at + k] ?? 0);
  return sums.sort();
}

/** Empirical quantiles of a window, the same for every period ahead. */
export const empiricalWindow: ForecastOwn = (known, panel, { horizon, sums, levels }) => {
  const recent = known.slice(-WINDOW[panel.frequency]);
  const sorted = recent.slice().sort();
  const quantile = levels.map((level) => sampleQuantile(sorted, level));
  const samples = sums.map((length) => sumsOf(recent, length));
  return {
    mean: new Float64Array(horizon).fill(meanOf(recent)),
    quantile: Array.from({ length: horizon }, () => quantile).flat(),
    sumMean: sums.map((length) => meanOf(recent) * length),
    sumQuantile: samples.flatMap((sample) => levels.map((level) => sampleQuantile(sample, level))),
  };
};
