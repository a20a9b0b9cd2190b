import { type Bounds, fillLimits, levelWithin, scaled } from "./bulk-level.ts";
import { efficiencyParts, shareLeaf } from "./definition.ts";
import type { capacityFactLeaves } from "./plan.ts";
import { type CapacityPolicy, type EfficiencyPart, validateCapacityPolicy } from "./policy.ts";
import { type CapacityCertificate, type CapacityPool, largestFitting } from "./pricing.ts";

// The limits of millions of accounts: the definition's formulas fused into one pass over flat columns, no node kept. A test holds
// them equal to the definition bit for bit; a single account's decision is then evaluated by the definition at these prices.

const MILLION = 1_000_000;

/** Leaf columns of one pool, each [count]; shares may be NaN (the policy's assumed value is taken). */
export type BulkFacts = Readonly<Record<(typeof capacityFactLeaves)[number], Float64Array>>;

export interface BulkPlan {
  readonly waterLevelMilliWeeks: number;
  readonly rationShareMillionths: number;
  readonly certificate: Omit<CapacityCertificate, "hardFloors">;
  /** [count], integer mm3 */
  readonly limitMm3: Float64Array;
}

/**
 * Efficiency of each account in millionths; the same for all months of a storage type. Throws RangeError on an invalid policy.
 * Cost O(count), about 30 ns each.
 */
export function bulkEfficiency(
  facts: Pick<BulkFacts, (typeof shareLeaf)[keyof typeof shareLeaf]>,
  policy: CapacityPolicy,
): Float64Array {
  checkPolicy(policy);
  const range = policy.efficiencyMaxMillionths - policy.efficiencyMinMillionths;
  const efficiency = new Float64Array(facts.sellThroughMillionths.length).fill(
    policy.efficiencyMinMillionths,
  );
  for (const name of efficiencyParts) {
    const part = policy.efficiency[name];
    addPart(efficiency, facts[shareLeaf[name]], part, range);
  }
  return efficiency;
}

function addPart(
  efficiency: Float64Array,
  share: Float64Array,
  part: EfficiencyPart,
  range: number,
): void {
  const most = scaled(range, part.weightMillionths);
  const sign = part.bestMillionths > part.worstMillionths ? 1 : -1;
  const length = sign * (part.bestMillionths - part.worstMillionths);
  for (let i = 0; i < efficiency.length; i++) {
    const known = Number.isNaN(share[i]!) ? part.assumedMillionths : share[i]!;
    const way = sign * (known - part.worstMillionths);
    if (way <= 0) continue;
    const score = way >= length ? MILLION : Math.floor((way * MILLION) / length);
    efficiency[i]! += Math.floor((most * score) / MILLION);
  }
}

/**
 * Limits of one pool: the water level and ration share that `priceCapacity` finds, with the same certificate, and every
 * limit at them. Inputs are not changed. Throws RangeError on an invalid policy, columns of unequal length, or a sum beyond
 * safe integers. Cost about five passes over all accounts (twenty where guarantees are rationed); about 100 bytes of work space per account.
 */
export function planBulk(
  facts: BulkFacts,
  efficiency: Float64Array,
  pool: CapacityPool,
  policy: CapacityPolicy,
): BulkPlan {
  checkPolicy(policy);
  const count = efficiency.length;
  for (const [id, column] of Object.entries(facts)) {
    if (column.length !== count)
      throw new RangeError(
        `planBulk: column "${id}" has ${column.length} values, expected ${count}`,
      );
  }
  const bounds = boundsOf(facts, efficiency, policy, pool.monthAhead);
  const poolMm3 = scaled(pool.usableMm3, pool.overbookingShareMillionths);
  const limitMm3 = new Float64Array(count);
  const step = policy.announceStepMm3;
  const sumAt = (level: number, ration: number) =>
    fillLimits(bounds, level, ration, step, limitMm3);
  const certificate = (sum: number, nextSumMm3: number | null) => ({
    poolMm3,
    limitSumMm3: sum,
    slackMm3: poolMm3 - sum,
    nextSumMm3,
    shortfallMm3: 0,
  });
  const guaranteed = sumAt(0, MILLION);
  if (guaranteed <= poolMm3) {
    const found = levelWithin(bounds, poolMm3, step, limitMm3, guaranteed);
    const status = found.nextSum === null ? ("notScarce" as const) : ("filled" as const);
    return {
      waterLevelMilliWeeks: found.level,
      rationShareMillionths: MILLION,
      certificate: { ...certificate(found.sum, found.nextSum), status },
      limitMm3,
    };
  }
  const hardSum = sumAt(0, 0);
  if (hardSum > poolMm3) {
    const shortfallMm3 = hardSum - poolMm3;
    return {
      waterLevelMilliWeeks: 0,
      rationShareMillionths: 0,
      certificate: { ...certificate(hardSum, null), status: "infeasible", shortfallMm3 },
      limitMm3,
    };
  }
  const guess = Math.floor((MILLION * (poolMm3 - hardSum)) / (guaranteed - hardSum));
  const found = largestFitting((ration) => sumAt(0, ration), poolMm3, guess, MILLION);
  return {
    waterLevelMilliWeeks: 0,
    rationShareMillionths: found.value,
    certificate: { ...certificate(found.sum, found.nextSum), status: "rationed" },
    limitMm3,
  };
}

function checkPolicy(policy: CapacityPolicy): void {
  const [problem] = validateCapacityPolicy(policy);
  if (problem)
    throw new RangeError(
      `capacity policy: ${problem.field} must be ${problem.expected}, got ${problem.got}`,
    );
}

function boundsOf(
  facts: BulkFacts,
  efficiency: Float64Array,
  policy: CapacityPolicy,
  monthAhead: 1 | 2 | 3,
): Bounds {
  const count = efficiency.length;
  const keep = policy.keepShareMillionths[monthAhead - 1]!;
  const smoothing = Math.min(MILLION, policy.smoothingShareMillionths * monthAhead);
  const { coverWeeks, floorMm3, individualLimitMm3 } = policy;
  const capShare = policy.declared.capShareMillionths;
  const hard = new Float64Array(count);
  const soft = new Float64Array(count);
  const capped = new Float64Array(count);
  const weight = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const confirmed = facts.confirmedMm3[i]!;
    if (facts.isIndividual[i] !== 0) {
      hard[i] = Math.max(confirmed, individualLimitMm3);
      continue;
    }
    const share = efficiency[i]!;
    const cover = facts.forecastWeeklyMm3[i]! * coverWeeks + facts.newSelectionMm3[i]!;
    const forecastNeed = scaled(cover, share);
    const trusted = scaled(facts.declaredMm3[i]!, facts.declaredWeightMillionths[i]!);
    const extra = Math.min(trusted, Math.max(floorMm3, scaled(forecastNeed, capShare)));
    const need = forecastNeed + extra;
    const beyond = facts.onHandMm3[i]! + facts.openShipmentsMm3[i]! - facts.grantedMm3[i]!;
    const previous = facts.previousLimitMm3[i]!;
    hard[i] = Math.max(floorMm3, beyond, confirmed);
    soft[i] = Math.max(
      scaled(facts.lastEstimateMm3[i]!, keep),
      scaled(previous, MILLION - smoothing),
    );
    capped[i] = previous > 0 ? Math.min(need, scaled(previous, MILLION + smoothing) + extra) : need;
    weight[i] = scaled(facts.shippedWeeklyMm3[i]!, share);
  }
  return { hard, soft, capped, weight, granted: facts.grantedMm3 };
}
