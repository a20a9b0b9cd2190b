import { describe, expect, test } from "vitest";
import {
  CROSSING,
  type DailyStock,
  dailyBalances,
  type InStockWindow,
  inStockRate,
  inStockSeries,
  inStockWindow,
  inventoryHealth,
  sellThroughRate,
  splitInStockChange,
  weeklyInStockShare,
  weeksOfCover,
} from "./index.ts";

// The formulas these tests hold to known answers are on docs/formulas/in-stock.md.

/** [units sold in 30 days, buyable days, counted] per SKU. */
function windowOf(rows: readonly (readonly [number, number, boolean])[]): InStockWindow {
  return {
    skuCount: rows.length,
    soldUnits: Int32Array.from(rows, (r) => r[0]),
    buyableDays: Int32Array.from(rows, (r) => r[1]),
    offeredDays: new Int32Array(rows.length).fill(30),
    isCounted: Uint8Array.from(rows, (r) => (r[2] ? 1 : 0)),
    isExcluded: new Uint8Array(rows.length),
  };
}

describe("in-stock rate", () => {
  test("the marketplace's own example: (2 a day x 50 % + 3 a day x 100 %) / 5 = 80 %", () => {
    expect(
      inStockRate(
        windowOf([
          [60, 15, true],
          [90, 30, true],
        ]),
      ),
    ).toBe(800_000);
  });
  test("SKUs without a sale in 60 days and hidden SKUs do not count", () => {
    const rate = inStockRate(
      windowOf([
        [60, 15, true],
        [90, 30, false],
      ]),
    );
    expect(rate).toBe(500_000);
    expect(inStockRate(windowOf([[0, 30, true]]))).toBeNull();
  });
  test("is measured on daily facts: last sale 60 days ago counts, 61 days ago does not", () => {
    const dayCount = 100;
    const stock: DailyStock = {
      skuCount: 3,
      dayCount,
      onHandUnits: new Int32Array(3 * dayCount).fill(5),
      soldUnits: new Int32Array(3 * dayCount),
      firstDay: Int32Array.of(0, 0, 90),
      isExcluded: new Uint8Array(3),
    };
    stock.soldUnits[99 - 59] = 4;
    stock.soldUnits[dayCount + 99 - 60] = 4;
    stock.soldUnits[2 * dayCount + 95] = 4;
    stock.onHandUnits.fill(0, 2 * dayCount + 95);
    const window = inStockWindow(stock, 99);
    expect([...window.isCounted]).toEqual([1, 0, 1]);
    expect(window.offeredDays[2]).toBe(10);
    expect(window.buyableDays[2]).toBe(5);
    expect(inStockRate(window)).toBe(500_000);
    expect(inStockSeries(stock, Int32Array.of(20, 99)).rateMillionths).toEqual(
      Float64Array.of(NaN, 500_000),
    );
    expect(() => inStockWindow(stock, 28)).toThrow(/endDay/);
  });
});

