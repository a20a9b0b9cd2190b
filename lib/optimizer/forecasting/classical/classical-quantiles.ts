import { sampleQuantile } from "../../core/quantile.ts";
import { lawQuantiles, type ValueKind, valueKind } from "./demand-law.ts";
import { automaticEts } from "./ets.ts";
import { etsPaths, pathVariance } from "./ets-paths.ts";
import { imapa, tsb } from "./intermittent.ts";
import { etsVariance, type ForecastVariance, linearVariance } from "./linear-variance.ts";
import { checkHistory, type History } from "./point-forecast.ts";
import { recentSums, recentVariance } from "./recent.ts";
import { simpleSmoothing } from "./ses.ts";
import { theta } from "./theta.ts";

export type ClassicalMethod = "imapa" | "tsb" | "ses" | "ets" | "theta" | "empirical";

export interface ClassicalRequest {
  readonly method: ClassicalMethod;
  readonly horizon: number;
  /** Lengths N of sums of the first N steps, each in 1..horizon. */
  readonly sums: readonly number[];
  /** Ascending, each in (0, 1). */
  readonly levels: readonly number[];
  /** Periods of a season; 1 where there is none. */
  readonly seasonPeriods: number;
}

export interface ClassicalForecast {
  /** [horizon] */
  readonly mean: Float64Array;
  /** [horizon, levelCount] */
  readonly quantile: Float64Array;
  /** [sumCount] */
  readonly sumMean: Float64Array;
  /** [sumCount, levelCount] */
  readonly sumQuantile: Float64Array;
}

const ALPHA_MIN = 0.1;
const ALPHA_MAX = 0.3;
const WINDOW = 52;
const PATH_COUNT = 500;

/**
 * Mean and quantiles of one series by a classical method, for each step and for sums of the first steps. Quantiles do
 * not cross, and are not negative where the history is not. Throws RangeError for an empty history. Cost: microseconds
 * for "imapa", "tsb", "ses" and "empirical"; about a millisecond for "ets", more with a season.
 */
export function classicalQuantiles(history: History, request: ClassicalRequest): ClassicalForecast {
  checkHistory("classicalQuantiles", history, request.horizon);
  if (request.method === "empirical") return empiricalForecast(history, request);
  const kind = valueKind(history);
  const { mean, variance } = meanAndLaw(history, request);
  if (kind !== "signed") for (let h = 0; h < mean.length; h++) mean[h] = Math.max(0, mean[h]!);
  return byLaw(kind, mean, variance, request);
}

interface MeanAndLaw {
  readonly mean: Float64Array;
  readonly variance: ForecastVariance;
}

function meanAndLaw(history: History, request: ClassicalRequest): MeanAndLaw {
  const { method, horizon, sums, seasonPeriods } = request;
  const flat = (mean: Float64Array): MeanAndLaw => ({
    mean,
    variance: recentVariance(history, WINDOW, horizon, sums),
  });
  switch (method) {
    case "imapa":
      return flat(imapa(history, horizon, ALPHA_MIN, ALPHA_MAX).mean);
    case "tsb":
      return flat(tsb(history, horizon, 0.1, 0.1).mean);
    case "ses":
      return flat(simpleSmoothing(history, horizon, 0.01, 0.99, "least squares").mean);
    case "ets": {
      const forecast = automaticEts(history, horizon, seasonPeriods);
      const variance =
        forecast.model.season === "M"
          ? pathVariance(etsPaths(forecast, PATH_COUNT), horizon, sums)
          : etsVariance(forecast, sums);
      return { mean: forecast.mean, variance };
    }
    case "theta": {
      const { mean, variance, alpha, factor } = theta(history, horizon, seasonPeriods);
      const weight = new Float64Array(horizon).fill(alpha);
      weight[0] = 1;
      const shock = new Float64Array(horizon).fill(variance);
      return { mean, variance: linearVariance(weight, shock, factor, sums) };
    }
    default:
      throw new RangeError(`classicalQuantiles: unknown method ${method}`);
  }
}

function sumsOf(mean: Float64Array, sums: readonly number[]): Float64Array {
  return Float64Array.from(sums, (length) => {
    let sum = 0;
    for (let h = 0; h < length; h++) sum += mean[h]!;
    return sum;
  });
}

function byLaw(
  kind: ValueKind,
  mean: Float64Array,
  variance: ForecastVariance,
  { sums, levels }: ClassicalRequest,
): ClassicalForecast {
  const level = Float64Array.from(levels);
  const quantile = new Float64Array(mean.length * level.length);
  for (let h = 0; h < mean.length; h++)
    lawQuantiles(kind, level, mean[h]!, variance.step[h]!, quantile, h * level.length);
  const sumMean = sumsOf(mean, sums);
  const sumQuantile = new Float64Array(sums.length * level.length);
  for (let k = 0; k < sums.length; k++)
    lawQuantiles(kind, level, sumMean[k]!, variance.sum[k]!, sumQuantile, k * level.length);
  return { mean, quantile, sumMean, sumQuantile };
}

function empiricalForecast(
  history: History,
  { horizon, sums, levels }: ClassicalRequest,
): ClassicalForecast {
  const single = recentSums(history, WINDOW, 1).sort();
  let total = 0;
  for (const value of single) total += value / single.length;
  const mean = new Float64Array(horizon).fill(total);
  const quantile = new Float64Array(horizon * levels.length);
  for (let h = 0; h < horizon; h++)
    for (let q = 0; q < levels.length; q++)
      quantile[h * levels.length + q] = sampleQuantile(single, levels[q]!);
  const sumQuantile = new Float64Array(sums.length * levels.length);
  for (let k = 0; k < sums.length; k++) {
    const sample = recentSums(history, WINDOW, sums[k]!).sort();
    for (let q = 0; q < levels.length; q++)
      sumQuantile[k * levels.length + q] =
        sample.length > 0 ? sampleQuantile(sample, levels[q]!) : sums[k]! * quantile[q]!;
  }
  return { mean, quantile, sumMean: sumsOf(mean, sums), sumQuantile };
}
