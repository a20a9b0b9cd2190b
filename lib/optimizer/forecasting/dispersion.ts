import type { WindowShape } from "./windows.ts";

/** Upper ends of the volume classes, in expected units per window. */
const CLASS_END = [0.5, 1.5, 5, 16, 50];
export const CLASSES = CLASS_END.length + 1;
/** Windows of evidence at which half of what a wider group says is still believed. */
export const PRIOR_EVIDENCE = 30;
const SKU_PRIOR_EVIDENCE = 12;

export function volumeClass(mean: number): number {
  let v = 0;
  while (v < CLASS_END.length && mean >= CLASS_END[v]!) v += 1;
  return v;
}

/** A window of SKU i and shape b: units expected by the method, units sold. */
export type Visit = (i: number, b: number, expected: number, sold: number) => void;

/** Weight that makes squared errors of small and large volumes comparable. */
const momentWeight = (expected: number): number =>
  1 / ((1 + 0.5 * expected) * (1 + 0.5 * expected));

/** Squared error beyond counting noise; one freak week may not decide a class. */
function excess(expected: number, sold: number): number {
  const square = (sold - expected) * (sold - expected);
  return Math.min(square, 36 * (expected + expected * expected)) - expected;
}

interface ClassFit {
  readonly overdispersion: Float64Array;
  readonly evidence: Float64Array;
  readonly windowCount: number;
  readonly error: Float64Array;
}

/** Variance beyond counting noise per shape and class, from errors of past windows, and what they say of the method. */
export function fitClasses(shapes: WindowShape, visitAll: (visit: Visit) => void): ClassFit {
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

/** How much more or less each SKU varies than its class says, from sums of up to four weeks. [skuCount] */
export function fitSkuFactors(
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
