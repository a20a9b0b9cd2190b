import { stream } from "../core/prng.ts";
import { type BinnedMatrix, type Binning, binRows, fitBinning } from "./matrix.ts";

/** Rows whose law is known: what forests are tested and timed on. */
export interface SimulatedRows {
  readonly matrix: BinnedMatrix;
  readonly binning: Binning;
  /** [rowCount, featureCount] */
  readonly values: Float32Array;
  readonly target: Float64Array;
}

const CATEGORIES = 12;
const CATEGORY_FEATURE = 2;

/**
 * Feature 0 moves the place of the target, feature 1 its spread, feature 2 is a category that moves its place, and where feature
 * 3 is missing (one row in five) it lies one unit higher; the others say nothing. Never negative. Binned by `binning` where
 * it is given, else by a binning of its own.
 */
export function simulatedRows(
  seed: number,
  rowCount: number,
  featureCount: number,
  binning?: Binning,
): SimulatedRows {
  const draws = stream(seed, "boosting rows");
  const values = new Float32Array(rowCount * featureCount);
  const target = new Float64Array(rowCount);
  for (let r = 0; r < rowCount; r++) {
    const at = r * featureCount;
    for (let f = 0; f < featureCount; f++) values[at + f] = draws.uniform();
    values[at + CATEGORY_FEATURE] = draws.integer(CATEGORIES);
    if (draws.bernoulli(0.2)) values[at + 3] = Number.NaN;
    const place = 10 + 4 * values[at]! + (values[at + CATEGORY_FEATURE]! % 3);
    const spread = 0.3 + 1.5 * values[at + 1]!;
    const lift = Number.isNaN(values[at + 3]!) ? 1 : 0;
    target[r] = Math.max(0, place + lift + spread * draws.normal());
  }
  const isCategory = new Uint8Array(featureCount);
  isCategory[CATEGORY_FEATURE] = 1;
  const own = binning ?? fitBinning(values, rowCount, isCategory);
  return { matrix: binRows(own, values, rowCount), binning: own, values, target };
}
