import {
  demandAt,
  fcPeriod,
  inboundCost,
  lanePeriod,
  lastDeparture,
  legCost,
  type Network,
  stepCost,
  storeCost,
  waitCost,
} from "./network.ts";
import { unmetCostOf } from "./prices.ts";

/** What a column of the master carries. */
export const MOVE = {
  /** Units of a demand that nobody serves. first = demand */
  unmet: 0,
  /** Stock to a customer: pick, ship, depart. first = demand, second = FC, third = period of departure */
  serve: 1,
  /** Stock through a period. first = node */
  store: 2,
  /** Free arrivals into stock. first = node */
  receiveFree: 3,
  /** Bound arrivals into stock. first = node */
  receiveBound: 4,
  /** Free arrivals through a period at the dock. first = type * periods + period */
  waitFree: 5,
  /** Bound arrivals through a period at the dock. first = node */
  waitBound: 6,
  /** Stock to another FC. first = transfer, second = type, third = period */
  transfer: 7,
  /** Capacity beyond the planned one. first = resource, second = step */
  step: 8,
} as const;

/** Columns of the master, in the order in which they came. */
export interface Columns {
  readonly kind: number[];
  readonly first: number[];
  readonly second: number[];
  readonly third: number[];
  /** 1 = the service has a column. [demand, fcCount, 1 + maxDelayPeriods] */
  readonly isServed: Uint8Array;
  /** 1 = the transfer has a column. [transfer, type, period] */
  readonly isMoved: Uint8Array;
}

export function emptyColumns(n: Network): Columns {
  const legs = n.fcCount * (1 + n.problem.maxDelayPeriods);
  return {
    kind: [],
    first: [],
    second: [],
    third: [],
    isServed: new Uint8Array(n.problem.demandUnits.length * legs),
    isMoved: new Uint8Array(n.transferCost.length * n.typeCount * n.periodCount),
  };
}

export function push(
  columns: Columns,
  kind: number,
  first: number,
  second: number,
  third: number,
): void {
  columns.kind.push(kind);
  columns.first.push(first);
  columns.second.push(second);
  columns.third.push(third);
}

/** Adds the service of demand g from w leaving in t1 unless it is there; true where it was added. */
export function addService(
  columns: Columns,
  n: Network,
  g: number,
  w: number,
  t1: number,
): boolean {
  const delay = t1 - (g % n.periodCount);
  const cell = (g * n.fcCount + w) * (1 + n.problem.maxDelayPeriods) + delay;
  if (columns.isServed[cell]) return false;
  columns.isServed[cell] = 1;
  push(columns, MOVE.serve, g, w, t1);
  return true;
}

export function addTransfer(
  columns: Columns,
  n: Network,
  m: number,
  k: number,
  t: number,
): boolean {
  const cell = (m * n.typeCount + k) * n.periodCount + t;
  if (columns.isMoved[cell]) return false;
  columns.isMoved[cell] = 1;
  push(columns, MOVE.transfer, m, k, t);
  return true;
}

/** Cost of a unit (a litre, for steps of volume) in a column, prices apart. */
export function columnCost(n: Network, columns: Columns, j: number): number {
  const first = columns.first[j]!;
  const second = columns.second[j]!;
  const t = first % n.periodCount;
  switch (columns.kind[j]) {
    case MOVE.unmet:
      return unmetCostOf(n, first);
    case MOVE.serve: {
      const { k, r, s, t: t0 } = demandAt(n, first);
      return legCost(n, k, r, s, t0, second, columns.third[j]!);
    }
    case MOVE.store:
      return storeCost(n, fcOfNode(n, first), typeOfNode(n, first), t);
    case MOVE.receiveFree:
      return inboundCost(n, fcOfNode(n, first));
    case MOVE.waitFree:
    case MOVE.waitBound:
      return waitCost(n, t);
    case MOVE.transfer:
      return n.transferCost[first]!;
    case MOVE.step:
      return stepCost(n, first, columns.third[j]!, second);
    default:
      return 0;
  }
}

export const fcOfNode = (n: Network, node: number): number =>
  Math.floor(node / (n.periodCount * n.typeCount));
