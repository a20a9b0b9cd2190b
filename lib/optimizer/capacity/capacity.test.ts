import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activeSlice, type Columns, evaluateOne, replay } from "../decision/index.ts";
import {
  type CapacityPolicy,
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  defaultCapacityPolicy,
  MAX_WATER_LEVEL_MILLI_WEEKS,
  planLimits,
  priceCapacity,
} from "./index.ts";

type Facts = Record<(typeof capacityFactLeaves)[number], number>;

const FOOT = 28_316_847;
const account: Facts = {
  shippedWeeklyMm3: 40 * FOOT,
  forecastWeeklyMm3: 45 * FOOT,
  newSelectionMm3: 20 * FOOT,
  declaredMm3: 0,
  declaredWeightMillionths: 0,
  sellThroughMillionths: 2_000_000,
  excessShareMillionths: 100_000,
  strandedShareMillionths: 10_000,
  inStockShareMillionths: 900_000,
  onHandMm3: 500 * FOOT,
  openShipmentsMm3: 60 * FOOT,
  grantedMm3: 0,
  previousLimitMm3: 1000 * FOOT,
  lastEstimateMm3: 950 * FOOT,
  confirmedMm3: 0,
  isIndividual: 0,
};

function factColumns(rows: readonly Facts[]): Columns {
  const column: Record<string, Float64Array> = {};
  for (const id of capacityFactLeaves) column[id] = Float64Array.from(rows, (row) => row[id]);
  return { count: rows.length, column };
}

/** Limits add up to 1.15 pools, however they are used: what these tests are about is how the pool is shared. */
const fixedPolicy: CapacityPolicy = {
  ...defaultCapacityPolicy,
  overbooking: { ...defaultCapacityPolicy.overbooking, chanceMillionths: 0 },
};

function plan(rows: readonly Facts[], usableMm3: number, policy = fixedPolicy) {
  const pools = [{ storageType: "standard", monthAhead: 1, usableMm3 }] as const;
  const poolOfRow = new Uint8Array(rows.length);
  return planLimits({ facts: factColumns(rows), poolOfRow, pools, policy });
}

const feet = fc
  .integer({ min: 0, max: 3000 })
  .map((cubicFeet) => cubicFeet * FOOT + (cubicFeet % 7));
const someFeet = feet.map((mm3) => Math.floor(mm3 / 8));
const share = fc.integer({ min: 0, max: 1_000_000 });
const facts: fc.Arbitrary<Facts> = fc.record({
  shippedWeeklyMm3: feet,
  forecastWeeklyMm3: feet,
  newSelectionMm3: feet,
  declaredMm3: fc.oneof(fc.constant(0), someFeet),
  declaredWeightMillionths: share,
  sellThroughMillionths: fc.oneof(share, fc.constant(Number.NaN)),
  excessShareMillionths: share,
  strandedShareMillionths: share,
  inStockShareMillionths: fc.oneof(share, fc.constant(Number.NaN)),
  onHandMm3: someFeet,
  openShipmentsMm3: someFeet,
  grantedMm3: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: someFeet },
  ),
  previousLimitMm3: fc.oneof(feet, fc.constant(0)),
  lastEstimateMm3: fc.oneof(feet, fc.constant(0)),
  confirmedMm3: fc.oneof(someFeet, fc.constant(0)),
  isIndividual: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(1) },
  ),
});
// Pools from far too small for the guarantees to more than anybody needs.
const worlds = fc
  .record({
    rows: fc.array(facts, { minLength: 1, maxLength: 12 }),
    usablePercent: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ rows, usablePercent }) => {
    const soft = rows.map((row) => Math.max(row.previousLimitMm3, row.lastEstimateMm3, FOOT));
    const usableMm3 = Math.floor((soft.reduce((sum, mm3) => sum + mm3, 0) * usablePercent) / 200);
    return { rows, usableMm3 };
  });

