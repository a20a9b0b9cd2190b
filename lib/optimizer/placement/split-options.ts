import {
  PLACEMENT_ZONES,
  placementRateMicros,
  type RateCard,
  SIZE_TIERS,
  SPLIT_OPTIONS,
  type SplitOption,
} from "../fees/index.ts";
import {
  capacityOf,
  cellGain,
  type Economics,
  pickEconomics,
  RESERVE,
  soldShareOfStep,
  zoneOfStep,
} from "./economics.ts";
import { type LimitPrices, viewLimits } from "./prices.ts";
import type { PlacementPlan } from "./problem.ts";
import { roundToPacks } from "./rounding.ts";
import { planWithin, type Scratch, scratchFor } from "./sku-plan.ts";

/** Whether a split is offered, and why not: order is the state's number. */
export const SPLIT_STATES = [
  "offered",
  "noRoom",
  "noRate",
  "sizeUnknown",
  "alreadyFew",
  "noRateCard",
] as const;
export type SplitState = (typeof SPLIT_STATES)[number];

/** FCs of a split at most: minimal and partial; optimised has no limit. */
const SPLIT_FCS: Readonly<Record<SplitOption, number>> = {
  optimised: Infinity,
  partial: 3,
  minimal: 1,
};

/** FCs that gain most alone, among which a partial split is chosen. */
const CANDIDATES = 8;
/** Sets of FCs whose whole packs are tried for room, best first. */
const TRIED_SETS = 6;
const NEARLY = 1e-6;

export interface SplitFacts {
  /** null where no card in the run's currency is in force. */
  readonly card: RateCard | null;
  /** Index in SIZE_TIERS; -1 = not known. [skuCount] */
  readonly tier: Int32Array;
  /** Index in PLACEMENT_ZONES. [fcCount] */
  readonly zoneOfFc: Int32Array;
  /** Mean days from an FC to a demand zone. [fcCount, zoneCount] */
  readonly transitDays: Float64Array;
  readonly casePackUnits: Int32Array;
}

/** One way to split what an account is advised to send. */
export interface SplitPlan {
  readonly split: SplitOption;
  readonly state: SplitState;
  /** FCs that get units, in ascending order, and how many; empty unless offered. */
  readonly fc: Int32Array;
  readonly fcUnits: Int32Array;
  /** [tier, zone] */
  readonly tierUnits: Int32Array;
  /** Mean days to the buyers of the units that sell, thousandths; NaN where none does. */
  readonly transitMilliDays: number;
}

interface Shipment {
  /** The account's SKUs alone, in the room that everyone else leaves. */
  readonly e: Economics;
  readonly facts: SplitFacts;
  readonly skus: Int32Array;
  readonly price: LimitPrices;
  readonly scratch: Scratch;
  /** Units that the optimised plan has. [skus, fcCount] */
  readonly planned: Int32Array;
  readonly casePackUnits: Int32Array;
}

/**
 * The three splits of one account's advised units at the plan's prices: to the FC, or the few FCs, with room for all of
 * them where they gain most; and as the plan has them. `skus` are indices of the plan. A split that cannot be priced or
 * has no room says so. Cost O(sets * skus * fcCount * zoneCount), 8 FCs' pairs and threes at most.
 */
export function splitOptions(
  e: Economics,
  plan: PlacementPlan,
  used: Float64Array,
  skus: Int32Array,
  facts: SplitFacts,
): readonly SplitPlan[] {
  const shipment = shipmentOf(e, plan, used, skus, facts);
  const optimised = optimisedUnits(shipment, e);
  const fcCount = fcsOf(optimised, e.fcCount).length;
  return SPLIT_OPTIONS.map((split) => {
    const state = stateOf(shipment, split, fcCount);
    if (state !== "offered") return empty(split, state);
    if (split === "optimised") return described(shipment, split, optimised);
    const units = bestWithin(shipment, SPLIT_FCS[split]);
    return units ? described(shipment, split, units) : empty(split, "noRoom");
  });
}

/** Storage and receiving that a plan uses, in the order of Capacity.flat; shipping is not counted. */
export function placedUse(e: Economics, units: Int32Array): Float64Array {
  const use = new Float64Array(e.capacity.flat.length);
  for (let p = 0; p < e.skuCount; p++) addUse(e, p, units.subarray(p * e.fcCount), 1, use);
  return use;
}

function addUse(
  e: Economics,
  p: number,
  units: ArrayLike<number>,
  sign: number,
  use: Float64Array,
): void {
  const inboundAt = e.fcCount * e.storageTypeCount;
  for (let w = 0; w < e.fcCount; w++) {
    const count = sign * units[w]!;
    use[w * e.storageTypeCount + e.storageTypeIndex[p]!]! += count * e.volumeLitres[p]!;
    use[inboundAt + w]! += count;
  }
}

