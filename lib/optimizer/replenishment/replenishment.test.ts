import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activeSlice, evaluateOne, replay } from "../decision/index.ts";
import {
  defaultReplenishmentPolicy,
  ladderPrice,
  planReplenishment,
  priceSpace,
  replenishmentColumns,
  replenishmentDefinition,
  surfaceLevelsMillionths,
  validateReplenishmentPolicy,
} from "./index.ts";
import {
  at,
  factsOf,
  plan,
  type Sku,
  sku,
  skus,
  surfaceOf,
  unlimited,
  volume,
  z,
} from "./testing/sku-plan.ts";

describe("the advised quantity of one SKU", () => {
  it("adds up from mean demand, demand safety, lead-time safety and capacity to the base stock", () => {
    const result = plan([sku]);
    expect(at(result, "marginMicros")).toBe(10_000_000);
    // 8.00 * 25 % * 13/52 + 13 weeks of floor(6,360 * 1.5) micros storage.
    expect(at(result, "overageMicros")).toBe(500_000 + 13 * 9_540);
    expect(at(result, "criticalRatio")).toBe(Math.floor(1e13 / 10_624_020));
    expect(at(result, "protectionDays")).toBe(21);
    expect(at(result, "meanDemand")).toBe(120_000);
    expect(at(result, "capacityCorrection")).toBe(0);
    const terms = ["meanDemand", "demandSafety", "leadTimeSafety", "capacityCorrection"];
    const total = terms.reduce((sum, id) => sum + at(result, id), 0);
    expect(at(result, "baseStock")).toBe(total);
    expect(at(result, "baseStock")).toBe(at(result, "pricedDemand"));
    expect(at(result, "positionUnits")).toBe(55);
    expect(at(result, "orderUnits")).toBe(Math.ceil(total / 1000) - 55);
    expect(at(result, "advisedUnits")).toBe(12 * Math.floor(at(result, "orderUnits") / 12 + 0.5));
    expect(at(result, "packRounding")).toBe(at(result, "advisedUnits") - at(result, "orderUnits"));
  });

  it("advises nothing for a discontinued SKU, and what a person decided when they did", () => {
    const decided = { ...sku, hasOverride: 1, overrideUnits: 17 };
    const { advised } = plan([{ ...sku, isDiscontinued: 1 }, decided]);
    expect([...advised]).toEqual([0, 17]);
  });

  it("rounds to the nearest pack, half up, and sends a first pack to an empty shelf", () => {
    const calm = { ...sku, variation: 0, leadTimeDays: 7, leadTimeSafetyDays: 0 };
    const needing = (units: number, more: Partial<Sku> = {}): Sku => ({
      ...calm,
      weeklyMilliUnits: 50_000,
      transferUnits: 0,
      inboundUnits: 0,
      committedUnits: 0,
      onHandUnits: 100 - units,
      ...more,
    });
    const empty = { weeklyMilliUnits: 1_500, onHandUnits: 0 };
    const { advised } = plan([
      needing(17),
      needing(18),
      needing(5),
      needing(3, empty),
      needing(17, { minimumUnits: 30 }),
      needing(5, { minimumUnits: 30 }),
    ]);
    expect([...advised]).toEqual([12, 24, 0, 12, 36, 0]);
  });

  it("assumes cost and fee as shares of the price, and covers the least service without a price", () => {
    const unknown = { unitCostMicros: Number.NaN, unitFeeMicros: Number.NaN };
    const result = plan([
      { ...sku, ...unknown, priceMicros: 20_000_000 },
      { ...sku, ...unknown, priceMicros: Number.NaN },
    ]);
    expect(at(result, "unitCostMicros")).toBe(8_000_000);
    expect(at(result, "unitFeeMicros")).toBe(6_000_000);
    expect(at(result, "criticalRatio", 1)).toBe(800_000);
  });

  it("shows the base stock as what binds while there is a gap, and the way to zero as the next", () => {
    const result = plan([sku]);
    const node = Float64Array.from(replenishmentDefinition.nodes, ({ id }) => at(result, id));
    const slice = activeSlice(replenishmentDefinition, node);
    expect(slice.binding).toEqual({ id: "baseStock", at: "orderUnits" });
    expect(slice.steps.map(({ id }) => id)).not.toContain("overrideUnits");
  });
});