describe("the capacity limit of one account", () => {
  const slice = (rows: readonly Facts[], usableMm3: number, row = 0) => {
    const { columns } = plan(rows, usableMm3);
    const node = Float64Array.from(capacityDefinition.nodes, ({ id }) => columns.column[id]![row]!);
    return { columns, slice: activeSlice(capacityDefinition, node) };
  };

  it("is its need when space is plenty, with every step as the formula says (worked by hand)", () => {
    const grown = { ...account, previousLimitMm3: 0 };
    const { columns, slice: why } = slice([grown], 1e6 * FOOT);
    const at = (id: string) => columns.column[id]![0]!;
    // Range 0.7 of efficiency: 0.35 * 0.6 + 0.25 * 0.75 + 0.1 * 0.9 + 0.3 * 0.789473 of it, on top of 0.6.
    expect(at("sellThroughEfficiency")).toBe(147_000);
    expect(at("excessEfficiency")).toBe(131_250);
    expect(at("strandedEfficiency")).toBe(63_000);
    expect(at("inStockEfficiency")).toBe(165_789);
    expect(at("efficiency")).toBe(1_107_039);
    expect(at("coverVolume")).toBe((45 * 26 + 20) * FOOT);
    expect(at("need")).toBe(Math.floor((1190 * FOOT * 1_107_039) / 1e6));
    expect(at("announced")).toBe(1317 * FOOT);
    expect(why.binding?.id).toBe("need");
  });

  it("grows by no more than the smoothing share of the limit before", () => {
    const { columns, slice: why } = slice([account], 1e6 * FOOT);
    expect(columns.column.announced![0]).toBe(1250 * FOOT);
    expect(why.binding?.id).toBe("growthCap");
  });

  it("is the fair share when the pool is scarce: the same weeks of weighted sales for all", () => {
    const fresh = { ...account, previousLimitMm3: 0, lastEstimateMm3: 0 };
    const double = {
      ...fresh,
      shippedWeeklyMm3: 80 * FOOT,
      forecastWeeklyMm3: 90 * FOOT,
    };
    const { columns, slice: why } = slice([fresh, double], 2000 * FOOT);
    const [one, two] = columns.column.announced!;
    expect(why.binding?.id).toBe("fairShare");
    expect(Math.abs(two! - 2 * one!)).toBeLessThanOrEqual(2 * FOOT);
    expect(one! + two!).toBeGreaterThan(2298 * FOOT);
  });

  it("lies above the base limit by exactly the space won, which no guarantee counts again", () => {
    const won = { ...account, grantedMm3: 200 * FOOT };
    const { columns } = slice([won], 1e6 * FOOT);
    expect(columns.column.baseLimit![0]).toBe(1250 * FOOT);
    expect(columns.column.announced![0]).toBe(1450 * FOOT);
    // All of the 1450 in use: the base need only cover what lies beyond the 200 won.
    const full = { ...won, onHandMm3: 1400 * FOOT, openShipmentsMm3: 50 * FOOT };
    expect(slice([full], 0).columns.column.announced![0]).toBe(1450 * FOOT);
    const { sigma } = plan([full, account], 0);
    expect(sigma[0]!.certificate.limitSumMm3).toBe((1450 + 560) * FOOT);
  });

  it("holds what was declared ahead as far as record and cap let it, past the monthly growth too", () => {
    const said = { ...account, declaredMm3: 200 * FOOT, declaredWeightMillionths: 600_000 };
    const { columns } = slice([said], 1e6 * FOOT);
    const at = (id: string) => columns.column[id]![0]!;
    expect(at("declaredExtra")).toBe(120 * FOOT);
    expect(at("need")).toBe(at("forecastNeed") + 120 * FOOT);
    expect(at("announced")).toBe((1250 + 120) * FOOT);
    const wild = { ...said, declaredMm3: 90_000 * FOOT };
    const capped = slice([wild], 1e6 * FOOT).columns.column;
    expect(capped.declaredExtra![0]).toBe(Math.floor(capped.forecastNeed![0]! / 2));
    const launch = { ...said, forecastWeeklyMm3: 0, newSelectionMm3: 0 };
    expect(slice([launch], 1e6 * FOOT).columns.column.declaredExtra![0]).toBe(25 * FOOT);
  });

  it("gives space won to an individual account too", () => {
    const won = { ...account, isIndividual: 1, grantedMm3: 5 * FOOT };
    expect(slice([won], 1e6 * FOOT).columns.column.announced![0]).toBe(20 * FOOT);
  });

  it("is the published figure for an individual account", () => {
    const { columns, slice: why } = slice([{ ...account, isIndividual: 1 }], 1e6 * FOOT);
    expect(columns.column.announced![0]).toBe(15 * FOOT);
    expect(why.binding?.id).toBe("individualLimitMm3");
  });
});

