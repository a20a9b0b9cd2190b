import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastDemand, forecastMeans } from "../forecast.ts";
import type { DemandProblem } from "../problem.ts";
import { simulatedShop } from "../simulated.ts";
import type { ForecastSide } from "./aligned.ts";
import { explainForecastChange, type ForecastChange } from "./forecast-change.ts";
import type { ChangeDriver } from "./mixed.ts";

const SKUS = 6;
const WEEKS = 60;
const TARGET = 13;
const EVENTS = ["Spring sale", "Deal days"];

const shop = simulatedShop(7, SKUS, WEEKS, 0.3, 0.4);

/** Full stock and a calendar with both events in the past year. */
function problemAt(originWeek: number, change: Partial<DemandProblem> = {}): DemandProblem {
  const { weekCount } = shop.problem;
  const axis = originWeek + 1 + shop.problem.horizonWeeks;
  return {
    ...shop.problem,
    originWeek,
    weekOfYear: Int32Array.from({ length: axis }, (_, t) => t % 52),
    inStockShare: new Float32Array(SKUS * weekCount).fill(1),
    events: {
      kindCount: 2,
      week: Int32Array.of(10, 30),
      kind: Int32Array.of(0, 1),
      upliftPrior: Float64Array.of(1.5, 1.5),
    },
    ...change,
  };
}

const sideOf = (problem: DemandProblem, change: Partial<ForecastSide> = {}): ForecastSide => ({
  problem,
  productId: Float64Array.from({ length: SKUS }, (_, i) => 100 + i),
  firstWeek: 2900,
  eventNames: EVENTS,
  methodKey: "smoothing",
  isOfferRead: false,
  forecastMeans,
  ...change,
});

const LAST = WEEKS - 1;
const at = (i: number, t: number): number => i * shop.problem.weekCount + t;

function corrected(problem: DemandProblem, cells: readonly number[], units: number) {
  const soldUnits = problem.soldUnits.slice();
  for (const cell of cells) soldUnits[cell] = units;
  return { ...problem, soldUnits };
}

/** A bulk order of so many units in each cell, set aside but for one unit. */
function bulkOrdered(problem: DemandProblem, cells: readonly number[], units: number) {
  const soldUnits = problem.soldUnits.slice();
  const wholesaleUnits = problem.wholesaleUnits?.slice() ?? new Float32Array(soldUnits.length);
  for (const cell of cells) {
    soldUnits[cell]! += 1;
    wholesaleUnits[cell]! += units - 1;
  }
  return { ...problem, soldUnits, wholesaleUnits };
}

function outOfStock(problem: DemandProblem, cells: readonly number[], share: number) {
  const inStockShare = problem.inStockShare!.slice();
  for (const cell of cells) inStockShare[cell] = share;
  return { ...problem, inStockShare };
}

/** What the run's own forecast says of the weeks, in milli-units as stored. */
function storedSums(problem: DemandProblem, skip: number): number[] {
  const { demandMean } = forecastDemand(problem);
  return Array.from({ length: problem.skuCount }, (_, i) => {
    let sum = 0;
    for (let h = skip; h < skip + TARGET; h++)
      sum += Math.round(1000 * demandMean[i * problem.horizonWeeks + h]!);
    return sum;
  });
}

const partOf = (change: ForecastChange, k: number, driver: ChangeDriver): number => {
  const d = change.drivers.indexOf(driver);
  return d < 0 ? 0 : change.partMilliUnits[k * change.drivers.length + d]!;
};

function expectToAddUp(change: ForecastChange): void {
  change.productId.forEach((id, k) => {
    const { length } = change.drivers;
    const row = change.partMilliUnits.subarray(k * length, (k + 1) * length);
    const sum = row.reduce((total, part) => total + part, 0);
    expect(sum, `product ${id}`).toBe(change.afterMilliUnits[k]! - change.beforeMilliUnits[k]!);
  });
}

