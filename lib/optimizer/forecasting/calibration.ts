import { addInterval, BINS, finishCoverage, levelInterval } from "./coverage.ts";
import {
  CLASSES,
  fitClasses,
  fitSkuFactors,
  PRIOR_EVIDENCE,
  type Visit,
  volumeClass,
} from "./dispersion.ts";
import type { History } from "./history.ts";
import { type Levels, WARM_UP_WEEKS } from "./level.ts";
import { followPath, newPath, type Path, type WindowShape } from "./windows.ts";

/** What the seller's own forecast errors say about the law of demand, per window shape and volume class. */
export interface Calibration {
  /** [shapeCount, CLASSES] */
  readonly overdispersion: Float64Array;
  /** How much more or less a SKU varies than its class. [skuCount] */
  readonly skuFactor: Float64Array;
  /** Coverage counts per shape and class over BINS equal steps of the level. [shapeCount, CLASSES, BINS] */
  readonly coverage: Float64Array;
  /** Windows counted, made smaller by their overlap. [shapeCount, CLASSES] */
  readonly evidence: Float64Array;
  readonly windowCount: number;
  /** Sums over 4-week windows (or the longest below): |error|, error, actual. */
  readonly error: Float64Array;
}

const MIN_EXPOSURE_SHARE = 0.7;
/** Every window of every shape after every past origin that was mostly in stock, in a fixed order. */
function visitWindows(
  history: History,
  factor: Float64Array,
  levels: Levels,
  shapes: WindowShape,
  horizonWeeks: number,
  visit: Visit,
): void {
  const path = newPath(horizonWeeks);
  for (let i = 0; i < history.skuCount; i++) {
    const first = Math.max(0, history.firstWeek[i]!) + WARM_UP_WEEKS - 1;
    for (let origin = first; origin < history.pastWeeks - 1; origin++) {
      const steps = followPath(history, factor, levels, i, origin, path);
      visitShapes(path, steps, shapes, i, visit);
    }
  }
}

function visitShapes(
  path: Path,
  steps: number,
  shapes: WindowShape,
  i: number,
  visit: Visit,
): void {
  for (let b = 0; b < shapes.to.length; b++) {
    const to = shapes.to[b]!;
    const before = shapes.from[b]! - 1;
    if (to > steps) continue;
    const exposure = path.exposure[to]! - path.exposure[before]!;
    if (exposure < MIN_EXPOSURE_SHARE * (to - before)) continue;
    const expected = path.expected[to]! - path.expected[before]!;
    if (expected > 1e-6) visit(i, b, expected, path.sold[to]! - path.sold[before]!);
  }
}

/** Fits dispersion and coverage on rolling-origin errors. Cost O(skuCount * pastWeeks * (horizonWeeks + shapes)). */
export function calibrate(
  history: History,
  factor: Float64Array,
  levels: Levels,
  shapes: WindowShape,
  horizonWeeks: number,
): Calibration {
  const visitAll = (visit: Visit) =>
    visitWindows(history, factor, levels, shapes, horizonWeeks, visit);
  const { overdispersion, evidence, windowCount, error } = fitClasses(shapes, visitAll);
  const skuFactor = fitSkuFactors(history.skuCount, shapes, overdispersion, visitAll);
  const coverage = new Float64Array(shapes.to.length * CLASSES * BINS);
  const interval = new Float64Array(2);
  visitAll((i, b, expected, sold) => {
    const cell = b * CLASSES + volumeClass(expected);
    levelInterval(sold, expected, skuFactor[i]! * overdispersion[cell]!, interval);
    addInterval(coverage, cell * BINS, interval[0]!, interval[1]!);
  });
  for (let cell = 0; cell < shapes.to.length * CLASSES; cell++)
    finishCoverage(coverage, cell * BINS);
  return { overdispersion, skuFactor, coverage, evidence, windowCount, error };
}

/**
 * Level at which the law must be read so that `level` of past windows lay at or below, per shape and class: the
 * conformal step. Thin classes lean on the shape, thin shapes on the law itself. [shapeCount, CLASSES, levels]
 */
export function calibratedLevels(
  calibration: Calibration,
  shapeCount: number,
  level: readonly number[],
): Float64Array {
  const table = new Float64Array(shapeCount * CLASSES * level.length);
  const pooled = new Float64Array(BINS);
  const own = new Float64Array(BINS);
  for (let b = 0; b < shapeCount; b++) {
    poolShape(calibration, b, pooled);
    for (let v = 0; v < CLASSES; v++) {
      const cell = b * CLASSES + v;
      const weight = calibration.evidence[cell]!;
      const counts = calibration.coverage.subarray(cell * BINS, (cell + 1) * BINS);
      blendCoverage(counts, weight, pooled, own);
      for (let q = 0; q < level.length; q++) {
        table[cell * level.length + q] = crossing(own, level[q]!);
      }
    }
  }
  return table;
}

export function poolShape(calibration: Calibration, b: number, out: Float64Array): void {
  const counts = new Float64Array(BINS);
  let weight = 0;
  for (let v = 0; v < CLASSES; v++) {
    const cell = b * CLASSES + v;
    weight += calibration.evidence[cell]!;
    for (let k = 0; k < BINS; k++) counts[k]! += calibration.coverage[cell * BINS + k]!;
  }
  const uniform = Float64Array.from({ length: BINS }, (_, k) => (k + 1) / BINS);
  blendCoverage(counts, weight, uniform, out);
}

function blendCoverage(
  counts: Float64Array,
  weight: number,
  prior: Float64Array,
  out: Float64Array,
): void {
  const total = counts[BINS - 1]!;
  for (let k = 0; k < BINS; k++) {
    const share = total > 0 ? counts[k]! / total : 0;
    out[k] = (weight * share + PRIOR_EVIDENCE * prior[k]!) / (weight + PRIOR_EVIDENCE);
  }
}

/** Level at which a coverage curve reaches the wanted share. */
function crossing(curve: Float64Array, wanted: number): number {
  let k = 0;
  while (k < BINS - 1 && curve[k]! < wanted) k += 1;
  const before = k > 0 ? curve[k - 1]! : 0;
  const gain = curve[k]! - before;
  const at = (k + (gain > 0 ? Math.min(1, Math.max(0, (wanted - before) / gain)) : 1)) / BINS;
  return Math.min(0.9995, Math.max(0.0005, at));
}
