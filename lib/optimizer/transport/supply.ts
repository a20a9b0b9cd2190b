import { fcPeriod, inboundCost, type Network, nodeOf, waitCost } from "./network.ts";
import { movePrice, type Prices, storePrice, unitValues } from "./prices.ts";

/** How the cheapest unit at a node came there. */
export const CAME = { stock: 0, stored: 1, receivedFree: 2, receivedBound: 3, moved: 4 } as const;

/** Cheapest way of having a unit at each node. All [fcCount, typeCount, periodCount] */
export interface SupplyPaths {
  /** Cost in currency units, what the unit could do elsewhere included; Infinity where none can be. */
  readonly cost: Float64Array;
  readonly came: Int8Array;
  /** Transfer that brought it, -1 = none. */
  readonly transfer: Int32Array;
  /** Period in which it left (transfers) or arrived at the dock (arrivals), -1 = it was there. */
  readonly since: Int32Array;
}

/**
 * Shortest paths from supplies to every node in period order; a supply's own price is what its unit would otherwise save
 * (its shortest path to a customer or the horizon's end). Cost as `unitValues`.
 */
export function supplyPaths(n: Network, price: Prices): SupplyPaths {
  const value = unitValues(n, price);
  const size = n.fcCount * n.typeCount * n.periodCount;
  const paths: SupplyPaths = {
    cost: new Float64Array(size).fill(Infinity),
    came: new Int8Array(size),
    transfer: new Int32Array(size).fill(-1),
    since: new Int32Array(size).fill(-1),
  };
  const free = docks(n, n.problem.freeArrivalUnits, value.freeArrival);
  const bound = docks(n, n.problem.boundArrivalUnits, value.boundArrival);
  for (let t = 0; t < n.periodCount; t++) {
    for (let k = 0; k < n.typeCount; k++) {
      for (let w = 0; w < n.fcCount; w++) reach(n, price, value.node, free, bound, paths, w, k, t);
      moveOn(n, price, paths, k, t);
    }
  }
  return paths;
}

interface Dock {
  readonly cost: Float64Array;
  readonly since: Int32Array;
}

/** Cheapest unit at a dock in each period: just arrived, or waiting since an earlier one. */
function docks(n: Network, arrived: Float64Array, value: Float64Array): Dock {
  const cost = new Float64Array(arrived.length).fill(Infinity);
  const since = new Int32Array(arrived.length);
  for (let cell = 0; cell < arrived.length; cell++) {
    const t = cell % n.periodCount;
    if (t > 0) {
      cost[cell] = cost[cell - 1]! + waitCost(n, t - 1);
      since[cell] = since[cell - 1]!;
    }
    if (arrived[cell]! > 0 && -value[cell]! < cost[cell]!) {
      cost[cell] = -value[cell]!;
      since[cell] = t;
    }
  }
  return { cost, since };
}

function offer(
  paths: SupplyPaths,
  node: number,
  cost: number,
  came: number,
  since: number,
  transfer = -1,
): void {
  if (!(cost < paths.cost[node]!)) return;
  paths.cost[node] = cost;
  paths.came[node] = came;
  paths.since[node] = since;
  paths.transfer[node] = transfer;
}

function reach(
  n: Network,
  price: Prices,
  value: Float64Array,
  free: Dock,
  bound: Dock,
  paths: SupplyPaths,
  w: number,
  k: number,
  t: number,
): void {
  const node = nodeOf(n, w, k, t);
  if (t === 0) {
    if (n.problem.stockUnits[w * n.typeCount + k]! > 0)
      offer(paths, node, -value[node]!, CAME.stock, -1);
  } else {
    const kept = paths.cost[node - 1]! + storePrice(n, price, w, k, t - 1);
    offer(paths, node, kept, CAME.stored, t - 1);
  }
  const receiving = price.resource[fcPeriod(n, "receiving", w, t)]!;
  const dock = k * n.periodCount + t;
  const brought = free.cost[dock]! + inboundCost(n, w) + receiving;
  offer(paths, node, brought, CAME.receivedFree, free.since[dock]!);
  offer(paths, node, bound.cost[node]! + receiving, CAME.receivedBound, bound.since[node]!);
}

function moveOn(n: Network, price: Prices, paths: SupplyPaths, k: number, t: number): void {
  const { from, to } = n.problem.transfer;
  for (let m = 0; m < from.length; m++) {
    const cost = paths.cost[nodeOf(n, from[m]!, k, t)]! + movePrice(n, price, m, k, t);
    if (!(cost < Infinity)) continue;
    const arrival = n.transferArrival[m * n.periodCount + t]!;
    offer(paths, nodeOf(n, to[m]!, k, arrival), cost, CAME.moved, t, m);
  }
}

/** One leg of a unit's way into the stock it is picked from, oldest first. */
export interface SupplyStep {
  readonly came: "stock" | "stored" | "receivedFree" | "receivedBound" | "moved";
  readonly fc: number;
  /** Period in which it is there from. */
  readonly period: number;
  /** Period in which it arrived at the dock or left the other FC; -1 = it was there at the start. */
  readonly since: number;
  readonly fromFc: number;
}

const NAMES = ["stock", "stored", "receivedFree", "receivedBound", "moved"] as const;

/** The cheapest unit's way to a node; storing is left out, since it is what lies between two steps. */
export function supplySteps(n: Network, paths: SupplyPaths, node: number): SupplyStep[] {
  const steps: SupplyStep[] = [];
  let at = node;
  for (;;) {
    const came = paths.came[at]!;
    const t = at % n.periodCount;
    if (came === CAME.stored) {
      at -= 1;
      continue;
    }
    const cell = (at - t) / n.periodCount;
    const m = paths.transfer[at]!;
    const fc = Math.floor(cell / n.typeCount);
    const fromFc = m < 0 ? fc : n.problem.transfer.from[m]!;
    steps.unshift({ came: NAMES[came]!, fc, period: t, since: paths.since[at]!, fromFc });
    if (came !== CAME.moved) return steps;
    at = nodeOf(n, fromFc, cell % n.typeCount, paths.since[at]!);
  }
}
