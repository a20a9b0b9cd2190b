import { normalCdf } from "../core/distributions.ts";
import { normalQuantile } from "../core/elementary.ts";
import { mulDivFloor } from "../core/integer.ts";
import type { Columns } from "../decision/index.ts";
import type { CapacityPolicy } from "./policy.ts";
import type { CapacityPool } from "./pricing.ts";

const MILLION = 1_000_000;
/** Fewer accounts with a limit in force tell too little of how limits are used. */
const LEAST_ACCOUNTS = 8;
/** From this many equal accounts on the sum is taken as normal (central limit). */
const NORMAL_FROM = 200;
const MOST_ATOMS = 64;
const GRID = 2048;
const COMMON_NODES = 33;

/** How sellers use their limits now. [accountCount] each, integer mm3; accounts without a limit in force are left out. */
export interface LimitUse {
  readonly onHandMm3: Float64Array;
  readonly limitMm3: Float64Array;
}

export interface Overbooking {
  /** theta: limits may add up to this share of the usable pool. */
  readonly shareMillionths: number;
  /** How it was found: from the use of limits, or `assumed` because too little is known (or the policy says so). */
  readonly method: "convolution" | "normal" | "assumed" | "most";
  readonly accountCount: number;
  /** Stock on hand over the limits in force. */
  readonly useShareMillionths: number | null;
  /** Chance that stock exceeds the pool when limits add up to theta pools; null when assumed. */
  readonly exceedanceMillionths: number | null;
}

/**
 * The largest share theta for which P(sum of stock on hand > pool) stays within the policy's chance, when limits add up to
 * theta pools. Account i fills the share `persistence * u_i + (1 - persistence) * V_i` of its limit, u_i its share now and V_i
 * drawn from how all limits are used now (each observed share as probable as its limit is large); all of them together swing
 * by the common spread. Then use = theta * pool * sum(s_i U_i) * (1 + tau Z), and theta is one over the quantile of what stands
 * beside theta * pool. The law of the sum is a convolution on a grid that keeps its mean, or normal for many accounts. Never
 * above `mostShareMillionths`. Throws RangeError on arrays of unequal length, a limit <= 0 or a negative stock.
 * Cost O(accounts * 64 * 2048) below 200 equal accounts, else O(accounts).
 */
export function overbookingOf(use: LimitUse, policy: CapacityPolicy): Overbooking {
  const { onHandMm3, limitMm3 } = use;
  const accountCount = checkedCount(use);
  const limitSum = sumOf(limitMm3);
  const useSum = sumOf(onHandMm3);
  const { chanceMillionths, commonSpreadMillionths, mostShareMillionths, persistenceMillionths } =
    policy.overbooking;
  const useShareMillionths = limitSum > 0 ? Math.round((useSum / limitSum) * MILLION) : null;
  if (chanceMillionths === 0 || accountCount < LEAST_ACCOUNTS || useSum === 0) {
    const shareMillionths = policy.overbookingShareMillionths;
    return {
      shareMillionths,
      method: "assumed",
      accountCount,
      useShareMillionths,
      exceedanceMillionths: null,
    };
  }
  const share = limitMm3.map((limit) => limit / limitSum);
  const observed = onHandMm3.map((stock, i) => stock / limitMm3[i]!);
  const law = lawOfSum(share, observed);
  const exceeds = persisting(law.exceeds, useSum / limitSum, persistenceMillionths / MILLION);
  const tau = commonSpreadMillionths / MILLION;
  const found = largestTheta(exceeds, tau, chanceMillionths / MILLION);
  const shareMillionths = Math.min(mostShareMillionths, Math.floor(found * MILLION));
  return {
    shareMillionths,
    method: shareMillionths === mostShareMillionths ? "most" : law.method,
    accountCount,
    useShareMillionths,
    exceedanceMillionths: Math.round(MILLION * exceedance(exceeds, tau, shareMillionths / MILLION)),
  };
}

function checkedCount({ onHandMm3, limitMm3 }: LimitUse): number {
  if (onHandMm3.length !== limitMm3.length)
    throw new RangeError(
      `overbookingOf: ${onHandMm3.length} stocks but ${limitMm3.length} limits; give one of each per account`,
    );
  for (let i = 0; i < limitMm3.length; i++) {
    if (!(limitMm3[i]! > 0) || !(onHandMm3[i]! >= 0))
      throw new RangeError(
        `overbookingOf: account ${i} needs a limit > 0 and a stock >= 0, got ${limitMm3[i]} and ${onHandMm3[i]}`,
      );
  }
  return limitMm3.length;
}

/** P(sum s_i U_i > x) */
type Exceeds = (x: number) => number;

/** The part of each account's use that stays as it is adds up to its part of the mean; only the rest is drawn. */
const persisting =
  (exceeds: Exceeds, mean: number, persistence: number): Exceeds =>
  (x) =>
    persistence < 1 ? exceeds((x - persistence * mean) / (1 - persistence)) : x < mean ? 1 : 0;

function lawOfSum(
  share: Float64Array,
  observed: Float64Array,
): { readonly exceeds: Exceeds; readonly method: "convolution" | "normal" } {
  let concentration = 0;
  for (const s of share) concentration += s * s;
  if (1 / concentration >= NORMAL_FROM) {
    const mean = weighted(share, observed);
    const variance = weighted(
      share,
      observed.map((u) => (u - mean) ** 2),
    );
    const deviation = Math.sqrt(concentration * variance);
    return {
      exceeds: (x) => (deviation > 0 ? 1 - normalCdf((x - mean) / deviation) : x < mean ? 1 : 0),
      method: "normal",
    };
  }
  return { exceeds: convolved(share, observed), method: "convolution" };
}

