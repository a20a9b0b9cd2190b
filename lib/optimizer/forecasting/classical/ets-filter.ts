import { ln } from "../../core/elementary.ts";
import type { EtsModel, EtsParameters } from "./ets-model.ts";

/** States that move along the history; `season` is by phase. */
export interface EtsStates {
  level: number;
  slope: number;
  readonly season: Float64Array;
}

/**
 * Runs a model over y and writes one-step errors (relative ones for a multiplicative error) to `residual`; `states`
 * holds the first states and ends as the last. Both kinds of error move the states alike (Hyndman et al. 2008,
 * tables 2.2 and 2.3, written with the additive error); only the likelihood differs.
 * Returns -2 ln L without its constant, n ln(sum e^2) + 2 sum ln |forecast| (eq. 5.3); Infinity where a multiplicative
 * error meets a forecast that is not positive. Cost O(n).
 */
export function filterEts(
  model: EtsModel,
  rates: Omit<EtsParameters, "level" | "slope" | "season">,
  states: EtsStates,
  y: Float64Array,
  residual: Float64Array,
): number {
  const pass =
    model.season === "N" ? plainPass : model.season === "A" ? additivePass : multiplicativePass;
  const isRelative = model.error === "M";
  const lnForecasts = pass(rates, states, y, residual, isRelative);
  let squares = 0;
  for (let t = 0; t < y.length; t++) squares += residual[t]! * residual[t]!;
  return y.length * ln(squares) + (isRelative ? 2 * lnForecasts : 0);
}

type Rates = Omit<EtsParameters, "level" | "slope" | "season">;

/** A product that leaves this range is turned into its logarithm: one logarithm for many factors. */
const isFar = (product: number): boolean => product > 1e200 || product < 1e-200;

function plainPass(
  { alpha, beta, phi }: Rates,
  states: EtsStates,
  y: Float64Array,
  residual: Float64Array,
  isRelative: boolean,
): number {
  let { level, slope } = states;
  let product = 1;
  let lnSum = 0;
  for (let t = 0; t < y.length; t++) {
    const damped = phi * slope;
    const forecast = level + damped;
    const error = y[t]! - forecast;
    if (isRelative) {
      if (!(forecast > 0)) return Infinity;
      product *= forecast;
      if (isFar(product)) {
        lnSum += ln(product);
        product = 1;
      }
      residual[t] = error / forecast;
    } else residual[t] = error;
    level = forecast + alpha * error;
    slope = damped + beta * error;
  }
  states.level = level;
  states.slope = slope;
  return lnSum + ln(product);
}

function additivePass(
  { alpha, beta, gamma, phi }: Rates,
  states: EtsStates,
  y: Float64Array,
  residual: Float64Array,
  isRelative: boolean,
): number {
  const { season } = states;
  let { level, slope } = states;
  let product = 1;
  let lnSum = 0;
  for (let t = 0, phase = 0; t < y.length; t++) {
    const damped = phi * slope;
    const base = level + damped;
    const forecast = base + season[phase]!;
    const error = y[t]! - forecast;
    if (isRelative) {
      if (!(forecast > 0)) return Infinity;
      product *= forecast;
      if (isFar(product)) {
        lnSum += ln(product);
        product = 1;
      }
      residual[t] = error / forecast;
    } else residual[t] = error;
    level = base + alpha * error;
    slope = damped + beta * error;
    season[phase] = season[phase]! + gamma * error;
    phase = phase + 1 === season.length ? 0 : phase + 1;
  }
  states.level = level;
  states.slope = slope;
  return lnSum + ln(product);
}

function multiplicativePass(
  { alpha, beta, gamma, phi }: Rates,
  states: EtsStates,
  y: Float64Array,
  residual: Float64Array,
  isRelative: boolean,
): number {
  const { season } = states;
  let { level, slope } = states;
  let product = 1;
  let lnSum = 0;
  for (let t = 0, phase = 0; t < y.length; t++) {
    const damped = phi * slope;
    const base = level + damped;
    const forecast = base * season[phase]!;
    if (!(forecast > 0 && base > 0)) return Infinity;
    const error = y[t]! - forecast;
    product *= forecast;
    if (isFar(product)) {
      lnSum += ln(product);
      product = 1;
    }
    residual[t] = isRelative ? error / forecast : error;
    const ofLevel = error / season[phase]!;
    level = base + alpha * ofLevel;
    slope = damped + beta * ofLevel;
    season[phase] = season[phase]! + (gamma * error) / base;
    phase = phase + 1 === season.length ? 0 : phase + 1;
  }
  states.level = level;
  states.slope = slope;
  return lnSum + ln(product);
}
