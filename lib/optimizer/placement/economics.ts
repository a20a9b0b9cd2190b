import type { PlacementProblem } from "./problem.ts";
import { STEP_COUNT } from "./step-count.ts";
import type { Zones } from "./zones.ts";

/** A placement problem per zone, scaled for the solver: money in currency units, volume in litres, mass in kg. */
export interface Economics {
  readonly skuCount: number;
  readonly fcCount: number;
  /** Demand zones; where demand is uncertain, their steps: step k of zone z is STEP_COUNT * z + k. */
  readonly zoneCount: number;
  readonly storageTypeCount: number;
  readonly supplyUnits: Float64Array;
  readonly volumeLitres: Float64Array;
  readonly massKg: Float64Array;
  readonly storageTypeIndex: Int32Array;
  readonly margin: Float64Array;
  readonly unplacedCost: Float64Array;
  /** Demand that stock on hand does not serve. [skuCount, zoneCount] */
  readonly demandUnits: Float64Array;
  readonly inboundCost: Float64Array;
  readonly holdingPerLitre: Float64Array;
  readonly zones: Zones;
  readonly capacity: Capacity;
  /** Units that may be sold from each FC; none given = all that is placed there. [skuCount, fcCount] */
  readonly targetUnits?: Int32Array;
  /** FCs a SKU may be sent to at most; 0 = any number. [skuCount] */
  readonly maxFcCount?: Int32Array;
  /** 1 = the SKU may be sent to the FC; none given = to any. [skuCount, fcCount] */
  readonly allowedFc?: Uint8Array;
  /** Choices named one by one, where gains do not follow from margin and lanes. */
  readonly arcs?: GivenArcs;
  /** Given where demand is uncertain. */
  readonly steps?: DemandSteps;
}

/** Share of what a unit gains on a mean lane that it is worth when its zone does not buy it. */
const REST_SHARE = 0.5;

export interface DemandSteps {
  /** Speed share, cost and cost per kg of each FC's lanes, means over all demand. [fcCount, 3] */
  readonly meanLane: Float64Array;
}

/** Choices of SKU p are entries start[p] .. start[p + 1]; their gain is before the prices of limits. */
export interface GivenArcs {
  /** [skuCount + 1] */
  readonly start: Int32Array;
  /** [entryCount] */
  readonly fc: Int32Array;
  /** RESERVE = for no zone. [entryCount] */
  readonly zone: Int32Array;
  readonly gain: Float64Array;
}

/** Zone of units sent to an FC as a reserve, for no zone in particular. */
export const RESERVE = -1;

/** Index of a choice in arrays [skuCount, fcCount, 1 + zoneCount]: cell 0 as a reserve, cell 1 + z sold to zone z. */
export const valueCell = (e: Economics, p: number, w: number, z: number): number =>
  (p * e.fcCount + w) * (e.zoneCount + 1) + z + 1;

export interface Capacity {
  /** All of them: storage, inbound, outbound; the others are views. */
  readonly flat: Float64Array;
  /** Litres. [fcCount, storageTypeCount] */
  readonly storage: Float64Array;
  /** Units. [fcCount] */
  readonly inbound: Float64Array;
  readonly outbound: Float64Array;
}

const MILLION = 1e6;
const scaled = (value: Float64Array, factor: number): Float64Array => value.map((v) => v * factor);

/** A problem per demand zone, stock on hand served. Cost O(skuCount * (fcCount + zoneCount)). */
export function economics(problem: PlacementProblem, zones: Zones): Economics {
  const result: Economics = {
    skuCount: problem.skuCount,
    fcCount: problem.fcCount,
    zoneCount: zones.zoneCount,
    storageTypeCount: problem.storageTypeCount,
    supplyUnits: Float64Array.from(problem.advisedUnits, (q) => Math.max(0, q)),
    volumeLitres: scaled(problem.unitVolumeMm3, 1 / MILLION),
    massKg: scaled(problem.unitMassMg, 1 / MILLION),
    storageTypeIndex: problem.storageTypeIndex,
    margin: scaled(problem.marginMicros, 1 / MILLION),
    unplacedCost: scaled(problem.unplacedCostMicros, 1 / MILLION),
    demandUnits: zoneDemand(problem, zones),
    inboundCost: scaled(problem.inboundCostMicros, 1 / MILLION),
    holdingPerLitre: problem.holdingMicrosPerMm3, // micros per mm3 = currency units per litre
    zones,
    ...(problem.targetUnits ? { targetUnits: problem.targetUnits } : {}),
    ...(problem.maxFcCount ? { maxFcCount: problem.maxFcCount } : {}),
    ...(problem.allowedFc ? { allowedFc: problem.allowedFc } : {}),
    capacity: capacityOf(problem.fcCount, [
      ...scaled(problem.freeStorageMm3, 1 / MILLION),
      ...problem.inboundCapacityUnits,
      ...problem.outboundCapacityUnits,
    ]),
  };
  serveFromStock(problem, result);
  return result;
}

