import { buyableShare, type InStockWindow, inStockRate } from "./in-stock.ts";

/** Why a SKU entered or left the rate. */
export const CROSSING = { none: 0, saleWindow: 1, exclusion: 2 } as const;

/** The change of an in-stock rate from a to b, split per SKU and effect; all in millionths, adding up exactly. */
export interface InStockChange {
  readonly beforeMillionths: number;
  readonly afterMillionths: number;
  readonly rateMillionths: number;
  readonly mixMillionths: number;
  readonly entryMillionths: number;
  readonly exitMillionths: number;
  /** [skuCount] each. The four arrays together sum to after - before. */
  readonly skuRateMillionths: Int32Array;
  readonly skuMixMillionths: Int32Array;
  readonly skuEntryMillionths: Int32Array;
  readonly skuExitMillionths: Int32Array;
  /** One of CROSSING per SKU. [skuCount] */
  readonly crossing: Uint8Array;
}

interface Side {
  readonly share: Float64Array;
  readonly weight: Float64Array;
  readonly total: number;
  /** Weight and mean share of the SKUs that count on both sides; the mean is NaN when the weight is 0. */
  readonly stayedWeight: number;
  readonly stayedMean: number;
}

function side(window: InStockWindow, other: InStockWindow): Side {
  const n = window.skuCount;
  const share = new Float64Array(n);
  const weight = new Float64Array(n);
  let total = 0;
  let stayedWeight = 0;
  let stayedSum = 0;
  for (let i = 0; i < n; i++) {
    if (!window.isCounted[i]) continue;
    share[i] = buyableShare(window, i);
    weight[i] = window.soldUnits[i]!;
    total += weight[i]!;
    if (!other.isCounted[i]) continue;
    stayedWeight += weight[i]!;
    stayedSum += weight[i]! * share[i]!;
  }
  return { share, weight, total, stayedWeight, stayedMean: stayedSum / stayedWeight };
}

/**
 * Splits the change of the in-stock rate. SKUs that count on both sides give a rate effect (their buyable share moved)
 * and a mix effect (their sales weight moved), each with the other factor at its midpoint (Bennet 1920); SKUs that
 * crossed the sale window or were hidden give entry and exit effects against the mean of those that stayed
 * (Melitz and Polanec 2015). Exchanging a and b negates every part, entry and exit changing places.
 * Null when either rate is not defined. The windows must list the same SKUs in the same order. Cost O(n log n).
 */
export function splitInStockChange(a: InStockWindow, b: InStockWindow): InStockChange | null {
  if (a.skuCount !== b.skuCount) {
    throw new RangeError(
      `splitInStockChange: windows must list the same SKUs, got ${a.skuCount} and ${b.skuCount}`,
    );
  }
  const before = inStockRate(a);
  const after = inStockRate(b);
  if (before === null || after === null) return null;
  const n = a.skuCount;
  const exact = exactParts(a, b);
  const part = roundToTotal(exact, after - before, n);
  return {
    beforeMillionths: before,
    afterMillionths: after,
    rateMillionths: sum(part, 0, n),
    mixMillionths: sum(part, n, 2 * n),
    entryMillionths: sum(part, 2 * n, 3 * n),
    exitMillionths: sum(part, 3 * n, 4 * n),
    skuRateMillionths: part.slice(0, n),
    skuMixMillionths: part.slice(n, 2 * n),
    skuEntryMillionths: part.slice(2 * n, 3 * n),
    skuExitMillionths: part.slice(3 * n, 4 * n),
    crossing: crossings(a, b),
  };
}

/** Parts in millionths before rounding, [4, skuCount]: rate, mix, entry, exit. */
function exactParts(a: InStockWindow, b: InStockWindow): Float64Array {
  const n = a.skuCount;
  const sideA = side(a, b);
  const sideB = side(b, a);
  const exact = new Float64Array(4 * n);
  // Without sales of stayers on both sides there is no rate to compare with: all is exit and entry around the midpoint.
  const hasStayers = sideA.stayedWeight > 0 && sideB.stayedWeight > 0;
  const middle = midpointRate(sideA, sideB, hasStayers);
  for (let i = 0; i < n; i++) {
    if (hasStayers && a.isCounted[i] && b.isCounted[i]) {
      const shareA = sideA.weight[i]! / sideA.stayedWeight;
      const shareB = sideB.weight[i]! / sideB.stayedWeight;
      exact[i] = 1e6 * ((shareA + shareB) / 2) * (sideB.share[i]! - sideA.share[i]!);
      exact[n + i] = 1e6 * (shareB - shareA) * ((sideA.share[i]! + sideB.share[i]!) / 2 - middle);
      continue;
    }
    const referenceA = hasStayers ? sideA.stayedMean : middle;
    const referenceB = hasStayers ? sideB.stayedMean : middle;
    exact[2 * n + i] = 1e6 * (sideB.weight[i]! / sideB.total) * (sideB.share[i]! - referenceB);
    exact[3 * n + i] = -1e6 * (sideA.weight[i]! / sideA.total) * (sideA.share[i]! - referenceA);
  }
  return exact;
}

function midpointRate(a: Side, b: Side, hasStayers: boolean): number {
  if (hasStayers) return (a.stayedMean + b.stayedMean) / 2;
  return (overallMean(a) + overallMean(b)) / 2;
}

function overallMean(side: Side): number {
  let weighted = 0;
  for (let i = 0; i < side.weight.length; i++) weighted += side.weight[i]! * side.share[i]!;
  return weighted / side.total;
}

/**
 * Integers that sum to `total` and differ from `exact` by less than 1 where the rounding of the total allows it: cut
 * towards 0, then give the remainder to the largest leftover in its direction, ties to the lowest index. Cutting towards
 * 0 rather than down keeps the rule odd: negated inputs give negated parts.
 */
function roundToTotal(exact: Float64Array, total: number, skuCount: number): Int32Array {
  const part = new Int32Array(exact.length);
  let missing = total;
  for (let k = 0; k < exact.length; k++) {
    part[k] = Math.trunc(exact[k]!);
    missing -= part[k]!;
  }
  if (missing === 0) return part;
  const direction = Math.sign(missing);
  const order = leftoverOrder(exact, direction, skuCount);
  if (order.length === 0) throw new RangeError(`roundToTotal: no part can take up ${missing}`);
  for (let k = 0; k < Math.abs(missing); k++) part[order[k % order.length]!]! += direction;
  return part;
}

/** Cells that are not exactly 0, by leftover in the given direction; a cell that has no part in the change gets none. */
function leftoverOrder(exact: Float64Array, direction: number, skuCount: number): Uint32Array {
  const leftover = new Float64Array(exact.length);
  const touched: number[] = [];
  for (let k = 0; k < exact.length; k++) {
    leftover[k] = (exact[k]! - Math.trunc(exact[k]!)) * direction;
    if (exact[k]! !== 0) touched.push(k);
  }
  return Uint32Array.from(touched).sort(
    (x, y) => leftover[y]! - leftover[x]! || (x % skuCount) - (y % skuCount) || x - y,
  );
}

function sum(part: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let k = from; k < to; k++) total += part[k]!;
  return total;
}

function crossings(a: InStockWindow, b: InStockWindow): Uint8Array {
  const crossing = new Uint8Array(a.skuCount);
  for (let i = 0; i < a.skuCount; i++) {
    if (a.isCounted[i] === b.isCounted[i]) continue;
    const isHidden = a.isExcluded[i] || b.isExcluded[i];
    crossing[i] = isHidden ? CROSSING.exclusion : CROSSING.saleWindow;
  }
  return crossing;
}