const moved = (change: ForecastChange): number =>
  change.afterMilliUnits.reduce(
    (sum, after, k) => sum + Math.abs(after - change.beforeMilliUnits[k]!),
    0,
  );

describe("a single cause takes the whole change", () => {
  const base = problemAt(LAST);
  const cases: readonly (readonly [ChangeDriver, ForecastSide])[] = [
    ["correctedHistory", sideOf(corrected(base, [at(0, LAST - 3)], 400))],
    [
      "wholesale",
      sideOf({
        ...corrected(base, [at(1, LAST - 9)], 1),
        wholesaleUnits: Float32Array.from(base.soldUnits, (units, cell) =>
          cell === at(1, LAST - 9) ? units - 1 : 0,
        ),
      }),
    ],
    ["stockOut", sideOf(outOfStock(base, [at(1, LAST), at(1, LAST - 1)], 0.3))],
    [
      "events",
      sideOf(
        problemAt(LAST, {
          events: {
            kindCount: 2,
            week: Int32Array.of(10, 30, LAST + 4),
            kind: Int32Array.of(0, 1, 1),
            upliftPrior: Float64Array.of(1.5, 1.5),
          },
        }),
      ),
    ],
    [
      "model",
      sideOf(base, {
        methodKey: "doubled",
        forecastMeans: (problem) => forecastMeans(problem).map((mean) => 2 * mean),
      }),
    ],
  ];
  it.each(cases)("%s", (driver, later) => {
    const change = explainForecastChange(sideOf(base), later, TARGET);
    expect(change.drivers).toEqual([driver]);
    expect(moved(change)).toBeGreaterThan(1000);
    expectToAddUp(change);
    change.productId.forEach((_, k) => {
      expect(partOf(change, k, driver)).toBe(
        change.afterMilliUnits[k]! - change.beforeMilliUnits[k]!,
      );
    });
  });

  it("and nothing that differs means no change and no cause", () => {
    const change = explainForecastChange(sideOf(base), sideOf(problemAt(LAST)), TARGET);
    expect(change.drivers).toEqual([]);
    expect(moved(change)).toBe(0);
  });
});

describe("what products are like", () => {
  const skuCount = 16;
  const big = simulatedShop(8, skuCount, WEEKS, 0.3).problem;
  const launched = big.firstWeek.slice();
  launched[skuCount - 1] = WEEKS + 1;
  const like = (price: number, volume: number): DemandProblem => ({
    ...big,
    firstWeek: launched,
    attributes: {
      logPrice: Float32Array.from({ length: skuCount }, (_, i) => (i === skuCount - 1 ? price : i)),
      logVolume: Float32Array.from({ length: skuCount }, (_, i) =>
        i === skuCount - 1 ? volume : i % 3,
      ),
      storageType: new Uint8Array(skuCount),
    },
  });
  const side = (problem: DemandProblem): ForecastSide => ({
    ...sideOf(problem),
    productId: Float64Array.from({ length: skuCount }, (_, i) => i),
  });
  const changeOf = (before: DemandProblem, after: DemandProblem) =>
    explainForecastChange(side(before), side(after), TARGET);

  it("moves a new one: its price as a price, its size as a correction of the record", () => {
    for (const [after, drivers] of [
      [like(14, 1), ["price"]],
      [like(2, 0), ["correctedHistory"]],
      [like(14, 0), ["correctedHistory", "price"]],
    ] as const) {
      const change = changeOf(like(2, 1), after);
      expect(change.drivers).toEqual(drivers);
      expect([...change.beforeMilliUnits]).toEqual(storedSums(like(2, 1), 0));
      expect([...change.afterMilliUnits]).toEqual(storedSums(after, 0));
      const last = skuCount - 1;
      expect(change.afterMilliUnits[last]).not.toBe(change.beforeMilliUnits[last]);
      expectToAddUp(change);
    }
  });
});

