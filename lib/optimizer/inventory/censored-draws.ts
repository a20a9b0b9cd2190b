import { stream } from "../core/prng.ts";
import { sampleQuantile } from "../core/quantile.ts";

/** One product's days whose demand is unknown where there was no stock. */
export interface CensoredDays {
  /** Names the product's random numbers: the same product has the same draws in every question. */
  readonly entity: number;
  /** Sales of days with stock, in any order. */
  readonly sample: ArrayLike<number>;
  /** Units sold: on censored days the least that was asked for. [dayCount] */
  readonly soldUnits: Float64Array;
  /** 1 = without stock. [dayCount] */
  readonly isCensored: Uint8Array;
  /** What a plan expected of the day; NaN = none, then the days with stock speak for it. [dayCount] */
  readonly expectedUnits: Float64Array;
}

export interface DrawnRange {
  readonly mean: number;
  /** Quantiles 0.1 and 0.9 of the draws. */
  readonly low: number;
  readonly high: number;
}

const SEED = 20261122;

/**
 * Demand of all days in one draw. A day without stock takes the sale of a day with stock at random, raised to what the plan
 * expected where that is more, and at least what was sold; without such days it is Poisson of what the plan expected. The
 * days it is drawn from are themselves drawn anew, as a few days do not tell the pace exactly (bootstrap, Efron 1979).
 * Draw n is the same for every question about the product. `factor` is what the account's products have in common in it.
 */
export function drawnDemand(days: CensoredDays, draw: number, factor = 1): Float64Array {
  const { sample, soldUnits, isCensored, expectedUnits } = days;
  const demand = Float64Array.from(soldUnits);
  const random = stream(SEED, "censored-demand", days.entity).split("draw", draw);
  const drawn = Float64Array.from(sample, () => sample[random.integer(sample.length)]!);
  let pace = 0;
  for (let k = 0; k < sample.length; k++) pace += sample[k]! / sample.length;
  for (let d = 0; d < demand.length; d++) {
    if (!isCensored[d]) continue;
    const mean = factor * Math.max(pace, expectedUnits[d]! || 0);
    const asked =
      pace > 0 ? (drawn[random.integer(drawn.length)]! * mean) / pace : random.poisson(mean);
    demand[d] = Math.max(demand[d]!, asked);
  }
  return demand;
}

/** What all products of an account have in common in one draw: lognormal with mean 1, and `swing` (`commonSwing`) in logs. */
export const commonFactor = (accountId: number, swing: number, draw: number): number =>
  Math.exp(
    swing * stream(SEED, "common-demand", accountId).split("draw", draw).normal() - swing ** 2 / 2,
  );

/** Mean and range of what draws gave. Throws RangeError without any. */
export function drawnRange(drawn: readonly number[]): DrawnRange {
  const sorted = [...drawn].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { mean, low: sampleQuantile(sorted, 0.1), high: sampleQuantile(sorted, 0.9) };
}
