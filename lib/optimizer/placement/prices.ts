import { type DemandSteps, type Economics, placingCost, restValue } from "./economics.ts";
import { STEP_COUNT } from "./step-count.ts";

/** Prices of the FCs' limits in the solver's units, >= 0: per litre, per unit in, per unit out; views of one array. */
export interface LimitPrices {
  /** All of them, in this order. [fcCount * (storageTypeCount + 2)] */
  readonly flat: Float64Array;
  /** [fcCount, storageTypeCount] */
  readonly storage: Float64Array;
  /** [fcCount] */
  readonly inbound: Float64Array;
  readonly outbound: Float64Array;
}

export const limitCount = (e: Economics): number => e.fcCount * (e.storageTypeCount + 2);

/** Storage, inbound and outbound as views of one array. */
export function viewLimits(e: Economics, flat: Float64Array): LimitPrices {
  const inboundAt = e.fcCount * e.storageTypeCount;
  return {
    flat,
    storage: flat.subarray(0, inboundAt),
    inbound: flat.subarray(inboundAt, inboundAt + e.fcCount),
    outbound: flat.subarray(inboundAt + e.fcCount, inboundAt + 2 * e.fcCount),
  };
}

export const zeroPrices = (e: Economics): LimitPrices =>
  viewLimits(e, new Float64Array(limitCount(e)));

/** Prices of one SKU's own rows: its supply and its zones' demand. */
export interface SkuPrices {
  /** [skuCount] */
  readonly supply: Float64Array;
  /** [skuCount, zoneCount] */
  readonly demand: Float64Array;
}

/** Price of letting one unit of SKU p into FC w. */
export const entryPrice = (e: Economics, price: LimitPrices, p: number, w: number): number =>
  price.storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]! * e.volumeLitres[p]! +
  price.inbound[w]!;

/** Best FC of a SKU per zone (cell 1 + z) and as a reserve (cell 0), and its gain after paying the limits' prices. */
export interface BestFcs {
  /** -1 = none. */
  readonly fc: Int32Array;
  readonly gain: Float64Array;
  /** What sales from an FC gain before the lane, and what a unit there is worth that its zone does not buy. [fcCount] */
  readonly base: Float64Array;
  readonly rest: Float64Array;
}

export const bestFcsOf = (e: Economics): BestFcs => ({
  fc: new Int32Array(e.zoneCount + 1),
  gain: new Float64Array(e.zoneCount + 1),
  base: new Float64Array(e.fcCount),
  rest: new Float64Array(e.fcCount),
});

/** `isOpen` says which FCs may be used. [fcCount] */
export function bestFcs(
  e: Economics,
  price: LimitPrices,
  p: number,
  out: BestFcs,
  isOpen: Uint8Array,
): void {
  out.gain.fill(-Infinity);
  if (e.arcs) bestArcs(e, price, p, out, isOpen);
  else bestLanes(e, price, p, out, isOpen);
}

function bestLanes(
  e: Economics,
  price: LimitPrices,
  p: number,
  out: BestFcs,
  isOpen: Uint8Array,
): void {
  const { fc, gain, base } = out;
  const { zoneCount, fcCount } = e;
  const { lane } = e.zones;
  const margin = e.margin[p]!;
  const mass = e.massKg[p]!;
  for (let w = 0; w < fcCount; w++) {
    base[w] = -Infinity;
    if (!isOpen[w]) continue;
    const toll = placingCost(e, p, w) + entryPrice(e, price, p, w);
    if (-toll > gain[0]!) {
      gain[0] = -toll;
      fc[0] = w;
    }
    base[w] = margin - toll - price.outbound[w]!;
  }
  if (e.steps) {
    bestSteps(e, e.steps, p, out);
    return;
  }
  // Zone by zone, so that the best stays in registers: this loop is most of a pass.
  for (let z = 0, at = 0; z < zoneCount; z++) {
    let best = -Infinity;
    let bestFc = -1;
    for (let w = 0; w < fcCount; w++, at += 3) {
      const got = base[w]! + margin * lane[at]! - lane[at + 1]! - mass * lane[at + 2]!;
      if (got > best) {
        best = got;
        bestFc = w;
      }
    }
    gain[z + 1] = best;
    fc[z + 1] = bestFc;
  }
}

/** The same per step: a step loses part of what a unit gains by its zone over what it is worth else. */
function bestSteps(e: Economics, steps: DemandSteps, p: number, { fc, gain, base, rest }: BestFcs) {
  const { fcCount } = e;
  const { lane, zoneCount } = e.zones;
  const margin = e.margin[p]!;
  const mass = e.massKg[p]!;
  for (let w = 0; w < fcCount; w++) rest[w] = restValue(e, steps, p, w) - margin;
  for (let z = 0; z < zoneCount; z++) {
    const first = STEP_COUNT * z + 1;
    for (let w = 0; w < fcCount; w++) {
      const at = 3 * (z * fcCount + w);
      const own = margin * lane[at]! - lane[at + 1]! - mass * lane[at + 2]!;
      // Added up as in bestLanes, so that the first step ties where the zone does.
      const sure = base[w]! + margin * lane[at]! - lane[at + 1]! - mass * lane[at + 2]!;
      const loss = Math.max(0, own - rest[w]!) / STEP_COUNT;
      for (let k = 0; k < STEP_COUNT; k++) {
        const got = sure - k * loss;
        if (got <= gain[first + k]!) continue;
        gain[first + k] = got;
        fc[first + k] = w;
      }
    }
  }
}

function bestArcs(
  e: Economics,
  price: LimitPrices,
  p: number,
  { fc, gain }: BestFcs,
  isOpen: Uint8Array,
): void {
  const arcs = e.arcs!;
  for (let a = arcs.start[p]!; a < arcs.start[p + 1]!; a++) {
    const w = arcs.fc[a]!;
    if (!isOpen[w]) continue;
    const k = arcs.zone[a]! + 1;
    const toll = entryPrice(e, price, p, w) + (k === 0 ? 0 : price.outbound[w]!);
    if (arcs.gain[a]! - toll <= gain[k]!) continue;
    gain[k] = arcs.gain[a]! - toll;
    fc[k] = w;
  }
}

/** Use of the FCs' limits, same shapes as the prices. */
export type Use = LimitPrices;