describe("new weeks", () => {
  const earlier = problemAt(LAST - 4);
  const later = problemAt(LAST);

  it("are told apart into their sales and what they taught about season, and both ends are the runs' own forecasts", () => {
    const change = explainForecastChange(sideOf(earlier), sideOf(later), TARGET);
    expect(change.drivers).toEqual(["newSales", "season"]);
    expect(change.newWeeks).toBe(4);
    expect([...change.beforeMilliUnits]).toEqual(storedSums(earlier, 4));
    expect([...change.afterMilliUnits]).toEqual(storedSums(later, 0));
    expectToAddUp(change);
  });

  it("without stock are blamed on sales alone, and put right by the correction for stock-outs", () => {
    const cells = [0, 1, 2, 3].map((back) => at(2, LAST - back));
    const empty = outOfStock(corrected(later, cells, 0), cells, 0);
    const change = explainForecastChange(sideOf(earlier), sideOf(empty), TARGET);
    expect(change.drivers).toEqual(["newSales", "stockOut", "season"]);
    expect(partOf(change, 2, "newSales")).toBeLessThan(-1000);
    expect(partOf(change, 2, "stockOut")).toBeGreaterThan(1000);
    expect(change.newStockOutWeeks[2]).toBe(4);
    expect(change.newSoldUnits[2]).toBe(0);
    expectToAddUp(change);
  });

  it("with a bulk order rise with the sales and fall again by what is set aside, as if it had not come", () => {
    const bulk = bulkOrdered(later, [at(1, LAST - 1)], 900);
    const change = explainForecastChange(sideOf(earlier), sideOf(bulk), TARGET);
    expect(change.drivers).toEqual(["newSales", "wholesale", "season"]);
    expect(partOf(change, 1, "newSales")).toBeGreaterThan(10_000);
    expect(partOf(change, 1, "wholesale")).toBeLessThan(-10_000);
    expect([...change.newWholesaleUnits]).toEqual([0, 899, 0, 0, 0, 0]);
    expect(change.newSoldUnits[1]! - 900).toBe(
      explainForecastChange(sideOf(earlier), sideOf(later), TARGET).newSoldUnits[1],
    );
    expect([...change.afterMilliUnits]).toEqual(storedSums(bulk, 0));
    expectToAddUp(change);
  });

  it("and a corrected week share the change, each with the sign of what it did", () => {
    const fixed = corrected(later, [at(3, LAST - 8)], 900);
    const change = explainForecastChange(sideOf(earlier), sideOf(fixed), TARGET);
    expect(change.drivers).toEqual(["newSales", "correctedHistory", "season"]);
    expect(partOf(change, 3, "correctedHistory")).toBeGreaterThan(1000);
    const units = 900 - later.soldUnits[at(3, LAST - 8)]!;
    expect([...change.correctedUnits]).toEqual([0, 0, 0, units, 0, 0]);
    expectToAddUp(change);
  });

  it("may bring a SKU, which stands alone and leaves the earlier forecast of the others as it was", () => {
    const known = [0, 1, 2, 4, 5];
    const cellsOf = (matrix: Float32Array) =>
      Float32Array.from(known.flatMap((i) => [...matrix.subarray(at(i, 0), at(i + 1, 0))]));
    const fewer: DemandProblem = {
      ...earlier,
      skuCount: known.length,
      soldUnits: cellsOf(earlier.soldUnits),
      inStockShare: cellsOf(earlier.inStockShare!),
      firstWeek: new Int32Array(known.length),
      categoryIndex: Int32Array.from(known, (i) => i % 2),
    };
    const side = sideOf(fewer, { productId: Float64Array.from(known, (i) => 100 + i) });
    const firstWeek = new Int32Array(SKUS);
    firstWeek[3] = LAST - 2;
    const change = explainForecastChange(side, sideOf({ ...later, firstWeek }), TARGET);
    expect([...change.productId]).toEqual([100, 101, 102, 104, 105]);
    expect([...change.beforeMilliUnits]).toEqual(storedSums(fewer, 4));
    expectToAddUp(change);
  });

  it("that look back no further than the window moves explain both ends exactly", () => {
    const weeks = shop.problem.weekCount - 4;
    const shifted: DemandProblem = {
      ...problemAt(LAST - 4),
      weekCount: weeks,
      soldUnits: Float32Array.from(
        { length: SKUS * weeks },
        (_, k) => later.soldUnits[at(Math.floor(k / weeks), 4 + (k % weeks))]!,
      ),
      inStockShare: new Float32Array(SKUS * weeks).fill(1),
      weekOfYear: later.weekOfYear.slice(4),
      events: {
        ...later.events!,
        week: later.events!.week.map((week) => week - 4),
      },
    };
    const change = explainForecastChange(
      sideOf(earlier),
      sideOf(shifted, { firstWeek: 2904 }),
      TARGET,
    );
    expect(change.drivers).toEqual(["newSales", "season"]);
    expect([...change.beforeMilliUnits]).toEqual(storedSums(earlier, 4));
    expect([...change.afterMilliUnits]).toEqual(storedSums(shifted, 0));
    expectToAddUp(change);
  });

  it("that lie in the wrong order, or further apart than the earlier forecast reached, are refused", () => {
    expect(() => explainForecastChange(sideOf(later), sideOf(earlier), TARGET)).toThrow(RangeError);
    const early = problemAt(LAST - 20);
    expect(() => explainForecastChange(sideOf(early), sideOf(later), TARGET)).toThrow(
      "targetWeeks must be in [1, 6], got 13",
    );
  });
});

