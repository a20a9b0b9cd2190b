import { lawQuantiles, type ValueKind, valueKind } from "./demand-law.ts";
import { imapa, tsb } from "./intermittent.ts";
import type { ForecastVariance } from "./linear-variance.ts";
import { etsLaw, flatLaw, type MeanAndVariance, thetaLaw } from "./model-laws.ts";
import { checkHistory, type History } from "./point-forecast.ts";
import { recentCv2, recentVariance } from "./recent.ts";
import {
  type ClassicalForecast,
  type ClassicalRequest,
  checkRequest,
  firstSums,
} from "./request.ts";
import { empiricalForecast, seasonalEmpiricalForecast, seasonalNaiveForecast } from "./samples.ts";
import { simpleSmoothing } from "./ses.ts";

export type { ClassicalForecast, ClassicalMethod, ClassicalRequest } from "./request.ts";

/** Rates that suit demand with many zeros (Petropoulos and Kourentzes 2015). */
const BLOCK_ALPHA_MIN = 0.1;
const BLOCK_ALPHA_MAX = 0.3;
const TSB_ALPHA = 0.1;
/** A trend through fewer values follows their noise: without one, ETS and theta are simple smoothing. */
const TREND_PERIODS_MIN = 12;
const WINDOW = 52;
/** A standard deviation of half the mean: from here on models of smooth series miss the scatter of demand. */
const ERRATIC_CV2 = 0.25;

/**
 * Mean and quantiles of one series by a classical method, for each step and for sums of its first steps. Counts get
 * negative binomial laws, amounts gamma laws, values of either sign normal laws; "empirical", "seasonalEmpirical" and
 * "seasonalNaive" read past values and errors. Quantiles never cross, and are never negative where the history is not.
 * Throws RangeError for an empty history, sums beyond the horizon, and levels that do not rise within (0, 1). Cost of
 * 104 periods: tens of microseconds, "ets" milliseconds.
 */
export function classicalQuantiles(history: History, request: ClassicalRequest): ClassicalForecast {
  checkHistory("classicalQuantiles", history, request.horizon);
  checkRequest(request);
  switch (request.method) {
    case "empirical":
      return empiricalForecast(history, request);
    case "seasonalEmpirical":
      return seasonalEmpiricalForecast(history, request);
    case "seasonalNaive":
      return (
        seasonalNaiveForecast(history, request) ?? byLaw(history, { ...request, method: "ses" })
      );
    default:
      return byLaw(history, request);
  }
}

function byLaw(history: History, request: ClassicalRequest): ClassicalForecast {
  const kind = valueKind(history);
  const isShort = history.length < TREND_PERIODS_MIN;
  const law = isShort ? flatMethodLaw(history, request) : methodLaw(history, request);
  const isErratic = isShort || recentCv2(history, WINDOW) > ERRATIC_CV2;
  if (kind === "signed") return fromLaw(kind, law.mean, law.variance(), request);
  const mean = law.mean.map((units) => Math.max(0, units));
  const variance = isErratic
    ? recentVariance(history, mean, firstSums(mean, request.sums), request.sums)
    : law.variance();
  return fromLaw(kind, mean, variance, request);
}

function methodLaw(history: History, request: ClassicalRequest): MeanAndVariance {
  if (request.method === "ets") return etsLaw(history, request);
  if (request.method === "theta") return thetaLaw(history, request);
  return flatMethodLaw(history, request);
}

/** Methods that forecast a level; those with a trend forecast one too while the history is short. */
function flatMethodLaw(
  history: History,
  { method, horizon, sums }: ClassicalRequest,
): MeanAndVariance {
  if (method === "tsb")
    return flatLaw(history, tsb(history, horizon, TSB_ALPHA, TSB_ALPHA), TSB_ALPHA, sums);
  if (method === "imapa") {
    const { mean } = imapa(history, horizon, BLOCK_ALPHA_MIN, BLOCK_ALPHA_MAX);
    // Without gaps IMAPA is smoothing of single periods, and only then this law is used.
    const single = simpleSmoothing(history, 1, BLOCK_ALPHA_MIN, BLOCK_ALPHA_MAX, "first value");
    return flatLaw(history, { mean, variance: single.variance }, single.alpha, sums);
  }
  const smooth = simpleSmoothing(history, horizon, 0.01, 0.99, "least squares");
  return flatLaw(history, smooth, smooth.alpha, sums);
}

function fromLaw(
  kind: ValueKind,
  mean: Float64Array,
  variance: ForecastVariance,
  { sums, levels }: ClassicalRequest,
): ClassicalForecast {
  const level = Float64Array.from(levels);
  const quantile = new Float64Array(mean.length * level.length);
  for (let h = 0; h < mean.length; h++)
    lawQuantiles(kind, level, mean[h]!, variance.step[h]!, quantile, h * level.length);
  const sumMean = firstSums(mean, sums);
  const sumQuantile = new Float64Array(sums.length * level.length);
  for (let k = 0; k < sums.length; k++)
    lawQuantiles(kind, level, sumMean[k]!, variance.sum[k]!, sumQuantile, k * level.length);
  return { mean, quantile, sumMean, sumQuantile };
}
