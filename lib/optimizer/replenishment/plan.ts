import type { Columns } from "../decision/index.ts";
import { type ReplenishmentPolicy, validateReplenishmentPolicy } from "./policy.ts";
import {
  type AccountBudget,
  type AccountSpace,
  type BudgetPrice,
  priceSpace,
  type SpacePool,
  type SpacePrice,
} from "./pricing.ts";
import { type DemandSurface, surfaceLeaves } from "./surface.ts";

/**
 * The columns a planner gives per SKU besides its demand surface. priceMicros, unitCostMicros and unitFeeMicros may be
 * NaN (unknown): cost and fee are then assumed as shares of the price; without a price the least service applies.
 * ownReviewDays is 0 where the seller has not told how often they send; then the policy's review period holds.
 */
export const replenishmentFactLeaves = [
  "leadTimeDays",
  "leadTimeSafetyDays",
  "onHandUnits",
  "transferUnits",
  "inboundUnits",
  "committedUnits",
  "priceMicros",
  "unitCostMicros",
  "unitFeeMicros",
  "unitVolumeMm3",
  "casePackUnits",
  "minimumUnits",
  "isDiscontinued",
  "ownReviewDays",
  "hasOverride",
  "overrideUnits",
] as const;

export interface PlanReplenishmentInput {
  /** One row per SKU; columns as in `replenishmentFactLeaves`. */
  readonly facts: Columns;
  readonly demand: DemandSurface;
  /** Per row the index of its pool (storage type) and of its account space (account and storage type). */
  readonly poolOfRow: ArrayLike<number>;
  readonly spaceOfRow: ArrayLike<number>;
  readonly pools: readonly SpacePool[];
  readonly spaces: readonly AccountSpace[];
  /** Per row the index of its account's budget, -1 = none; and the budgets. Left out: nobody has one. */
  readonly budgetOfRow?: ArrayLike<number>;
  readonly budgets?: readonly AccountBudget[];
  readonly policy: ReplenishmentPolicy;
}

export interface ReplenishmentPlan {
  /** All nodes of every row: leaves, prices and steps. What is traced. */
  readonly columns: Columns;
  /** Prices of the pools and of the account spaces, in their order. */
  readonly sigma: {
    readonly pools: readonly SpacePrice[];
    readonly spaces: readonly SpacePrice[];
    readonly budgets: readonly BudgetPrice[];
  };
  /** Per row the advised quantity, the same array as `columns.column.advisedUnits`. */
  readonly advised: Float64Array;
}

/**
 * Plans the advised quantities of one run. Inputs are not changed. Throws RangeError on an invalid policy, an absent
 * column, or a value that is not a safe integer (naming row and node). Cost as `priceSpace`.
 */
export function planReplenishment(input: PlanReplenishmentInput): ReplenishmentPlan {
  const [problem] = validateReplenishmentPolicy(input.policy);
  if (problem) {
    throw new RangeError(
      `replenishment policy: ${problem.field} must be ${problem.expected}, got ${problem.got}`,
    );
  }
  const columns = replenishmentColumns(input.facts, input.demand, input.policy);
  const { poolOfRow, spaceOfRow, pools, spaces } = input;
  const { budgetOfRow, budgets } = input;
  const { poolPrices, spacePrices, budgetPrices, values } = priceSpace({
    columns,
    poolOfRow,
    spaceOfRow,
    pools,
    spaces,
    ...(budgetOfRow && budgets ? { budgetOfRow, budgets } : {}),
  });
  const sigma = { pools: poolPrices, spaces: spacePrices, budgets: budgetPrices };
  return { columns: values, sigma, advised: values.column.advisedUnits! };
}

/** The leaf columns of the decision from facts, demand and policy, without the price leaves. */
export function replenishmentColumns(
  facts: Columns,
  demand: DemandSurface,
  policy: ReplenishmentPolicy,
): Columns {
  const { count } = facts;
  const column = surfaceLeaves(demand, count);
  for (const id of replenishmentFactLeaves) {
    const given = facts.column[id];
    if (!given) throw new RangeError(`replenishment: facts lack the column "${id}"`);
    column[id] = given;
  }
  const price = column.priceMicros!.map((micros) => (Number.isNaN(micros) ? 0 : micros));
  const assume = (id: string, share: number) =>
    column[id]!.map((micros, row) =>
      Number.isNaN(micros) ? Math.floor((price[row]! * share) / 1_000_000) : micros,
    );
  column.unitCostMicros = assume("unitCostMicros", policy.assumedCostShareMillionths);
  column.unitFeeMicros = assume("unitFeeMicros", policy.assumedFeeShareMillionths);
  column.priceMicros = price;
  for (const id of policyLeaves) column[id] = new Float64Array(count).fill(policy[id]);
  return { count, column };
}

const policyLeaves = [
  "reviewDays",
  "minimumServiceMillionths",
  "maximumServiceMillionths",
  "overageWeeks",
  "saleWeeks",
  "holdingRateMillionths",
  "storageFeeMicrosPerDm3Week",
  "packRoundUpMillionths",
  "orderCostMicros",
  "isOrderCapped",
  "carryCostMicrosPerWeek",
  "stopsUnprofitable",
] as const;
