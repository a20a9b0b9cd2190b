import { describe, expect, test } from "vitest";
import { forecastDemand, regionDemandMean, regionDemandQuantiles } from "./index.ts";
import type { DemandProblem } from "./problem.ts";
import { simulatedShop } from "./simulated.ts";

// The formulas these tests hold to known answers are on docs/formulas/forecasting.md.

/** Rows of weekly sales, weeks counted from 0; everything known, nothing out of stock. */
function problemOf(
  rows: readonly (readonly number[])[],
  over: Partial<DemandProblem> = {},
): DemandProblem {
  const weekCount = rows[0]!.length;
  return {
    skuCount: rows.length,
    weekCount,
    originWeek: weekCount - 1,
    horizonWeeks: 26,
    soldUnits: Float32Array.from(rows.flat()),
    firstWeek: new Int32Array(rows.length),
    categoryCount: 1,
    categoryIndex: new Int32Array(rows.length),
    weekOfYear: Int32Array.from({ length: weekCount + 26 }, (_, t) => t % 52),
    ...over,
  };
}
const flat = (units: number, weeks: number) => Array.from({ length: weeks }, () => units);

describe("level", () => {
  test("a SKU that always sells 20 is forecast at 20, for every lead", () => {
    const forecast = forecastDemand(problemOf([flat(20, 78), flat(20, 78), flat(20, 78)]));
    for (let h = 0; h < 26; h++) expect(forecast.demandMean[h]).toBeCloseTo(20, 1);
    expect(forecast.cumulativeMean[7]).toBeCloseTo(520, 0);
    expect(forecast.backtest.wape).toBeLessThan(0.01);
  });
  test("an intermittent SKU is forecast at its rate, not at its last week", () => {
    // Last sales 0 .. 4 weeks ago, so that together they sell 10 every week.
    const rows = [4, 0, 1, 2, 3].map((rest) =>
      Array.from({ length: 75 }, (_, t) => (t % 5 === rest ? 10 : 0)),
    );
    const forecast = forecastDemand(problemOf(rows));
    expect(forecast.demandMean[3]).toBeGreaterThan(1.6);
    expect(forecast.demandMean[3]).toBeLessThan(2.6);
    expect(forecast.demandQuantile[2]).toBe(0); // median week: nothing
    expect(forecast.demandQuantile[8]).toBeGreaterThanOrEqual(8);
  });
  test("a SKU that has stopped selling fades towards 0", () => {
    const stopped = [...flat(30, 50), ...flat(0, 28)];
    const forecast = forecastDemand(problemOf([stopped, flat(30, 78), flat(30, 78)]));
    expect(forecast.demandMean[0]).toBeLessThan(3);
    expect(forecast.demandMean[26]).toBeGreaterThan(27);
  });
  test("a rising SKU is forecast to rise on, ever more slowly", () => {
    const rising = Array.from({ length: 78 }, (_, t) => 100 + 4 * t);
    const forecast = forecastDemand(problemOf([rising, flat(200, 78), flat(300, 78)]));
    expect(forecast.demandMean[0]).toBeGreaterThan(370);
    const early = forecast.demandMean[4]! - forecast.demandMean[0]!;
    const late = forecast.demandMean[24]! - forecast.demandMean[20]!;
    expect(late).toBeLessThan(early);
  });
});

