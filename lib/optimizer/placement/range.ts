import type { SkuPlan } from "./choices.ts";
import { type Capacity, type Economics, RESERVE } from "./economics.ts";
import type { LimitPrices, Use } from "./prices.ts";
import { bestSkuPlan, type Scratch, scratchFor } from "./sku-plan.ts";

/** What SKUs would do at some prices: gain before prices, the same after them, and use of the limits. */
export interface RangePlans {
  gain: number;
  bound: number;
  readonly use: Use;
}

/**
 * Best plans of SKUs from, from + stride, ... below `to` at these prices, each exact. Fills `out` anew.
 * Cost O(SKUs * fcCount * zoneCount).
 */
export function planRange(
  e: Economics,
  price: LimitPrices,
  range: { readonly from: number; readonly to: number; readonly stride: number },
  scratch: Scratch,
  out: RangePlans,
): void {
  out.use.flat.fill(0);
  out.bound = 0;
  let net = 0;
  for (let p = range.from; p < range.to; p += range.stride) {
    if (!(e.supplyUnits[p]! > 0)) continue;
    bestSkuPlan(e, price, p, scratch);
    out.bound += scratch.plan.bound;
    net += scratch.plan.gain;
    addPlanUse(e, out.use, p, scratch.plan);
  }
  out.gain = net;
  for (let k = 0; k < price.flat.length; k++) out.gain += price.flat[k]! * out.use.flat[k]!;
}

/**
 * What no placement can beat, over all FCs and zones: the limits' worth at these prices plus each SKU's best plan when
 * it pays them (Lagrangian bound). Valid for any prices >= 0. Adds to `use` what those plans use; the difference to the
 * limits is the slope of the bound.
 */
export function lagrangianBound(e: Economics, price: LimitPrices, use: Use): number {
  const out: RangePlans = { gain: 0, bound: 0, use };
  planRange(e, price, { from: 0, to: e.skuCount, stride: 1 }, scratchFor(e), out);
  return out.bound + worthOfLimits(e.capacity, price);
}

export function worthOfLimits(capacity: Capacity, price: LimitPrices): number {
  let worth = 0;
  for (const part of ["storage", "inbound", "outbound"] as const) {
    for (let k = 0; k < price[part].length; k++) worth += capacity[part][k]! * price[part][k]!;
  }
  return worth;
}

function addPlanUse(e: Economics, use: Use, p: number, plan: SkuPlan): void {
  const litres = e.volumeLitres[p]!;
  const type = e.storageTypeIndex[p]!;
  for (let k = 0; k < plan.count; k++) {
    const w = plan.fc[k]!;
    const units = plan.units[k]!;
    use.storage[w * e.storageTypeCount + type]! += units * litres;
    use.inbound[w]! += units;
    if (plan.zone[k] !== RESERVE) use.outbound[w]! += units;
  }
}
