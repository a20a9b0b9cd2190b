import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../core/prng.ts";
import {
  approximateOrderWithDisruptions,
  disruptedOrderCostRate,
  economicOrder,
  economicOrderAllUnits,
  economicOrderIncremental,
  economicOrderWithBackorders,
  economicOrderWithDisruptions,
  economicProductionLot,
  type JointInput,
  jointReplenishment,
  jointReplenishmentBound,
  newsvendorAdditiveYield,
  newsvendorShareYield,
  newsvendorWithDisruptions,
  normalLaw,
  orderCostRate,
  powerOfTwoJointReplenishment,
  powerOfTwoOrder,
  quantileLaw,
  silverJointReplenishment,
  uniformLaw,
  wagnerWhitin,
} from "../index.ts";

const cost = fc.double({ min: 0.1, max: 500, noNaN: true });
const steady = fc.record({ fixedCost: cost, holdingCost: cost, demandRate: cost });

describe("economic order quantity", () => {
  it("is cheaper than any other quantity, and half of its cost is holding", () => {
    fc.assert(
      fc.property(steady, fc.double({ min: 0.2, max: 5, noNaN: true }), (demand, factor) => {
        const { orderUnits, costRate } = economicOrder(demand);
        expect(orderCostRate(demand, orderUnits)).toBeCloseTo(costRate, 6);
        expect((demand.holdingCost * orderUnits * 2) / costRate / 2).toBeCloseTo(1, 9);
        expect(orderCostRate(demand, orderUnits * factor)).toBeGreaterThanOrEqual(
          costRate * (1 - 1e-12),
        );
      }),
    );
  });

  it("becomes the plain one as backorders grow dear or goods arrive at once", () => {
    fc.assert(
      fc.property(steady, (demand) => {
        const { orderUnits } = economicOrder(demand);
        const dear = economicOrderWithBackorders({ ...demand, stockoutCost: 1e12 });
        const fast = economicProductionLot({ ...demand, productionRate: 1e15 });
        expect(dear.orderUnits / orderUnits).toBeCloseTo(1, 6);
        expect(fast.orderUnits / orderUnits).toBeCloseTo(1, 6);
      }),
    );
  });

  it("in powers of two costs at most 6.07 % more (Roundy 1985)", () => {
    fc.assert(
      fc.property(steady, cost, (demand, baseTime) => {
        const ratio = powerOfTwoOrder(demand, baseTime).costRate / economicOrder(demand).costRate;
        expect(ratio).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(ratio).toBeLessThanOrEqual((Math.SQRT2 + Math.SQRT1_2) / 2 + 1e-12);
      }),
    );
  });

  it("refuses a production rate that demand outruns", () => {
    const demand = { fixedCost: 1, holdingCost: 1, demandRate: 5 };
    expect(() => economicProductionLot({ ...demand, productionRate: 5 })).toThrow(
      /productionRate must be above demandRate 5, got 5/,
    );
  });
});