describe("season and events", () => {
  test("a yearly wave common to a category is found and carried ahead", () => {
    const { problem, level } = simulatedShop(3, 60, 78, 0.1, 0.6);
    const forecast = forecastDemand(problem);
    let high = 0;
    let low = 0;
    for (let i = 0; i < 60; i++) {
      // Origin is week 77; week 104 (lead 26) is the top of the wave and week 78 (lead 0) its bottom.
      low += forecast.demandMean[i * 26]! / level[i]! / 60;
      high += forecast.demandMean[i * 26 + 25]! / level[i]! / 60;
    }
    expect(low).toBeGreaterThan(0.25);
    expect(low).toBeLessThan(0.6);
    expect(high).toBeGreaterThan(1.25);
    expect(high).toBeLessThan(1.9);
  });
  test("a sale event's factor is learnt from the past one and put on the announced one", () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 70 }, (_, t) => (20 + i) * (t === 30 ? 3 : 1)),
    );
    const events = {
      kindCount: 1,
      week: Int32Array.of(30, 75),
      kind: Int32Array.of(0, 0),
      upliftPrior: Float64Array.of(1.2),
    };
    const forecast = forecastDemand(problemOf(rows, { events }));
    expect(forecast.eventUplift[0]).toBeGreaterThan(2.2);
    expect(forecast.eventUplift[0]).toBeLessThan(3.2);
    expect(forecast.demandMean[5]! / forecast.demandMean[4]!).toBeGreaterThan(2.2);
    expect(forecast.demandMean[6]! / forecast.demandMean[4]!).toBeCloseTo(1, 1);
    const plain = forecastDemand(problemOf(rows));
    expect(plain.demandMean[5]! / plain.demandMean[4]!).toBeLessThan(1.6);
  });
  test("an event never seen has the factor it is expected to have, and no event multiplies by more than 8", () => {
    const rows = [flat(20, 60), flat(25, 60)];
    const event = (week: number, factor: number) => ({
      kindCount: 1,
      week: Int32Array.of(week),
      kind: Int32Array.of(0),
      upliftPrior: Float64Array.of(factor),
    });
    const unseen = forecastDemand(problemOf(rows, { events: event(65, 1.5) }));
    expect(unseen.demandMean[5]! / unseen.demandMean[4]!).toBeCloseTo(1.5, 2);
    const wild = forecastDemand(problemOf(rows, { events: event(65, 50) }));
    expect(wild.eventUplift[0]).toBe(8);
  });
  test("a profile known from elsewhere is used where the seller has too little history", () => {
    const seasonPrior = Float64Array.from({ length: 52 }, (_, w) => (w < 26 ? 0.5 : 1.5));
    const forecast = forecastDemand(problemOf([flat(10, 12), flat(12, 12)], { seasonPrior }));
    expect(forecast.demandMean[20]! / forecast.demandMean[5]!).toBeGreaterThan(2);
  });
});

describe("stock-outs", () => {
  const empty = (from: number, to: number) =>
    Array.from({ length: 78 }, (_, t) => (t >= from && t < to ? 0 : 20));
  test("weeks out of stock do not lower the forecast", () => {
    const rows = [empty(66, 78), flat(20, 78), flat(20, 78)];
    const inStockShare = new Float32Array(3 * 78).fill(1).fill(0, 66, 78);
    const told = forecastDemand(problemOf(rows, { inStockShare }));
    const untold = forecastDemand(problemOf(rows));
    expect(told.demandMean[0]).toBeGreaterThan(18);
    expect(untold.demandMean[0]).toBeLessThan(8);
    expect(told.pastDemandMean[70]).toBeGreaterThan(18);
  });
  test("sales of a week in stock for 3 of 7 days stand for a full week's demand", () => {
    const rows = [flat(21, 60).map((y, t) => (t % 2 ? y : 9)), flat(21, 60)];
    const inStockShare = new Float32Array(120).fill(1);
    for (let t = 0; t < 60; t += 2) inStockShare[t] = 3 / 7;
    const forecast = forecastDemand(problemOf(rows, { inStockShare }));
    expect(forecast.demandMean[0]).toBeGreaterThan(20);
    expect(forecast.demandMean[0]).toBeLessThan(22);
  });
  test("a censored week of unknown share counts only where it beat the forecast", () => {
    const isCensored = new Uint8Array(3 * 78).fill(1, 66, 78);
    const forecast = forecastDemand(
      problemOf([empty(66, 78), flat(20, 78), flat(20, 78)], { isCensored }),
    );
    expect(forecast.demandMean[0]).toBeGreaterThan(18);
  });
  test("days out of stock are not known: the share is taken as 1", () => {
    const inStockShare = new Float32Array(2 * 60).fill(NaN);
    const rows = [flat(7, 60), flat(9, 60)];
    expect(forecastDemand(problemOf(rows, { inStockShare })).demandMean).toEqual(
      forecastDemand(problemOf(rows)).demandMean,
    );
  });
});

