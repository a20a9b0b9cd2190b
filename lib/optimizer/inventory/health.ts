import { roundHalfEven } from "../../units/index.ts";

/** Stock facts of SKUs that belong to groups, for example one account and storage type each. */
export interface HealthFacts {
  readonly skuCount: number;
  readonly groupCount: number;
  /** Group of each SKU. [skuCount] */
  readonly groupIndex: Int32Array;
  /** Sellable units now. [skuCount] */
  readonly onHandUnits: Int32Array;
  /** Units without an active offer; they are not part of onHandUnits. [skuCount] */
  readonly strandedUnits: Int32Array;
  /** Units shipped to customers in the last 90 days. [skuCount] */
  readonly shippedUnits: Int32Array;
  readonly snapshotCount: number;
  /** Units on hand at each snapshot, usually today and 30, 60, 90 days ago. [skuCount, snapshotCount] */
  readonly snapshotUnits: Int32Array;
  /** Forecast mean demand over the next 90 days; stock beyond it is excess. [skuCount] */
  readonly supplyUnits: Float64Array;
}

/** Health figures per group in millionths, NaN where the denominator is 0; the inputs of the efficiency score. */
export interface HealthFigures {
  readonly sellThroughMillionths: Float64Array;
  readonly excessShareMillionths: Float64Array;
  readonly strandedShareMillionths: Float64Array;
}

const shareMillionths = (part: number, whole: number): number =>
  whole > 0 ? roundHalfEven((part / whole) * 1e6) : NaN;

/** Units shipped / mean of the on-hand snapshots: 120 shipped on 80 on hand is 1.5; null without stock. */
export function sellThroughRate(
  shippedUnits: number,
  snapshotUnits: ArrayLike<number>,
): number | null {
  let total = 0;
  for (let k = 0; k < snapshotUnits.length; k++) total += snapshotUnits[k]!;
  return total > 0 ? (shippedUnits * snapshotUnits.length) / total : null;
}

/** Trailing mean on hand / trailing weekly sales: 100 units on hand, 400 sold in 4 weeks is 1 week; null without sales. */
export function weeksOfCover(
  onHandUnitsMean: number,
  soldUnits: number,
  weeks: number,
): number | null {
  return soldUnits > 0 ? (onHandUnitsMean * weeks) / soldUnits : null;
}

/** Units on hand beyond the given supply; 0 when demand covers them. */
export const excessUnits = (onHandUnits: number, supplyUnits: number): number =>
  Math.max(0, onHandUnits - supplyUnits);

/**
 * Sell-through, excess share and stranded share of every group. Excess = units on hand beyond forecast demand of the
 * next 90 days; shares are of sellable plus stranded units. Cost O(skuCount * snapshotCount).
 */
export function inventoryHealth(facts: HealthFacts): HealthFigures {
  const { groupCount, snapshotCount } = facts;
  const shipped = new Float64Array(groupCount);
  const snapshot = new Float64Array(groupCount);
  const excess = new Float64Array(groupCount);
  const stranded = new Float64Array(groupCount);
  const total = new Float64Array(groupCount);
  for (let i = 0; i < facts.skuCount; i++) {
    const g = facts.groupIndex[i]!;
    if (g < 0 || g >= groupCount)
      throw new RangeError(`inventoryHealth: SKU ${i} has no group ${g}`);
    shipped[g]! += facts.shippedUnits[i]!;
    for (let k = 0; k < snapshotCount; k++) {
      snapshot[g]! += facts.snapshotUnits[i * snapshotCount + k]!;
    }
    excess[g]! += excessUnits(facts.onHandUnits[i]!, facts.supplyUnits[i]!);
    stranded[g]! += facts.strandedUnits[i]!;
    total[g]! += facts.onHandUnits[i]! + facts.strandedUnits[i]!;
  }
  const figures: HealthFigures = {
    sellThroughMillionths: new Float64Array(groupCount),
    excessShareMillionths: new Float64Array(groupCount),
    strandedShareMillionths: new Float64Array(groupCount),
  };
  for (let g = 0; g < groupCount; g++) {
    figures.sellThroughMillionths[g] = shareMillionths(shipped[g]! * snapshotCount, snapshot[g]!);
    figures.excessShareMillionths[g] = shareMillionths(excess[g]!, total[g]!);
    figures.strandedShareMillionths[g] = shareMillionths(stranded[g]!, total[g]!);
  }
  return figures;
}
