import { cellGain, type Economics, RESERVE } from "./economics.ts";
import { bestFcs, bestFcsOf, type LimitPrices } from "./prices.ts";
import { STEP_COUNT } from "./step-count.ts";

interface Sales {
  readonly e: Economics;
  readonly price: LimitPrices;
  /** Left of the SKU at hand. [fcCount], [zoneCount] */
  readonly stock: Float64Array;
  readonly demand: Float64Array;
  /** [fcCount] */
  readonly soldUnits: Float64Array;
}

/**
 * What units that lie at FCs gain: every zone buys from the FC that is its best at these prices while that has stock,
 * then from the best lane left, shipping paid at its price. A value that whole packs reach. Units beyond the FC's
 * target or the demand are held. Cost O(skuCount * fcCount * zoneCount).
 */
export function valueOfUnits(
  e: Economics,
  price: LimitPrices,
  units: Int32Array,
): { value: number; readonly soldUnits: Float64Array } {
  const sales: Sales = {
    e,
    price,
    stock: new Float64Array(e.fcCount),
    demand: new Float64Array(e.zoneCount),
    soldUnits: new Float64Array(e.fcCount),
  };
  const { stock, demand, soldUnits } = sales;
  const best = bestFcsOf(e);
  const isOpen = new Uint8Array(e.fcCount).fill(1);
  let value = 0;
  for (let p = 0; p < e.skuCount; p++) {
    if (!(e.supplyUnits[p]! > 0)) continue;
    let left = e.supplyUnits[p]!;
    for (let w = 0; w < e.fcCount; w++) {
      const placed = units[p * e.fcCount + w]!;
      const target = e.targetUnits?.[p * e.fcCount + w] ?? placed;
      left -= placed;
      stock[w] = Math.min(placed, Math.max(0, target));
      if (placed > 0) value += placed * cellGain(e, p, w, RESERVE);
    }
    value -= left * e.unplacedCost[p]!;
    bestFcs(e, price, p, best, isOpen);
    demand.set(e.demandUnits.subarray(p * e.zoneCount, (p + 1) * e.zoneCount));
    for (let k = 0; k < e.zoneCount; k++) {
      const z = stepInTurn(e, k);
      const w = best.fc[z + 1]!;
      if (w >= 0 && stock[w]! > 0) value += sell(sales, p, w, z);
    }
    value += sellBestFirst(sales, p);
  }
  return { value, soldUnits };
}

/** First steps of all zones before second ones: they gain more. */
const stepInTurn = ({ steps, zones, zoneCount }: Economics, k: number): number =>
  steps ? ((k * STEP_COUNT) % zoneCount) + Math.floor(k / zones.zoneCount) : k;

/** Sells what stock and demand allow where that gains; returns the gain over holding the units. */
function sell({ e, price, stock, demand, soldUnits }: Sales, p: number, w: number, z: number) {
  const gain = cellGain(e, p, w, z) - cellGain(e, p, w, RESERVE);
  if (gain - price.outbound[w]! <= 0) return 0;
  const units = Math.min(stock[w]!, demand[z]!);
  stock[w]! -= units;
  demand[z]! -= units;
  soldUnits[w]! += units;
  return units * gain;
}

/** Sales from the best remaining lane until none gains. */
function sellBestFirst(sales: Sales, p: number): number {
  let value = 0;
  for (let lane = bestLane(sales, p); lane >= 0; lane = bestLane(sales, p)) {
    value += sell(sales, p, Math.floor(lane / sales.e.zoneCount), lane % sales.e.zoneCount);
  }
  return value;
}

/** Lane w * zoneCount + z with stock and demand that gains most over holding, shipping's price paid; -1 = none gains. */
function bestLane({ e, price, stock, demand }: Sales, p: number): number {
  let best = 0;
  let lane = -1;
  for (let w = 0; w < e.fcCount; w++) {
    if (stock[w]! <= 0) continue;
    const held = cellGain(e, p, w, RESERVE) + price.outbound[w]!;
    for (let z = 0; z < e.zoneCount; z++) {
      const gain = cellGain(e, p, w, z) - held;
      if (demand[z]! <= 0 || gain <= best) continue;
      best = gain;
      lane = w * e.zoneCount + z;
    }
  }
  return lane;
}