/** Limits from one list: storage, then inbound and outbound per FC; what is below 0 has no room. */
export function capacityOf(fcCount: number, limits: readonly number[]): Capacity {
  const flat = Float64Array.from(limits, (limit) => Math.max(0, limit));
  const outboundAt = flat.length - fcCount;
  const inboundAt = outboundAt - fcCount;
  return {
    flat,
    storage: flat.subarray(0, inboundAt),
    inbound: flat.subarray(inboundAt, outboundAt),
    outbound: flat.subarray(outboundAt),
  };
}

/** Every stride-th SKU, in limits that are as much smaller. */
export function sampleEconomics(e: Economics, stride: number): Economics {
  const skus = Array.from({ length: Math.ceil(e.skuCount / stride) }, (_, k) => k * stride);
  const limits = Array.from(e.capacity.flat, (limit) => limit / stride);
  return pickEconomics(e, skus, capacityOf(e.fcCount, limits));
}

/** Some of the SKUs in limits of their own. Cost O(skus * (fcCount + zoneCount)). */
export function pickEconomics(
  e: Economics,
  skus: ArrayLike<number> & Iterable<number>,
  capacity: Capacity,
): Economics {
  const pick = (value: Float64Array) => Float64Array.from(skus, (p) => value[p]!);
  const byFc =
    e.targetUnits || e.allowedFc
      ? Array.from(
          { length: skus.length * e.fcCount },
          (_, k) => skus[Math.floor(k / e.fcCount)]! * e.fcCount + (k % e.fcCount),
        )
      : [];
  return {
    ...e,
    skuCount: skus.length,
    supplyUnits: pick(e.supplyUnits),
    volumeLitres: pick(e.volumeLitres),
    massKg: pick(e.massKg),
    storageTypeIndex: Int32Array.from(skus, (p) => e.storageTypeIndex[p]!),
    margin: pick(e.margin),
    unplacedCost: pick(e.unplacedCost),
    demandUnits: Float64Array.from(
      { length: skus.length * e.zoneCount },
      (_, k) =>
        e.demandUnits[skus[Math.floor(k / e.zoneCount)]! * e.zoneCount + (k % e.zoneCount)]!,
    ),
    capacity,
    ...(e.targetUnits ? { targetUnits: Int32Array.from(byFc, (k) => e.targetUnits![k]!) } : {}),
    ...(e.allowedFc ? { allowedFc: Uint8Array.from(byFc, (k) => e.allowedFc![k]!) } : {}),
    ...(e.maxFcCount ? { maxFcCount: Int32Array.from(skus, (p) => e.maxFcCount![p]!) } : {}),
    ...(e.arcs ? { arcs: sampleArcs(e.arcs, skus) } : {}),
  };
}

function sampleArcs(arcs: GivenArcs, skus: Iterable<number>): GivenArcs {
  const start = [0];
  const entry: number[] = [];
  for (const p of skus) {
    for (let a = arcs.start[p]!; a < arcs.start[p + 1]!; a++) entry.push(a);
    start.push(entry.length);
  }
  return {
    start: Int32Array.from(start),
    fc: Int32Array.from(entry, (a) => arcs.fc[a]!),
    zone: Int32Array.from(entry, (a) => arcs.zone[a]!),
    gain: Float64Array.from(entry, (a) => arcs.gain[a]!),
  };
}

