import { describe, expect, test } from "vitest";
import { dayFromDate } from "../../calendar/index.ts";
import { stream } from "../core/prng.ts";
import { CATEGORY_TABLE } from "./data/category-table.ts";
import {
  buildRegionPicker,
  lineUnits,
  nextNoiseFactor,
  pickRegion,
  poissonQuantile,
  priceResponse,
  regionShares,
} from "./demand.ts";
import { buildRegions } from "./geography.ts";
import { buildSeason, meanSeason, saleEventsOfYear, weekdayOf } from "./season.ts";
import { worldSpan } from "./span.ts";

describe("order counts", () => {
  test("are Poisson quantiles: P(0) = e^-2, median of mean 2 is 2, and rise with the mean for one draw", () => {
    expect(poissonQuantile(0.1353, 2)).toBe(0);
    expect(poissonQuantile(0.1354, 2)).toBe(1);
    expect(poissonQuantile(0.5, 2)).toBe(2);
    const counts = [0.1, 0.5, 2, 8, 40, 300].map((mean) => poissonQuantile(0.8, mean));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });
  test.each([0.2, 3, 45, 250])("have mean and variance %d", (mean) => {
    const draws = stream(5, "poisson-quantile");
    let sum = 0;
    let square = 0;
    const count = 20_000;
    for (let n = 0; n < count; n++) {
      const k = poissonQuantile(draws.uniform(), mean);
      sum += k;
      square += (k - mean) ** 2;
    }
    expect(Math.abs(sum / count - mean)).toBeLessThan(5 * Math.sqrt(mean / count));
    expect(Math.abs(square / count / mean - 1)).toBeLessThan(0.1);
  });
  test("ask for 1 / (1 - more) units on average", () => {
    const draws = stream(6, "line-units");
    let sum = 0;
    for (let n = 0; n < 40_000; n++) sum += lineUnits(draws.uniform(), 0.6);
    expect(sum / 40_000).toBeCloseTo(2.5, 1);
    expect(lineUnits(0.5, 0.1)).toBe(1);
  });
});

test("demand falls by the power of the elasticity: price times 1.6 at 1.5 leaves 0.494", () => {
  expect(priceResponse(16_000_000, 10_000_000, 1.5)).toBeCloseTo(0.4941, 4);
  expect(priceResponse(7, 7, 1.5)).toBe(1);
});

test("weekly noise has mean 1 and a memory", () => {
  const noise = { draws: stream(7, "noise"), state: 0 };
  const factor = Array.from({ length: 20_000 }, () => nextNoiseFactor(noise));
  const mean = factor.reduce((sum, x) => sum + x, 0) / factor.length;
  expect(mean).toBeGreaterThan(0.95);
  expect(mean).toBeLessThan(1.05);
  const together = factor.slice(1).reduce((sum, x, k) => sum + (x - mean) * (factor[k]! - mean), 0);
  const alone = factor.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  expect(together / alone).toBeGreaterThan(0.7);
});

test("the region picker draws each region by its share of population and taste", () => {
  const regions = buildRegions();
  const picker = buildRegionPicker(3, regions);
  const garden = CATEGORY_TABLE.findIndex((c) => c.code === "garden");
  const share = regionShares(3, garden, regions);
  expect(share.reduce((sum, s) => sum + s, 0)).toBeCloseTo(1, 12);
  const counts = new Float64Array(regions.length);
  const grid = 600_000;
  for (let n = 0; n < grid; n++) counts[pickRegion(picker, garden, (n + 0.5) / grid)]! += 1;
  share.forEach((s, k) => {
    expect(counts[k]! / grid).toBeCloseTo(s, 3);
  });
});

describe("the year", () => {
  test("has its sales on the second Tuesday and Wednesday of July and from the Monday of Thanksgiving week", () => {
    const [july, november] = saleEventsOfYear(2026);
    expect([july!.startDay, july!.endDay]).toEqual([
      dayFromDate("2026-07-14"),
      dayFromDate("2026-07-15"),
    ]);
    expect([november!.startDay, november!.endDay]).toEqual([
      dayFromDate("2026-11-23"),
      dayFromDate("2026-11-29"),
    ]);
    expect(weekdayOf(dayFromDate("2026-11-22"))).toBe(0);
  });
  test("keeps every category's season near 1 over twelve months and toys highest before the holidays", () => {
    const season = buildSeason(worldSpan({ seed: 1 }));
    const from = dayFromDate("2025-06-01");
    CATEGORY_TABLE.forEach((_, c) => {
      expect(meanSeason(season, c, from, from + 365)).toBeCloseTo(1, 1);
    });
    const toys = CATEGORY_TABLE.findIndex((c) => c.code === "toys");
    const december = dayFromDate("2025-12-01");
    expect(meanSeason(season, toys, december, december + 20)).toBeGreaterThan(1.5);
  });
});
