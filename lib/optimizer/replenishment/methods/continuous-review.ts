import { requireNonNegative, requirePositive } from "./checks.ts";
import { type DemandLaw, leftOver, normalLaw, type WholeDemandLaw } from "./demand-law.ts";
import { economicOrder, economicOrderWithBackorders } from "./economic-order.ts";
import { bisect, expandUntil } from "./minimize.ts";

// (r, Q): whenever the inventory position falls to r, Q more are ordered. Costs are per unit of time in the unit of the
// demand rate; `leadTimeDemand` is the law of demand over the lead time.

export interface ContinuousReview {
  readonly fixedCost: number;
  readonly holdingCost: number;
  /** Per unit short and unit of time; in the expected-shortage approximation per unit short, however long. */
  readonly stockoutCost: number;
  readonly demandRate: number;
  readonly leadTimeDemand: DemandLaw;
}

export interface ReorderPolicy {
  readonly reorderPointUnits: number;
  readonly orderUnits: number;
  /** Exact cost rate, except where the method says that it is its own estimate. */
  readonly costRate: number;
}

function check(method: string, problem: ContinuousReview): void {
  const { fixedCost, holdingCost, stockoutCost, demandRate } = problem;
  requirePositive(method, { holdingCost, stockoutCost, demandRate });
  requireNonNegative(method, { fixedCost });
}

/** Cost rate of position y: holding and shortage one lead time later. */
const costAt = (
  { holdingCost, stockoutCost, leadTimeDemand }: ContinuousReview,
  y: number,
): number => holdingCost * leftOver(leadTimeDemand, y) + stockoutCost * leadTimeDemand.short(y);

/**
 * Exact cost rate of (r, Q) with continuous demand: (K d + integral of the position's cost over (r, r + Q)) / Q, since the
 * position is uniform over that range (Zheng 1992).
 */
export function reorderCostRate(problem: ContinuousReview, r: number, orderUnits: number): number {
  check("(r,Q)", problem);
  requirePositive("(r,Q)", { orderUnits });
  const { fixedCost, demandRate } = problem;
  return (fixedCost * demandRate + costBetween(problem, r, orderUnits)) / orderUnits;
}

function costBetween(problem: ContinuousReview, r: number, orderUnits: number): number {
  const { holdingCost, stockoutCost, leadTimeDemand: law } = problem;
  return (
    holdingCost * orderUnits * (r - law.mean + orderUnits / 2) +
    (holdingCost + stockoutCost) * (law.shortSquared(r) - law.shortSquared(r + orderUnits))
  );
}

/** The best reorder point of a given order quantity: the position costs the same at r and at r + Q. */
export function bestReorderPoint(problem: ContinuousReview, orderUnits: number): number {
  check("(r,Q)", problem);
  requirePositive("(r,Q)", { orderUnits });
  const { holdingCost, stockoutCost, leadTimeDemand: law } = problem;
  const top = law.quantile(stockoutCost / (stockoutCost + holdingCost));
  const rise = (r: number) => costAt(problem, r + orderUnits) - costAt(problem, r);
  return bisect(rise, top - orderUnits, top);
}

/**
 * The best (r, Q) with continuous demand, exact (Zheng 1992): Q g(r(Q)) less the cost between r(Q) and r(Q) + Q grows with
 * Q from 0 and is K d at the best Q, where the cost rate is that of the position at r. Throws RangeError without a fixed
 * cost: then a base stock is best.
 */
export function optimalReorderPolicy(problem: ContinuousReview): ReorderPolicy {
  check("(r,Q)", problem);
  const { fixedCost, demandRate } = problem;
  requirePositive("(r,Q)", { fixedCost });
  const excess = (orderUnits: number) => {
    const r = bestReorderPoint(problem, orderUnits);
    return (
      orderUnits * costAt(problem, r) - costBetween(problem, r, orderUnits) - fixedCost * demandRate
    );
  };
  const plain = economicOrderWithBackorders({ ...problem, fixedCost }).orderUnits;
  const high = expandUntil(0, plain, (orderUnits) => excess(orderUnits) > 0);
  const orderUnits = bisect(excess, 0, high);
  const reorderPointUnits = bestReorderPoint(problem, orderUnits);
  return {
    reorderPointUnits,
    orderUnits,
    costRate: reorderCostRate(problem, reorderPointUnits, orderUnits),
  };
}

/**
 * The best (r, Q) in whole units with demand one unit at a time, exact (Federgruen and Zheng 1992): positions r + 1 .. r + Q
 * are equally likely, and the cheapest position not yet among them is added while it costs less than the average.
 */
export function optimalWholeReorderPolicy(
  problem: ContinuousReview & { readonly leadTimeDemand: WholeDemandLaw },
): ReorderPolicy {
  check("(r,Q)", problem);
  const { fixedCost, holdingCost, stockoutCost, demandRate, leadTimeDemand } = problem;
  const best = leadTimeDemand.quantile(stockoutCost / (stockoutCost + holdingCost));
  let r = best - 1;
  let orderUnits = 1;
  let sum = fixedCost * demandRate + costAt(problem, best);
  for (;;) {
    const below = costAt(problem, r);
    const above = costAt(problem, r + orderUnits + 1);
    const next = Math.min(below, above);
    if (next >= sum / orderUnits) break;
    sum += next;
    orderUnits++;
    if (below <= above) r--;
  }
  return { reorderPointUnits: r, orderUnits, costRate: sum / orderUnits };
}

/**
 * Expected-shortage approximation (Hadley and Whitin 1963): a shortage costs per unit, the shelf is taken as never empty.
 * Q = sqrt(2 d (K + p n(r)) / h) and P(demand > r) = Q h / (p d) in turn until both stand still. `costRate` is its own
 * estimate h (r - mean + Q/2) + K d / Q + p d n(r) / Q. Throws RangeError when no r can satisfy it (h Q >= p d).
 */
