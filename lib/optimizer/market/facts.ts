import { mulDivFloor } from "../core/integer.ts";

const MILLION = 1_000_000;

/** Past clearing fees of a pool as a band. They describe what was; they bind nobody. */
export interface ClearBand {
  readonly count: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * From the lowest to the highest tenth of past clears (linear between order statistics, Hyndman and Fan's type 7; with
 * few clears these are close to the extremes); null without any. Rounded down. Cost O(n log n).
 */
export function clearBand(pastMicrosPerM3: readonly number[]): ClearBand | null {
  if (pastMicrosPerM3.length === 0) return null;
  const sorted = [...pastMicrosPerM3].sort((a, b) => a - b);
  const at = (level: number): number => {
    const position = (sorted.length - 1) * level;
    const below = Math.floor(position);
    const low = sorted[below]!;
    const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return Math.floor(low + (position - below) * (high - low));
  };
  return { count: sorted.length, low: at(0.1), median: at(0.5), high: at(0.9) };
}

/**
 * Sales value per volume and month whose credit would cover as much of a fee as the cap lets it: beyond these sales the
 * credit grows no more. In the unit of the fee. Null without a credit.
 */
export function breakEvenSales(
  fee: number,
  creditShareMillionths: number,
  creditCapShareMillionths: number,
): number | null {
  if (creditShareMillionths === 0) return null;
  const covered = mulDivFloor(fee, creditCapShareMillionths, MILLION);
  return mulDivFloor(covered, MILLION, creditShareMillionths);
}

/** What became of a request, from its own nodes and the published price alone. */
export type Outcome =
  | { readonly kind: "granted" }
  | {
      readonly kind: "partlyGranted";
      readonly missingMm3: number;
      readonly because: "belowPrice" | "shared" | "cap";
      readonly neededMicrosPerM3: number;
    }
  | {
      readonly kind: "notGranted";
      readonly because: "belowReserve" | "belowPrice" | "shared" | "lot" | "cap";
      readonly neededMicrosPerM3: number;
    };

type NodeValue = (id: string) => number;

/**
 * Reads an outcome off the nodes of `marketDefinition`. `neededMicrosPerM3` is how much more the best step that was not
 * wholly granted would have had to offer to stand above the threshold as it was; an offer that large would itself have
 * moved the threshold, so it is the least that could have helped, not a promise. Cost O(1).
 */
export function outcomeOf(node: NodeValue, reserveMicrosPerM3: number): Outcome {
  const asked = [1, 2, 3].reduce((sum, k) => sum + node(`asked${k}Mm3`), 0);
  const granted = node("granted");
  if (granted === asked) return { kind: "granted" };
  const short = [1, 2, 3].find((k) => node(`eligible${k}`) > 0 && node(`share${k}`) < MILLION);
  if (short === undefined) {
    const isLot = granted < node("grantedSteps") || node("grantedSteps") === 0;
    if (granted > 0)
      return {
        kind: "partlyGranted",
        missingMm3: asked - granted,
        because: "cap",
        neededMicrosPerM3: 0,
      };
    return {
      kind: "notGranted",
      because: isLot && node("capMm3") > 0 ? "lot" : "cap",
      neededMicrosPerM3: 0,
    };
  }
  const neededMicrosPerM3 = Math.max(0, node("thresholdMicrosPerM3") - node(`score${short}`)) + 1;
  const isAtThreshold = node(`share${short}`) > 0 || neededMicrosPerM3 === 1;
  if (granted > 0) {
    const because = isAtThreshold ? "shared" : "belowPrice";
    return { kind: "partlyGranted", missingMm3: asked - granted, because, neededMicrosPerM3 };
  }
  if (node(`score${short}`) < reserveMicrosPerM3)
    return { kind: "notGranted", because: "belowReserve", neededMicrosPerM3 };
  if (node("grantedSteps") > 0) return { kind: "notGranted", because: "lot", neededMicrosPerM3 };
  return {
    kind: "notGranted",
    because: isAtThreshold ? "shared" : "belowPrice",
    neededMicrosPerM3,
  };
}

/**
 * What a grant costs once later rounds for the same pool and month have cleared: the lowest of its own clear and theirs,
 * so that waiting gains nothing. Micros per m3 before credit.
 */
export const feeAfterLaterClears = (own: number, later: readonly number[]): number =>
  later.reduce((lowest, fee) => Math.min(lowest, fee), own);

/**
 * What stays owed for space given back before its month: the returned space joins the next round's supply, and the fee
 * is let off for the part of it that the round granted, at the lower of both fees. Returned space shares a round's sales
 * with the rest of the supply in proportion. Micros, rounded in the operator's favour by less than one.
 */
export interface ReturnInput {
  readonly returnedMm3: number;
  readonly feeMicrosPerM3: number;
  readonly nextSupplyMm3: number;
  readonly nextGrantedMm3: number;
  readonly nextFeeMicrosPerM3: number;
}

export function returnCredit(input: ReturnInput): number {
  const { returnedMm3, nextSupplyMm3, nextGrantedMm3 } = input;
  if (nextSupplyMm3 < returnedMm3)
    throw new RangeError(
      `returnCredit: nextSupplyMm3 must hold the returned ${returnedMm3}, got ${nextSupplyMm3}`,
    );
  if (nextSupplyMm3 === 0) return 0;
  const takenMm3 = mulDivFloor(returnedMm3, Math.min(nextGrantedMm3, nextSupplyMm3), nextSupplyMm3);
  return mulDivFloor(
    takenMm3,
    Math.min(input.feeMicrosPerM3, input.nextFeeMicrosPerM3),
    1_000_000_000,
  );
}
