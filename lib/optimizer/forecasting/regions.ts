import { demandQuantiles } from "../core/distributions.ts";
import type { DemandProblem, Forecast } from "./problem.ts";

/** Where a SKU's demand comes from. [skuCount, regionCount] each. */
export interface RegionShares {
  readonly share: Float32Array;
  /** Squared coefficient of variation of the share, from how few units it rests on. */
  readonly variation: Float32Array;
}

// Units at which the wider group's shares and the own ones weigh the same.
const SKU_PRIOR_UNITS = 25;
const CATEGORY_PRIOR_UNITS = 100;

/**
 * Shares by region: a SKU's own, shrunk to its category's, shrunk to the seller's, so that a SKU with few sales is
 * expected where its kind is bought. Cost O(skuCount * regionCount + entries).
 */
export function regionShares(problem: DemandProblem): RegionShares {
  const { regions, skuCount, categoryCount } = problem;
  if (!regions) return { share: new Float32Array(0), variation: new Float32Array(0) };
  const { regionCount } = regions;
  const own = new Float64Array(skuCount * regionCount);
  const category = new Float64Array(categoryCount * regionCount);
  const all = new Float64Array(regionCount).fill(1); // one unit everywhere: no region is impossible
  for (let i = 0; i < skuCount; i++) {
    const c = problem.categoryIndex[i]!;
    for (let k = regions.skuStart[i]!; k < regions.skuStart[i + 1]!; k++) {
      const r = regions.regionIndex[k]!;
      if (!(r >= 0 && r < regionCount))
        throw new RangeError(`regionShares: entry ${k} names region ${r}`);
      own[i * regionCount + r]! += regions.soldUnits[k]!;
      category[c * regionCount + r]! += regions.soldUnits[k]!;
      all[r]! += regions.soldUnits[k]!;
    }
  }
  shrinkRow(all, 0, regionCount, all, 0, 0);
  for (let c = 0; c < categoryCount; c++) {
    shrinkRow(category, c * regionCount, regionCount, all, 0, CATEGORY_PRIOR_UNITS);
  }
  const share = new Float32Array(skuCount * regionCount);
  const variation = new Float32Array(skuCount * regionCount);
  for (let i = 0; i < skuCount; i++) {
    const at = i * regionCount;
    const parent = problem.categoryIndex[i]! * regionCount;
    const weight = shrinkRow(own, at, regionCount, category, parent, SKU_PRIOR_UNITS);
    for (let r = 0; r < regionCount; r++) {
      const p = own[at + r]!;
      share[at + r] = p;
      variation[at + r] = p > 0 ? (1 - p) / (p * (weight + 1)) : 0;
    }
  }
  return { share, variation };
}

/** Turns counts into (count + units * parent) / (total + units) in place; returns total + units. */
function shrinkRow(
  value: Float64Array,
  at: number,
  count: number,
  parent: Float64Array,
  parentAt: number,
  units: number,
): number {
  let total = units;
  for (let r = 0; r < count; r++) total += value[at + r]!;
  for (let r = 0; r < count; r++) {
    value[at + r] = (value[at + r]! + (units > 0 ? units * parent[parentAt + r]! : 0)) / total;
  }
  return total;
}

/** Mean demand of SKU i in region r, week by week, written to out[0 .. horizonWeeks). */
export function regionDemandMean(
  forecast: Forecast,
  i: number,
  r: number,
  out: Float32Array,
): void {
  const share = forecast.regionShare[i * forecast.regionCount + r]!;
  for (let h = 0; h < forecast.horizonWeeks; h++) {
    out[h] = share * forecast.demandMean[i * forecast.horizonWeeks + h]!;
  }
}

/**
 * Weekly quantiles of SKU i in region r, [horizonWeeks, levelCount]. Every unit of the SKU's demand falls in the region
 * with its share's probability: thinning scales the mean and keeps the overdispersion; not knowing the share adds to it.
 * The smaller the share, the more of the spread is that chance and the less the SKU's own calibration says.
 */
export function regionDemandQuantiles(forecast: Forecast, i: number, r: number): Float32Array {
  const { horizonWeeks, level } = forecast;
  const cell = i * forecast.regionCount + r;
  const share = forecast.regionShare[cell]!;
  const variation = forecast.regionShareVariation[cell]!;
  const out = new Float32Array(horizonWeeks * level.length);
  const read = new Float64Array(level.length);
  for (let h = 0; h < horizonWeeks; h++) {
    const k = i * horizonWeeks + h;
    const whole = forecast.overdispersion[k]!;
    for (let q = 0; q < level.length; q++) {
      read[q] = level[q]! + share * (forecast.calibratedLevel[k * level.length + q]! - level[q]!);
    }
    const mean = share * forecast.demandMean[k]!;
    demandQuantiles(read, mean, whole + variation * (1 + whole), out, h * level.length);
  }
  return out;
}
