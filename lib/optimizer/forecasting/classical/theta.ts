import { isSeasonal, seasonalIndices } from "./decomposition.ts";
import { checkHistory, type History, type PointForecast } from "./point-forecast.ts";
import type { OriginPaths } from "./rolling-origin.ts";
import { simpleSmoothing } from "./ses.ts";

export interface ThetaForecast extends PointForecast {
  readonly alpha: number;
  readonly initialLevel: number;
  readonly level: number;
  /** Units per period that the forecast rises: half the slope of a straight line through the history. */
  readonly drift: number;
  /** Seasonal factor by phase t mod seasonPeriods; empty without a season. */
  readonly index: Float64Array;
}

export interface Deseasonalised {
  readonly adjusted: History;
  /** Factor of phase t mod seasonPeriods; empty without a season. */
  readonly index: Float64Array;
}

/**
 * The history without its multiplicative season, where one shows, no value is negative and every phase has demand (a
 * moving average of 0 gives no ratio).
 */
export function deseasonalised(values: History, seasonPeriods: number): Deseasonalised {
  const none = { adjusted: values, index: new Float64Array(0) };
  for (let t = 0; t < values.length; t++) if (values[t]! < 0) return none;
  if (!isSeasonal(values, seasonPeriods)) return none;
  const { index, adjusted } = seasonalIndices(values, seasonPeriods, true);
  return index.every((s) => s > 1e-10) ? { adjusted, index } : none;
}

/** Factors of the steps after n values. */
export function seasonAhead(index: Float64Array, n: number, horizon: number): Float64Array {
  const factor = new Float64Array(horizon).fill(1);
  if (index.length > 0)
    for (let h = 0; h < horizon; h++) factor[h] = index[(n + h) % index.length]!;
  return factor;
}

export function leastSquaresLine(y: History): { intercept: number; slope: number } {
  const n = y.length;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += y[t]! / n;
  let cross = 0;
  for (let t = 0; t < n; t++) cross += (t - (n - 1) / 2) * (y[t]! - mean);
  const slope = n > 1 ? (12 * cross) / (n * (n * n - 1)) : 0;
  return { intercept: mean - (slope * (n - 1)) / 2, slope };
}

/**
 * The theta method (Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000, pp. 521-530) as
 * simple smoothing with drift (Hyndman and Billah, International Journal of Forecasting 19, 2003, pp. 287-290):
 * l_n + b/2 (h - 1 + (1 - (1 - alpha)^n) / alpha) with b the slope of a straight line, on data without season.
 */
export function theta(values: History, horizon: number, seasonPeriods: number): ThetaForecast {
  checkHistory("theta", values, horizon);
  const n = values.length;
  const { adjusted, index } = deseasonalised(values, seasonPeriods);
  const { alpha, initialLevel, level, variance } = simpleSmoothing(
    adjusted,
    1,
    1e-4,
    0.9999,
    "least squares",
  );
  const drift = leastSquaresLine(adjusted).slope / 2;
  let faded = 1;
  for (let t = 0; t < n; t++) faded *= 1 - alpha;
  const factor = seasonAhead(index, n, horizon);
  const mean = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++)
    mean[h] = factor[h]! * (level + drift * (h + (1 - faded) / alpha));
  return { mean, variance, alpha, initialLevel, level, drift, index };
}

/** Paths of a theta fit from its last `originCount` origins within the history. */
export function thetaOriginPaths(
  { mean, alpha, initialLevel, drift, index }: ThetaForecast,
  values: History,
  originCount: number,
): OriginPaths {
  const n = values.length;
  const horizon = mean.length;
  const firstOrigin = Math.max(0, n - originCount);
  const path = new Float64Array((n - firstOrigin) * horizon);
  let level = initialLevel;
  let faded = 1;
  for (let t = 0; t < n; t++) {
    if (t >= firstOrigin) {
      const factor = seasonAhead(index, t, horizon);
      for (let h = 0; h < horizon; h++)
        path[(t - firstOrigin) * horizon + h] =
          factor[h]! * (level + drift * (h + (1 - faded) / alpha));
    }
    const s = index.length > 0 ? index[t % index.length]! : 1;
    level += alpha * (values[t]! / s - level);
    faded *= 1 - alpha;
  }
  return { firstOrigin, path };
}