function convolved(share: Float64Array, observed: Float64Array): Exceeds {
  const atoms = atomsOf(share, observed);
  const top = Math.max(...atoms.value);
  const step = top / GRID;
  let density = new Float64Array(GRID + share.length + 2);
  density[0] = 1;
  for (let i = 0; i < share.length; i++) {
    const next = new Float64Array(density.length);
    for (let a = 0; a < atoms.value.length; a++) {
      const shift = (share[i]! * atoms.value[a]!) / step;
      const low = Math.floor(shift);
      const rest = shift - low;
      const p = atoms.probability[a]!;
      for (let k = 0; k + low + 1 < density.length; k++) {
        const mass = density[k]!;
        if (mass === 0) continue;
        // Split between neighbours so that the mean is kept; the spread grows by less than a step.
        next[k + low]! += mass * p * (1 - rest);
        next[k + low + 1]! += mass * p * rest;
      }
    }
    density = next;
  }
  const tail = new Float64Array(density.length + 1);
  for (let k = density.length - 1; k >= 0; k--) tail[k] = tail[k + 1]! + density[k]!;
  return (x) => {
    const k = Math.floor(x / step) + 1;
    return k <= 0 ? 1 : k >= tail.length ? 0 : tail[k]!;
  };
}

/** The observed shares of use with their probabilities, at most 64: neighbours are joined to the larger one. */
function atomsOf(share: Float64Array, observed: Float64Array) {
  const order = Uint32Array.from(observed.keys()).sort(
    (a, b) => observed[a]! - observed[b]! || a - b,
  );
  const value: number[] = [];
  const probability: number[] = [];
  let mass = 0;
  for (let k = 0; k < order.length; k++) {
    mass += share[order[k]!]!;
    if (mass < 1 / MOST_ATOMS && k < order.length - 1 && order.length > MOST_ATOMS) continue;
    value.push(observed[order[k]!]!);
    probability.push(mass);
    mass = 0;
  }
  return { value, probability };
}

/** P(theta * sum * (1 + tau Z) > 1), Z normal, at equally probable values of Z. */
function exceedance(exceeds: Exceeds, tau: number, theta: number): number {
  let sum = 0;
  for (let k = 0; k < COMMON_NODES; k++) {
    const factor = 1 + tau * normalQuantile((k + 0.5) / COMMON_NODES);
    sum += factor > 0 ? exceeds(1 / (theta * factor)) : 0;
  }
  return sum / COMMON_NODES;
}

/** Bisection on theta: the chance rises with it. */
function largestTheta(exceeds: Exceeds, tau: number, chance: number): number {
  let low = 0;
  let high = 1;
  while (exceedance(exceeds, tau, high) <= chance && high < 1e6) high *= 2;
  for (let turn = 0; turn < 60; turn++) {
    const middle = (low + high) / 2;
    if (exceedance(exceeds, tau, middle) <= chance) low = middle;
    else high = middle;
  }
  return low;
}

function weighted(weight: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weight[i]! * values[i]!;
  return sum;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Storage type and month of a pool, as far as its overbooking goes. */
type PoolPlace = Pick<CapacityPool, "storageType" | "monthAhead">;

/**
 * The overbooking of every pool from the leaves of its decisions: one for all months of a storage type, found among the rows of
 * its nearest month. Cost as `overbookingOf` per storage type.
 */
export function poolOverbooking(
  columns: Columns,
  poolOfRow: ArrayLike<number>,
  pools: readonly PoolPlace[],
  policy: CapacityPolicy,
): readonly Overbooking[] {
  const found = new Map<string, Overbooking>();
  return pools.map(({ storageType, monthAhead }) => {
    let made = found.get(storageType);
    if (!made) {
      const nearest = nearestPool(pools, storageType);
      made = overbookingOf(limitUseOf(columns, poolOfRow, nearest), policy);
      found.set(storageType, made);
    }
    const promised = policy.promisedPoolShareMillionths[monthAhead - 1]!;
    return { ...made, shareMillionths: mulDivFloor(made.shareMillionths, promised, MILLION) };
  });
}

function nearestPool(pools: readonly PoolPlace[], storageType: string): number {
  let nearest = -1;
  pools.forEach((pool, index) => {
    if (pool.storageType !== storageType) return;
    if (nearest < 0 || pool.monthAhead < pools[nearest]!.monthAhead) nearest = index;
  });
  return nearest;
}

function limitUseOf(columns: Columns, poolOfRow: ArrayLike<number>, pool: number): LimitUse {
  const { onHandMm3, previousLimitMm3 } = columns.column;
  const onHand: number[] = [];
  const limit: number[] = [];
  for (let row = 0; row < columns.count; row++) {
    if (poolOfRow[row] !== pool || !(previousLimitMm3![row]! > 0)) continue;
    onHand.push(onHandMm3![row]!);
    limit.push(previousLimitMm3![row]!);
  }
  return { onHandMm3: Float64Array.from(onHand), limitMm3: Float64Array.from(limit) };
}
