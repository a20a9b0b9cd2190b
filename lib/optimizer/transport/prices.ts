import {
  demandOf,
  fcPeriod,
  functionIndexOf,
  inboundCost,
  lanePeriod,
  legCost,
  type Network,
  nodeOf,
  stepCost,
  stepWidth,
  storeCost,
  waitCost,
} from "./network.ts";

/** Prices in currency units: of resources (per unit or litre more, >= 0) and of demands (cost of one unit more). */
export interface Prices {
  /** [resources.count] */
  readonly resource: Float64Array;
  /** [demand count] */
  readonly demand: Float64Array;
}

/** Price of handing a unit of type k to a departure from w in period t, lane apart: picking and shipping. */
export const outPrice = (n: Network, price: Prices, w: number, k: number, t: number): number =>
  price.resource[fcPeriod(n, "picking", w, t)]! +
  n.litres[k]! * price.resource[fcPeriod(n, "shipping", w, t)]!;

/** Price of storing a unit of type k at w through period t, holding cost included. */
export const storePrice = (n: Network, price: Prices, w: number, k: number, t: number): number =>
  storeCost(n, w, k, t) + n.litres[k]! * price.resource[nodeOf(n, w, k, t)]!;

/** Values of one more unit: at each node of stock, and of each arrival. Costs, so below 0 where the unit is welcome. */
export interface UnitValues {
  /** [fcCount, typeCount, periodCount] */
  readonly node: Float64Array;
  /** [typeCount, periodCount] */
  readonly freeArrival: Float64Array;
  /** [fcCount, typeCount, periodCount] */
  readonly boundArrival: Float64Array;
}

/**
 * Shortest path from every node to a customer or the horizon's end, served demands paying their price: one pass over
 * the time-expanded graph from its last period. Cost O(nodes * (regions * speeds * delays + transfers)).
 */
export function unitValues(n: Network, price: Prices): UnitValues {
  const { fcCount, typeCount, periodCount } = n;
  const node = new Float64Array(fcCount * typeCount * periodCount);
  const freeArrival = new Float64Array(typeCount * periodCount);
  const boundArrival = new Float64Array(node.length);
  for (let t = periodCount - 1; t >= 0; t--) {
    for (let k = 0; k < typeCount; k++) {
      for (let w = 0; w < fcCount; w++) {
        const kept = storePrice(n, price, w, k, t) + after(n, node, nodeOf(n, w, k, t), t);
        node[nodeOf(n, w, k, t)] = Math.min(kept, bestService(n, price, w, k, t));
      }
      moveToOthers(n, price, node, k, t);
      receive(n, price, node, freeArrival, boundArrival, k, t);
    }
  }
  return { node, freeArrival, boundArrival };
}

const after = (n: Network, value: Float64Array, cell: number, t: number): number =>
  t + 1 < n.periodCount ? value[cell + 1]! : 0;

function bestService(n: Network, price: Prices, w: number, k: number, t: number): number {
  const out = outPrice(n, price, w, k, t);
  let best = Infinity;
  for (let r = 0; r < n.regionCount; r++) {
    const lane = lanePeriod(n, w, r, t);
    if (n.resources.planned[lane] === 0) continue;
    const leave = out + n.litres[k]! * price.resource[lane]!;
    best = Math.min(best, leave + bestOrder(n, price, w, k, r, t));
  }
  return best;
}

/** Least cost of a lane less what the order pays, over the orders of a region that may leave from w in period t. */
function bestOrder(n: Network, price: Prices, w: number, k: number, r: number, t: number): number {
  let best = Infinity;
  for (let s = 0; s < n.speedCount; s++) {
    for (let t0 = Math.max(0, t - n.problem.maxDelayPeriods); t0 <= t; t0++) {
      const g = demandOf(n, k, r, s, t0);
      if (n.problem.demandUnits[g] === 0) continue;
      const cost = legCost(n, k, r, s, t0, w, t) - price.demand[g]!;
      if (cost < best) best = cost;
    }
  }
  return best;
}

