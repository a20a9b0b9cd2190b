import { normalQuantile } from "../core/elementary.ts";

/** Lines of many SKUs, all with the same number of stages; stage 0 serves customers. Matrices [skuCount, stageCount]. */
export interface SerialBatch {
  readonly skuCount: number;
  readonly stageCount: number;
  /** Per period. [skuCount] */
  readonly meanUnits: Float64Array;
  readonly deviationUnits: Float64Array;
  readonly penaltyCost: Float64Array;
  /** Holding cost less the supplier's. */
  readonly echelonCost: Float64Array;
  /** Mean and variance of lead time; stage 0 with its review period (periods, periods squared). */
  readonly leadTimePeriods: Float64Array;
  readonly leadTimeVariance: Float64Array;
}

/**
 * Echelon base stock of every SKU and stage as the mean of the newsvendor bounds (Shang and Song 2003), demand over random
 * lead times taken as normal with their compound variance. Throws RangeError on arrays of another length. Cost O(cells).
 */
export function serialHeuristics(batch: SerialBatch): Float64Array {
  const { skuCount, stageCount } = batch;
  checkLength("echelonCost", batch.echelonCost, skuCount * stageCount);
  checkLength("leadTimePeriods", batch.leadTimePeriods, skuCount * stageCount);
  checkLength("leadTimeVariance", batch.leadTimeVariance, skuCount * stageCount);
  for (const name of ["meanUnits", "deviationUnits", "penaltyCost"] as const) {
    checkLength(name, batch[name], skuCount);
  }
  const out = new Float64Array(skuCount * stageCount);
  for (let i = 0; i < skuCount; i++) lineHeuristic(batch, i, out);
  return out;
}

function lineHeuristic(batch: SerialBatch, i: number, out: Float64Array): void {
  const { stageCount, echelonCost, leadTimePeriods, leadTimeVariance } = batch;
  const row = i * stageCount;
  const mean = batch.meanUnits[i]!;
  const variance = batch.deviationUnits[i]! * batch.deviationUnits[i]!;
  const penalty = batch.penaltyCost[i]!;
  let total = penalty;
  for (let j = 0; j < stageCount; j++) total += echelonCost[row + j]!;
  let below = total;
  let periods = 0;
  let spread = 0;
  for (let j = 0; j < stageCount; j++) {
    const above = below - echelonCost[row + j]!;
    periods += leadTimePeriods[row + j]!;
    spread += variance * leadTimePeriods[row + j]! + mean * mean * leadTimeVariance[row + j]!;
    const score = (scoreAt(above / total) + scoreAt(above / below)) / 2;
    out[row + j] = Math.max(0, mean * periods + score * Math.sqrt(spread));
    below = above;
  }
}

/** Levels of 0 and 1 (a cost of 0) end at four deviations. */
const scoreAt = (level: number): number =>
  normalQuantile(Math.max(3.17e-5, Math.min(1 - 3.17e-5, level)));

function checkLength(name: string, values: Float64Array, want: number): void {
  if (values.length === want) return;
  throw new RangeError(`serialHeuristics: ${name} must have length ${want}, got ${values.length}`);
}