export const typeOfNode = (n: Network, node: number): number =>
  Math.floor(node / n.periodCount) % n.typeCount;

/** Calls back with each resource that a unit of a column uses, and how much of it, in ascending order. */
export function eachUse(
  n: Network,
  columns: Columns,
  j: number,
  use: (resource: number, amount: number) => void,
): void {
  const first = columns.first[j]!;
  const second = columns.second[j]!;
  const third = columns.third[j]!;
  switch (columns.kind[j]) {
    case MOVE.serve: {
      const { k, r } = demandAt(n, first);
      const litres = n.litres[k]!;
      use(fcPeriod(n, "picking", second, third), 1);
      use(fcPeriod(n, "shipping", second, third), litres);
      use(lanePeriod(n, second, r, third), litres);
      return;
    }
    case MOVE.store:
      use(first, n.litres[typeOfNode(n, first)]!);
      return;
    case MOVE.receiveFree:
    case MOVE.receiveBound:
      use(fcPeriod(n, "receiving", fcOfNode(n, first), first % n.periodCount), 1);
      return;
    case MOVE.transfer: {
      const { from, to } = n.problem.transfer;
      const arrival = n.transferArrival[first * n.periodCount + third]!;
      use(fcPeriod(n, "receiving", to[first]!, arrival), 1);
      use(fcPeriod(n, "picking", from[first]!, third), 1);
      use(fcPeriod(n, "shipping", from[first]!, third), n.litres[second]!);
      return;
    }
    case MOVE.step:
      use(first, -1);
  }
}

/** Nearest FCs whose services a demand begins with. */
const START_SERVICES = 2;

/** Everything but services and transfers, and for each demand being unmet and its cheapest services. */
export function startColumns(n: Network): Columns {
  const columns = emptyColumns(n);
  const { demandUnits, freeArrivalUnits } = n.problem;
  for (let g = 0; g < demandUnits.length; g++) {
    if (demandUnits[g] === 0) continue;
    push(columns, MOVE.unmet, g, 0, 0);
    addCheapest(columns, n, g);
  }
  for (let node = 0; node < n.hasBoundDock.length; node++) {
    push(columns, MOVE.store, node, 0, 0);
    push(columns, MOVE.receiveFree, node, 0, 0);
    if (!n.hasBoundDock[node]) continue;
    push(columns, MOVE.receiveBound, node, 0, 0);
    push(columns, MOVE.waitBound, node, 0, 0);
  }
  for (let cell = 0; cell < freeArrivalUnits.length; cell++)
    push(columns, MOVE.waitFree, cell, 0, 0);
  return columns;
}

function addCheapest(columns: Columns, n: Network, g: number): void {
  const { k, r, s, t } = demandAt(n, g);
  const found: { w: number; t1: number; cost: number }[] = [];
  for (let w = 0; w < n.fcCount; w++) {
    for (let t1 = t; t1 <= lastDeparture(n, t); t1++) {
      if (n.resources.planned[lanePeriod(n, w, r, t1)] === 0) continue;
      found.push({ w, t1, cost: legCost(n, k, r, s, t, w, t1) });
      break;
    }
  }
  found.sort((a, b) => a.cost - b.cost || a.w - b.w);
  for (const { w, t1 } of found.slice(0, START_SERVICES)) addService(columns, n, g, w, t1);
}

/** Adds services (demand, FC, departure) and transfers (transfer, type, period) that another plan used, where they can be. */
export function addKnown(
  n: Network,
  columns: Columns,
  services: Int32Array,
  transfers: Int32Array,
): void {
  for (let i = 0; i < services.length; i += 3) {
    const [g, w, t1] = [services[i]!, services[i + 1]!, services[i + 2]!];
    const r = demandAt(n, g).r;
    const isOpen = n.resources.planned[lanePeriod(n, w, r, t1)]! > 0;
    if (isOpen && n.problem.demandUnits[g]! > 0) addService(columns, n, g, w, t1);
  }
  for (let i = 0; i < transfers.length; i += 3) {
    addTransfer(columns, n, transfers[i]!, transfers[i + 1]!, transfers[i + 2]!);
  }
}
