import { exp } from "../core/elementary.ts";
import type { DeclaredPolicy } from "./policy.ts";

const MILLION = 1_000_000;

/** What was declared for one month, and what came. All volumes are integer mm3. */
export interface DeclarationOutcome {
  /** Extra volume declared to be sold in the month. */
  readonly extraMm3: number;
  /** Probability the seller gave it. */
  readonly probabilityMillionths: number;
  /** What the forecast expected to be sold without it. */
  readonly expectedMm3: number;
  readonly soldMm3: number;
  /** By how much the declaration raised the limit. */
  readonly givenMm3: number;
  /** Part of that which was never used in the month, 0..givenMm3. */
  readonly unusedMm3: number;
}

export interface DeclarationScore {
  /** Loss of the seller's word and of the forecast without it, as shares of the declared volume or of the usual swing, if larger. */
  readonly declaredLossMillionths: number;
  readonly forecastLossMillionths: number;
  readonly unusedShareMillionths: number;
  readonly weightMillionths: number;
}

/**
 * Scores a declaration and moves the weight of the account's record by it. The declaration is the two-point forecast
 * "expected, or with probability p expected + extra"; its loss is the continuous ranked probability score, the pinball loss
 * averaged over all levels (Gneiting and Raftery 2007), a strictly proper rule: whatever the seller believes, saying it
 * gives the least expected loss. The forecast's loss does not depend on what was said. `weight * exp(-rate * (declared -
 * forecast loss) - unused)`, within the least weight and 1. Throws RangeError on a volume that is no safe integer >= 0,
 * extra volume 0, or a share outside 0..1,000,000. Cost O(1).
 */
export function scoreDeclaration(
  weightMillionths: number,
  outcome: DeclarationOutcome,
  policy: DeclaredPolicy,
): DeclarationScore {
  checkOutcome(weightMillionths, outcome);
  const { extraMm3, expectedMm3, soldMm3, givenMm3, unusedMm3 } = outcome;
  const p = outcome.probabilityMillionths / MILLION;
  const scale = Math.max(extraMm3, (expectedMm3 * policy.noiseShareMillionths) / MILLION);
  const without = Math.abs(soldMm3 - expectedMm3);
  const withExtra = Math.abs(soldMm3 - expectedMm3 - extraMm3);
  const declaredLoss = ((1 - p) * without + p * withExtra - p * (1 - p) * extraMm3) / scale;
  const forecastLoss = without / scale;
  const unusedShare = givenMm3 > 0 ? unusedMm3 / givenMm3 : 0;
  const step =
    policy.learningRateMillionths * (forecastLoss - declaredLoss) -
    policy.unusedWeightMillionths * unusedShare;
  const moved = Math.round(weightMillionths * exp(step / MILLION));
  return {
    declaredLossMillionths: Math.round(declaredLoss * MILLION),
    forecastLossMillionths: Math.round(forecastLoss * MILLION),
    unusedShareMillionths: Math.round(unusedShare * MILLION),
    weightMillionths: Math.min(MILLION, Math.max(policy.leastWeightMillionths, moved)),
  };
}

function checkOutcome(weightMillionths: number, outcome: DeclarationOutcome): void {
  for (const [name, value] of Object.entries(outcome)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(
        `scoreDeclaration: ${name} must be a safe integer >= 0, got ${value}; give whole mm3 or millionths`,
      );
  }
  if (outcome.extraMm3 === 0) throw new RangeError("scoreDeclaration: extraMm3 must be > 0, got 0");
  if (outcome.unusedMm3 > outcome.givenMm3)
    throw new RangeError(
      `scoreDeclaration: unusedMm3 ${outcome.unusedMm3} exceeds givenMm3 ${outcome.givenMm3}`,
    );
  for (const share of [weightMillionths, outcome.probabilityMillionths]) {
    if (!(share >= 0 && share <= MILLION))
      throw new RangeError(`scoreDeclaration: a share must lie in 0..${MILLION}, got ${share}`);
  }
}
