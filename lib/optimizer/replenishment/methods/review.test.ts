import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backorderLotPolicy,
  bestReorderPoint,
  expectedShortagePolicy,
  finiteHorizonPlan,
  leadTimeDemandLaw,
  leftOver,
  lossFunctionPolicy,
  minMaxCostRate,
  negativeBinomialLaw,
  normalLaw,
  optimalMinMax,
  optimalReorderPolicy,
  optimalWholeReorderPolicy,
  poissonLaw,
  powerApproximation,
  reorderCostRate,
  reorderPointForFillRate,
  reviewedBaseStock,
  safetyStockPolicy,
  type WholeDemandLaw,
} from "../index.ts";

const positive = (max: number) => fc.double({ min: max / 200, max, noNaN: true });

describe("(s, S), exact", () => {
  // Zheng and Federgruen (1991), table 1: holding 1, stockout 9, fixed 64, no lead time.
  it.each([
    [10, 6, 40, 35.022],
    [20, 14, 62, 49.173],
    [40, 33, 87, 64.512],
    [70, 62, 81, 79.037],
  ])("Poisson %d has the published policy and cost", (mean, s, top, cost) => {
    const plan = optimalMinMax(poissonLaw(mean), {
      holdingCost: 1,
      stockoutCost: 9,
      fixedCost: 64,
      leadTimePeriods: 0,
    });
    expect([plan.reorderPointUnits, plan.orderUpToUnits]).toEqual([s, top]);
    expect(plan.costRate).toBeCloseTo(cost, 3);
  });

  const problem = fc.record({
    holdingCost: positive(5),
    stockoutCost: positive(40),
    fixedCost: fc.double({ min: 0, max: 120, noNaN: true }),
    leadTimePeriods: fc.integer({ min: 0, max: 3 }),
  });
  const demand = fc.oneof(
    positive(12).map(poissonLaw),
    positive(6).map((mean) => negativeBinomialLaw(mean, 2.5 * mean)),
  );

  it("beats every other pair around it", () => {
    fc.assert(
      fc.property(demand, problem, (law, costs) => {
        const best = optimalMinMax(law, costs);
        const { reorderPointUnits: s, orderUpToUnits: top } = best;
        expect(minMaxCostRate(law, costs, s, top)).toBeCloseTo(best.costRate, 9);
        for (let a = -4; a <= 4; a++) {
          for (let b = -6; b <= 6; b++) {
            if (top + b <= s + a) continue;
            const other = minMaxCostRate(law, costs, s + a, top + b);
            expect(other).toBeGreaterThanOrEqual(best.costRate * (1 - 1e-9));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("costs what the chain of its positions costs", () => {
    const law = negativeBinomialLaw(3, 7);
    const costs = { holdingCost: 1, stockoutCost: 6, fixedCost: 20, leadTimePeriods: 0 };
    expect(minMaxCostRate(law, costs, 2, 14)).toBeCloseTo(chainCost(law, costs, 2, 14), 6);
  });

  it("orders less often and never for less as an order costs more, and ignores the currency", () => {
    fc.assert(
      fc.property(demand, problem, (law, costs) => {
        const base = optimalMinMax(law, costs);
        const dearer = optimalMinMax(law, { ...costs, fixedCost: costs.fixedCost * 2 + 1 });
        const scaled = optimalMinMax(law, {
          holdingCost: costs.holdingCost * 4,
          stockoutCost: costs.stockoutCost * 4,
          fixedCost: costs.fixedCost * 4,
          leadTimePeriods: costs.leadTimePeriods,
        });
        expect(dearer.costRate).toBeGreaterThanOrEqual(base.costRate);
        expect(dearer.reorderPointUnits).toBeLessThanOrEqual(base.reorderPointUnits);
        expect([scaled.reorderPointUnits, scaled.orderUpToUnits]).toEqual([
          base.reorderPointUnits,
          base.orderUpToUnits,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it("is a base stock where an order costs nothing, as (R, S) with review every period", () => {
    const law = poissonLaw(7);
    const costs = { holdingCost: 1, stockoutCost: 12, fixedCost: 0, leadTimePeriods: 2 };
    const plan = optimalMinMax(law, costs);
    const reviewed = reviewedBaseStock({
      ...costs,
      reviewPeriods: 1,
      demandOver: (n) => poissonLaw(7 * n),
    });
    expect(plan.orderUpToUnits).toBe(reviewed.baseStockUnits);
    expect(plan.reorderPointUnits).toBe(plan.orderUpToUnits - 1);
    expect(plan.costRate).toBeCloseTo(reviewed.costRate, 9);
  });

  it("reviews of several periods take the stock that is best over all their periods", () => {
    const demandOver = (n: number) => poissonLaw(4 * n);
    const base = {
      holdingCost: 1,
      stockoutCost: 9,
      fixedCost: 5,
      leadTimePeriods: 1,
      reviewPeriods: 3,
      demandOver,
    };
    const plan = reviewedBaseStock(base);
    const costAt = (s: number) =>
      [2, 3, 4].reduce((sum, n) => {
        const law = demandOver(n);
        return sum + (leftOver(law, s) + 9 * law.short(s)) / 3;
      }, 5 / 3);
    expect(plan.costRate).toBeCloseTo(costAt(plan.baseStockUnits), 9);
    for (let s = 0; s < 50; s++) expect(costAt(s)).toBeGreaterThanOrEqual(plan.costRate - 1e-9);
  });

  it("is approximated well by powers where lots are large", () => {
    const costs = { holdingCost: 1, stockoutCost: 9, fixedCost: 64, leadTimePeriods: 0 };
    const near = powerApproximation(20, Math.sqrt(20), costs);
    const rate = minMaxCostRate(
      poissonLaw(20),
      costs,
      Math.round(near.reorderPointUnits),
      Math.round(near.orderUpToUnits),
    );
    expect(rate / optimalMinMax(poissonLaw(20), costs).costRate).toBeLessThan(1.03);
  });
});

/** Average cost by the stationary law of the position after ordering. */
function chainCost(
  law: WholeDemandLaw,
  costs: { holdingCost: number; stockoutCost: number; fixedCost: number },
  s: number,
  top: number,
): number {
  let at = new Float64Array(top - s).fill(1 / (top - s));
  let ordered = 0;
  for (let k = 0; k < 3000; k++) {
    const next = new Float64Array(top - s);
    ordered = 0;
    at.forEach((chance, j) => {
      law.probability.forEach((p, d) => {
        if (j + d < top - s) next[j + d]! += chance * p;
        else ordered += chance * p;
      });
    });
    next[0]! += ordered;
    at = next;
  }
  return at.reduce((sum, chance, j) => {
    const y = top - j;
    return (
      sum + chance * (costs.holdingCost * leftOver(law, y) + costs.stockoutCost * law.short(y))
    );
  }, costs.fixedCost * ordered);
}

describe("(r, Q)", () => {
  const problem = fc
    .record({
      fixedCost: positive(100),
      holdingCost: positive(8),
      stockoutCost: positive(90),
      demandRate: positive(900),
      leadTimeMean: positive(1),
      cv: positive(0.5),
    })
    .map(({ demandRate, leadTimeMean, cv, ...costs }) => ({
      ...costs,
      demandRate,
      leadTimeDemand: leadTimeDemandLaw({
        demandMean: demandRate,
        demandDeviation: cv * demandRate,
        leadTimeMean,
      }),
    }));

  it("exact: beats its neighbours and every approximation", () => {
    fc.assert(
      fc.property(problem, (p) => {
        const best = optimalReorderPolicy(p);
        const floor = best.costRate * (1 - 1e-7);
        for (const factor of [0.8, 0.97, 1.03, 1.3]) {
          const q = best.orderUnits * factor;
          expect(reorderCostRate(p, bestReorderPoint(p, q), q)).toBeGreaterThanOrEqual(floor);
          expect(
            reorderCostRate(p, best.reorderPointUnits * factor, best.orderUnits),
          ).toBeGreaterThanOrEqual(floor);
        }
        for (const policy of [backorderLotPolicy(p), safetyStockPolicy(p), lossFunctionPolicy(p)]) {
          expect(policy.costRate).toBeGreaterThanOrEqual(floor);
        }
        // Zheng (1992): the lot with backorders is at most an eighth dearer, and no larger than the best.
        expect(backorderLotPolicy(p).costRate).toBeLessThanOrEqual(best.costRate * 1.125);
        expect(backorderLotPolicy(p).orderUnits).toBeLessThanOrEqual(best.orderUnits * (1 + 1e-7));
      }),
      { numRuns: 50 },
    );
  });

  it("exact: costs the same at r as on average, which is how the best lot is known", () => {
    const p = {
      fixedCost: 8,
      holdingCost: 0.225,
      stockoutCost: 7.5,
      demandRate: 1300,
      leadTimeDemand: leadTimeDemandLaw({
        demandMean: 1300,
        demandDeviation: 150,
        leadTimeMean: 1 / 12,
      }),
    };
    const best = optimalReorderPolicy(p);
    const law = p.leadTimeDemand;
    const at =
      0.225 * leftOver(law, best.reorderPointUnits) + 7.5 * law.short(best.reorderPointUnits);
    expect(at).toBeCloseTo(best.costRate, 6);
  });

  it("in whole units: beats every pair around it", () => {
    fc.assert(
      fc.property(
        positive(20),
        positive(30),
        positive(3),
        positive(40),
        (mean, fixedCost, holdingCost, stockoutCost) => {
          const leadTimeDemand = poissonLaw(mean);
          const p = { fixedCost, holdingCost, stockoutCost, demandRate: mean * 2, leadTimeDemand };
          const best = optimalWholeReorderPolicy(p);
          const rate = (r: number, q: number) => {
            let sum = fixedCost * p.demandRate;
            for (let y = r + 1; y <= r + q; y++) {
              sum +=
                holdingCost * leftOver(leadTimeDemand, y) + stockoutCost * leadTimeDemand.short(y);
            }
            return sum / q;
          };
          expect(rate(best.reorderPointUnits, best.orderUnits)).toBeCloseTo(best.costRate, 8);
          for (let a = -3; a <= 3; a++) {
            for (let b = -4; b <= 4; b++) {
              if (best.orderUnits + b < 1) continue;
              expect(rate(best.reorderPointUnits + a, best.orderUnits + b)).toBeGreaterThanOrEqual(
                best.costRate * (1 - 1e-9),
              );
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("expected shortage: both of its conditions hold, and it says when they cannot", () => {
    const law = normalLaw(576, 30.1);
    const p = {
      fixedCost: 85,
      holdingCost: 0.2143,
      stockoutCost: 40,
      demandRate: 192,
      leadTimeDemand: law,
    };
    const { reorderPointUnits: r, orderUnits: q } = expectedShortagePolicy(p);
    expect(1 - law.cdf(r)).toBeCloseTo((q * 0.2143) / (40 * 192), 9);
    expect(q).toBeCloseTo(Math.sqrt((2 * 192 * (85 + 40 * law.short(r))) / 0.2143), 6);
    expect(() => expectedShortagePolicy({ ...p, stockoutCost: 0.001 })).toThrow(
      /holding costs too much/,
    );
  });

  it("serves the wanted share of demand at once", () => {
    const law = normalLaw(100, 30);
    const r = reorderPointForFillRate(law, 150, 0.97);
    expect(1 - (law.short(r) - law.short(r + 150)) / 150).toBeCloseTo(0.97, 9);
  });

  it("adds the variance of an uncertain lead time", () => {
    const law = leadTimeDemandLaw({
      demandMean: 10,
      demandDeviation: 3,
      leadTimeMean: 4,
      leadTimeDeviation: 2,
    });
    expect([law.mean, law.deviation]).toEqual([40, Math.sqrt(4 * 9 + 100 * 4)]);
  });
});

describe("finite horizon", () => {
  const costs = {
    holdingCost: 1,
    stockoutCost: 9,
    purchaseCost: 2,
    fixedCost: 0,
    terminalHoldingCost: 1,
    terminalStockoutCost: 9,
    discount: 0.95,
    initialUnits: 0,
  };

  it("is the newsvendor in one period", () => {
    const law = poissonLaw(12);
    const plan = finiteHorizonPlan({
      ...costs,
      demand: [law],
      terminalHoldingCost: 0,
      terminalStockoutCost: 0,
    });
    expect(plan.orderUpTo[0]).toBe(law.quantile((9 - 2) / (9 + 1)));
    const s = plan.orderUpTo[0]!;
    expect(plan.cost).toBeCloseTo(2 * s + leftOver(law, s) + 9 * law.short(s), 9);
  });

  it("costs what trying all orders finds, with and without a fixed cost", () => {
    for (const fixedCost of [0, 7]) {
      const demand = [poissonLaw(1), poissonLaw(2), poissonLaw(0.5)];
      const plan = finiteHorizonPlan({ ...costs, fixedCost, demand });
      expect(plan.cost).toBeCloseTo(bestByTrying(demand, { ...costs, fixedCost }, 0, 0), 8);
    }
  });

  it("refuses a discount above 1", () => {
    expect(() => finiteHorizonPlan({ ...costs, demand: [poissonLaw(1)], discount: 1.1 })).toThrow(
      /discount must be in \(0,1\], got 1.1/,
    );
  });
});

type Terms = {
  holdingCost: number;
  stockoutCost: number;
  purchaseCost: number;
  fixedCost: number;
  discount: number;
  terminalHoldingCost: number;
  terminalStockoutCost: number;
};

const memo = new Map<string, number>();

function bestByTrying(
  demand: readonly WholeDemandLaw[],
  terms: Terms,
  t: number,
  stock: number,
): number {
  const { holdingCost, stockoutCost, purchaseCost, fixedCost, discount } = terms;
  if (t === demand.length)
    return stock >= 0 ? terms.terminalHoldingCost * stock : -terms.terminalStockoutCost * stock;
  const key = `${fixedCost}:${t}:${stock}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const law = demand[t]!;
  let best = Infinity;
  for (let y = stock; y <= Math.max(stock, 12); y++) {
    let cost = purchaseCost * (y - stock) + (y > stock ? fixedCost : 0);
    cost += holdingCost * leftOver(law, y) + stockoutCost * law.short(y);
    law.probability.forEach((p, d) => {
      if (p > 1e-12) cost += discount * p * bestByTrying(demand, terms, t + 1, y - d);
    });
    if (cost < best) best = cost;
  }
  memo.set(key, best);
  return best;
}
