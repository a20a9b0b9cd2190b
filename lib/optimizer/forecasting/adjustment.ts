// Sellers' own view of the weeks ahead, laid on a finished forecast: factors and stated units per week.
import { demandQuantiles } from "../core/distributions.ts";
import { sumMeans } from "./sum-means.ts";

/** What adjustments change of a forecast; shapes as in `Forecast`. */
export interface AdjustableForecast {
  readonly skuCount: number;
  readonly horizonWeeks: number;
  readonly level: Float64Array;
  readonly demandMean: Float32Array;
  readonly demandQuantile: Float32Array;
  readonly cumulativeWeeks: Int32Array;
  readonly cumulativeLevel: Float64Array;
  readonly cumulativeMean: Float32Array;
  readonly cumulativeQuantile: Float32Array;
}

/** One entry per statement and week it touches; entries of one SKU and week are applied in their order. */
export interface DemandAdjustments {
  /** [entryCount] */
  readonly skuIndex: Int32Array;
  /** Step ahead: 0 = the week after the origin; steps beyond the horizon are left out. [entryCount] */
  readonly week: Int32Array;
  /** Factor on the week's demand, 0 .. MAX_ADJUSTMENT_FACTOR; NaN = `units` states the demand. [entryCount] */
  readonly factor: Float64Array;
  /** Mean demand of the week; NaN = `factor` changes it. [entryCount] */
  readonly units: Float64Array;
}

export interface Adjusted {
  /** Means before adjustments. [skuCount, horizonWeeks] */
  readonly baseDemandMean: Float32Array;
  /** 1 = at least one week's mean was changed. [skuCount] */
  readonly isAdjusted: Uint8Array;
}

/** No statement moves a week's demand by more than this. */
export const MAX_ADJUSTMENT_FACTOR = 5;
/** Where a stated demand is far above anything forecast, its own spread: a squared coefficient of variation of a half, as of a new product. */
const STATED_OVERDISPERSION = 0.5;

/**
 * The forecast with every statement applied. A week's quantiles move in proportion to its mean, so that what was uncertain stays as
 * uncertain; means of sums over the first weeks are those of their weeks, their quantiles move in proportion, and never fall below those
 * of a shorter sum. A demand stated at more than MAX_ADJUSTMENT_FACTOR times the forecast (or where none was forecast) takes a law of its own.
 * Throws RangeError for a factor or units out of bounds. Inputs are left as they are. Cost: entries plus the rows they touch.
 */
export function applyAdjustments<F extends AdjustableForecast>(
  forecast: F,
  adjustments: DemandAdjustments,
): F & Adjusted {
  const { skuCount, horizonWeeks } = forecast;
  const demandMean = forecast.demandMean.slice();
  const isAdjusted = applyToMeans(demandMean, adjustments, skuCount, horizonWeeks);
  const adjusted = {
    ...forecast,
    demandMean,
    demandQuantile: forecast.demandQuantile.slice(),
    cumulativeMean: sumMeans(demandMean, horizonWeeks, forecast.cumulativeWeeks),
    cumulativeQuantile: forecast.cumulativeQuantile.slice(),
    baseDemandMean: forecast.demandMean,
    isAdjusted,
  };
  for (let i = 0; i < skuCount; i++) {
    if (isAdjusted[i] === 0) continue;
    moveWeeks(forecast, adjusted, i);
    moveSums(forecast, adjusted, i);
  }
  return adjusted;
}

function applyToMeans(
  mean: Float32Array,
  { skuIndex, week, factor, units }: DemandAdjustments,
  skuCount: number,
  horizonWeeks: number,
): Uint8Array {
  const isAdjusted = new Uint8Array(skuCount);
  for (let e = 0; e < skuIndex.length; e++) {
    const i = skuIndex[e]!;
    const h = week[e]!;
    if (!(i >= 0 && i < skuCount)) {
      throw new RangeError(`applyAdjustments: skuIndex must be in [0, ${skuCount}), got ${i}`);
    }
    if (h < 0 || h >= horizonWeeks) continue;
    const at = i * horizonWeeks + h;
    const before = mean[at]!;
    mean[at] = stated(before, factor[e]!, units[e]!);
    if (mean[at] !== before) isAdjusted[i] = 1;
  }
  return isAdjusted;
}

function stated(mean: number, factor: number, units: number): number {
  if (Number.isNaN(factor)) {
    if (units >= 0 && Number.isFinite(units)) return units;
    throw new RangeError(`applyAdjustments: units must be at least 0, got ${units}`);
  }
  if (factor >= 0 && factor <= MAX_ADJUSTMENT_FACTOR) return mean * factor;
  throw new RangeError(
    `applyAdjustments: factor must be in [0, ${MAX_ADJUSTMENT_FACTOR}], got ${factor}`,
  );
}

/** Quantiles of SKU i's weeks whose mean moved. */
function moveWeeks(base: AdjustableForecast, adjusted: AdjustableForecast, i: number): void {
  const { horizonWeeks, level } = base;
  for (let h = 0; h < horizonWeeks; h++) {
    const at = i * horizonWeeks + h;
    const from = base.demandMean[at]!;
    const to = adjusted.demandMean[at]!;
    if (from === to) continue;
    moveLaw(adjusted.demandQuantile, at * level.length, level, from, to);
  }
}

/** Quantiles of SKU i's sums over the first weeks. */
function moveSums(base: AdjustableForecast, adjusted: AdjustableForecast, i: number): void {
  const { cumulativeWeeks, cumulativeLevel } = base;
  const levels = cumulativeLevel.length;
  for (let c = 0; c < cumulativeWeeks.length; c++) {
    const at = i * cumulativeWeeks.length + c;
    const from = base.cumulativeMean[at]!;
    const to = adjusted.cumulativeMean[at]!;
    if (from !== to) moveLaw(adjusted.cumulativeQuantile, at * levels, cumulativeLevel, from, to);
    if (c > 0) keepGrowing(adjusted.cumulativeQuantile, at * levels, levels);
  }
}

/** Demand of a longer window is at least that of the shorter one it holds. */
function keepGrowing(quantile: Float32Array, at: number, levels: number): void {
  for (let q = 0; q < levels; q++) {
    quantile[at + q] = Math.max(quantile[at + q]!, quantile[at + q - levels]!);
  }
}

function moveLaw(
  quantile: Float32Array,
  at: number,
  level: Float64Array,
  from: number,
  to: number,
): void {
  // Single precision may round the largest factor up.
  const isInProportion = to <= from * MAX_ADJUSTMENT_FACTOR * (1 + 1e-6);
  if (!isInProportion) {
    demandQuantiles(level, to, STATED_OVERDISPERSION, quantile, at);
    return;
  }
  for (let q = 0; q < level.length; q++) quantile[at + q]! *= to / from;
}
