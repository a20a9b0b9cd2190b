import { CONTINUOUS_MEAN, gammaScore, normalCdf, zeroProbability } from "../core/distributions.ts";
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

/** Upper ends of the volume classes, in expected units per window. */
const CLASS_END = [0.5, 1.5, 5, 16, 50];
export const CLASSES = CLASS_END.length + 1;
export const BINS = 1024;
const MIN_EXPOSURE_SHARE = 0.7;
const PRIOR_EVIDENCE = 30;
const SKU_PRIOR_EVIDENCE = 12;

export function volumeClass(mean: number): number {
  let v = 0;
  while (v < CLASS_END.length && mean >= CLASS_END[v]!) v += 1;
  return v;
}

type Visit = (i: number, b: number, expected: number, sold: number) => void;

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

/** Weight that makes squared errors of small and large volumes comparable. */
const momentWeight = (expected: number): number =>
  1 / ((1 + 0.5 * expected) * (1 + 0.5 * expected));

/** Squared error beyond counting noise; one freak week may not decide a class. */
function excess(expected: number, sold: number): number {
  const square = (sold - expected) * (sold - expected);
  return Math.min(square, 36 * (expected + expected * expected)) - expected;
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

interface ClassFit {
  readonly overdispersion: Float64Array;
  readonly evidence: Float64Array;
  readonly windowCount: number;
  readonly error: Float64Array;
}

function fitClasses(shapes: WindowShape, visitAll: (visit: Visit) => void): ClassFit {
  const shapeCount = shapes.to.length;
  const above = new Float64Array(shapeCount * CLASSES);
  const scale = new Float64Array(shapeCount * CLASSES);
  const evidence = new Float64Array(shapeCount * CLASSES);
  const error = new Float64Array(3);
  const judgedShape = shapes.to.findIndex((to, b) => shapes.from[b] === 1 && to >= 4);
  let windowCount = 0;
  visitAll((_i, b, expected, sold) => {
    const cell = b * CLASSES + volumeClass(expected);
    const weight = momentWeight(expected);
    above[cell]! += weight * excess(expected, sold);
    scale[cell]! += weight * expected * expected;
    evidence[cell]! += 1 / overlap(shapes, b);
    windowCount += 1;
    if (b !== judgedShape) return;
    error[0]! += Math.abs(expected - sold);
    error[1]! += expected - sold;
    error[2]! += sold;
  });
  const overdispersion = new Float64Array(shapeCount * CLASSES);
  for (let b = 0; b < shapeCount; b++) {
    fillOverdispersion(shapes, b, above, scale, evidence, overdispersion);
  }
  return { overdispersion, evidence, windowCount, error };
}

/** Neighbouring origins share all but one week of a sum, so n windows of H weeks say about as much as n / (H/2). */
const overlap = (shapes: WindowShape, b: number): number =>
  Math.max(1, (shapes.to[b]! - shapes.from[b]! + 1) / 2);

/** Classes are shrunk to the shape, the shape to what is usual: errors of sums fade with length but not to nothing. */
function fillOverdispersion(
  shapes: WindowShape,
  b: number,
  above: Float64Array,
  scale: Float64Array,
  evidence: Float64Array,
  out: Float64Array,
): void {
  const length = shapes.to[b]! - shapes.from[b]! + 1;
  let sumAbove = 0;
  let sumScale = 0;
  let sumEvidence = 0;
  for (let v = 0; v < CLASSES; v++) {
    sumAbove += above[b * CLASSES + v]!;
    sumScale += scale[b * CLASSES + v]!;
    sumEvidence += evidence[b * CLASSES + v]!;
  }
  const usual = 0.2 + 0.5 / length;
  const pooled = blend(sumAbove, sumScale, sumEvidence, usual);
  for (let v = 0; v < CLASSES; v++) {
    const cell = b * CLASSES + v;
    out[cell] = Math.max(0.002, blend(above[cell]!, scale[cell]!, evidence[cell]!, pooled));
  }
}

function blend(above: number, scale: number, evidence: number, prior: number): number {
  const own = scale > 0 ? Math.max(0, above / scale) : prior;
  return (evidence * own + PRIOR_EVIDENCE * prior) / (evidence + PRIOR_EVIDENCE);
}

function fitSkuFactors(
  skuCount: number,
  shapes: WindowShape,
  overdispersion: Float64Array,
  visitAll: (visit: Visit) => void,
): Float64Array {
  const above = new Float64Array(skuCount);
  const scale = new Float64Array(skuCount);
  const evidence = new Float64Array(skuCount);
  visitAll((i, b, expected, sold) => {
    if (shapes.to[b]! > 4 || shapes.from[b]! !== 1) return;
    const law = overdispersion[b * CLASSES + volumeClass(expected)]!;
    const weight = momentWeight(expected) / overlap(shapes, b);
    above[i]! += weight * excess(expected, sold);
    scale[i]! += weight * law * expected * expected;
    evidence[i]! += (law * expected) / (1 + law * expected) / overlap(shapes, b);
  });
  const factor = new Float64Array(skuCount);
  for (let i = 0; i < skuCount; i++) {
    const own = scale[i]! > 0 ? Math.max(0, above[i]! / scale[i]!) : 1;
    const blended = (evidence[i]! * own + SKU_PRIOR_EVIDENCE) / (evidence[i]! + SKU_PRIOR_EVIDENCE);
    factor[i] = Math.min(8, Math.max(0.1, blended));
  }
  return factor;
}

/** Levels between which the law's distribution function passes at the actual: [P(D < sold), P(D <= sold)]. */
function levelInterval(
  sold: number,
  mean: number,
  overdispersion: number,
  out: Float64Array,
): void {
  if (mean >= CONTINUOUS_MEAN) {
    const u = tableCdf(gammaScore(sold, mean, overdispersion));
    out[0] = u;
    out[1] = u;
    return;
  }
  let p = zeroProbability(mean, overdispersion);
  let sum = p;
  let below = 0;
  for (let k = 1; k <= sold && sum < 0.99999; k++) {
    below = sum;
    p *= (mean * (1 + (k - 1) * overdispersion)) / (k * (1 + overdispersion * mean));
    sum += p;
  }
  out[0] = below;
  out[1] = Math.min(1, sum);
}

const TABLE_STEP = 1 / 32;
const cdfTable = Float64Array.from({ length: 2 * 6 * 32 + 1 }, (_, k) =>
  normalCdf(-6 + k * TABLE_STEP),
);

function tableCdf(z: number): number {
  const at = (Math.min(5.999, Math.max(-6, z)) + 6) / TABLE_STEP;
  const k = Math.floor(at);
  return cdfTable[k]! + (at - k) * (cdfTable[k + 1]! - cdfTable[k]!);
}

/**
 * Adds one unit of mass spread evenly over [low, high], as jumps of a density that finishCoverage integrates. An atom of
 * the law at the actual is spread over its interval, so that counts need no random draw and the order of SKUs no care.
 */
function addInterval(coverage: Float64Array, at: number, low: number, high: number): void {
  const first = Math.min(BINS - 1, Math.floor(low * BINS));
  const last = Math.min(BINS - 1, Math.floor(high * BINS));
  if (first === last) {
    jump(coverage, at, first, 1, -1);
    return;
  }
  const density = 1 / ((high - low) * BINS);
  const firstPart = (first + 1 - low * BINS) * density;
  const lastPart = (high * BINS - last) * density;
  jump(coverage, at, first, firstPart, density - firstPart);
  jump(coverage, at, last, lastPart - density, -lastPart);
}

function jump(coverage: Float64Array, at: number, bin: number, here: number, next: number): void {
  coverage[at + bin]! += here;
  if (bin + 1 < BINS) coverage[at + bin + 1]! += next;
}

/** From jumps of the density to the count at or below the upper end of each bin. */
function finishCoverage(coverage: Float64Array, at: number): void {
  let density = 0;
  let count = 0;
  for (let k = 0; k < BINS; k++) {
    density += coverage[at + k]!;
    count += density;
    coverage[at + k] = count;
  }
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
