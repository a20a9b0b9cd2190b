import { normalQuantile } from "../../core/elementary.ts";
import { type History, square } from "./point-forecast.ts";

/** Centred moving average over one season; NaN in the half season at either end. */
export function centredAverage(values: History, periods: number): Float64Array {
  const n = values.length;
  const half = periods >> 1;
  const trend = new Float64Array(n).fill(NaN);
  for (let t = half; t + half < n; t++) {
    let sum = 0;
    for (let k = t - half; k <= t + half; k++) sum += values[k]!;
    // Over an even season the two ends are half a period each, so that every phase weighs the same.
    if (periods % 2 === 0) sum -= 0.5 * (values[t - half]! + values[t + half]!);
    trend[t] = sum / periods;
  }
  return trend;
}

export interface SeasonalIndices {
  /** Index of phase t mod periods: sums to 0 (additive) or to the number of periods. [periods] */
  readonly index: Float64Array;
  /** The history without its season. [n] */
  readonly adjusted: Float64Array;
}

/**
 * Classical decomposition (Macaulay 1931; Makridakis, Wheelwright and Hyndman 1998, ch. 3): mean deviation from, or ratio
 * to, the centred moving average by phase. Needs two seasons of history.
 */
export function seasonalIndices(
  values: History,
  periods: number,
  isMultiplicative: boolean,
): SeasonalIndices {
  const index = isMultiplicative ? ratios(values, periods) : differences(values, periods);
  const adjusted = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    const s = index[t % periods]!;
    adjusted[t] = isMultiplicative ? values[t]! / s : values[t]! - s;
  }
  return { index, adjusted };
}

/** Mean of the values that are not NaN, by phase; `missing` for a phase without one. */
function phaseMeans(values: Float64Array, periods: number, missing: number): Float64Array {
  const sum = new Float64Array(periods);
  const count = new Int32Array(periods);
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    sum[t % periods]! += values[t]!;
    count[t % periods]! += 1;
  }
  return sum.map((total, k) => (count[k]! > 0 ? total / count[k]! : missing));
}

function ratios(values: History, periods: number): Float64Array {
  const trend = centredAverage(values, periods);
  const means = phaseMeans(
    trend.map((level, t) => values[t]! / level),
    periods,
    1,
  );
  const sum = means.reduce((a, b) => a + b, 0);
  return means.map((ratio) => (ratio * periods) / sum);
}

function differences(values: History, periods: number): Float64Array {
  const trend = centredAverage(values, periods);
  const means = phaseMeans(
    trend.map((level, t) => values[t]! - level),
    periods,
    0,
  );
  const mean = means.reduce((a, b) => a + b, 0) / periods;
  return means.map((difference) => difference - mean);
}

/**
 * Whether a season of this length shows: the autocorrelation at its lag exceeds 1.645 standard errors by Bartlett's
 * formula (Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000, p. 525; level 90 %). Two
 * seasons or less cannot show one.
 */
export function isSeasonal(values: History, periods: number): boolean {
  const n = values.length;
  if (periods < 2 || n <= 2 * periods) return false;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += values[t]! / n;
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
    return sum;
  };
  const variance = covariance(0);
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < periods; lag++) squares += square(covariance(lag) / variance);
  const limit = normalQuantile(0.95) * Math.sqrt((1 + 2 * squares) / n);
  return Math.abs(covariance(periods) / variance) > limit;
}
