import { filterEts } from "./ets-filter.ts";
import { bestEts } from "./ets-fit.ts";
import {
  aiccPenalty,
  type EtsModel,
  type EtsParameters,
  etsCandidates,
  etsParameterCount,
} from "./ets-model.ts";
import { meanPath } from "./ets-path.ts";
import {
  checkHistory,
  type History,
  isConstant,
  type PointForecast,
  square,
} from "./point-forecast.ts";
import { simpleSmoothing } from "./ses.ts";

export interface EtsForecast extends PointForecast {
  readonly model: EtsModel;
  readonly parameters: EtsParameters;
  /** Level, slope and season (by phase) after the last value. */
  readonly states: Pick<EtsParameters, "level" | "slope" | "season">;
  /** Error variance by degrees of freedom: squared units, or squared shares for a multiplicative error. */
  readonly errorVariance: number;
  /** -2 ln L up to a constant, and with the small-sample penalty; NaN where nothing was estimated. */
  readonly deviance: number;
  readonly aicc: number;
  /** Length of the history; its remainder gives the phase of step 1. */
  readonly periodCount: number;
}

/** Longest season whose states are worth estimating one by one (as in R's forecast package). */
export const SEASON_PERIODS_MAX = 24;

/**
 * Automatic exponential smoothing: the candidate of least AICc (Hyndman et al. 2008, section 2.8), forecast by its
 * recursion. A season needs more than two seasons of history and at most 24 periods. Histories too short for a model's
 * AICc, and constant ones, get simple smoothing.
 */
export function automaticEts(values: History, horizon: number, seasonPeriods: number): EtsForecast {
  checkHistory("automaticEts", values, horizon);
  const { y, scale, deviation, isPositive } = normalised(values);
  const periods =
    values.length > 2 * seasonPeriods && seasonPeriods <= SEASON_PERIODS_MAX ? seasonPeriods : 1;
  const best = isConstant(values)
    ? null
    : bestEts(y, deviation, etsCandidates(isPositive, periods));
  return best === null
    ? simplest(values, horizon)
    : etsWith(values, horizon, best.model, rescaled(best.parameters, best.model, scale));
}

/** The history in units of its mean size, so that one set of tolerances fits all. */
function normalised(values: History) {
  const n = values.length;
  let size = 0;
  let isPositive = true;
  for (let t = 0; t < n; t++) {
    size += Math.abs(values[t]!);
    if (!(values[t]! > 0)) isPositive = false;
  }
  const scale = size > 0 ? size / n : 1;
  const y = new Float64Array(n);
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < n; t++) {
    y[t] = values[t]! / scale;
    sum += y[t]!;
  }
  for (let t = 0; t < n; t++) squares += square(y[t]! - sum / n);
  return { y, scale, deviation: Math.sqrt(squares / n), isPositive };
}

function simplest(values: History, horizon: number): EtsForecast {
  const { mean, variance, alpha, initialLevel, level } = simpleSmoothing(
    values,
    horizon,
    1e-4,
    0.9999,
    "first value",
  );
  const season = new Float64Array(0);
  return {
    mean,
    variance,
    model: { error: "A", trend: "N", season: "N", seasonPeriods: 1 },
    parameters: { alpha, beta: 0, gamma: 0, phi: 1, level: initialLevel, slope: 0, season },
    states: { level, slope: 0, season },
    errorVariance: variance,
    deviance: NaN,
    aicc: NaN,
    periodCount: values.length,
  };
}

/** The forecast of one model with known rates and first states. */
export function etsWith(
  values: History,
  horizon: number,
  model: EtsModel,
  parameters: EtsParameters,
): EtsForecast {
  const n = values.length;
  const { level, slope, season } = parameters;
  const states = { level, slope, season: season.slice() };
  const residual = new Float64Array(n);
  const deviance = filterEts(model, parameters, states, Float64Array.from(values), residual);
  let squares = 0;
  for (let t = 0; t < n; t++) squares += residual[t]! * residual[t]!;
  return {
    mean: meanPath(model, parameters.phi, states, n, horizon),
    variance: squares / n,
    model,
    parameters,
    states,
    errorVariance: squares / (n - etsParameterCount(model) + 1),
    deviance,
    aicc: deviance + aiccPenalty(model, n),
    periodCount: n,
  };
}

function rescaled(p: EtsParameters, { season }: EtsModel, scale: number): EtsParameters {
  return {
    ...p,
    level: p.level * scale,
    slope: p.slope * scale,
    season: season === "A" ? p.season.map((s) => s * scale) : p.season,
  };
}
