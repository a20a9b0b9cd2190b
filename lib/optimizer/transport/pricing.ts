import { demandAt, lanePeriod, lastDeparture, legCost, type Network, nodeOf } from "./network.ts";
import { addService, addTransfer, type Columns } from "./paths.ts";
import { movePrice, outPrice, type Prices } from "./prices.ts";

/** Values of one more unit as the master sees them. [fcCount, typeCount, periodCount] */
type NodeValues = Float64Array;

/**
 * Prices every service and transfer of the graph: adds, per demand, the eight that would lower its cost most, and all
 * transfers that pay; returns how many were added. Cost O(demands * fcCount * delays + transfers * nodes).
 */
export function addPaying(
  columns: Columns,
  n: Network,
  price: Prices,
  node: NodeValues,
  tolerance: number,
): number {
  let added = 0;
  for (let g = 0; g < price.demand.length; g++) {
    if (n.problem.demandUnits[g]! > 0)
      added += addPayingServices(columns, n, price, node, g, tolerance);
  }
  for (let cell = 0; cell < columns.isMoved.length; cell++) {
    const t = cell % n.periodCount;
    const k = Math.floor(cell / n.periodCount) % n.typeCount;
    const m = Math.floor(cell / (n.periodCount * n.typeCount));
    const isPaying = moveGain(n, price, node, m, k, t) > tolerance;
    if (isPaying && addTransfer(columns, n, m, k, t)) added += 1;
  }
  return added;
}

function moveGain(
  n: Network,
  price: Prices,
  node: NodeValues,
  m: number,
  k: number,
  t: number,
): number {
  const arrival = n.transferArrival[m * n.periodCount + t]!;
  if (arrival >= n.periodCount) return -Infinity;
  const { from, to } = n.problem.transfer;
  return (
    node[nodeOf(n, from[m]!, k, t)]! -
    node[nodeOf(n, to[m]!, k, arrival)]! -
    movePrice(n, price, m, k, t)
  );
}

/** Services that a demand gets at once, at most. */
const SERVICES_AT_ONCE = 8;

function addPayingServices(
  columns: Columns,
  n: Network,
  price: Prices,
  node: NodeValues,
  g: number,
  tolerance: number,
): number {
  const { k, r, s, t } = demandAt(n, g);
  const paying: { w: number; t1: number; cost: number }[] = [];
  for (let t1 = t; t1 <= lastDeparture(n, t); t1++) {
    for (let w = 0; w < n.fcCount; w++) {
      const cost = servicePrice(n, price, g, k, r, s, t, w, t1) - node[nodeOf(n, w, k, t1)]!;
      if (cost < -tolerance) paying.push({ w, t1, cost });
    }
  }
  paying.sort((a, b) => a.cost - b.cost || a.t1 - b.t1 || a.w - b.w);
  let added = 0;
  for (const { w, t1 } of paying.slice(0, SERVICES_AT_ONCE)) {
    if (addService(columns, n, g, w, t1)) added += 1;
  }
  return added;
}

/** Price of serving demand g = (k, r, s, t) from w leaving in t1, less what the demand pays; Infinity where none departs. */
function servicePrice(
  n: Network,
  price: Prices,
  g: number,
  k: number,
  r: number,
  s: number,
  t: number,
  w: number,
  t1: number,
): number {
  const lane = lanePeriod(n, w, r, t1);
  if (n.resources.planned[lane] === 0) return Infinity;
  return (
    legCost(n, k, r, s, t, w, t1) +
    outPrice(n, price, w, k, t1) +
    n.litres[k]! * price.resource[lane]! -
    price.demand[g]!
  );
}
