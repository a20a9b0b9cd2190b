import { mulDivFloor } from "../core/integer.ts";

// The demand surface: cumulative demand from now to a horizon, at a quantile level. Between its knots it is linear, below
// the first knots linear to 0, so that lead time and service level can be exchanged exactly in a replay.

/** Horizons of the surface, in weeks. */
export const surfaceWeeks = [1, 2, 4, 6, 8, 10, 13] as const;

/** Quantile levels of the surface, in millionths. */
export const surfaceLevelsMillionths = [
  500_000, 600_000, 700_000, 800_000, 900_000, 950_000, 980_000,
] as const;

export const meanLeaf = (weeks: number): string => `mean_w${weeks}`;

/** Leaf of the quantile at a level as a ratio to the mean: demand may grow without its spread changing. */
export const spreadLeaf = (weeks: number, levelMillionths: number): string =>
  `spread_w${weeks}_l${levelMillionths / 10_000}`;

/** Cumulative demand of every row; both arrays in milliUnits, integers. */
export interface DemandSurface {
  /** [row, horizon] */
  readonly meanMilliUnits: Float64Array;
  /** [row, horizon, level] */
  readonly quantileMilliUnits: Float64Array;
}

/**
 * Leaf columns of a surface. A spread is ceil(quantile / mean) in millionths, 0 without demand; levels are made
 * non-decreasing. Throws RangeError when an array is shorter than `count` rows.
 */
export function surfaceLeaves(surface: DemandSurface, count: number): Record<string, Float64Array> {
  const { meanMilliUnits, quantileMilliUnits } = surface;
  const horizons = surfaceWeeks.length;
  const levels = surfaceLevelsMillionths.length;
  if (meanMilliUnits.length < count * horizons) {
    throw new RangeError(`surface: ${count} rows need ${count * horizons} means`);
  }
  if (quantileMilliUnits.length < count * horizons * levels) {
    throw new RangeError(`surface: ${count} rows need ${count * horizons * levels} quantiles`);
  }
  const column: Record<string, Float64Array> = {};
  surfaceWeeks.forEach((weeks, h) => {
    const mean = new Float64Array(count);
    for (let row = 0; row < count; row++) mean[row] = meanMilliUnits[row * horizons + h]!;
    column[meanLeaf(weeks)] = mean;
    let before = new Float64Array(count);
    surfaceLevelsMillionths.forEach((level, q) => {
      const spread = new Float64Array(count);
      for (let row = 0; row < count; row++) {
        const quantile = quantileMilliUnits[(row * horizons + h) * levels + q]!;
        const ratio = mean[row]! > 0 ? -mulDivFloor(-quantile, 1_000_000, mean[row]!) : 0;
        spread[row] = Math.max(before[row]!, ratio);
      }
      column[spreadLeaf(weeks, level)] = spread;
      before = spread;
    });
  });
  return column;
}

const between = (low: number, high: number, way: number, width: number): number =>
  low + mulDivFloor(high - low, way, width);

/** Spread at a level: linear between the levels, to 0 at level 0, flat beyond the last. Monotone in the level. */
export function spreadAt(
  level: number,
  l50: number,
  l60: number,
  l70: number,
  l80: number,
  l90: number,
  l95: number,
  l98: number,
): number {
  if (level <= 500_000) return between(0, l50, level, 500_000);
  if (level <= 600_000) return between(l50, l60, level - 500_000, 100_000);
  if (level <= 700_000) return between(l60, l70, level - 600_000, 100_000);
  if (level <= 800_000) return between(l70, l80, level - 700_000, 100_000);
  if (level <= 900_000) return between(l80, l90, level - 800_000, 100_000);
  if (level <= 950_000) return between(l90, l95, level - 900_000, 50_000);
  return between(l95, l98, Math.min(level, 980_000) - 950_000, 30_000);
}

/** Amount at a horizon in days: linear between the horizons, from 0 at day 0, beyond the last with its slope. */
export function amountAtDays(
  days: number,
  w1: number,
  w2: number,
  w4: number,
  w6: number,
  w8: number,
  w10: number,
  w13: number,
): number {
  if (days <= 7) return between(0, w1, days, 7);
  if (days <= 14) return between(w1, w2, days - 7, 7);
  if (days <= 28) return between(w2, w4, days - 14, 14);
  if (days <= 42) return between(w4, w6, days - 28, 14);
  if (days <= 56) return between(w6, w8, days - 42, 14);
  if (days <= 70) return between(w8, w10, days - 56, 14);
  return between(w10, w13, days - 70, 21);
}