describe("on any small account", () => {
  const rowsIn = (side: ForecastSide, order: readonly number[]): ForecastSide => {
    const { problem } = side;
    const cells = (matrix: Float32Array) =>
      Float32Array.from(order.flatMap((i) => [...matrix.subarray(at(i, 0), at(i + 1, 0))]));
    return {
      ...side,
      productId: Float64Array.from(order, (i) => side.productId[i]!),
      problem: {
        ...problem,
        soldUnits: cells(problem.soldUnits),
        ...(problem.wholesaleUnits ? { wholesaleUnits: cells(problem.wholesaleUnits) } : {}),
        inStockShare: cells(problem.inStockShare!),
        categoryIndex: Int32Array.from(order, (i) => problem.categoryIndex[i]!),
      },
    };
  };
  const plan = fc.record({
    newWeeks: fc.integer({ min: 0, max: 8 }),
    cells: fc.array(
      fc.record({
        sku: fc.nat(SKUS - 1),
        back: fc.nat(20),
        units: fc.nat(200),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 4 },
    ),
    eventWeek: fc.option(fc.integer({ min: 20, max: LAST + TARGET })),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: SKUS, maxLength: SKUS }),
  });

  it("the parts add up, the ends are the runs' own forecasts, and the order of SKUs does not matter", () => {
    fc.assert(
      fc.property(plan, ({ newWeeks, cells, eventWeek, order }) => {
        const earlier = problemAt(LAST - newWeeks);
        let later = problemAt(LAST);
        for (const { sku, back, units, share } of cells) {
          const cell = [at(sku, LAST - back)];
          later = outOfStock(corrected(later, cell, units), cell, share);
          if (units > 150) later = bulkOrdered(later, cell, units);
        }
        if (eventWeek !== null) {
          const { events } = later;
          later = {
            ...later,
            events: {
              ...events!,
              week: Int32Array.of(10, 30, eventWeek),
              kind: Int32Array.of(0, 1, 0),
            },
          };
        }
        const change = explainForecastChange(sideOf(earlier), sideOf(later), TARGET);
        expectToAddUp(change);
        expect([...change.beforeMilliUnits]).toEqual(storedSums(earlier, newWeeks));
        expect([...change.afterMilliUnits]).toEqual(storedSums(later, 0));
        const shuffled = explainForecastChange(
          rowsIn(sideOf(earlier), order),
          rowsIn(sideOf(later), order),
          TARGET,
        );
        expect(shuffled).toEqual(change);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