describe("pricing the pools", () => {
  it("stays within the pool, and one level or ration share more would not", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(worlds, ({ rows, usableMm3 }) => {
        const { columns, limits, sigma, pools } = plan(rows, usableMm3);
        const { waterLevelMilliWeeks, rationShareMillionths, certificate } = sigma[0]!;
        met.add(certificate.status);
        const sum = limits.reduce((a, b) => a + b, 0);
        expect(sum).toBe(certificate.limitSumMm3);
        expect(certificate.slackMm3).toBe(certificate.poolMm3 - sum);
        if (certificate.status === "infeasible") {
          expect(sum - certificate.poolMm3).toBe(certificate.shortfallMm3);
          expect(certificate.hardFloors[0]!.hardFloorMm3).toBe(Math.max(...limits));
          return;
        }
        expect(sum).toBeLessThanOrEqual(certificate.poolMm3);
        const isTop = certificate.nextSumMm3 === null;
        expect(isTop).toBe(waterLevelMilliWeeks === MAX_WATER_LEVEL_MILLI_WEEKS);
        if (isTop) return;
        const isFilled = rationShareMillionths === 1_000_000;
        const next = isFilled
          ? { waterLevelMilliWeeks: waterLevelMilliWeeks + 1, rationShareMillionths }
          : { waterLevelMilliWeeks, rationShareMillionths: rationShareMillionths + 1 };
        expect(sumAt(columns, next)).toBe(certificate.nextSumMm3);
        expect(certificate.nextSumMm3).toBeGreaterThan(certificate.poolMm3);
        expect(pools[0]!.overbookingShareMillionths).toBe(1_150_000);
      }),
      { numRuns: 400 },
    );
    expect([...met].sort()).toEqual(["filled", "infeasible", "notScarce", "rationed"]);
  });

  it("never cuts a confirmed limit nor space in use, however small the pool", () => {
    fc.assert(
      fc.property(worlds, ({ rows, usableMm3 }) => {
        const { limits } = plan(rows, usableMm3);
        rows.forEach((row, r) => {
          expect(limits[r]).toBeGreaterThanOrEqual(row.confirmedMm3 + row.grantedMm3);
          if (row.isIndividual) return;
          expect(limits[r]).toBeGreaterThanOrEqual(row.onHandMm3 + row.openShipmentsMm3);
          expect(limits[r]).toBeGreaterThanOrEqual(defaultCapacityPolicy.floorMm3);
        });
      }),
    );
  });

  it("names the hard floors that do not fit, largest first, with the reason of each", () => {
    const rows = [
      { ...account, confirmedMm3: 900 * FOOT },
      { ...account, onHandMm3: 700 * FOOT },
      { ...account, onHandMm3: 0, openShipmentsMm3: 0 },
    ];
    const { sigma } = plan(rows, 1000 * FOOT);
    const { certificate, rationShareMillionths } = sigma[0]!;
    expect(certificate.status).toBe("infeasible");
    expect(certificate.shortfallMm3).toBe((900 + 760 + 25 - 1150) * FOOT);
    expect(certificate.hardFloors.map(({ row, because }) => [row, because])).toEqual([
      [0, "confirmedMm3"],
      [1, "spaceInUse"],
      [2, "policyFloorMm3"],
    ]);
    expect(rationShareMillionths).toBe(0);
  });

  it("gives no account less when the pool grows", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 20_000 }), ({ rows, usableMm3 }, extra) => {
        const before = plan(rows, usableMm3).limits;
        const after = plan(rows, usableMm3 + extra * FOOT).limits;
        before.forEach((limit, r) => {
          expect(after[r]).toBeGreaterThanOrEqual(limit);
        });
      }),
    );
  });

  it("treats pools apart and accounts alike in any order", () => {
    fc.assert(
      fc.property(worlds, ({ rows, usableMm3 }) => {
        const pools = (["standard", "apparel"] as const).map(
          (storageType) => ({ storageType, monthAhead: 1, usableMm3 }) as const,
        );
        const twice = planLimits({
          facts: factColumns([...rows, ...[...rows].reverse()]),
          poolOfRow: Uint8Array.from({ length: 2 * rows.length }, (_, r) =>
            r < rows.length ? 0 : 1,
          ),
          pools,
          policy: fixedPolicy,
        });
        const once = [...plan(rows, usableMm3).limits];
        expect([...twice.limits]).toEqual([...once, ...[...once].reverse()]);
        expect(twice.sigma[0]).toMatchObject({
          waterLevelMilliWeeks: twice.sigma[1]!.waterLevelMilliWeeks,
        });
      }),
      { numRuns: 50 },
    );
  });

  it("can be re-run on leaves mixed from two runs, and replays bit for bit", () => {
    fc.assert(
      fc.property(facts, facts, fc.integer({ min: 0, max: 9000 }), (a, b, cubicFeet) => {
        const first = plan([a, account], cubicFeet * FOOT);
        const second = plan([b, account], cubicFeet * FOOT);
        const isNew = new Set(
          capacityDefinition.groups
            .filter(({ owner }) => owner === "seller")
            .flatMap(({ leaves }) => leaves.map((node) => capacityDefinition.nodes[node]!.id)),
        );
        const column = Object.fromEntries(
          Object.keys(first.columns.column).map((id) => [
            id,
            (isNew.has(id) ? second : first).columns.column[id]!,
          ]),
        );
        const { pools } = first;
        const mixed = { count: 2, column };
        const { values } = priceCapacity({ columns: mixed, poolOfRow: [0, 0], pools });
        expect(replay(capacityDefinition, values, values)).toBeNull();
      }),
    );
  });

  function sumAt(
    columns: Columns,
    sigma: { waterLevelMilliWeeks: number; rationShareMillionths: number },
  ) {
    const values = new Float64Array(capacityDefinition.nodes.length);
    let sum = 0;
    for (let row = 0; row < columns.count; row++) {
      capacityDefinition.nodes.forEach(({ id }, k) => {
        values[k] = columns.column[id]![row]!;
      });
      for (const [id, value] of Object.entries(sigma)) {
        values[capacityDefinition.indexOf.get(id)!] = value;
      }
      sum += evaluateOne(capacityDefinition, values, values);
    }
    return sum;
  }
});

