import { type CapacityFunction, capacityFunctions, type TransportProblem } from "./problem.ts";

/**
 * A transport problem scaled for the solver (money in currency units, volume in litres) on its time-expanded graph: nodes
 * (FC, storage type, period) of stock, docks where arrivals wait, and demands.
 */
export interface Network {
  readonly problem: TransportProblem;
  readonly fcCount: number;
  readonly regionCount: number;
  readonly typeCount: number;
  readonly speedCount: number;
  readonly periodCount: number;
  /** First day of each period, counted from the first. [periodCount] */
  readonly startDay: Int32Array;
  readonly litres: Float64Array;
  readonly unmetCost: Float64Array;
  /** Cost of a unit on the lane. [fcCount, regionCount, typeCount] */
  readonly laneCost: Float64Array;
  readonly lateCostPerDay: Float64Array;
  readonly resources: Resources;
  /** Period in which what is sent on a transfer in a period is there; periodCount = beyond the horizon. [transferCount, periodCount] */
  readonly transferArrival: Int32Array;
  readonly transferCost: Float64Array;
  /** 1 = arrivals bound to the FC wait here or could. [fcCount, typeCount, periodCount] */
  readonly hasBoundDock: Uint8Array;
}

/** All capacities in one index: resource = offset of its function + cell of its array in TransportProblem. */
export interface Resources {
  readonly count: number;
  readonly offset: Readonly<Record<CapacityFunction, number>>;
  /** Units or litres. [count] */
  readonly capacity: Float64Array;
  /** As the problem has it, whatever `capacity` is set to: what steps are shares of. 0 of a lane = none leaves. [count] */
  readonly planned: Float64Array;
  readonly steps: readonly ScaledSteps[];
}

export interface ScaledSteps {
  /** Share of the capacity that each step adds; Infinity = no end. */
  readonly share: readonly number[];
  /** Cost per unit or litre; of storage, per day. */
  readonly cost: readonly number[];
}

const MILLION = 1e6;
const scaled = (values: Float64Array): Float64Array => values.map((v) => v / MILLION);

export function buildNetwork(problem: TransportProblem): Network {
  const periodCount = problem.periodDays.length;
  const startDay = new Int32Array(periodCount);
  for (let t = 1; t < periodCount; t++) startDay[t] = startDay[t - 1]! + problem.periodDays[t - 1]!;
  return {
    problem,
    fcCount: problem.fcCount,
    regionCount: problem.regionCount,
    typeCount: problem.storageTypeCount,
    speedCount: problem.speedCount,
    periodCount,
    startDay,
    litres: scaled(problem.unitVolumeMm3),
    unmetCost: scaled(problem.unmetMicros),
    laneCost: scaled(problem.laneMicrosPerUnit),
    lateCostPerDay: scaled(problem.lateMicrosPerDay),
    resources: buildResources(problem, periodCount),
    transferArrival: transferArrivals(problem, startDay),
    transferCost: scaled(problem.transfer.microsPerUnit),
    hasBoundDock: boundDocks(problem, periodCount),
  };
}

function buildResources(problem: TransportProblem, periodCount: number): Resources {
  const { capacity } = problem;
  const parts = {
    storage: scaled(capacity.storageMm3),
    receiving: capacity.receivingUnits,
    picking: capacity.pickingUnits,
    shipping: scaled(capacity.shippingMm3),
    lane: scaled(capacity.laneMm3),
  };
  const offset = { storage: 0, receiving: 0, picking: 0, shipping: 0, lane: 0 };
  let count = 0;
  for (const name of capacityFunctions) {
    offset[name] = count;
    count += parts[name].length;
  }
  const all = new Float64Array(count);
  for (const name of capacityFunctions) all.set(parts[name], offset[name]);
  // Cost per litre is cost per mm3 in micros: a million mm3 and a million micros.
  const perLitre = (name: CapacityFunction) => problem.steps[name].micros;
  const perUnit = (name: CapacityFunction) => problem.steps[name].micros.map((v) => v / MILLION);
  const steps = capacityFunctions.map((name) => ({
    share: problem.steps[name].share,
    cost: name === "receiving" || name === "picking" ? perUnit(name) : perLitre(name),
  }));
  if (periodCount < 1) throw new RangeError("transport: periodDays must not be empty");
  return { count, offset, capacity: all, planned: all.slice(), steps };
}

