import { requireNonNegative, requirePositive } from "./checks.ts";
import { type DemandLaw, leftOver } from "./demand-law.ts";

/** What one unit too few and one unit too many cost, in money per unit. */
export interface UnitCosts {
  readonly underage: number;
  readonly overage: number;
}

export interface NewsvendorPlan {
  /** The least stock with P(demand <= stock) >= criticalRatio. */
  readonly baseStockUnits: number;
  readonly criticalRatio: number;
  /** Expected cost of shortage and left-over units at that stock. */
  readonly expectedCost: number;
  /** Expected units short and left over. */
  readonly shortUnits: number;
  readonly leftOverUnits: number;
}

/** Expected cost of holding `stock` units against demand: overage * left over + underage * short. */
export const newsvendorCost = (
  law: DemandLaw,
  { underage, overage }: UnitCosts,
  stock: number,
): number => overage * leftOver(law, stock) + underage * law.short(stock);

/**
 * The newsvendor's stock (Arrow, Harris and Marschak 1951): the law's quantile at underage / (underage + overage).
 * `law` is the demand of the whole protection interval. Throws RangeError unless both costs are above 0.
 */
export function newsvendor(law: DemandLaw, costs: UnitCosts): NewsvendorPlan {
  const { underage, overage } = costs;
  requirePositive("newsvendor", { underage, overage });
  const criticalRatio = underage / (underage + overage);
  const baseStockUnits = law.quantile(criticalRatio);
  return {
    baseStockUnits,
    criticalRatio,
    expectedCost: newsvendorCost(law, costs, baseStockUnits),
    shortUnits: law.short(baseStockUnits),
    leftOverUnits: leftOver(law, baseStockUnits),
  };
}

export interface SellingTerms {
  readonly revenue: number;
  readonly purchaseCost: number;
  readonly salvageValue: number;
  /** Extra cost of a unit that left over (storage) and of a unit short (goodwill); 0 when left out. */
  readonly holdingCost?: number;
  readonly stockoutCost?: number;
}

/**
 * The newsvendor in terms of profit: underage = revenue - purchase + stockout, overage = purchase - salvage + holding.
 * `expectedProfit` = (revenue - purchase) * mean - expected cost, less the goodwill that both forms count alike.
 * Throws RangeError unless revenue > purchase > salvage (allowing for the extra costs).
 */
export function newsvendorProfit(
  law: DemandLaw,
  terms: SellingTerms,
): NewsvendorPlan & { readonly expectedProfit: number } {
  const { revenue, purchaseCost, salvageValue, holdingCost = 0, stockoutCost = 0 } = terms;
  requireNonNegative("newsvendor", { revenue, purchaseCost, salvageValue });
  const costs = {
    underage: revenue - purchaseCost + stockoutCost,
    overage: purchaseCost - salvageValue + holdingCost,
  };
  const plan = newsvendor(law, costs);
  return { ...plan, expectedProfit: (revenue - purchaseCost) * law.mean - plan.expectedCost };
}

export interface ProductOfMany {
  readonly law: DemandLaw;
  readonly underage: number;
  readonly overage: number;
  /** Capacity that one unit takes, e.g. mm3. */
  readonly volume: number;
}

export interface CapacitatedNewsvendorPlan {
  /** Units per product, at least 0; whole where the law is whole. */
  readonly stockUnits: Float64Array;
  /** Gain of the optimum per further unit of capacity; 0 when it is slack. */
  readonly shadowPrice: number;
  readonly usedCapacity: number;
  readonly expectedCost: number;
  /** No plan that keeps the capacity costs less; equal to `expectedCost` where all laws are continuous. */
  readonly lowerBoundCost: number;
}

/** Stock of one product when a unit of capacity costs `price`: the quantile at (underage - price * volume) / (underage + overage). */
function stockAt({ law, underage, overage, volume }: ProductOfMany, price: number): number {
  const ratio = (underage - price * volume) / (underage + overage);
  return ratio > 0 ? Math.max(0, law.quantile(ratio)) : 0;
}

