import { stream } from "../core/prng.ts";
import { FC_TABLE } from "./data/fc-table.ts";
import { SELLER_TABLE, type SellerSpec, type Skill } from "./data/seller-table.ts";
import { originIndex } from "./planted-events.ts";
import type { InboundLane } from "./types.ts";

/** How an account restocks: an (s, S) rule on its own, often wrong, beliefs. */
export interface RestockPolicy {
  readonly reviewDays: number;
  /** Reviews happen on days with (day + reviewOffset) % reviewDays = 0. */
  readonly reviewOffset: number;
  /** Lead time it reckons with and has declared to the operator. */
  readonly leadBeliefDays: number;
  readonly safetyDays: number;
  readonly lotDays: number;
  /** Its forecast over the unbiased one. */
  readonly bias: number;
  /** True when it does not learn from days without stock. */
  readonly isCorrectingStockOuts: boolean;
  /** Part of the coming season it foresees, 0..1. */
  readonly anticipation: number;
  /** Share of five-week spells in which a product is not bought: forgotten, or its supplier has none. */
  readonly pauseShare: number;
  /** Weight of today in its running sales rate. */
  readonly learnRate: number;
  readonly lateShare: number;
  readonly lateDaysMean: number;
  readonly shortShare: number;
  /** Chance that a review leaves an abandoned draft behind. */
  readonly draftShare: number;
  /** FCs a lot is spread over at most. */
  readonly fcCount: number;
  readonly onlyFc: number;
  /** True when it takes excess stock back. */
  readonly isClearing: boolean;
}

type Habit = Pick<
  RestockPolicy,
  | "reviewDays"
  | "safetyDays"
  | "lotDays"
  | "bias"
  | "isCorrectingStockOuts"
  | "anticipation"
  | "pauseShare"
  | "learnRate"
  | "lateShare"
  | "lateDaysMean"
  | "shortShare"
  | "draftShare"
  | "fcCount"
  | "isClearing"
> & { readonly leadBelief: number };

const HABITS: Record<Skill, Habit> = {
  strong: {
    reviewDays: 7,
    safetyDays: 11,
    lotDays: 40,
    bias: 1.03,
    isCorrectingStockOuts: true,
    anticipation: 0.9,
    pauseShare: 0.15,
    learnRate: 0.03,
    lateShare: 0.12,
    lateDaysMean: 2,
    shortShare: 0.03,
    draftShare: 0.005,
    fcCount: 4,
    isClearing: true,
    leadBelief: 1.1,
  },
  lean: {
    reviewDays: 7,
    safetyDays: -3,
    lotDays: 24,
    bias: 1,
    isCorrectingStockOuts: true,
    anticipation: 0.95,
    pauseShare: 0.02,
    learnRate: 0.03,
    lateShare: 0.1,
    lateDaysMean: 2,
    shortShare: 0.03,
    draftShare: 0.005,
    fcCount: 4,
    isClearing: true,
    leadBelief: 1,
  },
  steady: {
    reviewDays: 7,
    safetyDays: 6,
    lotDays: 46,
    bias: 1.0,
    isCorrectingStockOuts: true,
    anticipation: 0.6,
    pauseShare: 0.18,
    learnRate: 0.035,
    lateShare: 0.2,
    lateDaysMean: 4,
    shortShare: 0.06,
    draftShare: 0.015,
    fcCount: 3,
    isClearing: false,
    leadBelief: 1.0,
  },
  loose: {
    reviewDays: 14,
    safetyDays: 4,
    lotDays: 52,
    bias: 0.95,
    isCorrectingStockOuts: true,
    anticipation: 0.25,
    pauseShare: 0.26,
    learnRate: 0.05,
    lateShare: 0.3,
    lateDaysMean: 6,
    shortShare: 0.1,
    draftShare: 0.04,
    fcCount: 3,
    isClearing: false,
    leadBelief: 0.85,
  },
  poor: {
    reviewDays: 21,
    safetyDays: -3,
    lotDays: 45,
    bias: 0.9,
    isCorrectingStockOuts: false,
    anticipation: 0,
    pauseShare: 0.4,
    learnRate: 0.06,
    lateShare: 0.4,
    lateDaysMean: 8,
    shortShare: 0.15,
    draftShare: 0.06,
    fcCount: 2,
    isClearing: false,
    leadBelief: 0.6,
  },
};

/** Days of picking and packing before a shipment leaves, its mean. */
const PREPARATION_DAYS_MEAN = 3.5;
/** Days at the dock before receiving begins, its mean. */
const DOCK_DAYS_MEAN = 2;

function usualLeadDays(spec: SellerSpec, inboundLanes: readonly InboundLane[]): number {
  const origin = originIndex(spec.originCode);
  const transit = inboundLanes.filter((l) => l.origin === origin).map((l) => l.transitDays);
  const mean = transit.reduce((sum, days) => sum + days, 0) / transit.length;
  return PREPARATION_DAYS_MEAN + mean + DOCK_DAYS_MEAN;
}

/** One policy per account, a little different for each. */
export function buildPolicies(seed: number, inboundLanes: readonly InboundLane[]): RestockPolicy[] {
  return SELLER_TABLE.map((spec, account) => {
    const draws = stream(seed, "restock-policy", account);
    const { leadBelief, ...habit } = HABITS[spec.skill];
    const vary = (mean: number): number => mean * (0.9 + 0.2 * draws.uniform());
    return {
      ...habit,
      reviewOffset: draws.integer(habit.reviewDays),
      leadBeliefDays: Math.round(vary(leadBelief) * usualLeadDays(spec, inboundLanes)),
      safetyDays: vary(habit.safetyDays),
      lotDays: vary(habit.lotDays),
      bias: vary(habit.bias),
      onlyFc: FC_TABLE.findIndex((f) => f.code === spec.onlyFcCode),
    };
  });
}
