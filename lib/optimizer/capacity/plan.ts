import type { Columns } from "../decision/index.ts";
import { efficiencyParts, shareLeaf } from "./definition.ts";
import { type Overbooking, poolOverbooking } from "./overbooking.ts";
import { type CapacityPolicy, validateCapacityPolicy } from "./policy.ts";
import { type CapacityPool, type CapacityPrice, priceCapacity } from "./pricing.ts";

/**
 * The columns a planner gives per row; all others come from policy and pricing. The four measured shares may be NaN
 * (unknown: the policy's assumed value is taken); granted space, previous limit, last
 * estimate and confirmed are 0 when there is none, and the last three are without space granted at the time.
 */
export const capacityFactLeaves = [
  "shippedWeeklyMm3",
  "forecastWeeklyMm3",
  "newSelectionMm3",
  "declaredMm3",
  "declaredWeightMillionths",
  "sellThroughMillionths",
  "excessShareMillionths",
  "strandedShareMillionths",
  "inStockShareMillionths",
  "onHandMm3",
  "openShipmentsMm3",
  "grantedMm3",
  "previousLimitMm3",
  "lastEstimateMm3",
  "confirmedMm3",
  "isIndividual",
] as const;

export interface PlanLimitsInput {
  /** One row per account, storage type and month; columns as in `capacityFactLeaves`. */
  readonly facts: Columns;
  /** Per row the index of its pool. */
  readonly poolOfRow: ArrayLike<number>;
  readonly pools: readonly Omit<CapacityPool, "overbookingShareMillionths">[];
  readonly policy: CapacityPolicy;
}

export interface LimitPlan {
  /** All nodes of every row: leaves, prices and steps. What is traced. */
  readonly columns: Columns;
  /** One price per pool, in pool order: all that a limit knows of other sellers. */
  readonly sigma: readonly CapacityPrice[];
  /** Per row the announced limit (mm3), the same array as `columns.column.announced`. */
  readonly limits: Float64Array;
  readonly pools: readonly CapacityPool[];
  /** Per pool how far its limits may add up to more than it, and how that was found. */
  readonly overbooking: readonly Overbooking[];
}

/**
 * Plans the capacity limits of one run. Inputs are not changed. Throws RangeError on an invalid policy, an absent
 * column, or a value that is not a safe integer (naming row and node). Cost as `priceCapacity`.
 */
export function planLimits(input: PlanLimitsInput): LimitPlan {
  const [problem] = validateCapacityPolicy(input.policy);
  if (problem) {
    throw new RangeError(
      `capacity policy: ${problem.field} must be ${problem.expected}, got ${problem.got}`,
    );
  }
  const columns = capacityLeaves(input.facts, input.policy, (row) => {
    const pool = input.pools[input.poolOfRow[row]!];
    if (!pool) throw new RangeError(`capacity: row ${row} names pool ${input.poolOfRow[row]}`);
    return pool.monthAhead;
  });
  const overbooking = poolOverbooking(columns, input.poolOfRow, input.pools, input.policy);
  const pools = input.pools.map((pool, k) => ({
    ...pool,
    overbookingShareMillionths: overbooking[k]!.shareMillionths,
  }));
  const { prices, values } = priceCapacity({ columns, poolOfRow: input.poolOfRow, pools });
  return { columns: values, sigma: prices, limits: values.column.announced!, pools, overbooking };
}

/** The leaf columns of the decision from facts and policy, without the two network leaves. */
export function capacityLeaves(
  facts: Columns,
  policy: CapacityPolicy,
  monthAheadOf: (row: number) => 1 | 2 | 3,
): Columns {
  const { count } = facts;
  const column: Record<string, Float64Array> = {};
  for (const id of capacityFactLeaves) {
    const given = facts.column[id];
    if (!given) throw new RangeError(`capacity: facts lack the column "${id}"`);
    column[id] = given;
  }
  for (const name of efficiencyParts) {
    const { assumedMillionths } = policy.efficiency[name];
    const given = column[shareLeaf[name]]!;
    column[shareLeaf[name]] = given.map((share) =>
      Number.isNaN(share) ? assumedMillionths : share,
    );
  }
  for (const [id, value] of Object.entries(policyConstants(policy))) {
    column[id] = new Float64Array(count).fill(value);
  }
  const keep = new Float64Array(count);
  const smoothing = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const monthAhead = monthAheadOf(row);
    keep[row] = policy.keepShareMillionths[monthAhead - 1]!;
    smoothing[row] = Math.min(1_000_000, policy.smoothingShareMillionths * monthAhead);
  }
  column.keepShareMillionths = keep;
  column.smoothingShareMillionths = smoothing;
  return { count, column };
}

function policyConstants(policy: CapacityPolicy): Readonly<Record<string, number>> {
  const constants: Record<string, number> = {
    coverWeeks: policy.coverWeeks,
    efficiencyMinMillionths: policy.efficiencyMinMillionths,
    efficiencyMaxMillionths: policy.efficiencyMaxMillionths,
    policyFloorMm3: policy.floorMm3,
    declaredCapShareMillionths: policy.declared.capShareMillionths,
    individualLimitMm3: policy.individualLimitMm3,
    announceStepMm3: policy.announceStepMm3,
  };
  for (const name of efficiencyParts) {
    const part = policy.efficiency[name];
    constants[`${name}WeightMillionths`] = part.weightMillionths;
    constants[`${name}WorstMillionths`] = part.worstMillionths;
    constants[`${name}BestMillionths`] = part.bestMillionths;
  }
  return constants;
}
