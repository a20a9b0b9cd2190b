import { cellGain, type Economics, RESERVE } from "./economics.ts";
import { entryPrice, type LimitPrices } from "./prices.ts";
import { bestSkuPlan, type Scratch, scratchFor } from "./sku-plan.ts";

/** What units of a SKU are worth at the prices: filled anew for each SKU asked about. */
export interface Valuation {
  /** Gain of one more advised unit. */
  unitValueOf(p: number): number;
  /** Loss of a unit sent to the FC against the SKU's best plan at these prices, >= 0. */
  lossOf(p: number, w: number): number;
}

/**
 * Values at given prices. A unit at FC w loses unit value + value of the zone's demand - its own gain after prices, where
 * it does best; the value of a zone's demand is what its best FC gains above the unit value.
 */
export function valuation(e: Economics, price: LimitPrices): Valuation {
  const scratch = scratchFor(e);
  let current = -1;
  const turnTo = (p: number): void => {
    if (p === current) return;
    bestSkuPlan(e, price, p, scratch);
    current = p;
  };
  return {
    unitValueOf(p) {
      turnTo(p);
      return scratch.plan.unitValue;
    },
    lossOf(p, w) {
      turnTo(p);
      return Math.max(0, leastLoss(e, price, p, w, scratch));
    },
  };
}

function leastLoss(
  e: Economics,
  price: LimitPrices,
  p: number,
  w: number,
  { best, plan }: Scratch,
): number {
  const entry = entryPrice(e, price, p, w);
  let least = plan.unitValue - (cellGain(e, p, w, RESERVE) - entry);
  for (let z = 0; z < e.zoneCount; z++) {
    const gain = cellGain(e, p, w, z) - entry - price.outbound[w]!;
    least = Math.min(least, Math.max(best.gain[z + 1]!, plan.unitValue) - gain);
  }
  return least;
}