function shipmentOf(
  e: Economics,
  plan: PlacementPlan,
  used: Float64Array,
  skus: Int32Array,
  facts: SplitFacts,
): Shipment {
  const others = Float64Array.from(used);
  const planned = new Int32Array(skus.length * e.fcCount);
  skus.forEach((p, k) => {
    const own = plan.units.subarray(p * e.fcCount, (p + 1) * e.fcCount);
    planned.set(own, k * e.fcCount);
    addUse(e, p, own, -1, others);
  });
  const room = capacityOf(
    e.fcCount,
    Array.from(e.capacity.flat, (limit, k) => limit - others[k]!),
  );
  const { allowedFc: _, ...open } = e;
  const own = pickEconomics(open, skus, room);
  const flat = Float64Array.from([
    ...plan.price.storageMicrosPerMm3,
    ...plan.price.inboundMicrosPerUnit.map((micros) => micros / 1e6),
    ...plan.price.outboundMicrosPerUnit.map((micros) => micros / 1e6),
  ]);
  return {
    e: own,
    facts,
    skus,
    price: viewLimits(own, flat),
    scratch: scratchFor(own),
    planned,
    casePackUnits: Int32Array.from(skus, (p) => facts.casePackUnits[p]!),
  };
}

/** What the plan has; anew from all FCs where a chosen split holds some back. */
function optimisedUnits(shipment: Shipment, whole: Economics): Int32Array {
  const { allowedFc, fcCount } = whole;
  const isHeld =
    allowedFc &&
    shipment.skus.some((p) => allowedFc.subarray(p * fcCount, (p + 1) * fcCount).includes(0));
  if (!isHeld) return shipment.planned;
  const all = Array.from({ length: fcCount }, (_, w) => w);
  return packsOf(shipment, all) ?? shipment.planned;
}

function stateOf({ facts, skus }: Shipment, split: SplitOption, plannedFcs: number): SplitState {
  const { card, tier } = facts;
  if (split === "optimised") return "offered";
  if (card === null) return "noRateCard";
  if (plannedFcs <= SPLIT_FCS[split]) return "alreadyFew";
  let state: SplitState = "offered";
  for (const p of skus) {
    if (tier[p]! < 0) return "sizeUnknown";
    const rates = PLACEMENT_ZONES.map((_, zone) =>
      placementRateMicros(card, tier[p]!, split, zone),
    );
    if (!rates.every((rate) => rate >= 0)) state = "noRate";
  }
  return state;
}

/** Whole packs of everything at the best set of at most so many FCs that has room; null where none of those tried has. */
function bestWithin(shipment: Shipment, most: number): Int32Array | null {
  const { e } = shipment;
  const alone = Array.from({ length: e.fcCount }, (_, w) => gainOf(shipment, [w]));
  const order = alone.map((_, w) => w).sort((a, b) => alone[b]! - alone[a]! || a - b);
  const sets =
    most === 1
      ? order.map((w) => ({ set: [w], value: alone[w]! }))
      : setsOf(order.slice(0, CANDIDATES), most).map((set) => ({
          set,
          value: gainOf(shipment, set),
        }));
  sets.sort((a, b) => b.value - a.value || compare(a.set, b.set));
  for (const { set } of most === 1 ? sets : sets.slice(0, TRIED_SETS)) {
    const units = packsOf(shipment, set);
    if (units) return units;
  }
  return null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let k = 0; k < Math.min(a.length, b.length); k++) {
    if (a[k] !== b[k]) return a[k]! - b[k]!;
  }
  return a.length - b.length;
}

/** Sets of 2 up to `most` of the FCs. */
function setsOf(fcs: readonly number[], most: number): number[][] {
  const sets: number[][] = [];
  const grow = (set: readonly number[], from: number): void => {
    if (set.length >= 2) sets.push([...set].sort((a, b) => a - b));
    if (set.length === most) return;
    for (let k = from; k < fcs.length; k++) grow([...set, fcs[k]!], k + 1);
  };
  grow([], 0);
  return sets;
}

function open({ e, scratch }: Shipment, set: readonly number[]): void {
  scratch.isOpen.fill(0);
  for (const w of set) scratch.isOpen[w] = 1;
  if (set.some((w) => !(w >= 0 && w < e.fcCount))) throw new RangeError(`splitOptions: FCs ${set}`);
}