export function expectedShortagePolicy(problem: ContinuousReview): ReorderPolicy {
  check("(r,Q) expected shortage", problem);
  const { fixedCost, holdingCost, stockoutCost, demandRate, leadTimeDemand: law } = problem;
  requirePositive("(r,Q) expected shortage", { fixedCost });
  let orderUnits = economicOrder(problem).orderUnits;
  let r = 0;
  for (let k = 0; k < 10_000; k++) {
    const risk = (orderUnits * holdingCost) / (stockoutCost * demandRate);
    if (risk >= 1) {
      throw new RangeError(
        `(r,Q) expected shortage: holding costs too much against stockoutCost, the risk would be ${risk}`,
      );
    }
    r = law.quantile(1 - risk);
    const setup = fixedCost + stockoutCost * law.short(r);
    const next = Math.sqrt((2 * demandRate * setup) / holdingCost);
    const isStill = Math.abs(next - orderUnits) <= 1e-13 * next;
    orderUnits = next;
    if (isStill) break;
  }
  const shortage = (stockoutCost * demandRate * law.short(r)) / orderUnits;
  const costRate =
    holdingCost * (r - law.mean + orderUnits / 2) +
    (fixedCost * demandRate) / orderUnits +
    shortage;
  return { reorderPointUnits: r, orderUnits, costRate };
}

/** Q of the lot with planned backorders, and the best reorder point for it: at most 1 / 8 above the best cost (Zheng 1992). */
export function backorderLotPolicy(problem: ContinuousReview): ReorderPolicy {
  check("(r,Q) with backorder lot", problem);
  const { orderUnits } = economicOrderWithBackorders(problem);
  const reorderPointUnits = bestReorderPoint(problem, orderUnits);
  return {
    reorderPointUnits,
    orderUnits,
    costRate: reorderCostRate(problem, reorderPointUnits, orderUnits),
  };
}

/** Q of the plain lot, and the newsvendor's level of lead-time demand as reorder point. */
export function safetyStockPolicy(problem: ContinuousReview): ReorderPolicy {
  check("(r,Q) with safety stock", problem);
  const { holdingCost, stockoutCost, leadTimeDemand } = problem;
  const { orderUnits } = economicOrder(problem);
  const reorderPointUnits = leadTimeDemand.quantile(stockoutCost / (stockoutCost + holdingCost));
  return {
    reorderPointUnits,
    orderUnits,
    costRate: reorderCostRate(problem, reorderPointUnits, orderUnits),
  };
}

/**
 * Loss-function approximation: the shelf at r + Q is taken as never short. Q = sqrt(2 (K d + (h + p) n2(r)) / h) and
 * n(r) = h Q / (h + p) in turn, where n and n2 are the first and second loss functions of lead-time demand.
 */
export function lossFunctionPolicy(problem: ContinuousReview): ReorderPolicy {
  check("(r,Q) loss function", problem);
  const { fixedCost, holdingCost, stockoutCost, demandRate, leadTimeDemand: law } = problem;
  const both = holdingCost + stockoutCost;
  let orderUnits = economicOrder(problem).orderUnits;
  let r = law.mean;
  for (let k = 0; k < 10_000; k++) {
    const short = (holdingCost * orderUnits) / both;
    // The expected shortage at r is at least mean - r, so r lies between mean - short and where it has faded.
    const high = expandUntil(law.mean, law.deviation + 1e-12, (x) => law.short(x) < short);
    r = bisect((x) => short - law.short(x), law.mean - short - 1e-9, high);
    const next = Math.sqrt(
      (2 * (fixedCost * demandRate + both * law.shortSquared(r))) / holdingCost,
    );
    const isStill = Math.abs(next - orderUnits) <= 1e-13 * next;
    orderUnits = next;
    if (isStill) break;
  }
  return { reorderPointUnits: r, orderUnits, costRate: reorderCostRate(problem, r, orderUnits) };
}

/** Lead-time demand when both demand per unit of time and lead time vary, as a normal law (Hadley and Whitin 1963). */
export function leadTimeDemandLaw(span: {
  readonly demandMean: number;
  readonly demandDeviation: number;
  readonly leadTimeMean: number;
  readonly leadTimeDeviation?: number;
}): DemandLaw {
  const { demandMean, demandDeviation, leadTimeMean, leadTimeDeviation = 0 } = span;
  requireNonNegative("lead-time demand", { demandDeviation, leadTimeMean, leadTimeDeviation });
  const variance =
    leadTimeMean * demandDeviation * demandDeviation +
    demandMean * demandMean * leadTimeDeviation * leadTimeDeviation;
  return normalLaw(demandMean * leadTimeMean, Math.sqrt(variance));
}

/** Stock that serves a share of demand at once (fill rate) with lots of Q: the r at which n(r) - n(r + Q) = (1 - share) Q. */
export function reorderPointForFillRate(
  law: DemandLaw,
  orderUnits: number,
  fillRate: number,
): number {
  requirePositive("fill rate", { orderUnits });
  if (!(fillRate > 0 && fillRate < 1)) {
    throw new RangeError(`fill rate: must be in (0,1), got ${fillRate}`);
  }
  const short = (1 - fillRate) * orderUnits;
  const gap = (r: number) => short - (law.short(r) - law.short(r + orderUnits));
  const high = expandUntil(law.mean, law.deviation + 1e-9, (r) => gap(r) > 0);
  const low = -expandUntil(-law.mean, law.deviation + orderUnits, (r) => gap(-r) <= 0);
  return bisect(gap, low, high);
}