describe("the split of a change", () => {
  test("a fall in one SKU's buyable days is its rate effect and nothing else", () => {
    const a = windowOf([
      [60, 30, true],
      [90, 30, true],
    ]);
    const b = windowOf([
      [60, 15, true],
      [90, 30, true],
    ]);
    const change = splitInStockChange(a, b)!;
    expect(change).toMatchObject({
      beforeMillionths: 1_000_000,
      afterMillionths: 800_000,
      rateMillionths: -200_000,
      mixMillionths: 0,
      entryMillionths: 0,
      exitMillionths: 0,
    });
    expect([...change.skuRateMillionths]).toEqual([-200_000, 0]);
  });
  test("more sales of a badly stocked SKU is a mix effect", () => {
    const a = windowOf([
      [60, 15, true],
      [90, 30, true],
    ]);
    const b = windowOf([
      [210, 15, true],
      [90, 30, true],
    ]);
    const change = splitInStockChange(a, b)!;
    expect(change.afterMillionths).toBe(650_000);
    expect(change.mixMillionths).toBe(-150_000);
    expect(change.rateMillionths).toBe(0);
    // Both carry it: one weighs more and is below the middle, the other weighs less and is above.
    expect(change.skuMixMillionths[0]).toBeLessThan(0);
    expect(change.skuMixMillionths[1]).toBeLessThan(0);
  });
  test("a SKU that crosses the 60-day window is an exit, a new one an entry", () => {
    const a = windowOf([
      [50, 30, true],
      [50, 0, true],
      [0, 0, false],
    ]);
    const b = windowOf([
      [50, 30, true],
      [0, 0, false],
      [50, 15, true],
    ]);
    const change = splitInStockChange(a, b)!;
    expect(change).toMatchObject({
      beforeMillionths: 500_000,
      afterMillionths: 750_000,
      exitMillionths: 500_000,
      entryMillionths: -250_000,
      rateMillionths: 0,
    });
    expect([...change.crossing]).toEqual([CROSSING.none, CROSSING.saleWindow, CROSSING.saleWindow]);
  });
  test("without any SKU on both sides all is entry and exit, and with no rate there is no split", () => {
    const a = windowOf([
      [50, 30, true],
      [0, 0, false],
    ]);
    const b = windowOf([
      [0, 0, false],
      [50, 15, true],
    ]);
    const change = splitInStockChange(a, b)!;
    expect(change.entryMillionths + change.exitMillionths).toBe(-500_000);
    expect(
      splitInStockChange(
        a,
        windowOf([
          [0, 0, false],
          [0, 0, false],
        ]),
      ),
    ).toBeNull();
  });
});

describe("health figures", () => {
  test("weeks of cover: 100 on hand against 400 sold in 4 weeks is 1.0", () => {
    expect(weeksOfCover(100, 400, 4)).toBe(1);
    expect(weeksOfCover(100, 0, 4)).toBeNull();
  });
  test("sell-through: 120 shipped on a mean of 80 is 1.5", () => {
    expect(sellThroughRate(120, [60, 80, 100, 80])).toBe(1.5);
    expect(sellThroughRate(120, [0, 0])).toBeNull();
  });
  test("groups are summed before dividing and an empty group is missing, not 0", () => {
    const figures = inventoryHealth({
      skuCount: 2,
      groupCount: 2,
      groupIndex: Int32Array.of(0, 0),
      onHandUnits: Int32Array.of(90, 100),
      strandedUnits: Int32Array.of(10, 0),
      shippedUnits: Int32Array.of(120, 0),
      snapshotCount: 4,
      snapshotUnits: Int32Array.of(60, 80, 100, 80, 80, 80, 80, 80),
      supplyUnits: Float64Array.of(40, 500),
    });
    expect(figures.sellThroughMillionths[0]).toBe(750_000);
    expect(figures.excessShareMillionths[0]).toBe(250_000);
    expect(figures.strandedShareMillionths[0]).toBe(50_000);
    expect(figures.excessShareMillionths[1]).toBeNaN();
  });
});

describe("daily balances", () => {
  const moves = {
    skuIndex: Int32Array.of(0, 0, 1, 0),
    day: Int32Array.of(3, 1, 0, 3),
    changeUnits: Int32Array.of(-2, 4, -9, -1),
  };
  test("run from the opening balance, whatever the order of moves", () => {
    const balances = dailyBalances(2, 5, Int32Array.of(0, 7), moves);
    expect([...balances.onHandUnits]).toEqual([0, 4, 4, 1, 1, 0, 0, 0, 0, 0]);
    expect([...balances.missingUnits]).toEqual([0, 2]);
    expect(() => dailyBalances(2, 3, Int32Array.of(0, 0), moves)).toThrow(/outside/);
  });
  test("give the share of each week in stock, missing before the first day", () => {
    const onHand = Int32Array.from({ length: 21 }, (_, d) => (d >= 9 && d < 16 ? 3 : 0));
    const share = weeklyInStockShare(onHand, Int32Array.of(9), 21, 0, 3);
    expect([...share].map((s) => Math.round(s * 1000) / 1000)).toEqual([NaN, 1, 0.286]);
  });
});