describe("levers of the seller", () => {
  const levers = capacityDefinition.nodes.flatMap((node) =>
    node.kind === "leaf" && node.lever ? [{ id: node.id, ...node.lever }] : [],
  );
  const leavesOf = (row: Facts, sigma: readonly [number, number]) => {
    const { column } = capacityLeaves(factColumns([row]), defaultCapacityPolicy, () => 2);
    const all: Record<string, Float64Array> = {
      ...column,
      waterLevelMilliWeeks: Float64Array.of(sigma[0]),
      rationShareMillionths: Float64Array.of(sigma[1]),
    };
    return Float64Array.from(
      capacityDefinition.nodes.slice(0, capacityDefinition.leafCount),
      ({ id }) => all[id]![0]!,
    );
  };
  const sigmas = fc.tuple(fc.integer({ min: 0, max: 60_000 }), share);
  const values = new Float64Array(capacityDefinition.nodes.length);

  it("covers sales, new selection and the four shares", () => {
    expect(levers.map(({ id }) => id)).toEqual([
      "shippedWeeklyMm3",
      "newSelectionMm3",
      "declaredMm3",
      "sellThroughMillionths",
      "excessShareMillionths",
      "strandedShareMillionths",
      "inStockShareMillionths",
    ]);
  });

  it.each(levers)("moving $id in its direction never lowers the limit", ({ id, direction }) => {
    fc.assert(
      fc.property(facts, sigmas, fc.integer({ min: 1, max: 1e9 }), (row, sigma, amount) => {
        const leaves = leavesOf(row, sigma);
        const before = evaluateOne(capacityDefinition, leaves, values);
        const at = capacityDefinition.indexOf.get(id)!;
        leaves[at] = Math.max(0, leaves[at]! + direction * amount);
        expect(evaluateOne(capacityDefinition, leaves, values)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it("has no cliff: one millionth of any share moves the efficiency by no more than its slope", () => {
    const { efficiency, efficiencyMaxMillionths, efficiencyMinMillionths } = defaultCapacityPolicy;
    const parts = Object.entries(efficiency) as [
      keyof CapacityPolicy["efficiency"],
      CapacityPolicy["efficiency"]["excess"],
    ][];
    const leafOf = {
      sellThrough: "sellThroughMillionths",
      excess: "excessShareMillionths",
      stranded: "strandedShareMillionths",
      inStock: "inStockShareMillionths",
    } as const;
    const range = efficiencyMaxMillionths - efficiencyMinMillionths;
    fc.assert(
      fc.property(facts, fc.constantFrom(...parts), fc.nat(1_000_000), (row, [name, part], x) => {
        const at = capacityDefinition.indexOf.get("efficiency")!;
        const efficiencyAt = (shareMillionths: number) => {
          evaluateOne(
            capacityDefinition,
            leavesOf({ ...row, [leafOf[name]]: shareMillionths }, [20_000, 1_000_000]),
            values,
          );
          return values[at]!;
        };
        const width = Math.abs(part.bestMillionths - part.worstMillionths);
        const slope = (range * part.weightMillionths) / 1e6 / width;
        // Two floors on the way: one millionth each.
        expect(Math.abs(efficiencyAt(x + 1) - efficiencyAt(x))).toBeLessThanOrEqual(slope + 2);
      }),
      { numRuns: 500 },
    );
  });
});
