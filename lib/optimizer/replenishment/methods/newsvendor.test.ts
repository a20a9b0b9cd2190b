import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  capacitatedNewsvendor,
  leftOver,
  lognormalLawOf,
  negativeBinomialLaw,
  newsvendor,
  newsvendorCost,
  newsvendorProfit,
  normalLaw,
  type ProductOfMany,
  poissonLaw,
  quantileLaw,
} from "../index.ts";

const money = fc.double({ min: 0.05, max: 200, noNaN: true });
const law = fc.oneof(
  fc
    .tuple(
      fc.double({ min: 5, max: 500, noNaN: true }),
      fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    )
    .map(([mean, share]) => normalLaw(mean, mean * share)),
  fc
    .tuple(
      fc.double({ min: 1, max: 80, noNaN: true }),
      fc.double({ min: 0.1, max: 1.5, noNaN: true }),
    )
    .map(([mean, share]) => lognormalLawOf(mean, mean * share)),
  fc
    .double({ min: 2, max: 90, noNaN: true })
    .map((mean) => quantileLaw([0.5, 0.7, 0.9, 0.98], [mean, 1.2 * mean, 1.9 * mean, 3 * mean])),
);
const wholeDemand = fc.oneof(
  fc.double({ min: 0.1, max: 60, noNaN: true }).map(poissonLaw),
  fc.double({ min: 0.1, max: 30, noNaN: true }).map((mean) => negativeBinomialLaw(mean, 3 * mean)),
);

describe("newsvendor", () => {
  it("has the published answer for normal demand (Snyder and Shen 2019, example 4.3)", () => {
    const plan = newsvendor(normalLaw(50, 8), { underage: 0.7, overage: 0.18 });
    expect(plan.baseStockUnits).toBeCloseTo(56.6, 1);
    expect(plan.expectedCost).toBeCloseTo(1.9976, 4);
  });

  it("is no dearer than any other stock, in whole units and in parts", () => {
    fc.assert(
      fc.property(fc.oneof(law, wholeDemand), money, money, (demand, underage, overage) => {
        const costs = { underage, overage };
        const plan = newsvendor(demand, costs);
        for (const away of [-7, -1, -0.3, 0.3, 1, 7]) {
          const step = demand.isWhole ? Math.round(away) : away * demand.deviation * 0.1;
          const other = newsvendorCost(demand, costs, plan.baseStockUnits + step);
          expect(other).toBeGreaterThanOrEqual(plan.expectedCost - 1e-9 * (1 + plan.expectedCost));
        }
      }),
    );
  });

  it("rises with the price of a shortage, falls with that of a unit left over, and ignores the currency", () => {
    fc.assert(
      fc.property(law, money, money, (demand, underage, overage) => {
        const base = newsvendor(demand, { underage, overage });
        const short = newsvendor(demand, { underage: underage * 1.5, overage });
        const over = newsvendor(demand, { underage, overage: overage * 1.5 });
        const scaled = newsvendor(demand, { underage: underage * 8, overage: overage * 8 });
        expect(short.baseStockUnits).toBeGreaterThanOrEqual(base.baseStockUnits);
        expect(over.baseStockUnits).toBeLessThanOrEqual(base.baseStockUnits);
        expect(scaled.baseStockUnits).toBe(base.baseStockUnits);
        expect(scaled.expectedCost / base.expectedCost).toBeCloseTo(8, 9);
      }),
    );
  });

  it("earns in terms of profit what sales, purchases and salvage add up to", () => {
    const terms = { revenue: 7, purchaseCost: 2.5, salvageValue: 1.5 };
    const demand = normalLaw(50, 10);
    const plan = newsvendorProfit(demand, terms);
    const left = leftOver(demand, plan.baseStockUnits);
    const sold = plan.baseStockUnits - left;
    expect(plan.expectedProfit).toBeCloseTo(7 * sold + 1.5 * left - 2.5 * plan.baseStockUnits, 9);
  });

  it("refuses costs without a risk on both sides", () => {
    expect(() => newsvendor(normalLaw(5, 1), { underage: 0, overage: 1 })).toThrow(/underage/);
    expect(() =>
      newsvendorProfit(normalLaw(5, 1), { revenue: 3, purchaseCost: 2, salvageValue: 2 }),
    ).toThrow(/overage must be finite and above 0, got 0/);
  });
});

