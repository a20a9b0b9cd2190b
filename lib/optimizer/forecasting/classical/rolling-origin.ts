import type { EtsForecast } from "./ets.ts";
import { meanPath } from "./ets-path.ts";
import { expectedNext, moveStates } from "./ets-step.ts";
import type { ForecastVariance } from "./linear-variance.ts";
import type { History } from "./point-forecast.ts";
import { smoothedRates } from "./recent.ts";

/** What a fitted method would have forecast at past origins. */
export interface OriginPaths {
  /** Periods known at the first of them; each next one knows one more, the last all but one. */
  readonly firstOrigin: number;
  /** [originCount, horizon] */
  readonly path: Float64Array;
}

/** Paths of an ETS fit from its last `originCount` origins within the history. */
export function etsOriginPaths(
  forecast: EtsForecast,
  values: History,
  originCount: number,
): OriginPaths {
  const { model, parameters } = forecast;
  const n = values.length;
  const horizon = forecast.mean.length;
  const firstOrigin = Math.max(0, n - originCount);
  const path = new Float64Array((n - firstOrigin) * horizon);
  const { level, slope, season } = parameters;
  const states = { level, slope, season: season.slice() };
  for (let t = 0; t < n; t++) {
    if (t >= firstOrigin)
      path.set(meanPath(model, parameters.phi, states, t, horizon), (t - firstOrigin) * horizon);
    const phase = t % model.seasonPeriods;
    const expected = expectedNext(model, parameters.phi, states, phase);
    moveStates(model, parameters, states, phase, values[t]! - expected);
  }
  return { firstOrigin, path };
}

/** Paths of a level smoothed at rate alpha. */
export function flatOriginPaths(
  values: History,
  alpha: number,
  horizon: number,
  originCount: number,
): OriginPaths {
  const rate = smoothedRates(values, alpha);
  const firstOrigin = Math.max(0, values.length - originCount);
  const path = new Float64Array((values.length - firstOrigin) * horizon);
  for (let t = firstOrigin; t < values.length; t++) {
    const at = (t - firstOrigin) * horizon;
    path.fill(rate[t]!, at, at + horizon);
  }
  return { firstOrigin, path };
}

/** Weight of the model's own variance, in errors that do not overlap. */
const MODEL_WEIGHT = 4;

/**
 * A model's variances corrected by its errors from past origins, for each step and for sums as sums: errors of
 * neighbouring steps go together more than a model allows. Overlapping errors count as many as fit side by side.
 */
export function correctedVariance(
  values: History,
  { firstOrigin, path }: OriginPaths,
  model: ForecastVariance,
  sums: readonly number[],
): ForecastVariance {
  const horizon = model.step.length;
  const n = values.length;
  const blend = (from: number, to: number, ofModel: number): number => {
    let squares = 0;
    let count = 0;
    for (let t = firstOrigin; t + to <= n; t++) {
      let error = 0;
      for (let h = from; h < to; h++)
        error += values[t + h]! - path[(t - firstOrigin) * horizon + h]!;
      squares += error * error;
      count += 1;
    }
    if (count === 0) return ofModel;
    const apart = count / to;
    return (MODEL_WEIGHT * ofModel + apart * (squares / count)) / (MODEL_WEIGHT + apart);
  };
  return {
    step: model.step.map((variance, h) => blend(h, h + 1, variance)),
    sum: Float64Array.from(sums, (length, k) => blend(0, length, model.sum[k]!)),
  };
}