function zoneDemand(problem: PlacementProblem, zones: Zones): Float64Array {
  const demand = new Float64Array(problem.skuCount * zones.zoneCount);
  for (let p = 0; p < problem.skuCount; p++) {
    for (let r = 0; r < problem.regionCount; r++) {
      demand[p * zones.zoneCount + zones.zoneOfRegion[r]!]! +=
        problem.demandUnits[p * problem.regionCount + r]!;
    }
  }
  return demand;
}

/** Demand zone of a step. */
export const zoneOfStep = ({ steps }: Economics, z: number): number =>
  steps ? Math.floor(z / STEP_COUNT) : z;

/** Share of the scenarios in which a unit that is meant for a step sells there. */
export const soldShareOfStep = ({ steps }: Economics, z: number): number =>
  steps ? 1 - (z % STEP_COUNT) / STEP_COUNT : 1;

/** Gain of a unit of SKU p sold from FC w to zone z, before the cost of bringing it there. */
function serviceValue(e: Economics, p: number, w: number, z: number): number {
  const lane = w * e.zones.zoneCount + zoneOfStep(e, z);
  const sold =
    e.margin[p]! * (1 + e.zones.speedShare[lane]!) -
    e.zones.laneCost[lane]! -
    e.zones.laneCostPerKg[lane]! * e.massKg[p]!;
  if (!e.steps) return sold;
  return sold - (1 - soldShareOfStep(e, z)) * Math.max(0, sold - restValue(e, e.steps, p, w));
}

/** What a unit of SKU p at FC w is worth when the zone it is meant for does not buy it. */
export const restValue = (e: Economics, { meanLane }: DemandSteps, p: number, w: number): number =>
  REST_SHARE *
  Math.max(
    0,
    e.margin[p]! * (1 + meanLane[3 * w]!) -
      meanLane[3 * w + 1]! -
      e.massKg[p]! * meanLane[3 * w + 2]!,
  );

/** Gain of a unit of SKU p at FC w, sold to zone z or kept as a reserve, before the prices of limits. */
export const cellGain = (e: Economics, p: number, w: number, z: number): number =>
  (z === RESERVE ? 0 : serviceValue(e, p, w, z)) - placingCost(e, p, w);

/** Cost of bringing a unit of SKU p to FC w and holding it. */
export const placingCost = (e: Economics, p: number, w: number): number =>
  e.inboundCost[w]! + e.holdingPerLitre[w]! * e.volumeLitres[p]!;

/**
 * Stock on hand is sold before new units arrive, best lane first, as orders are fulfilled: its sales leave the demand and
 * use up outbound capacity.
 */
function serveFromStock(problem: PlacementProblem, e: Economics): void {
  const stock = new Float64Array(e.fcCount);
  for (let p = 0; p < e.skuCount; p++) {
    let total = 0;
    for (let w = 0; w < e.fcCount; w++) {
      stock[w] = Math.max(0, problem.onHandUnits[p * e.fcCount + w]!);
      total += stock[w]!;
    }
    if (total === 0) continue;
    for (const arc of lanesByValue(e, p, stock)) {
      const w = Math.floor(arc / e.zoneCount);
      const z = arc % e.zoneCount;
      const sold = Math.min(stock[w]!, e.demandUnits[p * e.zoneCount + z]!);
      stock[w]! -= sold;
      e.demandUnits[p * e.zoneCount + z]! -= sold;
      e.capacity.outbound[w] = Math.max(0, e.capacity.outbound[w]! - sold);
    }
  }
}

/** Lanes w * zoneCount + z of FCs with stock, most valuable first, ties to the lowest index. */
export function lanesByValue(e: Economics, p: number, stock: Float64Array): number[] {
  const lanes: number[] = [];
  const value = new Float64Array(e.fcCount * e.zoneCount);
  for (let w = 0; w < e.fcCount; w++) {
    if (stock[w] === 0) continue;
    for (let z = 0; z < e.zoneCount; z++) {
      value[w * e.zoneCount + z] = serviceValue(e, p, w, z);
      lanes.push(w * e.zoneCount + z);
    }
  }
  return lanes.sort((a, b) => value[b]! - value[a]! || a - b);
}
