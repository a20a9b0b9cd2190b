import type { EtsForecast } from "./ets.ts";

/** Error variance of each step, and of the sum of the first N steps for each N asked for. */
export interface ForecastVariance {
  /** [horizon] */
  readonly step: Float64Array;
  /** [sumCount] */
  readonly sum: Float64Array;
}

/**
 * Variances of a forecast whose error is a moving sum of shocks: y_{n+h} - mean_h = scale_h (e_h + sum_k c_{h-k} e_k),
 * shock k with its own variance (Hyndman et al. 2008, section 6.2, class 1; sums: section 6.5). `weight[j]` is c_j with
 * c_0 = 1. Sums keep the correlation between steps. Cost O(horizon^2) per sum.
 */
export function linearVariance(
  weight: Float64Array,
  shockVariance: Float64Array,
  scale: Float64Array,
  sums: readonly number[],
): ForecastVariance {
  const horizon = weight.length;
  const step = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    let sum = 0;
    for (let k = 0; k <= h; k++) sum += shockVariance[k]! * weight[h - k]! * weight[h - k]!;
    step[h] = scale[h]! * scale[h]! * sum;
  }
  const sum = Float64Array.from(sums, (length) => {
    let total = 0;
    for (let k = 0; k < length; k++) {
      let effect = 0;
      for (let h = k; h < length; h++) effect += scale[h]! * weight[h - k]!;
      total += shockVariance[k]! * effect * effect;
    }
    return total;
  });
  return { step, sum };
}

/** c_j = alpha + beta (phi + ... + phi^j) + gamma [j is a multiple of the season]; c_0 = 1. */
export function shockWeights(
  { model, parameters }: Pick<EtsForecast, "model" | "parameters">,
  horizon: number,
): Float64Array {
  const { alpha, beta, gamma, phi } = parameters;
  const weight = new Float64Array(horizon).fill(1);
  let damping = 1;
  let trend = 0;
  for (let j = 1; j < horizon; j++) {
    damping *= phi;
    trend += damping;
    const isSamePhase = model.season !== "N" && j % model.seasonPeriods === 0;
    weight[j] = alpha + beta * trend + (isSamePhase ? gamma : 0);
  }
  return weight;
}

/**
 * Variances of an ETS forecast without a multiplicative season. Additive error: class 1. Multiplicative error, class 2:
 * shock k is the forecast of its step times a relative error, so its variance is sigma^2 theta_k with theta_k = mean_k^2
 * + sigma^2 sum_j c_j^2 theta_{k-j} (Hyndman et al. 2008, section 6.3).
 */
export function etsVariance(forecast: EtsForecast, sums: readonly number[]): ForecastVariance {
  const horizon = forecast.mean.length;
  const weight = shockWeights(forecast, horizon);
  const sigma2 = forecast.errorVariance;
  const shock = new Float64Array(horizon).fill(sigma2);
  if (forecast.model.error === "M") {
    for (let k = 0; k < horizon; k++) {
      let earlier = 0;
      for (let j = 1; j <= k; j++) earlier += weight[j]! * weight[j]! * shock[k - j]!;
      shock[k] = sigma2 * (forecast.mean[k]! * forecast.mean[k]! + earlier);
    }
  }
  return linearVariance(weight, shock, new Float64Array(horizon).fill(1), sums);
}
