// Limits under other rules: what a run knew of every account, priced and decided again.
import {
  type CapacityPolicy,
  capacityDefinition,
  capacityLeaves,
  poolOverbooking,
  priceCapacity,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { Columns } from "@/lib/optimizer/decision/index.ts";

export const LIMIT_MONTHS_AHEAD = [1, 2, 3] as const;

/** Every pool that limits are shared out of, in the order of its index. */
export const limitPools = storageTypes.flatMap((storageType) =>
  LIMIT_MONTHS_AHEAD.map((monthAhead) => ({ storageType, monthAhead })),
);

/** Index of a pool in {@link limitPools}; -1 for a month that has none. */
export const limitPoolOf = (storageType: string, monthAhead: number): number =>
  limitPools.findIndex(
    (pool) => pool.storageType === storageType && pool.monthAhead === monthAhead,
  );

export interface KnownLimits {
  /** One row per limit: the facts that no rule has touched. */
  readonly facts: Columns;
  readonly poolOfRow: Int32Array;
  readonly usableMm3: Float64Array; // [pool]
}

/** Every limit under `policy`, in the order of the rows. */
export function limitsUnder(
  { facts, poolOfRow, usableMm3 }: KnownLimits,
  policy: CapacityPolicy,
): Float64Array {
  const monthOf = (row: number) => limitPools[poolOfRow[row] ?? 0]?.monthAhead ?? 1;
  const columns = capacityLeaves(facts, policy, monthOf);
  const overbooking = poolOverbooking(columns, poolOfRow, limitPools, policy);
  const pools = limitPools.map((pool, index) => ({
    ...pool,
    usableMm3: usableMm3[index] ?? 0,
    overbookingShareMillionths: overbooking[index]?.shareMillionths ?? 0,
  }));
  const { values } = priceCapacity({ columns, poolOfRow, pools });
  return values.column[capacityDefinition.output] as Float64Array;
}

export interface LimitSumsTask extends KnownLimits {
  readonly policies: readonly CapacityPolicy[];
}

/** The sum of every pool's limits under each policy: [policy][pool]. */
export function limitSums({ policies, ...known }: LimitSumsTask): Float64Array[] {
  return policies.map((policy) => {
    const sums = new Float64Array(limitPools.length);
    limitsUnder(known, policy).forEach((limitMm3, row) => {
      const pool = known.poolOfRow[row] ?? 0;
      sums[pool] = (sums[pool] ?? 0) + limitMm3;
    });
    return sums;
  });
}