/** Price of moving a unit with transfer m in period t and receiving it; Infinity beyond the horizon. */
export function movePrice(n: Network, price: Prices, m: number, k: number, t: number): number {
  const arrival = n.transferArrival[m * n.periodCount + t]!;
  if (arrival >= n.periodCount) return Infinity;
  const { from, to } = n.problem.transfer;
  return (
    n.transferCost[m]! +
    outPrice(n, price, from[m]!, k, t) +
    price.resource[fcPeriod(n, "receiving", to[m]!, arrival)]!
  );
}

function moveToOthers(n: Network, price: Prices, node: Float64Array, k: number, t: number): void {
  const { from, to } = n.problem.transfer;
  for (let m = 0; m < from.length; m++) {
    const arrival = n.transferArrival[m * n.periodCount + t]!;
    if (arrival >= n.periodCount) continue;
    const cell = nodeOf(n, from[m]!, k, t);
    const cost = movePrice(n, price, m, k, t) + node[nodeOf(n, to[m]!, k, arrival)]!;
    if (cost < node[cell]!) node[cell] = cost;
  }
}

function receive(
  n: Network,
  price: Prices,
  node: Float64Array,
  freeArrival: Float64Array,
  boundArrival: Float64Array,
  k: number,
  t: number,
): void {
  const free = k * n.periodCount + t;
  freeArrival[free] = waitCost(n, t) + after(n, freeArrival, free, t);
  for (let w = 0; w < n.fcCount; w++) {
    const cell = nodeOf(n, w, k, t);
    const received = price.resource[fcPeriod(n, "receiving", w, t)]! + node[cell]!;
    freeArrival[free] = Math.min(freeArrival[free]!, inboundCost(n, w) + received);
    boundArrival[cell] = Math.min(waitCost(n, t) + after(n, boundArrival, cell, t), received);
  }
}

/**
 * What no plan can cost less than, over all paths of the graph: valid for any prices of resources >= 0 and of demands
 * (Lagrangian bound; capacity, its steps and demands dualised, every supply unit takes its own shortest path). Prices
 * above a step without end are cut down to it, in place. Cost as `unitValues`.
 */
export function lagrangianBound(n: Network, price: Prices): number {
  const { problem } = n;
  let bound = 0;
  for (let i = 0; i < price.resource.length; i++) bound -= resourceWorth(n, price, i);
  for (let g = 0; g < price.demand.length; g++) {
    const units = problem.demandUnits[g]!;
    if (units === 0) continue;
    price.demand[g] = Math.min(price.demand[g]!, unmetCostOf(n, g));
    bound += units * price.demand[g]!;
  }
  const value = unitValues(n, price);
  for (let cell = 0; cell < problem.stockUnits.length; cell++) {
    const units = problem.stockUnits[cell]!;
    if (units > 0) bound += units * value.node[cell * n.periodCount]!;
  }
  bound += weighted(problem.freeArrivalUnits, value.freeArrival);
  return bound + weighted(problem.boundArrivalUnits, value.boundArrival);
}

export const unmetCostOf = (n: Network, g: number): number => {
  const s = Math.floor(g / n.periodCount) % n.speedCount;
  const k = Math.floor(g / (n.periodCount * n.speedCount * n.regionCount));
  return n.unmetCost[k * n.speedCount + s]!;
};

function weighted(units: Float64Array, value: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < units.length; i++) if (units[i]! > 0) sum += units[i]! * value[i]!;
  return sum;
}

/** Worth of a resource's capacity and steps at its price. */
function resourceWorth(n: Network, price: Prices, i: number): number {
  if (!(price.resource[i]! > 0)) {
    price.resource[i] = 0;
    return 0;
  }
  const f = functionIndexOf(n.resources, i);
  const { share } = n.resources.steps[f]!;
  const planned = n.resources.planned[i]!;
  for (let j = 0; j < share.length; j++) {
    if (stepWidth(planned, share[j]!) === Infinity) {
      price.resource[i] = Math.min(price.resource[i]!, stepCost(n, i, f, j));
    }
  }
  const p = price.resource[i]!;
  let worth = n.resources.capacity[i]! * p;
  for (let j = 0; j < share.length; j++) {
    const gain = p - stepCost(n, i, f, j);
    if (gain > 0) worth += gain * stepWidth(planned, share[j]!);
  }
  return worth;
}