function gainOf(shipment: Shipment, set: readonly number[]): number {
  const { e, price, scratch } = shipment;
  open(shipment, set);
  let value = 0;
  for (let p = 0; p < e.skuCount; p++) {
    planWithin(e, price, p, scratch, scratch.plan);
    value += scratch.plan.gain;
  }
  return value;
}

/** All advised units in whole packs at these FCs; null where their room does not hold them. */
function packsOf(shipment: Shipment, set: readonly number[]): Int32Array | null {
  const { e, price, scratch, casePackUnits } = shipment;
  open(shipment, set);
  const wanted = new Float32Array(e.skuCount * e.fcCount);
  for (let p = 0; p < e.skuCount; p++) {
    planWithin(e, price, p, scratch, scratch.plan);
    const { plan } = scratch;
    for (let k = 0; k < plan.count; k++) wanted[p * e.fcCount + plan.fc[k]!]! += plan.units[k]!;
  }
  const allowedFc = Uint8Array.from({ length: e.skuCount * e.fcCount }, (_, k) =>
    set.includes(k % e.fcCount) ? 1 : 0,
  );
  const supply = Int32Array.from(e.supplyUnits);
  const units = roundToPacks({ ...e, allowedFc }, price, casePackUnits, wanted, supply);
  const use = placedUse(e, units);
  return use.every((value, k) => value <= e.capacity.flat[k]! * (1 + NEARLY) + NEARLY)
    ? units
    : null;
}

const empty = (split: SplitOption, state: SplitState): SplitPlan => ({
  split,
  state,
  fc: new Int32Array(0),
  fcUnits: new Int32Array(0),
  tierUnits: new Int32Array(SIZE_TIERS.length * PLACEMENT_ZONES.length),
  transitMilliDays: NaN,
});

function fcsOf(units: Int32Array, fcCount: number): number[] {
  return Array.from({ length: fcCount }, (_, w) => w).filter((w) =>
    units.some((count, k) => count > 0 && k % fcCount === w),
  );
}

function described(shipment: Shipment, split: SplitOption, units: Int32Array): SplitPlan {
  const { e, facts, skus } = shipment;
  const fc = Int32Array.from(fcsOf(units, e.fcCount));
  const total = new Int32Array(e.fcCount);
  const tierUnits = new Int32Array(SIZE_TIERS.length * PLACEMENT_ZONES.length);
  units.forEach((count, k) => {
    const w = k % e.fcCount;
    total[w]! += count;
    const tier = facts.tier[skus[Math.floor(k / e.fcCount)]!]!;
    if (tier >= 0) tierUnits[tier * PLACEMENT_ZONES.length + facts.zoneOfFc[w]!]! += count;
  });
  return {
    split,
    state: "offered",
    fc,
    fcUnits: Int32Array.from(fc, (w) => total[w]!),
    tierUnits,
    transitMilliDays: transitOf(shipment, units),
  };
}

/**
 * Mean days of the units that sell: every zone buys where that gains most while there is stock. Of a step it buys as much as its
 * scenarios do on average.
 */
function transitOf({ e, facts }: Shipment, units: Int32Array): number {
  let days = 0;
  let sold = 0;
  for (let p = 0; p < e.skuCount; p++) {
    const stock = Float64Array.from(units.subarray(p * e.fcCount, (p + 1) * e.fcCount));
    const demand = e.demandUnits.slice(p * e.zoneCount, (p + 1) * e.zoneCount);
    for (
      let lane = bestLane(e, p, stock, demand);
      lane >= 0;
      lane = bestLane(e, p, stock, demand)
    ) {
      const [w, z] = [Math.floor(lane / e.zoneCount), lane % e.zoneCount];
      const count = Math.min(stock[w]!, demand[z]!);
      stock[w]! -= count;
      demand[z]! -= count;
      const bought = count * soldShareOfStep(e, z);
      sold += bought;
      days += bought * facts.transitDays[w * e.zones.zoneCount + zoneOfStep(e, z)]!;
    }
  }
  return sold > 0 ? Math.round((1000 * days) / sold) : NaN;
}

function bestLane(e: Economics, p: number, stock: Float64Array, demand: Float64Array): number {
  let best = -Infinity;
  let lane = -1;
  for (let w = 0; w < e.fcCount; w++) {
    if (stock[w]! <= NEARLY) continue;
    for (let z = 0; z < e.zoneCount; z++) {
      if (demand[z]! <= NEARLY) continue;
      const gain = cellGain(e, p, w, z) - cellGain(e, p, w, RESERVE);
      if (gain <= best) continue;
      best = gain;
      lane = w * e.zoneCount + z;
    }
  }
  return lane;
}
