import { efficiencyParts, shareLeaf } from "./definition.ts";
import type { capacityFactLeaves } from "./plan.ts";
import { type CapacityPolicy, type EfficiencyPart, validateCapacityPolicy } from "./policy.ts";
import {
  type CapacityCertificate,
  type CapacityPool,
  largestFitting,
  MAX_WATER_LEVEL_MILLI_WEEKS,
} from "./pricing.ts";

// The limits of millions of accounts: the definition's formulas fused into one pass over flat columns, no node kept. A test holds
// them equal to the definition bit for bit; a single account's decision is then evaluated by the definition at these prices.

const MILLION = 1_000_000;

/** Leaf columns of one pool, each [count]; shares may be NaN (the policy's assumed value is taken). */
export type BulkFacts = Readonly<Record<(typeof capacityFactLeaves)[number], Float64Array>>;

/** What a limit depends on beside the prices; of one pool, each [count], integer mm3. */
interface Bounds {
  readonly hard: Float64Array;
  readonly soft: Float64Array;
  readonly capped: Float64Array;
  readonly weight: Float64Array;
  readonly granted: Float64Array;
}

export interface BulkPlan {
  readonly waterLevelMilliWeeks: number;
  readonly rationShareMillionths: number;
  readonly certificate: Omit<CapacityCertificate, "hardFloors">;
  /** [count], integer mm3 */
  readonly limitMm3: Float64Array;
}

/** floor(volume * share / 1e6): exact, because share and the rest stay below 1e9. */
const scaled = (volume: number, share: number): number => {
  const whole = Math.floor(volume / MILLION);
  return whole * share + Math.floor(((volume - whole * MILLION) * share) / MILLION);
};

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
 * safe integers. Cost O(count) per probe of the level, about 10 probes; 48 bytes of work space per account.
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
  if (sumAt(0, MILLION) <= poolMm3) {
    const guess = guessLevel(bounds, poolMm3, step);
    const found = largestFitting(
      (level) => sumAt(level, MILLION),
      poolMm3,
      guess,
      MAX_WATER_LEVEL_MILLI_WEEKS,
    );
    const status = found.nextSum === null ? ("notScarce" as const) : ("filled" as const);
    return {
      waterLevelMilliWeeks: found.value,
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
  const softSum = sumAt(0, MILLION);
  const guess = Math.floor((MILLION * (poolMm3 - hardSum)) / (softSum - hardSum));
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

/** Writes every limit at the prices and answers their sum. */
function fillLimits(
  { hard, soft, capped, weight, granted }: Bounds,
  level: number,
  ration: number,
  step: number,
  out: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    const floor = hard[i]!;
    const kept = ration === MILLION ? soft[i]! : scaled(soft[i]!, ration);
    const lower = Math.max(kept, floor);
    const upper = Math.max(capped[i]!, lower);
    const whole = Math.floor(weight[i]! / 1000);
    const fair = whole * level + Math.floor(((weight[i]! - whole * 1000) * level) / 1000);
    const raised = Math.max(fair, lower);
    const limit = Math.min(raised, upper);
    const stepped = Math.floor(limit / step) * step;
    const announced = Math.max(stepped, floor) + granted[i]!;
    out[i] = announced;
    sum += announced;
  }
  if (!Number.isSafeInteger(sum))
    throw new RangeError(
      `planBulk: the limits of one pool add up to ${sum}, beyond safe integers; share it out`,
    );
  return sum;
}

const SAMPLE = 4096;

/** The level at which every n-th account would fill its part of the pool: close enough to start the search from. */
function guessLevel(bounds: Bounds, poolMm3: number, step: number): number {
  const { count, sample } = sampleOf(bounds);
  const target = (poolMm3 * sample.hard.length) / count;
  const limits = new Float64Array(sample.hard.length);
  let low = 0;
  let high = MAX_WATER_LEVEL_MILLI_WEEKS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fillLimits(sample, middle, MILLION, step, limits) <= target) low = middle;
    else high = middle;
  }
  return low;
}

function sampleOf(bounds: Bounds): { readonly count: number; readonly sample: Bounds } {
  const count = bounds.hard.length;
  const stride = Math.max(1, Math.floor(count / SAMPLE));
  const every = (column: Float64Array) => column.filter((_, i) => i % stride === 0);
  return {
    count,
    sample: {
      hard: every(bounds.hard),
      soft: every(bounds.soft),
      capped: every(bounds.capped),
      weight: every(bounds.weight),
      granted: every(bounds.granted),
    },
  };
}
