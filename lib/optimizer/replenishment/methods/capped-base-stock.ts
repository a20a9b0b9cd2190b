import { stream } from "../../core/prng.ts";
import { requireWhole } from "./checks.ts";
import type { WholeDemandLaw } from "./demand-law.ts";
import {
  type LostSalesProblem,
  lostSalesWork,
  myopicLostSalesOrder,
  optimalLostSales,
} from "./lost-sales.ts";
import { sumOfSpans } from "./whole-law.ts";

export interface LostSalesPlan {
  /** exact: the best of all policies; cappedBaseStock: the best of its kind, found on seeded demand. */
  readonly method: "exact" | "cappedBaseStock";
  readonly averageCost: number;
  /** Deviation of the estimate; 0 for the exact method. */
  readonly standardError: number;
  /** Present for cappedBaseStock: order min(baseStock - position, cap), at least 0. */
  readonly baseStockUnits: number | null;
  readonly capUnits: number | null;
  orderUnits(onHandUnits: number, onTheWayUnits: readonly number[]): number;
}

const EXACT_WORK = 10_000_000;
const BATCHES = 20;
const BATCH_PERIODS = 1_000;
const WARM_UP = 500;

/**
 * Orders for lost sales with any lead time: exact where the state space is small, else the best capped base stock
 * (Xin 2021: order up to a level but never more than a cap; best of all as lead times grow). Its two figures are searched
 * on one seeded path of 20,500 periods, so that candidates differ by the policy alone. Cost: O(candidates * periods).
 */
export function planLostSales(problem: LostSalesProblem, seed = 1): LostSalesPlan {
  if (lostSalesWork(problem) <= EXACT_WORK) {
    const { averageCost, orderUnits } = optimalLostSales(problem);
    const none = { standardError: 0, baseStockUnits: null, capUnits: null };
    return { method: "exact", averageCost, orderUnits, ...none };
  }
  return bestCappedBaseStock(problem, seed);
}

/** The best capped base stock on one seeded path; see `planLostSales`. */
export function bestCappedBaseStock(problem: LostSalesProblem, seed: number): LostSalesPlan {
  const { demand, holdingCost, lostSaleCost, leadTimePeriods } = problem;
  const level = lostSaleCost / (holdingCost + lostSaleCost);
  const path = demandPath(demand, seed);
  const run = (baseStock: number, cap: number) => costOn(path, problem, baseStock, cap);
  const top = sumOfSpans(demand, leadTimePeriods + 1).quantile(level);
  let best = { baseStock: top, cap: demand.quantile(level), cost: Infinity, error: 0 };
  const bestFor = (cap: number) => {
    let at = { baseStock: top, cap, ...run(top, cap) };
    // The cost is close to convex in the level: walk down from the bound, ten misses end it.
    for (let s = top - 1, misses = 0; s > 0 && misses < 10; s--) {
      const tried = run(s, cap);
      if (tried.cost < at.cost) at = { baseStock: s, cap, ...tried };
      misses = tried.cost < at.cost * (1 + 1e-12) ? 0 : misses + 1;
    }
    return at;
  };
  const most = demand.quantile(level);
  for (let cap = Math.max(1, Math.floor(demand.mean * 0.7)); cap <= most; cap++) {
    const at = bestFor(cap);
    if (at.cost < best.cost) best = at;
  }
  const { baseStock, cap, cost, error } = best;
  return {
    method: "cappedBaseStock",
    averageCost: cost,
    standardError: error,
    baseStockUnits: baseStock,
    capUnits: cap,
    orderUnits: (onHandUnits, onTheWayUnits) =>
      cappedOrder(baseStock, cap, onHandUnits + onTheWayUnits.reduce((sum, q) => sum + q, 0)),
  };
}

const cappedOrder = (baseStock: number, cap: number, position: number): number =>
  Math.max(0, Math.min(baseStock - position, cap));

function demandPath(demand: WholeDemandLaw, seed: number): Int32Array {
  const draws = stream(seed, "lost-sales-demand");
  return Int32Array.from({ length: WARM_UP + BATCHES * BATCH_PERIODS }, () =>
    demand.quantile(Math.min(draws.uniform(), 1 - 1e-15)),
  );
}

function costOn(
  path: Int32Array,
  { holdingCost, lostSaleCost, leadTimePeriods }: LostSalesProblem,
  baseStock: number,
  cap: number,
): { cost: number; error: number } {
  return simulate(path, leadTimePeriods, holdingCost, lostSaleCost, (_onHand, position) =>
    cappedOrder(baseStock, cap, position),
  );
}

/** Average cost and standard error (20 batches) of an order rule on a path of demand. */
function simulate(
  path: Int32Array,
  lead: number,
  holdingCost: number,
  lostSaleCost: number,
  rule: (onHand: number, position: number, pipeline: Int32Array, at: number) => number,
): { cost: number; error: number } {
  const pipeline = new Int32Array(lead);
  const batch = new Float64Array(BATCHES);
  let onHand = 0;
  let onTheWay = 0;
  for (let t = 0; t < path.length; t++) {
    const slot = t % lead;
    onHand += pipeline[slot]!;
    onTheWay -= pipeline[slot]!;
    pipeline[slot] = 0;
    const order = rule(onHand, onHand + onTheWay, pipeline, slot);
    pipeline[slot] = order;
    onTheWay += order;
    const sold = Math.min(onHand, path[t]!);
    onHand -= sold;
    if (t >= WARM_UP) {
      const cost = holdingCost * onHand + lostSaleCost * (path[t]! - sold);
      batch[Math.floor((t - WARM_UP) / BATCH_PERIODS)]! += cost / BATCH_PERIODS;
    }
  }
  const cost = batch.reduce((sum, x) => sum + x, 0) / BATCHES;
  const variance = batch.reduce((sum, x) => sum + (x - cost) ** 2, 0) / (BATCHES - 1);
  return { cost, error: Math.sqrt(variance / BATCHES) };
}

/**
 * Average cost of an order rule on the same seeded path: for comparing rules. `rule` gets stock on hand after arrivals and
 * the orders on their way, oldest first.
 */
export function simulateLostSales(
  problem: LostSalesProblem,
  rule: (onHandUnits: number, onTheWayUnits: readonly number[]) => number,
  seed: number,
): { readonly averageCost: number; readonly standardError: number } {
  const { demand, holdingCost, lostSaleCost, leadTimePeriods } = problem;
  requireWhole("lost sales", { leadTimePeriods }, 1, 200);
  const { cost, error } = simulate(
    demandPath(demand, seed),
    leadTimePeriods,
    holdingCost,
    lostSaleCost,
    (onHand, _position, pipeline, at) => {
      const waiting: number[] = [];
      for (let k = 1; k < leadTimePeriods; k++) waiting.push(pipeline[(at + k) % leadTimePeriods]!);
      return rule(onHand, waiting);
    },
  );
  return { averageCost: cost, standardError: error };
}

/** The myopic rule on the seeded path; see `myopicLostSalesOrder`. */
export const simulateMyopic = (problem: LostSalesProblem, seed: number) => {
  const known = new Map<string, number>();
  return simulateLostSales(
    problem,
    (onHand, waiting) => {
      const key = `${onHand},${waiting.join()}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const order = myopicLostSalesOrder(problem, onHand, waiting);
      known.set(key, order);
      return order;
    },
    seed,
  );
};
