import { describe, expect, it } from "vitest";
import {
  bestCappedBaseStock,
  geometricLaw,
  lostSalesWork,
  myopicLostSalesOrder,
  optimalLostSales,
  planLostSales,
  poissonLaw,
  simulateLostSales,
  simulateMyopic,
  wholeLaw,
} from "../index.ts";

describe("lost sales with lead time", () => {
  // Zipkin (2008), Operations Research 56(5): demand of mean 5, holding 1.
  it.each([
    ["Poisson", 4, 1, 4.04],
    ["Poisson", 4, 4, 4.73],
    ["Poisson", 19, 3, 8.36],
    ["Poisson", 39, 2, 9.11],
    ["geometric", 4, 1, 9.82],
    ["geometric", 19, 2, 20.89],
    ["geometric", 9, 1, 14.51],
  ])(
    "%s demand, lost sale %d, lead time %d has the published least cost %d",
    (kind, lostSaleCost, leadTimePeriods, cost) => {
      const demand = kind === "Poisson" ? poissonLaw(5) : geometricLaw(5);
      const best = optimalLostSales({ demand, holdingCost: 1, lostSaleCost, leadTimePeriods });
      expect(best.averageCost).toBeCloseTo(cost, 1.9);
      expect(best.upperCost - best.lowerCost).toBeLessThan(1e-5 * cost);
    },
  );

  const small = { demand: wholeLaw([0.3, 0.3, 0.2, 0.2]), holdingCost: 1, lostSaleCost: 6 };

  it("is the best of all orders even when they may be larger than its bounds (policy evaluation on a wider space)", () => {
    const best = optimalLostSales({ ...small, leadTimePeriods: 2 });
    expect(widerBest(small.demand.probability, 1, 6, 12, 6)).toBeCloseTo(best.averageCost, 4);
  });

  it("earns on simulated demand what it promises; the other rules cost no less", () => {
    const problem = { demand: poissonLaw(5), holdingCost: 1, lostSaleCost: 9, leadTimePeriods: 3 };
    const best = optimalLostSales(problem);
    const run = simulateLostSales(problem, best.orderUnits, 3);
    expect(Math.abs(run.averageCost - best.averageCost)).toBeLessThan(4 * run.standardError);
    const capped = bestCappedBaseStock(problem, 3);
    expect(capped.averageCost).toBeGreaterThan(run.averageCost - 0.02);
    expect(capped.averageCost).toBeLessThan(run.averageCost * 1.02);
    expect(simulateMyopic(problem, 3).averageCost).toBeGreaterThan(run.averageCost);
  });

  it("scales with money and rises with the cost of a lost sale", () => {
    const cost = (h: number, p: number) =>
      optimalLostSales({
        demand: small.demand,
        holdingCost: h,
        lostSaleCost: p,
        leadTimePeriods: 2,
      }).averageCost;
    expect(cost(3, 18) / cost(1, 6)).toBeCloseTo(3, 4);
    expect(cost(1, 7)).toBeGreaterThan(cost(1, 6));
  });

  it("plans long lead times by a capped base stock, better than the standing of a plain base stock", () => {
    const problem = { demand: poissonLaw(5), holdingCost: 1, lostSaleCost: 9, leadTimePeriods: 10 };
    expect(lostSalesWork(problem)).toBeGreaterThan(4e8);
    expect(() => optimalLostSales(problem)).toThrow(/too many for the exact method/);
    const plan = planLostSales(problem);
    expect(plan.method).toBe("cappedBaseStock");
    const plain = simulateLostSales(
      problem,
      (onHand, waiting) =>
        Math.max(0, plan.baseStockUnits! - onHand - waiting.reduce((a, b) => a + b, 0)),
      1,
    );
    expect(plan.averageCost).toBeLessThan(plain.averageCost);
    expect(planLostSales({ ...problem, leadTimePeriods: 2 }).method).toBe("exact");
  });

  it("orders nothing on a full shelf and refuses a pipeline of another length", () => {
    const problem = { ...small, leadTimePeriods: 3 };
    expect(myopicLostSalesOrder(problem, 60, [0, 0])).toBe(0);
    expect(myopicLostSalesOrder(problem, 0, [0, 0])).toBeGreaterThan(0);
    expect(() => myopicLostSalesOrder(problem, 0, [0])).toThrow(
      /2 orders on their way expected, got 1/,
    );
  });
});

/** Lead time 2 by plain value iteration over stock <= mostStock and orders <= mostOrder, without the bounds of the method. */
function widerBest(
  p: Float64Array,
  h: number,
  lost: number,
  mostStock: number,
  mostOrder: number,
): number {
  const at = (x: number, q: number) => Math.min(x, mostStock) * (mostOrder + 1) + q;
  const paid = (x: number) =>
    p.reduce((sum, chance, d) => sum + chance * (x > d ? h * (x - d) : lost * (d - x)), 0);
  const later = (value: Float64Array, x: number, waiting: number, q: number) =>
    p.reduce((sum, chance, d) => sum + chance * value[at(Math.max(0, x - d) + waiting, q)]!, 0);
  const orders = Array.from({ length: mostOrder + 1 }, (_, q) => q);
  let value = new Float64Array((mostStock + 1) * (mostOrder + 1));
  let change = 0;
  for (let k = 0; k < 800; k++) {
    const next = value.map((_, n) => {
      const x = Math.floor(n / (mostOrder + 1));
      const waiting = n % (mostOrder + 1);
      return paid(x) + Math.min(...orders.map((q) => later(value, x, waiting, q)));
    });
    change = next[0]! - value[0]!;
    const base = next[0]!;
    value = next.map((v) => v - base);
  }
  return change;
}
