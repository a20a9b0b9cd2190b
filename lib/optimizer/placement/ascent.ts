import type { Economics } from "./economics.ts";
import { type LimitPrices, type Use, zeroPrices } from "./prices.ts";
import { lagrangianBound } from "./range.ts";

const PASSES = 150;
/** Part of the last direction that is kept (Camerini, Fratta and Maffioli 1975): it damps zigzags between kinks. */
const MEMORY = 0.3;
/** Passes without a better bound after which the search returns to the best prices and aims half as far below. */
const PATIENCE = 20;
const PARTS = ["storage", "inbound", "outbound"] as const;

export interface ApproximatePrices {
  readonly price: LimitPrices;
  /** Value no plan can beat. */
  bound: number;
}

/**
 * Prices of the limits near their best, found before any program is solved: the Lagrangian bound is lowered by deflected
 * subgradient steps towards an aim just below the best bound so far (Polyak's step with a moving target). They only
 * choose the columns of the program; the program's own prices replace them. Cost: PASSES bounds.
 */
export function approximatePrices(e: Economics): ApproximatePrices {
  const price = zeroPrices(e);
  const scale = usualPrices(e);
  const direction = zeroPrices(e);
  const best: ApproximatePrices = { price: zeroPrices(e), bound: Infinity };
  let ambition = 0.05;
  let waited = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const use = zeroPrices(e);
    const bound = lagrangianBound(e, price, use);
    waited = bound < best.bound - 1e-6 * Math.abs(best.bound) ? 0 : waited + 1;
    if (bound < best.bound) {
      best.bound = bound;
      copyPrices(price, best.price);
    }
    if (waited > PATIENCE) {
      ambition /= 2;
      waited = 0;
      copyPrices(best.price, price);
      copyPrices(zeroPrices(e), direction);
      continue;
    }
    const length = deflect(e, use, scale, direction);
    if (length === 0) break;
    const aim = best.bound - ambition * Math.abs(best.bound);
    move(price, scale, direction, (bound - aim) / length);
  }
  return best;
}

function copyPrices(from: LimitPrices, to: LimitPrices): void {
  for (const part of PARTS) to[part].set(from[part]);
}

/** Prices in which to measure steps: what a unit of the limit earns if the average SKU fills it. */
export function usualPrices(e: Economics): LimitPrices {
  let units = 0;
  let litres = 0;
  let margin = 0;
  for (let p = 0; p < e.skuCount; p++) {
    units += e.supplyUnits[p]!;
    litres += e.supplyUnits[p]! * e.volumeLitres[p]!;
    margin += e.supplyUnits[p]! * Math.abs(e.margin[p]!);
  }
  const price = zeroPrices(e);
  price.storage.fill(margin / Math.max(litres, 1e-9));
  price.inbound.fill(margin / Math.max(units, 1e-9));
  price.outbound.fill(margin / Math.max(units, 1e-9));
  return price;
}

/** New direction from overuse at these prices, in units of the scale; returns its squared length. */
function deflect(e: Economics, use: Use, scale: LimitPrices, direction: LimitPrices): number {
  let length = 0;
  for (const part of PARTS) {
    for (let k = 0; k < direction[part].length; k++) {
      const over = (use[part][k]! - e.capacity[part][k]!) * scale[part][k]!;
      direction[part][k] = (1 - MEMORY) * over + MEMORY * direction[part][k]!;
      length += direction[part][k]! ** 2;
    }
  }
  return length;
}

function move(price: LimitPrices, scale: LimitPrices, direction: LimitPrices, step: number): void {
  for (const part of PARTS) {
    for (let k = 0; k < price[part].length; k++) {
      price[part][k] = Math.max(0, price[part][k]! + step * scale[part][k]! * direction[part][k]!);
    }
  }
}
