import { stream } from "../../core/prng.ts";
import type { EtsForecast } from "./ets.ts";
import { expectedNext, moveStates } from "./ets-step.ts";
import type { ForecastVariance } from "./linear-variance.ts";
import { square } from "./point-forecast.ts";

/**
 * Simulated futures of an ETS model with normal errors; a relative error below -1 would sell less than nothing and
 * counts as -1. The draws depend on nothing but their number: the same forecast every time. [pathCount, horizon]
 */
export function etsPaths(forecast: EtsForecast, pathCount: number): Float64Array {
  const { model, parameters, states, periodCount } = forecast;
  const horizon = forecast.mean.length;
  const deviation = Math.sqrt(forecast.errorVariance);
  const draws = stream(0, "ets paths");
  const path = new Float64Array(pathCount * horizon);
  for (let s = 0; s < pathCount; s++) {
    const moving = { ...states, season: states.season.slice() };
    for (let h = 0; h < horizon; h++) {
      const phase = (periodCount + h) % model.seasonPeriods;
      const expected = expectedNext(model, parameters.phi, moving, phase);
      const draw = deviation * draws.normal();
      const error = model.error === "M" ? expected * Math.max(-1, draw) : draw;
      path[s * horizon + h] = expected + error;
      moveStates(model, parameters, moving, phase, error);
    }
  }
  return path;
}

/** Variances of steps and sums over simulated paths. */
export function pathVariance(
  path: Float64Array,
  horizon: number,
  sums: readonly number[],
): ForecastVariance {
  const count = path.length / horizon;
  const varianceOf = (valueAt: (s: number) => number): number => {
    let mean = 0;
    for (let s = 0; s < count; s++) mean += valueAt(s) / count;
    let squares = 0;
    for (let s = 0; s < count; s++) squares += square(valueAt(s) - mean);
    return squares / count;
  };
  const sumOf = (s: number, length: number): number => {
    let sum = 0;
    for (let h = 0; h < length; h++) sum += path[s * horizon + h]!;
    return sum;
  };
  return {
    step: Float64Array.from({ length: horizon }, (_, h) =>
      varianceOf((s) => path[s * horizon + h]!),
    ),
    sum: Float64Array.from(sums, (length) => varianceOf((s) => sumOf(s, length))),
  };
}
