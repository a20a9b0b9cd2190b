import { exp, ln } from "../core/elementary.ts";
import type { RandomStream } from "../core/prng.ts";
import { stream } from "../core/prng.ts";
import { CATEGORY_TABLE } from "./data/category-table.ts";
import type { Region } from "./types.ts";

/**
 * Poisson quantile of one uniform draw, by summing probabilities. One draw per day whatever the mean, and rising in the
 * mean, so that two worlds that differ in one event stay in step. For means up to 700. Cost O(mean).
 */
export function poissonQuantile(uniform: number, mean: number): number {
  let p = exp(-mean);
  let cumulative = p;
  let k = 0;
  while (uniform > cumulative && k < 4000) {
    k += 1;
    p *= mean / k;
    cumulative += p;
  }
  return k;
}

/** 1 + a geometric number: each further unit with probability `moreShare`; at most 40. */
export function lineUnits(uniform: number, moreShare: number): number {
  let units = 1;
  let tail = moreShare;
  while (uniform < tail && units < 40) {
    units += 1;
    tail *= moreShare;
  }
  return units;
}

/** Demand answers price by a constant elasticity. */
export const priceResponse = (
  priceMicros: number,
  baseMicros: number,
  elasticity: number,
): number => (priceMicros === baseMicros ? 1 : exp(-elasticity * ln(priceMicros / baseMicros)));

/** Weekly noise of a product's demand: a first-order autoregression in logs with mean factor 1. */
export interface WeeklyNoise {
  readonly draws: RandomStream;
  state: number;
}

const NOISE_MEMORY = 0.85;
const NOISE_DEVIATION = 0.38;

export function nextNoiseFactor(noise: WeeklyNoise): number {
  const step = NOISE_DEVIATION * Math.sqrt(1 - NOISE_MEMORY * NOISE_MEMORY);
  noise.state = NOISE_MEMORY * noise.state + noise.draws.normal(0, step);
  return exp(noise.state - (NOISE_DEVIATION * NOISE_DEVIATION) / 2);
}

/** Picks regions by category: population times taste, by alias tables (Walker 1977, Vose 1991). */
export interface RegionPicker {
  readonly regionCount: number;
  /** [categoryCount, regionCount] */
  readonly keepShare: Float64Array;
  readonly alias: Uint8Array;
}

export function pickRegion(picker: RegionPicker, category: number, uniform: number): number {
  const place = uniform * picker.regionCount;
  const cell = Math.min(picker.regionCount - 1, Math.floor(place));
  const k = category * picker.regionCount + cell;
  return place - cell < picker.keepShare[k]! ? cell : picker.alias[k]!;
}

function fillAlias(picker: RegionPicker, category: number, share: Float64Array): void {
  const n = picker.regionCount;
  const weight = share.map((s) => s * n);
  const small: number[] = [];
  const large: number[] = [];
  weight.forEach((w, k) => {
    (w < 1 ? small : large).push(k);
  });
  while (small.length > 0 && large.length > 0) {
    const a = small.pop()!;
    const b = large[large.length - 1]!;
    picker.keepShare[category * n + a] = weight[a]!;
    picker.alias[category * n + a] = b;
    weight[b]! -= 1 - weight[a]!;
    if (weight[b]! < 1) small.push(large.pop()!);
  }
  for (const k of [...small, ...large]) {
    picker.keepShare[category * n + k] = 1;
    picker.alias[category * n + k] = k;
  }
}

/** Share of each region in a category's demand. [regionCount], sums to 1 */
export function regionShares(
  seed: number,
  category: number,
  regions: readonly Region[],
): Float64Array {
  const draws = stream(seed, "region-taste", category);
  const spec = CATEGORY_TABLE[category]!;
  const weight = Float64Array.from(
    regions,
    (r) =>
      r.populationShare *
      draws.lognormal(1, 0.25) *
      Math.max(0.3, 1 + spec.northTaste * (r.latitude - 37)),
  );
  const total = weight.reduce((sum, w) => sum + w, 0);
  return weight.map((w) => w / total);
}

export function buildRegionPicker(seed: number, regions: readonly Region[]): RegionPicker {
  const size = CATEGORY_TABLE.length * regions.length;
  const picker: RegionPicker = {
    regionCount: regions.length,
    keepShare: new Float64Array(size),
    alias: new Uint8Array(size),
  };
  CATEGORY_TABLE.forEach((_, category) => {
    fillAlias(picker, category, regionShares(seed, category, regions));
  });
  return picker;
}