const product = fc.record({
  law,
  underage: money,
  overage: money,
  volume: fc.double({ min: 0.2, max: 9, noNaN: true }),
});
const volumeOf = (products: readonly ProductOfMany[], stock: ArrayLike<number>) =>
  products.reduce((sum, { volume }, i) => sum + volume * stock[i]!, 0);

describe("newsvendor of many products within one capacity", () => {
  const cases = fc.tuple(
    fc.array(product, { minLength: 1, maxLength: 8 }),
    fc.double({ min: 0.05, max: 1.2, noNaN: true }),
  );
  const wanted = (products: readonly ProductOfMany[]) =>
    volumeOf(products, capacitatedNewsvendor(products, 1e12).stockUnits);

  it("keeps the capacity, and its price proves that no plan costs less", () => {
    fc.assert(
      fc.property(cases, ([products, share]) => {
        const capacity = share * wanted(products);
        const plan = capacitatedNewsvendor(products, capacity);
        expect(plan.usedCapacity).toBeLessThanOrEqual(capacity * (1 + 1e-12));
        expect(plan.lowerBoundCost).toBeGreaterThanOrEqual(plan.expectedCost * (1 - 1e-7) - 1e-9);
        if (plan.shadowPrice > 0) expect(plan.usedCapacity).toBeCloseTo(capacity, 5);
      }),
    );
  });

  it("costs no more with more capacity, at a price that does not rise and tells the gain", () => {
    fc.assert(
      fc.property(cases, ([products, share]) => {
        const capacity = share * wanted(products);
        const small = capacitatedNewsvendor(products, capacity);
        const large = capacitatedNewsvendor(products, capacity * 1.1);
        const saved = small.expectedCost - large.expectedCost;
        expect(saved).toBeGreaterThanOrEqual(-1e-9);
        expect(large.shadowPrice).toBeLessThanOrEqual(small.shadowPrice + 1e-9);
        // The cost is convex in the capacity: the gain lies between the two prices.
        const extra = capacity * 0.1;
        const slack = 1e-6 * (1 + small.expectedCost);
        expect(saved).toBeLessThanOrEqual(small.shadowPrice * extra + slack);
        expect(saved).toBeGreaterThanOrEqual(large.shadowPrice * extra - slack);
      }),
    );
  });

  it("gives a product that is there twice the same stock twice, for twice the capacity", () => {
    fc.assert(
      fc.property(cases, ([products, share]) => {
        const capacity = share * wanted(products);
        const once = capacitatedNewsvendor(products, capacity);
        const twice = capacitatedNewsvendor([...products, ...products], 2 * capacity);
        expect(twice.expectedCost / once.expectedCost).toBeCloseTo(2, 6);
      }),
    );
  });

  it("comes within the bound of the best whole plan, found by trying all", () => {
    const item = fc.record({
      law: fc.double({ min: 0.5, max: 4, noNaN: true }).map(poissonLaw),
      underage: money,
      overage: money,
      volume: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.tuple(item, item, item),
        fc.integer({ min: 0, max: 20 }),
        (items, capacity) => {
          const plan = capacitatedNewsvendor(items, capacity);
          const best = bestOfAll(items, capacity);
          const slack = 1e-9 * (1 + best);
          expect(plan.usedCapacity).toBeLessThanOrEqual(capacity + 1e-9);
          expect(plan.lowerBoundCost).toBeLessThanOrEqual(best + slack);
          expect(plan.expectedCost).toBeGreaterThanOrEqual(best - slack);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Least cost over all whole stocks that fit: no product takes less than 1 of the capacity. */
function bestOfAll(items: readonly ProductOfMany[], capacity: number): number {
  const levels = capacity + 1;
  let best = Infinity;
  for (let code = 0; code < levels ** items.length; code++) {
    const stock = items.map((_, i) => Math.floor(code / levels ** i) % levels);
    if (volumeOf(items, stock) > capacity) continue;
    const cost = items.reduce((sum, p, i) => sum + newsvendorCost(p.law, p, stock[i]!), 0);
    best = Math.min(best, cost);
  }
  return best;
}
