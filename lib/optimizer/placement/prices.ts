import { type Capacity, type Economics, RESERVE, valueCell } from "./economics.ts";

/** Prices of the FCs' limits in the solver's units, >= 0: per litre, per unit in, per unit out. */
export interface LimitPrices {
  /** [fcCount, storageTypeCount] */
  readonly storage: Float64Array;
  /** [fcCount] */
  readonly inbound: Float64Array;
  readonly outbound: Float64Array;
}

export function zeroPrices(e: Economics): LimitPrices {
  return {
    storage: new Float64Array(e.fcCount * e.storageTypeCount),
    inbound: new Float64Array(e.fcCount),
    outbound: new Float64Array(e.fcCount),
  };
}

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
  readonly fc: Int32Array;
  readonly gain: Float64Array;
}

export function bestFcs(e: Economics, price: LimitPrices, p: number, out: BestFcs): void {
  const width = e.zoneCount + 1;
  out.gain.fill(-Infinity);
  for (let w = 0; w < e.fcCount; w++) {
    const entry = entryPrice(e, price, p, w);
    const sold = entry + price.outbound[w]!;
    const at = valueCell(e, p, w, RESERVE);
    for (let k = 0; k < width; k++) {
      const gain = e.value[at + k]! - (k === 0 ? entry : sold);
      if (gain <= out.gain[k]!) continue;
      out.gain[k] = gain;
      out.fc[k] = w;
    }
  }
}

/** Use of the FCs' limits, same shapes as Capacity. */
export type Use = Capacity;

export function zeroUse(e: Economics): Use {
  return zeroPrices(e);
}

/**
 * What no placement can beat, over all FCs and zones: the limits' worth at these prices plus each SKU's best plan when
 * it pays them (Lagrangian bound). Valid for any prices >= 0. Adds to `use` what those plans use; the difference to the
 * limits is the slope of the bound. Cost O(skuCount * fcCount * zoneCount).
 */
export function lagrangianBound(e: Economics, price: LimitPrices, use: Use): number {
  let bound = 0;
  for (const part of ["storage", "inbound", "outbound"] as const) {
    for (let k = 0; k < price[part].length; k++) bound += e.capacity[part][k]! * price[part][k]!;
  }
  const best: BestFcs = {
    fc: new Int32Array(e.zoneCount + 1),
    gain: new Float64Array(e.zoneCount + 1),
  };
  const order = new Int32Array(e.zoneCount);
  for (let p = 0; p < e.skuCount; p++) {
    if (e.supplyUnits[p]! > 0) bound += bestSkuPlan(e, price, p, best, order, use);
  }
  return bound;
}

/** Zones in order of their best gain, as long as that beats the best reserve or leaving units behind. */
function bestSkuPlan(
  e: Economics,
  price: LimitPrices,
  p: number,
  best: BestFcs,
  order: Int32Array,
  use: Use,
): number {
  bestFcs(e, price, p, best);
  const idle = Math.max(best.gain[0]!, -e.unplacedCost[p]!);
  const count = sortedZones(best.gain, idle, order);
  let left = e.supplyUnits[p]!;
  let value = 0;
  for (let k = 0; k < count && left > 0; k++) {
    const z = order[k]!;
    const sold = Math.min(left, e.demandUnits[p * e.zoneCount + z]!);
    const w = best.fc[z + 1]!;
    value += sold * best.gain[z + 1]!;
    addUse(e, use, p, w, sold);
    use.outbound[w]! += sold;
    left -= sold;
  }
  if (left > 0 && best.gain[0]! >= -e.unplacedCost[p]!) addUse(e, use, p, best.fc[0]!, left);
  return value + left * idle;
}

/** Zones whose gain is above idle, largest gain first (insertion sort: there are few); returns how many. */
function sortedZones(gain: Float64Array, idle: number, order: Int32Array): number {
  let count = 0;
  for (let z = 0; z < order.length; z++) {
    if (gain[z + 1]! <= idle) continue;
    let k = count;
    while (k > 0 && gain[order[k - 1]! + 1]! < gain[z + 1]!) {
      order[k] = order[k - 1]!;
      k -= 1;
    }
    order[k] = z;
    count += 1;
  }
  return count;
}

function addUse(e: Economics, use: Use, p: number, w: number, units: number): void {
  use.storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]! += units * e.volumeLitres[p]!;
  use.inbound[w]! += units;
}