describe("new products", () => {
  const old = Array.from({ length: 20 }, (_, i) => flat(8 + (i % 5), 60));
  test("one week of sales is pulled towards the category, ten weeks hardly", () => {
    const oneWeek = [...flat(0, 59), 60];
    const tenWeeks = [...flat(0, 50), ...flat(60, 10)];
    const firstWeek = new Int32Array(22).fill(59, 20, 21).fill(50, 21);
    const forecast = forecastDemand(problemOf([...old, oneWeek, tenWeeks], { firstWeek }));
    const young = forecast.demandMean[20 * 26]!;
    expect(young).toBeGreaterThan(12);
    expect(young).toBeLessThan(55);
    expect(forecast.demandMean[21 * 26]).toBeGreaterThan(50);
  });
  test("a planned launch has no demand before its first week and the category's level after", () => {
    const firstWeek = new Int32Array(21).fill(64, 20);
    const forecast = forecastDemand(problemOf([...old, flat(0, 60)], { firstWeek }));
    const row = forecast.demandMean.subarray(20 * 26, 21 * 26);
    expect([...row.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(row[4]).toBeGreaterThan(6);
    expect(row[4]).toBeLessThan(14);
  });
});

describe("regions", () => {
  test("shares follow a SKU's own sales, and the category's where it has few", () => {
    const regions = {
      regionCount: 3,
      skuStart: Int32Array.of(0, 2, 3),
      regionIndex: Int32Array.of(0, 1, 2),
      soldUnits: Float32Array.of(900, 300, 1),
    };
    const forecast = forecastDemand(problemOf([flat(20, 60), flat(3, 60)], { regions }));
    const share = (i: number, r: number) => forecast.regionShare[i * 3 + r]!;
    expect(share(0, 0)).toBeCloseTo(0.75, 2);
    expect(share(1, 0)).toBeGreaterThan(0.6);
    expect(share(1, 2)).toBeGreaterThan(share(0, 2));
    for (const i of [0, 1]) expect(share(i, 0) + share(i, 1) + share(i, 2)).toBeCloseTo(1, 6);
    const mean = new Float32Array(26);
    regionDemandMean(forecast, 0, 1, mean);
    expect(mean[0]).toBeCloseTo(0.25 * forecast.demandMean[0]!, 1);
    const quantile = regionDemandQuantiles(forecast, 0, 1);
    const [middle, high] = [forecast.level.indexOf(0.5), forecast.level.indexOf(0.9)];
    expect(quantile[middle]).toBeGreaterThan(2);
    expect(quantile[high]).toBeGreaterThanOrEqual(quantile[middle]! + 2);
    // Thinning: relative spread grows as the region gets smaller.
    expect(quantile[high]! / quantile[middle]!).toBeGreaterThan(
      forecast.demandQuantile[high]! / forecast.demandQuantile[middle]!,
    );
  });
});

test("arrays of the wrong length, negative sales and unknown categories are refused with what was expected", () => {
  expect(() => forecastDemand(problemOf([flat(1, 20)], { weekOfYear: new Int32Array(3) }))).toThrow(
    /weekOfYear must have length 46, got 3/,
  );
  expect(() => forecastDemand(problemOf([flat(-1, 20)]))).toThrow(/sold -1/);
  expect(() =>
    forecastDemand(problemOf([flat(1, 20)], { categoryIndex: Int32Array.of(4) })),
  ).toThrow(/category 4/);
  expect(() => forecastDemand(problemOf([flat(1, 20)], { originWeek: 20 }))).toThrow(/originWeek/);
});