/**
 * Stocks of many products within one capacity (Hadley and Whitin 1963, ch. 6): minimises the summed newsvendor costs
 * subject to sum volume * stock <= capacity and stock >= 0. The multiplier of the capacity is its shadow price; with it
 * every product is a newsvendor of its own. Whole units that the price leaves undecided are taken by gain per volume.
 * Throws RangeError on a cost or volume that is not above 0 or a negative capacity. Cost O(200 * products * quantile).
 */
export function capacitatedNewsvendor(
  products: readonly ProductOfMany[],
  capacity: number,
): CapacitatedNewsvendorPlan {
  requireNonNegative("capacitated newsvendor", { capacity });
  for (const { underage, overage, volume } of products) {
    requirePositive("capacitated newsvendor", { underage, overage, volume });
  }
  const stocksAt = (price: number) => Float64Array.from(products, (p) => stockAt(p, price));
  const used = (stock: Float64Array) =>
    products.reduce((sum, { volume }, i) => sum + volume * stock[i]!, 0);
  const cost = (stock: Float64Array) =>
    products.reduce((sum, p, i) => sum + newsvendorCost(p.law, p, stock[i]!), 0);
  const free = stocksAt(0);
  if (used(free) <= capacity) {
    const expectedCost = cost(free);
    return {
      stockUnits: free,
      shadowPrice: 0,
      usedCapacity: used(free),
      expectedCost,
      lowerBoundCost: expectedCost,
    };
  }
  const { exceeding, price } = priceOf(products, (p) => used(stocksAt(p)) <= capacity);
  const stockUnits = stocksAt(price);
  const dual = cost(stockUnits) + price * (used(stockUnits) - capacity);
  fillTowards(products, stockUnits, stocksAt(exceeding), capacity);
  addByGain(products, stockUnits, capacity);
  const expectedCost = cost(stockUnits);
  return {
    stockUnits,
    shadowPrice: price,
    usedCapacity: used(stockUnits),
    expectedCost,
    lowerBoundCost: Math.min(expectedCost, dual),
  };
}

/** The lowest price at which the stocks fit, and its neighbour at which they do not; use does not rise with the price. */
function priceOf(
  products: readonly ProductOfMany[],
  fits: (price: number) => boolean,
): { exceeding: number; price: number } {
  let exceeding = 0;
  // Just above the dearest product's gain per volume: there nothing is stocked, whatever the rounding.
  let price = Math.max(...products.map(({ underage, volume }) => underage / volume)) * (1 + 1e-12);
  for (let k = 0; k < 200; k++) {
    const middle = exceeding + (price - exceeding) / 2;
    if (middle <= exceeding || middle >= price) break;
    if (fits(middle)) price = middle;
    else exceeding = middle;
  }
  return { exceeding, price };
}

/** Where stock jumps at the price, units between the jump's ends gain exactly the price: they take what is left, in order. */
function fillTowards(
  products: readonly ProductOfMany[],
  stock: Float64Array,
  more: Float64Array,
  capacity: number,
): void {
  let left = capacity - products.reduce((sum, { volume }, i) => sum + volume * stock[i]!, 0);
  products.forEach(({ law, volume }, i) => {
    const room = Math.min(more[i]! - stock[i]!, Math.max(0, left) / volume);
    const units = law.isWhole ? Math.floor(room) : room;
    stock[i]! += units;
    left -= units * volume;
  });
}

/** Fills what is left with single units of whole-unit products, best gain per volume first, ties to the lowest index. */
function addByGain(
  products: readonly ProductOfMany[],
  stock: Float64Array,
  capacity: number,
): void {
  let left = capacity - products.reduce((sum, { volume }, i) => sum + volume * stock[i]!, 0);
  for (;;) {
    let best = -1;
    let bestGain = 0;
    products.forEach(({ law, underage, overage, volume }, i) => {
      if (!law.isWhole || volume > left) return;
      const gain = (underage - (underage + overage) * law.cdf(stock[i]!)) / volume;
      if (gain > bestGain) {
        best = i;
        bestGain = gain;
      }
    });
    if (best < 0) return;
    stock[best]!++;
    left -= products[best]!.volume;
  }
}
