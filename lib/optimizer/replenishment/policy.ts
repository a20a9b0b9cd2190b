import type { PolicyProblem } from "../core/policy-problem.ts";
import {
  defaultPlacementPolicy,
  type PlacementPolicy,
  placementBounds,
} from "../placement/index.ts";
import {
  defaultPositioningPolicy,
  type PositioningPolicy,
  positioningBounds,
} from "../positioning/index.ts";

/** The operator's rules for advised quantities, where they go and where stock should lie; figures are integers in the unit of their name. */
export interface ReplenishmentPolicy extends PositioningPolicy, PlacementPolicy {
  /** Time between two chances to order. */
  readonly reviewDays: number;
  /** Least and most share of demand risk that stock covers, whatever the economics say. */
  readonly minimumServiceMillionths: number;
  readonly maximumServiceMillionths: number;
  /** Weeks that a unit too many is expected to wait: it pays capital, storage and space for them. */
  readonly overageWeeks: number;
  /** Weeks that a unit which sells occupies space: its margin pays the price of space for them. */
  readonly saleWeeks: number;
  /** Cost of capital per year, share of the unit cost. */
  readonly holdingRateMillionths: number;
  readonly storageFeeMicrosPerDm3Week: number;
  /** Share of a case pack that must be needed for it to be sent. */
  readonly packRoundUpMillionths: number;
  /** Cost of one order line, whatever it holds: lots grow with it; 0 = order every review ((R, S) instead of (s, S)). */
  readonly orderCostMicros: number;
  /** 1 = demand that finds no stock is lost: an order never exceeds the demand of one review at the service level. */
  readonly isOrderCapped: number;
  /** Cost of keeping a product on offer for a week; a product that earns less is not worth carrying. */
  readonly carryCostMicrosPerWeek: number;
  /** 1 = nothing is sent of products that are not worth carrying; 0 = it is only told. */
  readonly stopsUnprofitable: number;
  /** Taken, as shares of the price, where a seller has not told cost or fee. */
  readonly assumedCostShareMillionths: number;
  readonly assumedFeeShareMillionths: number;
}

export const defaultReplenishmentPolicy: ReplenishmentPolicy = {
  reviewDays: 7,
  minimumServiceMillionths: 800_000,
  maximumServiceMillionths: 980_000,
  overageWeeks: 13,
  saleWeeks: 4,
  holdingRateMillionths: 250_000,
  storageFeeMicrosPerDm3Week: 6_360,
  packRoundUpMillionths: 500_000,
  orderCostMicros: 0,
  isOrderCapped: 0,
  carryCostMicrosPerWeek: 0,
  stopsUnprofitable: 0,
  assumedCostShareMillionths: 400_000,
  assumedFeeShareMillionths: 300_000,
  ...defaultPositioningPolicy,
  ...defaultPlacementPolicy,
};

const bounds: Readonly<Record<keyof ReplenishmentPolicy, readonly [number, number]>> = {
  reviewDays: [1, 91],
  minimumServiceMillionths: [0, 980_000],
  maximumServiceMillionths: [500_000, 980_000],
  overageWeeks: [1, 52],
  saleWeeks: [1, 52],
  holdingRateMillionths: [0, 1_000_000],
  storageFeeMicrosPerDm3Week: [0, 1_000_000_000],
  packRoundUpMillionths: [0, 1_000_000],
  orderCostMicros: [0, 10_000_000_000],
  isOrderCapped: [0, 1],
  carryCostMicrosPerWeek: [0, 1_000_000_000],
  stopsUnprofitable: [0, 1],
  assumedCostShareMillionths: [0, 1_000_000],
  assumedFeeShareMillionths: [0, 1_000_000],
  ...positioningBounds,
  ...placementBounds,
};

/** Everything wrong with a policy; an empty list means that quantities can be planned with it. */
export function validateReplenishmentPolicy(policy: ReplenishmentPolicy): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const [field, [min, max]] of Object.entries(bounds)) {
    const got = policy[field as keyof ReplenishmentPolicy];
    if (Number.isSafeInteger(got) && got >= min && got <= max) continue;
    problems.push({ field, expected: `an integer in ${min}..${max}`, got });
  }
  if (policy.minimumServiceMillionths > policy.maximumServiceMillionths) {
    const expected = "at most maximumServiceMillionths";
    const got = policy.minimumServiceMillionths;
    problems.push({ field: "minimumServiceMillionths", expected, got });
  }
  return problems;
}

/** A policy published before some of its figures existed, with those that leave its decisions as they were. */
export const completePolicy = (policy: Partial<ReplenishmentPolicy>): ReplenishmentPolicy => ({
  ...defaultReplenishmentPolicy,
  placementScenarioCount: 0,
  ...policy,
});

/** The method that a policy chooses, as the trace's leaves tell it. */
export type ReplenishmentMethod = "baseStock" | "minMax" | "cappedBaseStock" | "cappedMinMax";

export function methodOf(
  policy: Pick<ReplenishmentPolicy, "orderCostMicros" | "isOrderCapped">,
): ReplenishmentMethod {
  if (policy.isOrderCapped === 1)
    return policy.orderCostMicros > 0 ? "cappedMinMax" : "cappedBaseStock";
  return policy.orderCostMicros > 0 ? "minMax" : "baseStock";
}