describe("quantity discounts", () => {
  const schedule = fc
    .tuple(
      cost,
      cost,
      fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      fc.array(
        fc.tuple(fc.integer({ min: 1, max: 900 }), fc.double({ min: 0.7, max: 0.99, noNaN: true })),
        { maxLength: 4 },
      ),
    )
    .map(([fixedCost, demandRate, holdingCostRate, steps]) => {
      const breakpoints = [0];
      const unitCosts = [10];
      for (const [more, factor] of steps) {
        breakpoints.push(breakpoints[breakpoints.length - 1]! + more);
        unitCosts.push(unitCosts[unitCosts.length - 1]! * factor);
      }
      return { fixedCost, demandRate, holdingCostRate, breakpoints, unitCosts };
    });
  const regionOf = (breakpoints: readonly number[], q: number) =>
    breakpoints.reduce((region, from, j) => (q >= from ? j : region), 0);

  it("no quantity on a fine grid is cheaper, all units or incremental", () => {
    fc.assert(
      fc.property(schedule, (s) => {
        const all = economicOrderAllUnits(s);
        const steps = economicOrderIncremental(s);
        for (let k = 1; k <= 400; k++) {
          const q = 5000 * (k / 400) ** 2;
          const j = regionOf(s.breakpoints, q);
          const unit = s.unitCosts[j]!;
          const rate =
            unit * s.demandRate +
            (s.fixedCost * s.demandRate) / q +
            (s.holdingCostRate * unit * q) / 2;
          expect(rate).toBeGreaterThanOrEqual(all.costRate * (1 - 1e-12));
          let paid = 0;
          for (let r = 0; r <= j; r++) {
            const to = r === j ? q : s.breakpoints[r + 1]!;
            paid += s.unitCosts[r]! * (to - s.breakpoints[r]!);
          }
          const incremental =
            (paid / q) * s.demandRate +
            (s.fixedCost * s.demandRate) / q +
            (s.holdingCostRate * paid) / 2;
          expect(incremental).toBeGreaterThanOrEqual(steps.costRate * (1 - 1e-12));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("supply that fails or arrives in part", () => {
  const supply = {
    fixedCost: 35,
    holdingCost: 4,
    demandRate: 30,
    stockoutCost: 22,
    disruptionRate: 1,
    recoveryRate: 12,
  };

  it("finds the lot of least cost, and the closed form comes near it", () => {
    const best = economicOrderWithDisruptions(supply);
    for (let q = 1; q < 200; q++) {
      expect(disruptedOrderCostRate(supply, q)).toBeGreaterThanOrEqual(best.costRate - 1e-12);
    }
    const near = approximateOrderWithDisruptions(supply);
    expect(near.costRate / best.costRate).toBeCloseTo(1, 4);
  });

  it("costs what a simulated supply costs", () => {
    const q = 24;
    const draws = stream(5, "disruption");
    let time = 0;
    let paid = 0;
    let isUp = true;
    let left = draws.exponential(1 / supply.disruptionRate);
    const pass = (span: number) => {
      let rest = span;
      while (rest > left) {
        rest -= left;
        isUp = !isUp;
        left = draws.exponential(1 / (isUp ? supply.disruptionRate : supply.recoveryRate));
      }
      left -= rest;
    };
    for (let cycle = 0; cycle < 60_000; cycle++) {
      const span = q / supply.demandRate;
      pass(span);
      const wait = isUp ? 0 : left;
      if (!isUp) pass(wait + 1e-12);
      time += span + wait;
      paid += supply.fixedCost + (supply.holdingCost * q * span) / 2;
      paid += supply.stockoutCost * supply.demandRate * wait;
    }
    expect(paid / time / disruptedOrderCostRate(supply, q)).toBeCloseTo(1, 2);
  });

  it("covers whole periods of disruption, at the cost that its chain has", () => {
    const costs = { underage: 3, overage: 0.25 };
    const plan = newsvendorWithDisruptions(2000, 0.04, 0.25, costs);
    const chain = (covered: number) => {
      const up = 0.25 / 0.29;
      let sum = 0;
      for (let n = 0; n < 400; n++) {
        const chance = n === 0 ? up : up * 0.04 * 0.75 ** (n - 1);
        const net = (covered - n) * 2000;
        sum += chance * (net > 0 ? costs.overage * net : -costs.underage * net);
      }
      return sum;
    };
    expect(plan.expectedCost).toBeCloseTo(chain(plan.coveredPeriods), 6);
    for (let n = 0; n < 30; n++) {
      expect(chain(n)).toBeGreaterThanOrEqual(plan.expectedCost - 1e-9);
    }
  });

  it("orders against an uncertain yield what no other order beats", () => {
    const costs = { underage: 5, overage: 1 };
    const extra = uniformLaw(-3, 2);
    const additive = newsvendorAdditiveYield(20, extra, costs);
    const costOf = (s: number) =>
      costs.overage * (s + extra.mean - 20 + extra.short(-1e9) * 0) +
      (costs.overage + costs.underage) *
        Array.from({ length: 2000 }, (_, k) =>
          Math.max(0, 20 - s - extra.quantile((k + 0.5) / 2000)),
        ).reduce((sum, x) => sum + x / 2000, 0);
    expect(costOf(additive.baseStockUnits)).toBeCloseTo(additive.expectedCost, 4);
    const shares = [0.6, 0.8, 0.9, 1];
    const share = newsvendorShareYield(normalLaw(100, 20), shares, costs);
    const full = newsvendorShareYield(normalLaw(100, 20), [1], costs);
    expect(full.baseStockUnits).toBeCloseTo(normalLaw(100, 20).quantile(5 / 6), 6);
    expect(share.baseStockUnits).toBeGreaterThan(full.baseStockUnits);
    expect(share.expectedCost).toBeGreaterThan(full.expectedCost);
    const flat = newsvendorShareYield(quantileLaw([0.5, 0.9], [80, 120]), shares, costs);
    expect(flat.baseStockUnits).toBeGreaterThan(100);
  });
});

describe("lots for known demand (Wagner and Whitin 1958)", () => {
  const periods = fc.array(
    fc.record({
      demand: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
      fixedCost: fc.integer({ min: 0, max: 90 }),
      holdingCost: fc.integer({ min: 0, max: 5 }),
      purchaseCost: fc.integer({ min: 0, max: 6 }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it("costs what trying every set of order periods finds, and its orders add up to that cost", () => {
    fc.assert(
      fc.property(periods, (rows) => {
        const of = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
        const input = {
          demand: of("demand"),
          fixedCost: of("fixedCost"),
          holdingCost: of("holdingCost"),
          purchaseCost: of("purchaseCost"),
        };
        const plan = wagnerWhitin(input);
        expect(costOfOrders(rows, [...plan.orderUnits])).toBeCloseTo(plan.cost, 9);
        let best = Infinity;
        for (let set = 0; set < 2 ** rows.length; set++) {
          const orders = rows.map(() => 0);
          let last = -1;
          rows.forEach((row, t) => {
            if (set & (1 << t)) last = t;
            if (last >= 0) orders[last]! += row.demand;
            else if (row.demand > 0) orders[0] = Number.NaN;
          });
          const total = costOfOrders(rows, orders);
          if (total < best) best = total;
        }
        expect(plan.cost).toBeCloseTo(best, 9);
      }),
    );
  });

  it("refuses a list of another length and negative demand", () => {
    expect(() => wagnerWhitin({ demand: [1, 2], fixedCost: [1], holdingCost: 1 })).toThrow(
      /fixedCost must have 2 values, got 1/,
    );
    expect(() => wagnerWhitin({ demand: [1, -2], fixedCost: 1, holdingCost: 1 })).toThrow(
      /demand of period 1 must be finite and at least 0, got -2/,
    );
  });
});

function costOfOrders(
  rows: readonly { demand: number; fixedCost: number; holdingCost: number; purchaseCost: number }[],
  orders: readonly number[],
): number {
  let stock = 0;
  let total = 0;
  rows.forEach((row, t) => {
    stock += orders[t]! - row.demand;
    if (orders[t]! > 0) total += row.fixedCost + row.purchaseCost * orders[t]!;
    total += row.holdingCost * stock;
  });
  return total;
}

describe("joint replenishment of one supplier", () => {
  const input = fc
    .tuple(cost, fc.array(fc.tuple(cost, cost, cost), { minLength: 1, maxLength: 4 }))
    .map(
      ([sharedFixedCost, products]): JointInput => ({
        sharedFixedCost,
        fixedCost: products.map(([k]) => k),
        holdingCost: products.map(([, h]) => h),
        demandRate: products.map(([, , d]) => d),
      }),
    );
  const costAt = (problem: JointInput, multiples: readonly number[]) => {
    let orders = problem.sharedFixedCost;
    let holding = 0;
    multiples.forEach((m, i) => {
      orders += problem.fixedCost[i]! / m;
      holding += (problem.holdingCost[i]! * problem.demandRate[i]! * m) / 2;
    });
    return 2 * Math.sqrt(orders * holding);
  };

  it("is cheaper than all multiples up to 6, than Silver's rule and than powers of two; above the bound", () => {
    fc.assert(
      fc.property(input, (problem) => {
        const best = jointReplenishment(problem);
        const silver = silverJointReplenishment(problem);
        const power = powerOfTwoJointReplenishment(problem);
        const n = problem.fixedCost.length;
        for (let code = 0; code < 6 ** n; code++) {
          const multiples = Array.from(
            { length: n },
            (_, i) => (Math.floor(code / 6 ** i) % 6) + 1,
          );
          expect(best.costRate).toBeLessThanOrEqual(costAt(problem, multiples) * (1 + 1e-12));
        }
        expect(best.isProved).toBe(true);
        expect(best.costRate).toBeLessThanOrEqual(silver.costRate * (1 + 1e-12));
        expect(best.costRate).toBeLessThanOrEqual(power.costRate * (1 + 1e-12));
        const bound = jointReplenishmentBound(problem);
        expect(bound).toBeLessThanOrEqual(best.costRate * (1 + 1e-12));
        expect(power.costRate).toBeLessThanOrEqual(bound * 1.0607);
        expect(costAt(problem, [...best.multiple])).toBeCloseTo(best.costRate, 6);
      }),
      { numRuns: 60 },
    );
  });

  it("proves its best where one product is ordered a hundred thousand times less often than another", () => {
    const best = jointReplenishment({
      sharedFixedCost: 0.1,
      fixedCost: [0.1, 315.5, 61.8],
      holdingCost: [370.9, 0.1, 0.1],
      demandRate: [500, 0.1, 0.1],
    });
    expect(best.isProved).toBe(true);
    expect(Math.max(...best.multiple)).toBeGreaterThan(100_000);
  });

  it("scales with the currency and refuses products without demand", () => {
    const problem = {
      sharedFixedCost: 40,
      fixedCost: [15, 15],
      holdingCost: [0.24, 0.24],
      demandRate: [86_000, 1_400],
    };
    const scaled = jointReplenishment({
      ...problem,
      sharedFixedCost: 4000,
      fixedCost: [1500, 1500],
      holdingCost: [24, 24],
    });
    expect(scaled.costRate / jointReplenishment(problem).costRate).toBeCloseTo(100, 9);
    expect(() => jointReplenishment({ ...problem, demandRate: [5, 0] })).toThrow(
      /demand rate 1 must be finite and above 0, got 0/,
    );
  });
});
