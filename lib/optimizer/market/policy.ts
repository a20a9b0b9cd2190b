import type { PolicyProblem } from "../core/policy-problem.ts";

/** The operator's rules for extra space; every figure is an integer in the unit of its name. */
export interface MarketPolicy {
  /** 0 = winners pay the first rejected fee, 1 = the lowest granted one. Vickrey payments are shown, never charged. */
  readonly chargesLowestAccepted: number;
  /** Least fee before credit. */
  readonly reserveMicrosPerM3Month: number;
  /** A seller may ask for this share of the limit in force ... */
  readonly capShareMillionths: number;
  /** ... or for this volume, whichever is greater: counted once per seller, however many accounts. */
  readonly capFloorMm3: number;
  /** Less than this is not granted. */
  readonly minimumLotMm3: number;
  /** A partial grant is rounded down to a multiple of this. */
  readonly grantStepMm3: number;
  /** Credit per sales value. */
  readonly creditShareMillionths: number;
  /** The credit is at most this share of the fee; below 1,000,000, so that the fee keeps its meaning. */
  readonly creditCapShareMillionths: number;
  /** Share of the expected credit an account without past grants is trusted with. */
  readonly creditPriorMillionths: number;
  /** Days that requests are taken for. */
  readonly openDays: number;
  /** A price is published when at least this many sellers took part. */
  readonly publishSellerCount: number;
}

const CUBIC_FOOT_MM3 = 28_316_847;

export const defaultMarketPolicy: MarketPolicy = {
  chargesLowestAccepted: 0,
  // About 0.80 of the currency unit per cubic foot.
  reserveMicrosPerM3Month: 28_251_734,
  capShareMillionths: 200_000,
  capFloorMm3: 100 * CUBIC_FOOT_MM3,
  minimumLotMm3: 5 * CUBIC_FOOT_MM3,
  grantStepMm3: CUBIC_FOOT_MM3,
  creditShareMillionths: 150_000,
  creditCapShareMillionths: 800_000,
  creditPriorMillionths: 500_000,
  openDays: 7,
  publishSellerCount: 20,
};

/** Everything wrong with a policy, in field order; an empty list means that rounds can be cleared with it. */
export function validateMarketPolicy(policy: MarketPolicy): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const range = (field: string, got: number, min: number, max: number) => {
    if (Number.isSafeInteger(got) && got >= min && got <= max) return;
    problems.push({ field, expected: `an integer in ${min}..${max}`, got });
  };
  range("chargesLowestAccepted", policy.chargesLowestAccepted, 0, 1);
  range("reserveMicrosPerM3Month", policy.reserveMicrosPerM3Month, 0, 1e12);
  range("capShareMillionths", policy.capShareMillionths, 0, 5_000_000);
  range("capFloorMm3", policy.capFloorMm3, 0, 1e14);
  range("minimumLotMm3", policy.minimumLotMm3, 0, 1e12);
  range("grantStepMm3", policy.grantStepMm3, 1, 1e12);
  range("creditShareMillionths", policy.creditShareMillionths, 0, 1_000_000);
  range("creditCapShareMillionths", policy.creditCapShareMillionths, 0, 950_000);
  range("creditPriorMillionths", policy.creditPriorMillionths, 0, 1_000_000);
  range("openDays", policy.openDays, 1, 60);
  range("publishSellerCount", policy.publishSellerCount, 1, 10_000);
  return problems;
}

/** Most a seller may ask for in one pool and month: a share of its limits in force, or the floor if that is more. */
export const requestCapMm3 = (limitMm3: number, policy: MarketPolicy): number =>
  Math.max(policy.capFloorMm3, Math.floor((limitMm3 / 1_000_000) * policy.capShareMillionths));
