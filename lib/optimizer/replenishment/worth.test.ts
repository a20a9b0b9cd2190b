import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Columns, readLeaves } from "../decision/index.ts";
import { explainChange, explainLevel } from "../explanation/index.ts";
import {
  defaultReplenishmentPolicy,
  overrideEffect,
  planReplenishment,
  quantileLaw,
  type ReplenishmentPolicy,
  replenishmentDefinition,
  replenishmentFactLeaves,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "./index.ts";

type Facts = Record<(typeof replenishmentFactLeaves)[number], number>;

const base: Facts = {
  leadTimeDays: 14,
  leadTimeSafetyDays: 5,
  onHandUnits: 60,
  transferUnits: 0,
  inboundUnits: 0,
  committedUnits: 0,
  priceMicros: 25_000_000,
  unitCostMicros: 8_000_000,
  unitFeeMicros: 7_000_000,
  unitVolumeMm3: 1_500_000,
  casePackUnits: 1,
  minimumUnits: 0,
  isDiscontinued: 0,
  hasOverride: 0,
  overrideUnits: 0,
  ownReviewDays: 0,
};
const z = [0, 0.2533, 0.5244, 0.8416, 1.2816, 1.6449, 2.0537];

interface Product extends Facts {
  readonly weekly: number;
}

function plan(
  products: readonly Product[],
  rules: Partial<ReplenishmentPolicy> = {},
  budget?: number,
) {
  const column: Record<string, Float64Array> = {};
  for (const id of replenishmentFactLeaves) column[id] = Float64Array.from(products, (p) => p[id]);
  const facts: Columns = { count: products.length, column };
  return planReplenishment({
    facts,
    demand: {
      meanMilliUnits: Float64Array.from(
        products.flatMap(({ weekly }) => surfaceWeeks.map((w) => w * weekly)),
      ),
      quantileMilliUnits: Float64Array.from(
        products.flatMap(({ weekly }) =>
          surfaceWeeks.flatMap((w) =>
            z.map((deviate) => Math.round(weekly * (w + 0.5 * deviate * Math.sqrt(w)))),
          ),
        ),
      ),
    },
    poolOfRow: products.map(() => 0),
    spaceOfRow: products.map(() => 0),
    pools: [{ storageType: "standard", usableMm3: 1e15, usedMm3: 0 }],
    spaces: [{ limitMm3: null, usedMm3: 0 }],
    ...(budget === undefined
      ? {}
      : { budgetOfRow: products.map(() => 0), budgets: [{ availableMicros: budget }] }),
    policy: { ...defaultReplenishmentPolicy, minimumServiceMillionths: 0, ...rules },
  });
}
const at = ({ columns }: ReturnType<typeof plan>, id: string, row = 0) => columns.column[id]![row]!;

const product: fc.Arbitrary<Product> = fc
  .record({
    weekly: fc.integer({ min: 500, max: 90_000 }),
    onHandUnits: fc.nat({ max: 300 }),
    priceMicros: fc.integer({ min: 12e6, max: 60e6 }),
    unitCostMicros: fc.integer({ min: 1e6, max: 9e6 }),
  })
  .map((some) => ({ ...base, unitFeeMicros: 1_000_000, ...some }));

describe("what a stock is worth", () => {
  it("is the profit and the cover of a law that is linear between the levels", () => {
    fc.assert(
      fc.property(product, fc.nat({ max: 700 }), (each, overrideUnits) => {
        const result = plan([{ ...each, hasOverride: 1, overrideUnits }]);
        const levels = surfaceLevelsMillionths.map((level) => level / 1e6);
        const demand = surfaceLevelsMillionths.map(
          (level) => at(result, `demand_l${level / 1e4}`) / 1000,
        );
        const law = quantileLaw(levels, demand);
        const stock = at(result, "stockAfterUnits");
        const sales = law.mean - law.short(stock);
        expect(at(result, "expectedSales") / 1000).toBeCloseTo(sales, 2);
        const money =
          at(result, "marginMicros") * sales - at(result, "overageMicros") * (stock - sales);
        expect(Math.abs(at(result, "expectedProfitMicros") - money)).toBeLessThan(1e5);
        const covered = Math.min(0.98, law.cdf(stock));
        expect(at(result, "coveredShare") / 1e6).toBeCloseTo(covered, 4);
      }),
    );
  });

  it("is highest at the planned stock: no quantity by hand earns more, but for whole units and the top level", () => {
    fc.assert(
      fc.property(product, fc.nat({ max: 900 }), (each, overrideUnits) => {
        const empty = { ...each, onHandUnits: 0 };
        const planned = plan([empty]);
        const byHand = plan([{ ...empty, hasOverride: 1, overrideUnits }]);
        // A unit is the smallest step: its margin is the most that rounding can hide.
        const slack = at(planned, "marginMicros") + at(planned, "overageMicros");
        expect(at(byHand, "expectedProfitMicros")).toBeLessThanOrEqual(
          at(planned, "expectedProfitMicros") + slack,
        );
      }),
    );
  });
});

describe("which products to carry", () => {
  const poor = { ...base, weekly: 300, priceMicros: 15_400_000 };
  const good = { ...base, weekly: 20_000 };
  const rule = { carryCostMicrosPerWeek: 2_000_000 };

  it("tells what earns its keep, and what the other choice would lose", () => {
    const result = plan([poor, good], rule);
    expect([at(result, "isWorthCarrying"), at(result, "isWorthCarrying", 1)]).toEqual([0, 1]);
    const gain = at(result, "carryProfitMicros") - at(result, "carryCostMicros");
    expect(gain).toBeLessThan(0);
    expect(at(result, "carryRegretMicros")).toBe(-gain);
    expect(at(result, "isStopped")).toBe(0);
  });

  it("sends nothing of what does not, only where the rules say so; never without a known price", () => {
    const rules = { ...rule, stopsUnprofitable: 1 };
    const short = { onHandUnits: 0 };
    const unknown = { ...poor, ...short, priceMicros: Number.NaN };
    const told = plan([{ ...poor, ...short }, { ...good, ...short }, unknown], {
      ...rules,
      minimumServiceMillionths: 800_000,
    });
    expect(told.advised[0]).toBe(0);
    expect(at(told, "lotUnits")).toBeGreaterThan(0);
    expect(at(told, "notSent")).toBe(-at(told, "lotUnits"));
    expect(told.advised[1]).toBeGreaterThan(0);
    expect(told.advised[2]).toBeGreaterThan(0);
    expect(at(told, "carryRegretMicros", 2)).toBe(0);
  });
});

describe("a budget", () => {
  const spent = (result: ReturnType<typeof plan>) =>
    result.advised.reduce((sum, units, row) => sum + units * at(result, "unitCostMicros", row), 0);

  it("is kept, at the lowest price of money, and gives no product less when it rises", () => {
    fc.assert(
      fc.property(
        fc.array(product, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 3e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        (products, budget, more) => {
          const free = plan(products);
          const kept = plan(products, {}, budget);
          const raised = plan(products, {}, budget + more);
          const price = kept.sigma.budgets[0]!;
          expect(spent(kept)).toBeLessThanOrEqual(budget);
          expect(price.spentMicros).toBe(spent(kept));
          if (spent(free) <= budget)
            expect(price).toMatchObject({ priceMillionths: 0, status: "slack" });
          else expect(price.status).toBe("binding");
          products.forEach((_, row) => {
            expect(raised.advised[row]!).toBeGreaterThanOrEqual(kept.advised[row]!);
          });
        },
      ),
    );
  });

  it("gives the money to what earns most per money", () => {
    const dear = {
      ...base,
      weekly: 40_000,
      onHandUnits: 0,
      unitCostMicros: 16_000_000,
      unitFeeMicros: 0,
    };
    const cheap = {
      ...base,
      weekly: 40_000,
      onHandUnits: 0,
      unitCostMicros: 2_000_000,
      unitFeeMicros: 0,
    };
    const free = plan([dear, cheap]);
    const kept = plan([dear, cheap], {}, Math.floor(spent(free) / 2));
    expect(kept.advised[0]! / free.advised[0]!).toBeLessThan(0.5);
    expect(kept.advised[1]! / free.advised[1]!).toBeGreaterThan(0.85);
  });
});

describe("an override's price", () => {
  it("is the difference of the two decisions, and nothing where it is the plan", () => {
    fc.assert(
      fc.property(product, fc.nat({ max: 500 }), (each, units) => {
        const planned = plan([each]);
        const byHand = plan([{ ...each, hasOverride: 1, overrideUnits: units }]);
        const effect = overrideEffect(planned.columns, 0, units);
        expect(effect).toEqual({
          plannedUnits: at(planned, "advisedUnits"),
          profitChangeMicros:
            at(byHand, "expectedProfitMicros") - at(planned, "expectedProfitMicros"),
          spaceChangeMm3: at(byHand, "advisedMm3") - at(planned, "advisedMm3"),
          plannedCoverMillionths: at(planned, "coveredShare"),
          coverMillionths: at(byHand, "coveredShare"),
        });
        expect(overrideEffect(byHand.columns, 0, units)).toEqual(effect);
        const same = overrideEffect(planned.columns, 0, at(planned, "advisedUnits"));
        expect([same.profitChangeMicros, same.spaceChangeMm3]).toEqual([0, 0]);
      }),
    );
  });

  it("is the one cause where nothing else changed, and what sets the quantity", () => {
    const from = plan([{ ...base, weekly: 20_000 }]);
    const to = plan([{ ...base, weekly: 20_000, hasOverride: 1, overrideUnits: 7 }]);
    const [before, after] = [from, to].map(({ columns }) => {
      const leaves = new Float64Array(replenishmentDefinition.leafCount);
      readLeaves(replenishmentDefinition, columns, 0, leaves);
      return leaves;
    });
    const change = explainChange(replenishmentDefinition, before!, after!);
    const moved = change.drivers.filter(({ amount }) => amount !== 0);
    expect(moved.map(({ group, owner, amount }) => [group, owner, amount])).toEqual([
      ["override", "seller", 7 - from.advised[0]!],
    ]);
    expect(explainLevel(replenishmentDefinition, after!).binding?.id).toBe("overrideUnits");
  });

  it("is not told without a price, and refuses what is no quantity", () => {
    const unknown = plan([{ ...base, weekly: 20_000, priceMicros: Number.NaN }]);
    expect(overrideEffect(unknown.columns, 0, 5).profitChangeMicros).toBeNull();
    expect(() => overrideEffect(unknown.columns, 0, -1)).toThrow(/at least 0, got -1/);
  });
});