function transferArrivals(problem: TransportProblem, startDay: Int32Array): Int32Array {
  const periodCount = startDay.length;
  const { days } = problem.transfer;
  const arrival = new Int32Array(days.length * periodCount);
  for (let n = 0; n < days.length; n++) {
    for (let t = 0; t < periodCount; t++) {
      let at = t + 1;
      while (at < periodCount && startDay[at]! < startDay[t]! + days[n]!) at += 1;
      arrival[n * periodCount + t] = at;
    }
  }
  return arrival;
}

function boundDocks(problem: TransportProblem, periodCount: number): Uint8Array {
  const { boundArrivalUnits } = problem;
  const has = new Uint8Array(boundArrivalUnits.length);
  for (let from = 0; from < has.length; from += periodCount) {
    let seen = false;
    for (let t = 0; t < periodCount; t++) {
      seen ||= boundArrivalUnits[from + t]! > 0;
      has[from + t] = seen ? 1 : 0;
    }
  }
  return has;
}

export const nodeOf = (n: Network, w: number, k: number, t: number): number =>
  (w * n.typeCount + k) * n.periodCount + t;

export const demandOf = (n: Network, k: number, r: number, s: number, t: number): number =>
  ((k * n.regionCount + r) * n.speedCount + s) * n.periodCount + t;

/** (type, region, speed class, period) of a demand. */
export function demandAt(n: Network, g: number) {
  const t = g % n.periodCount;
  const s = Math.floor(g / n.periodCount) % n.speedCount;
  const r = Math.floor(g / (n.periodCount * n.speedCount)) % n.regionCount;
  const k = Math.floor(g / (n.periodCount * n.speedCount * n.regionCount));
  return { k, r, s, t };
}

export const fcPeriod = (
  n: Network,
  name: "receiving" | "picking" | "shipping",
  w: number,
  t: number,
): number => n.resources.offset[name] + w * n.periodCount + t;

export const lanePeriod = (n: Network, w: number, r: number, t: number): number =>
  n.resources.offset.lane + (w * n.regionCount + r) * n.periodCount + t;

/** Function of a resource. */
export function functionIndexOf({ offset, count }: Resources, resource: number): number {
  if (resource < 0 || resource >= count)
    throw new RangeError(`transport: resource ${resource} is none of ${count}`);
  let f = 0;
  while (f + 1 < capacityFunctions.length && resource >= offset[capacityFunctions[f + 1]!]) f += 1;
  return f;
}

/** Most that a step adds to a resource. A step of nothing stays nothing. */
export const stepWidth = (planned: number, share: number): number =>
  share === Infinity ? Infinity : planned === Infinity ? 0 : planned * share;

/** Cost per unit or litre of step j of a resource in its period. */
export function stepCost(n: Network, resource: number, functionIndex: number, j: number): number {
  const cost = n.resources.steps[functionIndex]!.cost[j]!;
  return functionIndex === 0 ? cost * n.problem.periodDays[resource % n.periodCount]! : cost;
}

/** Cost of one unit of type k leaving FC w in period t1 for an order of speed class s in period t0, prices apart. */
export function legCost(
  n: Network,
  k: number,
  r: number,
  s: number,
  t0: number,
  w: number,
  t1: number,
): number {
  const lane = w * n.regionCount + r;
  const days = n.startDay[t1]! - n.startDay[t0]! + n.problem.laneTransitDays[lane]!;
  const late = Math.max(0, days - n.problem.promiseDays[s]!);
  return n.laneCost[lane * n.typeCount + k]! + late * n.lateCostPerDay[s]!;
}

/** Cost of storing one unit of type k at FC w through period t. */
export const storeCost = (n: Network, w: number, k: number, t: number): number =>
  n.litres[k]! * n.problem.holdingMicrosPerMm3Day[w]! * n.problem.periodDays[t]!;

/** Cost of one unit waiting at the dock through period t. */
export const waitCost = (n: Network, t: number): number =>
  (n.problem.waitMicrosPerDay * n.problem.periodDays[t]!) / MILLION;

export const inboundCost = (n: Network, w: number): number =>
  n.problem.inboundMicrosPerUnit[w]! / MILLION;

/** Last period in which an order of period t may leave. */
export const lastDeparture = (n: Network, t: number): number =>
  Math.min(n.periodCount - 1, t + n.problem.maxDelayPeriods);
