import { checkHistory, type History, type PointForecast, square } from "./point-forecast.ts";

export interface NaiveForecast extends PointForecast {
  /** Season used: 1, the last value, where the history is not longer than a season. */
  readonly seasonPeriods: number;
}

/**
 * Seasonal naive forecast (Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd ed. 2021, section
 * 5.2): the last value of the same phase.
 */
export function seasonalNaive(
  values: History,
  horizon: number,
  seasonPeriods: number,
): NaiveForecast {
  checkHistory("seasonalNaive", values, horizon);
  const n = values.length;
  const m = n > seasonPeriods ? seasonPeriods : 1;
  const mean = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) mean[h] = values[n - m + (h % m)]!;
  let squares = 0;
  for (let t = m; t < n; t++) squares += square(values[t]! - values[t - m]!);
  return { mean, variance: n > m ? squares / (n - m) : NaN, seasonPeriods: m };
}

/** Sums of `length` differences to the season before, oldest first: errors of seasonal naive sums. */
export function seasonalErrors(values: History, m: number, length: number): Float64Array {
  const count = Math.max(0, values.length - m - length + 1);
  const errors = new Float64Array(count);
  for (let k = 0; k < count; k++)
    for (let t = m + k; t < m + k + length; t++) errors[k]! += values[t]! - values[t - m]!;
  return errors;
}
