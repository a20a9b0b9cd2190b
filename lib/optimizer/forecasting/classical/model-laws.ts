import { isSeasonal } from "./decomposition.ts";
import { automaticEts, type EtsForecast, SEASON_PERIODS_MAX } from "./ets.ts";
import { etsPaths, pathVariance } from "./ets-paths.ts";
import { etsVariance, type ForecastVariance, linearVariance } from "./linear-variance.ts";
import { mstlForecast } from "./mstl.ts";
import type { History, PointForecast } from "./point-forecast.ts";
import type { ClassicalRequest } from "./request.ts";
import { correctedVariance, etsOriginPaths, flatOriginPaths } from "./rolling-origin.ts";
import { seasonAhead, theta, thetaOriginPaths } from "./theta.ts";

export interface MeanAndVariance {
  readonly mean: Float64Array;
  /** Worked out on demand: erratic histories do without. */
  readonly variance: () => ForecastVariance;
}

const PATH_COUNT = 500;
/** Past origins whose errors correct a model's variance. */
const ORIGIN_COUNT = 104;
/** Older values move the fit no more, only its cost. */
const ETS_PERIODS = 400;

function varianceOfEts(
  forecast: EtsForecast,
  history: History,
  sums: readonly number[],
): ForecastVariance {
  const ofModel =
    forecast.model.season === "M"
      ? pathVariance(etsPaths(forecast, PATH_COUNT), forecast.mean.length, sums)
      : etsVariance(forecast, sums);
  return correctedVariance(history, etsOriginPaths(forecast, history, ORIGIN_COUNT), ofModel, sums);
}

/** Automatic ETS; a season too long for its states is taken off first, where it shows. */
export function etsLaw(
  history: History,
  { horizon, sums, seasonPeriods }: ClassicalRequest,
): MeanAndVariance {
  if (seasonPeriods > SEASON_PERIODS_MAX && isSeasonal(history, seasonPeriods)) {
    const { mean, adjusted, rest } = mstlForecast(history, horizon, [seasonPeriods]);
    return { mean, variance: () => varianceOfEts(adjusted, rest, sums) };
  }
  const recent = history.subarray(Math.max(0, history.length - ETS_PERIODS));
  const forecast = automaticEts(recent, horizon, seasonPeriods);
  return { mean: forecast.mean, variance: () => varianceOfEts(forecast, recent, sums) };
}

export function thetaLaw(
  history: History,
  { horizon, sums, seasonPeriods }: ClassicalRequest,
): MeanAndVariance {
  const forecast = theta(history, horizon, seasonPeriods);
  const variance = (): ForecastVariance => {
    const factor = seasonAhead(forecast.index, history.length, horizon);
    const ofModel = smoothingVariance(forecast.variance, forecast.alpha, factor, sums);
    const origins = thetaOriginPaths(forecast, history, ORIGIN_COUNT);
    return correctedVariance(history, origins, ofModel, sums);
  };
  return { mean: forecast.mean, variance };
}

/** A flat forecast that moves like a level smoothed at rate alpha. */
export function flatLaw(
  history: History,
  { mean, variance }: PointForecast,
  alpha: number,
  sums: readonly number[],
): MeanAndVariance {
  const ofFit = (): ForecastVariance => {
    const ones = new Float64Array(mean.length).fill(1);
    const ofModel = smoothingVariance(variance, alpha, ones, sums);
    const origins = flatOriginPaths(history, alpha, mean.length, ORIGIN_COUNT);
    return correctedVariance(history, origins, ofModel, sums);
  };
  return { mean, variance: ofFit };
}

/** Every shock stays in the level with weight alpha. */
function smoothingVariance(
  variance: number,
  alpha: number,
  factor: Float64Array,
  sums: readonly number[],
): ForecastVariance {
  const weight = new Float64Array(factor.length).fill(alpha);
  weight[0] = 1;
  const shock = new Float64Array(factor.length).fill(variance);
  return linearVariance(weight, shock, factor, sums);
}
