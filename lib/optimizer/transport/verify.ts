import type { TransportFlows } from "./flows.ts";
import { type CapacitySteps, capacityFunctions, type TransportProblem } from "./problem.ts";

/**
 * Largest violation by the flows, relative to 1 + the size of what it is compared with, from the problem's own data:
 * each demand served or unmet, stock and docks conserved, no capacity overstepped beyond its steps, nothing below 0.
 * Shares no code with the program that is solved. Cost O(nodes + services + capacities).
 */
export function flowResidual(problem: TransportProblem, flows: TransportFlows): number {
  const periods = problem.periodDays.length;
  const out = new Float64Array(flows.storedUnits.length);
  const into = new Float64Array(flows.storedUnits.length);
  const load = {
    storage: new Float64Array(flows.storedUnits.length),
    receiving: new Float64Array(problem.fcCount * periods),
    picking: new Float64Array(problem.fcCount * periods),
    shipping: new Float64Array(problem.fcCount * periods),
    lane: new Float64Array(problem.fcCount * problem.regionCount * periods),
  };
  const worst = new Worst();
  addServices(problem, flows, out, load, worst);
  addMoves(problem, flows, out, into, load);
  addStock(problem, flows, out, into, load, worst);
  addDocks(problem, flows, worst);
  checkCapacities(problem, load, worst);
  return worst.value;
}

type Loads = Readonly<Record<(typeof capacityFunctions)[number], Float64Array>>;

class Worst {
  value = 0;
  /** Notes |got - want| / (1 + |want|); NaN counts as the worst. */
  equal(got: number, want: number): void {
    const miss = Math.abs(got - want) / (1 + Math.abs(want));
    if (!(miss <= this.value)) this.value = Number.isNaN(miss) ? Infinity : miss;
  }
  atMost(got: number, limit: number): void {
    if (!(got <= limit)) this.equal(got, limit);
  }
}

function addServices(
  problem: TransportProblem,
  flows: TransportFlows,
  out: Float64Array,
  load: Loads,
  worst: Worst,
): void {
  const periods = problem.periodDays.length;
  const { regionCount: regions, speedCount: speeds, storageTypeCount: types } = problem;
  const served = Float64Array.from(flows.unmetUnits);
  for (const units of flows.unmetUnits) worst.atMost(-units, 0);
  flows.serviceUnits.forEach((units, i) => {
    const g = flows.serviceDemand[i]!;
    const w = flows.serviceFc[i]!;
    const t1 = flows.servicePeriod[i]!;
    const k = Math.floor(g / (periods * speeds * regions));
    const r = Math.floor(g / (periods * speeds)) % regions;
    const delay = t1 - (g % periods);
    if (!(delay >= 0 && delay <= problem.maxDelayPeriods)) worst.value = Infinity;
    const mm3 = units * problem.unitVolumeMm3[k]!;
    served[g]! += units;
    out[(w * types + k) * periods + t1]! += units;
    load.picking[w * periods + t1]! += units;
    load.shipping[w * periods + t1]! += mm3;
    load.lane[(w * regions + r) * periods + t1]! += mm3;
  });
  served.forEach((units, g) => {
    worst.equal(units, problem.demandUnits[g]!);
  });
}

function addMoves(
  problem: TransportProblem,
  flows: TransportFlows,
  out: Float64Array,
  into: Float64Array,
  load: Loads,
): void {
  const periods = problem.periodDays.length;
  const types = problem.storageTypeCount;
  const { from, to, days } = problem.transfer;
  flows.moveUnits.forEach((units, i) => {
    const m = flows.moveTransfer[i]!;
    const k = flows.moveType[i]!;
    const t = flows.movePeriod[i]!;
    let arrival = t;
    for (let passed = 0; arrival < periods && (arrival === t || passed < days[m]!); arrival++)
      passed += problem.periodDays[arrival]!;
    out[(from[m]! * types + k) * periods + t]! += units;
    into[(to[m]! * types + k) * periods + arrival]! += units;
    load.picking[from[m]! * periods + t]! += units;
    load.shipping[from[m]! * periods + t]! += units * problem.unitVolumeMm3[k]!;
    load.receiving[to[m]! * periods + arrival]! += units;
  });
}

function addStock(
  problem: TransportProblem,
  flows: TransportFlows,
  out: Float64Array,
  into: Float64Array,
  load: Loads,
  worst: Worst,
): void {
  const periods = problem.periodDays.length;
  flows.storedUnits.forEach((stored, node) => {
    const t = node % periods;
    const received = flows.receivedFreeUnits[node]! + flows.receivedBoundUnits[node]!;
    const before =
      t === 0 ? problem.stockUnits[(node - t) / periods]! : flows.storedUnits[node - 1]!;
    worst.equal(before + received + into[node]! - out[node]!, stored);
    worst.atMost(-stored, 0);
    worst.atMost(-received, 0);
    const cell = (node - t) / periods;
    const k = cell % problem.storageTypeCount;
    const w = (cell - k) / problem.storageTypeCount;
    load.storage[node] = stored * problem.unitVolumeMm3[k]!;
    load.receiving[w * periods + t]! += received;
  });
}

function addDocks(problem: TransportProblem, flows: TransportFlows, worst: Worst): void {
  const periods = problem.periodDays.length;
  const { boundArrivalUnits, freeArrivalUnits, fcCount, storageTypeCount } = problem;
  const waitedBefore = (waiting: Float64Array, cell: number) =>
    cell % periods === 0 ? 0 : waiting[cell - 1]!;
  boundArrivalUnits.forEach((arrived, node) => {
    const left =
      waitedBefore(flows.waitingBoundUnits, node) + arrived - flows.receivedBoundUnits[node]!;
    worst.equal(left, flows.waitingBoundUnits[node]!);
    worst.atMost(-flows.waitingBoundUnits[node]!, 0);
  });
  freeArrivalUnits.forEach((arrived, cell) => {
    const t = cell % periods;
    const k = (cell - t) / periods;
    let received = 0;
    for (let w = 0; w < fcCount; w++)
      received += flows.receivedFreeUnits[(w * storageTypeCount + k) * periods + t]!;
    const left = waitedBefore(flows.waitingFreeUnits, cell) + arrived - received;
    worst.equal(left, flows.waitingFreeUnits[cell]!);
    worst.atMost(-flows.waitingFreeUnits[cell]!, 0);
  });
}

function checkCapacities(problem: TransportProblem, load: Loads, worst: Worst): void {
  const { capacity, steps } = problem;
  const planned = {
    storage: capacity.storageMm3,
    receiving: capacity.receivingUnits,
    picking: capacity.pickingUnits,
    shipping: capacity.shippingMm3,
    lane: capacity.laneMm3,
  };
  for (const name of capacityFunctions) {
    load[name].forEach((used, cell) => {
      worst.atMost(used, withSteps(planned[name][cell]!, steps[name]));
    });
  }
}

const withSteps = (capacity: number, { share }: CapacitySteps): number =>
  share.includes(Infinity)
    ? Infinity
    : share.reduce((sum, part) => sum + part * capacity, capacity);
