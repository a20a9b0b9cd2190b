import { exp, ln } from "../core/elementary.ts";

/** How many order lines of each size there are; sizes ascending and above 0, each once. */
export interface OrderSizes {
  readonly units: ArrayLike<number>;
  readonly lineCount: ArrayLike<number>;
}

/** Which order lines of a product are wholesale, and what one of them counts as. */
export interface WholesaleRule {
  /** Units of a usual order line: what a wholesale line counts as. */
  readonly usualUnits: number;
  /** Lines of so many units or more are wholesale; Infinity = none is. */
  readonly fromUnits: number;
}

/** Fewer lines do not tell what is usual: then the account's do. */
const TELLING_LINES = 8;
/** A line is far from usual beyond 3.5 robust deviations of ln units (Iglewicz and Hoaglin 1993). */
const FAR_DEVIATIONS = 3.5;
/** A median absolute deviation of a normal law is 1 / 1.4826 standard deviations. */
const MAD_SCALE = 1.4826;
/** Never below this multiple of the usual size: most lines are of one unit, and their deviation is 0. */
const LEAST_MULTIPLE = 10;
/** Large lines beyond both are no exception but ordinary business. */
const ORDINARY_SHARE = 0.05;
const ORDINARY_LINES = 2;

/**
 * Tells single bulk purchases from a product's ordinary order lines: the median and the median absolute deviation of ln units, which
 * bulk lines cannot move, bound what is usual. A product with fewer than 8 lines is judged by its account's. Where more than a twentieth
 * of the lines (and more than two) would be wholesale, they are its ordinary business and none is. Throws RangeError on a size that is
 * not above 0 or out of order. Cost O(sizes).
 */
export function wholesaleRule(own: OrderSizes, account: OrderSizes): WholesaleRule {
  const lines = countLines(own, 0);
  const telling = lines >= TELLING_LINES ? own : account;
  const usualUnits = medianSize(telling);
  if (usualUnits === 0) return { usualUnits, fromUnits: Number.POSITIVE_INFINITY };
  const deviation = MAD_SCALE * medianDistance(telling, ln(usualUnits));
  const multiple = Math.max(LEAST_MULTIPLE, exp(FAR_DEVIATIONS * deviation));
  const fromUnits = Math.ceil(usualUnits * multiple - 1e-9);
  const large = countLines(own, fromUnits);
  const isOrdinary = large > ORDINARY_LINES && large > ORDINARY_SHARE * lines;
  return { usualUnits, fromUnits: isOrdinary ? Number.POSITIVE_INFINITY : fromUnits };
}

/** The sizes of several products together. Throws as `wholesaleRule`. */
export function joinOrderSizes(parts: readonly OrderSizes[]): OrderSizes {
  const lines = new Map<number, number>();
  for (const part of parts) {
    checkSizes(part);
    for (let k = 0; k < part.units.length; k++) {
      lines.set(part.units[k]!, (lines.get(part.units[k]!) ?? 0) + part.lineCount[k]!);
    }
  }
  const units = [...lines.keys()].sort((a, b) => a - b);
  return { units, lineCount: units.map((size) => lines.get(size)!) };
}

function checkSizes({ units, lineCount }: OrderSizes): void {
  let last = 0;
  for (let k = 0; k < units.length; k++) {
    if (!(units[k]! > last && lineCount[k]! > 0))
      throw new RangeError(
        `wholesaleRule: sizes must ascend above 0 with lines, got ${lineCount[k]} lines of ${units[k]} after ${last}`,
      );
    last = units[k]!;
  }
}

function countLines(sizes: OrderSizes, fromUnits: number): number {
  checkSizes(sizes);
  let count = 0;
  for (let k = 0; k < sizes.units.length; k++) {
    if (sizes.units[k]! >= fromUnits) count += sizes.lineCount[k]!;
  }
  return count;
}

/** Size of the middle line, the lower of two; 0 without lines. */
function medianSize(sizes: OrderSizes): number {
  const middle = Math.ceil(countLines(sizes, 0) / 2);
  let count = 0;
  for (let k = 0; k < sizes.units.length; k++) {
    count += sizes.lineCount[k]!;
    if (count >= middle) return sizes.units[k]!;
  }
  return 0;
}

/** Median over lines of |ln units - centre|. */
function medianDistance({ units, lineCount }: OrderSizes, centre: number): number {
  const distances = Array.from(units, (size, k) => ({
    distance: Math.abs(ln(size) - centre),
    lines: lineCount[k]!,
  })).sort((a, b) => a.distance - b.distance);
  const middle = Math.ceil(distances.reduce((sum, { lines }) => sum + lines, 0) / 2);
  let count = 0;
  for (const { distance, lines } of distances) {
    count += lines;
    if (count >= middle) return distance;
  }
  return 0;
}