describe("pricing space", () => {
  const worlds = fc.record({
    list: fc.array(skus, { minLength: 1, maxLength: 10 }),
    limits: fc.array(fc.integer({ min: 0, max: 2e10 }), { minLength: 3, maxLength: 3 }),
    usableMm3: fc.integer({ min: 0, max: 4e10 }),
  });
  const spacesOf = (limits: readonly number[]) =>
    limits.map((limitMm3) => ({ limitMm3, usedMm3: 0 }));

  it("fits every account's limit and the network's pool, packs and minimum lots included", () => {
    fc.assert(
      fc.property(worlds, ({ list, limits, usableMm3 }) => {
        const result = plan(list, spacesOf(limits), usableMm3);
        expect(volume(result, () => true)).toBeLessThanOrEqual(usableMm3);
        limits.forEach((limitMm3, k) => {
          const used = volume(result, (row) => list[row]!.space === k);
          expect(used).toBeLessThanOrEqual(limitMm3);
          expect(result.sigma.spaces[k]!.advisedMm3).toBe(used);
          expect(result.sigma.spaces[k]!.status).not.toBe("infeasible");
        });
        expect(result.sigma.pools[0]!.advisedMm3).toBe(volume(result, () => true));
        expect(replay(replenishmentDefinition, result.columns, result.columns)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it("charges no price where everything fits, and no more than one step too much where it does not", () => {
    fc.assert(
      fc.property(worlds, ({ list, limits, usableMm3 }) => {
        const { sigma } = plan(list, spacesOf(limits), usableMm3);
        for (const price of [...sigma.pools, ...sigma.spaces]) {
          if (price.priceMicrosPerDm3Week === 0) expect(price.status).toBe("slack");
          else expect(price.nextAdvisedMm3).toBeGreaterThan(price.availableMm3!);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("gives no SKU of an account less when its limit rises, also when the network is full", () => {
    fc.assert(
      fc.property(
        worlds,
        fc.integer({ min: 1, max: 1e10 }),
        ({ list, limits, usableMm3 }, more) => {
          const before = plan(list, spacesOf(limits), usableMm3);
          const raised = limits.map((limitMm3, k) => (k === 0 ? limitMm3 + more : limitMm3));
          const after = plan(list, spacesOf(raised), usableMm3);
          list.forEach(({ space }, row) => {
            if (space === 0)
              expect(after.advised[row]).toBeGreaterThanOrEqual(before.advised[row]!);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gives the space to what earns most per volume and week", () => {
    const bulky = { ...sku, unitVolumeMm3: 30_000_000, casePackUnits: 1 };
    const small = { ...sku, unitVolumeMm3: 300_000, casePackUnits: 1 };
    const free = plan([bulky, small]);
    const half = Math.floor(volume(free, () => true) / 2);
    const tight = plan([bulky, small], [{ limitMm3: half, usedMm3: 0 }]);
    expect(tight.sigma.spaces[0]!.status).toBe("binding");
    expect(at(tight, "capacityCorrection", 0)).toBeLessThan(0);
    expect(tight.advised[0]! / free.advised[0]!).toBeLessThan(0.6);
    expect(tight.advised[1]! / free.advised[1]!).toBeGreaterThan(0.95);
  });

  it("says so when what a person decided does not fit, and keeps it", () => {
    const decided = { ...sku, hasOverride: 1, overrideUnits: 100 };
    const { advised, sigma } = plan([decided, sku], [{ limitMm3: 1e8, usedMm3: 0 }]);
    expect([...advised]).toEqual([100, 0]);
    expect(sigma.spaces[0]!.status).toBe("infeasible");
  });

  it("can be re-run on leaves mixed from two runs: the stock of one, everything else of the other", () => {
    fc.assert(
      fc.property(worlds, fc.nat({ max: 200 }), ({ list, limits, usableMm3 }, more) => {
        const spaces = spacesOf(limits);
        const before = plan(list, spaces, usableMm3);
        const stocked = list.map((each) => ({ ...each, onHandUnits: each.onHandUnits + more }));
        const after = plan(stocked, spaces, usableMm3);
        const { onHandUnits } = after.columns.column;
        const mixed = {
          count: list.length,
          column: { ...before.columns.column, onHandUnits: onHandUnits! },
        };
        const priced = priceSpace({
          columns: mixed,
          poolOfRow: new Uint8Array(list.length),
          spaceOfRow: list.map(({ space }) => space),
          pools: [{ storageType: "standard", usableMm3, usedMm3: 0 }],
          spaces,
        });
        expect(priced.values).toEqual(after.columns);
        expect(priced.poolPrices).toEqual(after.sigma.pools);
      }),
      { numRuns: 50 },
    );
  });

  it("has a ladder of strictly rising integer prices", () => {
    let isRising = true;
    for (let k = 1; k <= 25 * 4096; k++) {
      const [before, price] = [ladderPrice(k - 1), ladderPrice(k)];
      isRising &&= Number.isSafeInteger(price) && price > before && price <= before * 1.0003 + 1;
    }
    expect(isRising).toBe(true);
    expect(ladderPrice(25 * 4096)).toBe(4096 * 2 ** 24);
  });
});

describe("levers", () => {
  const levers = replenishmentDefinition.nodes.flatMap((node) =>
    node.kind === "leaf" && node.lever ? [{ id: node.id, ...node.lever }] : [],
  );
  const values = new Float64Array(replenishmentDefinition.nodes.length);

  it.each(levers)(
    "raising $id never moves the advice against its direction",
    ({ id, direction }) => {
      const price = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1e7 }));
      fc.assert(
        fc.property(skus, price, fc.integer({ min: 1, max: 60 }), (each, micros, amount) => {
          const columns = replenishmentColumns(
            factsOf([each]),
            surfaceOf([each]),
            defaultReplenishmentPolicy,
          );
          const leaves = Float64Array.from(
            replenishmentDefinition.nodes.slice(0, replenishmentDefinition.leafCount),
            (node) =>
              columns.column[node.id]?.[0] ?? (node.id === "budgetPriceMillionths" ? 0 : micros),
          );
          const before = evaluateOne(replenishmentDefinition, leaves, values);
          leaves[replenishmentDefinition.indexOf.get(id)!]! += amount;
          const after = evaluateOne(replenishmentDefinition, leaves, values);
          expect((after - before) * direction).toBeGreaterThanOrEqual(0);
        }),
        { numRuns: 500 },
      );
    },
  );

  it("covers lead time and stock", () => {
    expect(levers.map(({ id, direction }) => [id, direction])).toEqual([
      ["leadTimeDays", 1],
      ["leadTimeSafetyDays", 1],
      ["onHandUnits", -1],
      ["transferUnits", -1],
      ["inboundUnits", -1],
      ["committedUnits", 1],
    ]);
  });

  it("scales: money times k leaves every advice as it is", () => {
    fc.assert(
      fc.property(skus, fc.integer({ min: 2, max: 9 }), (each, k) => {
        const policy = { ...defaultReplenishmentPolicy, storageFeeMicrosPerDm3Week: 0 };
        const run = (one: Sku) =>
          planReplenishment({
            facts: factsOf([one]),
            demand: surfaceOf([one]),
            poolOfRow: [0],
            spaceOfRow: [0],
            pools: [{ storageType: "standard", usableMm3: 1e15, usedMm3: 0 }],
            spaces: unlimited,
            policy,
          });
        const times = (factor: number) => ({
          ...each,
          unitCostMicros: factor * 5_200_000,
          unitFeeMicros: factor * 1_000_000,
          priceMicros: factor * 9_000_000,
        });
        expect([...run(times(k)).advised]).toEqual([...run(times(1)).advised]);
      }),
    );
  });
});

describe("inputs", () => {
  it("are never changed", () => {
    const facts = factsOf([sku]);
    const demand = surfaceOf([sku]);
    const before = structuredClone({ facts, demand });
    replenishmentColumns(facts, demand, defaultReplenishmentPolicy);
    expect({ facts, demand }).toEqual(before);
  });

  it("are refused when a surface is too short or a policy is unsound", () => {
    const short = { meanMilliUnits: new Float64Array(7), quantileMilliUnits: new Float64Array(48) };
    expect(() => replenishmentColumns(factsOf([sku]), short, defaultReplenishmentPolicy)).toThrow(
      /need 49 quantiles/,
    );
    const unsound = { ...defaultReplenishmentPolicy, minimumServiceMillionths: 990_000 };
    expect(validateReplenishmentPolicy(unsound).map(({ field }) => field)).toEqual([
      "minimumServiceMillionths",
      "minimumServiceMillionths",
    ]);
    expect(validateReplenishmentPolicy(defaultReplenishmentPolicy)).toEqual([]);
    expect(surfaceLevelsMillionths).toHaveLength(z.length);
  });
});
