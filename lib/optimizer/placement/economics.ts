import type { PlacementProblem } from "./problem.ts";
import type { Zones } from "./zones.ts";

/** A placement problem per zone, scaled for the solver: money in currency units, volume in litres, mass in kg. */
export interface Economics {
  readonly skuCount: number;
  readonly fcCount: number;
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
  /** Gain of a unit of p at w: cell 0 as a reserve, cell 1 + z sold to zone z. [skuCount, fcCount, 1 + zoneCount] */
  readonly value: Float64Array;
}

/** Zone of units sent to an FC as a reserve, for no zone in particular. */
export const RESERVE = -1;

/** Index into `value`. */
export const valueCell = (e: Economics, p: number, w: number, z: number): number =>
  (p * e.fcCount + w) * (e.zoneCount + 1) + z + 1;

export interface Capacity {
  /** Litres. [fcCount, storageTypeCount] */
  readonly storage: Float64Array;
  /** Units. [fcCount] */
  readonly inbound: Float64Array;
  readonly outbound: Float64Array;
}

const MILLION = 1e6;
const scaled = (value: Float64Array, factor: number): Float64Array => value.map((v) => v * factor);

export function economics(problem: PlacementProblem, zones: Zones): Economics {
  const nonNegative = (value: Float64Array, factor = 1) =>
    value.map((v) => Math.max(0, v * factor));
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
    value: new Float64Array(problem.skuCount * problem.fcCount * (zones.zoneCount + 1)),
    capacity: {
      storage: nonNegative(problem.freeStorageMm3, 1 / MILLION),
      inbound: nonNegative(problem.inboundCapacityUnits),
      outbound: nonNegative(problem.outboundCapacityUnits),
    },
  };
  serveFromStock(problem, result);
  fillValues(result);
  return result;
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

/** Gain of a unit of SKU p sold from FC w to zone z, before the cost of bringing it there. */
function serviceValue(e: Economics, p: number, w: number, z: number): number {
  const lane = w * e.zoneCount + z;
  return (
    e.margin[p]! * (1 + e.zones.speedShare[lane]!) -
    e.zones.laneCost[lane]! -
    e.zones.laneCostPerKg[lane]! * e.massKg[p]!
  );
}

function fillValues(e: Economics): void {
  for (let p = 0; p < e.skuCount; p++) {
    for (let w = 0; w < e.fcCount; w++) {
      const cost = placingCost(e, p, w);
      e.value[valueCell(e, p, w, RESERVE)] = -cost;
      for (let z = 0; z < e.zoneCount; z++) {
        e.value[valueCell(e, p, w, z)] = serviceValue(e, p, w, z) - cost;
      }
    }
  }
}

/** Cost of bringing a unit of SKU p to FC w and holding it. */
const placingCost = (e: Economics, p: number, w: number): number =>
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
    for (const arc of arcsByValue(e, p, stock)) {
      const w = Math.floor(arc / e.zoneCount);
      const z = arc % e.zoneCount;
      const sold = Math.min(stock[w]!, e.demandUnits[p * e.zoneCount + z]!);
      stock[w]! -= sold;
      e.demandUnits[p * e.zoneCount + z]! -= sold;
      e.capacity.outbound[w] = Math.max(0, e.capacity.outbound[w]! - sold);
    }
  }
}

/** Arcs w * zoneCount + z of FCs with stock, most valuable first, ties to the lowest index. */
function arcsByValue(e: Economics, p: number, stock: Float64Array): number[] {
  const arcs: number[] = [];
  const value = new Float64Array(e.fcCount * e.zoneCount);
  for (let w = 0; w < e.fcCount; w++) {
    if (stock[w] === 0) continue;
    for (let z = 0; z < e.zoneCount; z++) {
      if (e.demandUnits[p * e.zoneCount + z]! <= 0) continue;
      value[w * e.zoneCount + z] = serviceValue(e, p, w, z);
      arcs.push(w * e.zoneCount + z);
    }
  }
  return arcs.sort((a, b) => value[b]! - value[a]! || a - b);
}
