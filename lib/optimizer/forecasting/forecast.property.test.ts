import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { stream } from "../core/prng.ts";
import { type DemandProblem, FORECAST_OPTIONS, type Forecast, forecastDemand } from "./index.ts";
import { simulatedShop } from "./simulated.ts";

// Whole forecasts of many shops: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const LEVELS = FORECAST_OPTIONS.level.length;
const SUM_LEVELS = FORECAST_OPTIONS.cumulativeLevel.length;
const SUM_90 = FORECAST_OPTIONS.cumulativeLevel.indexOf(0.9);

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  skuCount: fc.integer({ min: 1, max: 25 }),
  pastWeeks: fc.integer({ min: 1, max: 80 }),
  overdispersion: fc.constantFrom(0, 0.2, 1.5),
});

/** A shop with holes: stock-outs, late launches, missing shares, an event. */
function shop(s: {
  seed: number;
  skuCount: number;
  pastWeeks: number;
  overdispersion: number;
}): DemandProblem {
  const { problem } = simulatedShop(s.seed, s.skuCount, s.pastWeeks, s.overdispersion, 0.3);
  const draws = stream(s.seed, "holes");
  const inStockShare = new Float32Array(problem.soldUnits.length);
  const soldUnits = new Float32Array(problem.soldUnits);
  for (let k = 0; k < inStockShare.length; k++) {
    inStockShare[k] = draws.bernoulli(0.8) ? 1 : draws.bernoulli(0.2) ? NaN : draws.integer(8) / 7;
    if (inStockShare[k] === 0) soldUnits[k] = 0;
  }
  const firstWeek = Int32Array.from(
    { length: s.skuCount },
    () => draws.integer(s.pastWeeks + 4) - 2,
  );
  const events = {
    kindCount: 1,
    week: Int32Array.of(Math.floor(s.pastWeeks / 2), s.pastWeeks + 2),
    kind: Int32Array.of(0, 0),
    upliftPrior: Float64Array.of(1.4),
  };
  return { ...problem, soldUnits, inStockShare, firstWeek, events };
}

function expectAscending(value: Float32Array, width: number): void {
  for (let k = 0; k < value.length; k++) {
    expect(value[k]).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(value[k])).toBe(true);
    if (k % width > 0) expect(value[k]).toBeGreaterThanOrEqual(value[k - 1]!);
  }
}

describe("for any shop", () => {
  test("quantiles are finite, never negative and never cross; longer sums are never smaller; inputs stay as they were", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const problem = shop(s);
        const copy = structuredClone(problem);
        const forecast = forecastDemand(problem);
        expect(problem).toEqual(copy);
        expectAscending(forecast.demandQuantile, LEVELS);
        expectAscending(forecast.cumulativeQuantile, SUM_LEVELS);
        expectAscending(forecast.demandMean, 1);
        const count = forecast.cumulativeWeeks.length;
        for (let k = SUM_LEVELS; k < forecast.cumulativeQuantile.length; k++) {
          if (k % (SUM_LEVELS * count) < SUM_LEVELS) continue;
          expect(forecast.cumulativeQuantile[k]).toBeGreaterThanOrEqual(
            forecast.cumulativeQuantile[k - SUM_LEVELS]!,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test("nothing after the origin is used", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const problem = shop(s);
        const soldUnits = new Float32Array(problem.soldUnits);
        const inStockShare = new Float32Array(problem.inStockShare!);
        for (let i = 0; i < problem.skuCount; i++) {
          const row = i * problem.weekCount;
          soldUnits.fill(1e6, row + problem.originWeek + 1, row + problem.weekCount);
          inStockShare.fill(0.5, row + problem.originWeek + 1, row + problem.weekCount);
        }
        expect(forecastDemand({ ...problem, soldUnits, inStockShare })).toEqual(
          forecastDemand(problem),
        );
      }),
      { numRuns: 20 },
    );
  });

  test("permuting SKUs permutes the forecast", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const problem = shop(s);
        const order = Int32Array.from({ length: s.skuCount }, (_, k) => s.skuCount - 1 - k);
        const forecast = forecastDemand(problem);
        const permuted = forecastDemand(permute(problem, order));
        expectRows(permuted, forecast, order);
      }),
      { numRuns: 20 },
    );
  });
});

function rows(value: Float32Array, order: Int32Array, width: number): Float32Array {
  const out = new Float32Array(value.length);
  order.forEach((from, to) => {
    out.set(value.subarray(from * width, (from + 1) * width), to * width);
  });
  return out;
}

function permute(problem: DemandProblem, order: Int32Array): DemandProblem {
  return {
    ...problem,
    soldUnits: rows(problem.soldUnits, order, problem.weekCount),
    inStockShare: rows(problem.inStockShare!, order, problem.weekCount),
    firstWeek: order.map((from) => problem.firstWeek[from]!),
    categoryIndex: order.map((from) => problem.categoryIndex[from]!),
  };
}

/** Sums run in another order, so last digits may differ and a count may fall on the other side of its level. */
function expectRows(permuted: Forecast, forecast: Forecast, order: Int32Array): void {
  const mean = rows(forecast.demandMean, order, forecast.horizonWeeks);
  for (let k = 0; k < mean.length; k++) {
    expect(Math.abs(permuted.demandMean[k]! - mean[k]!)).toBeLessThanOrEqual(1e-5 * (1 + mean[k]!));
  }
  const quantile = rows(forecast.demandQuantile, order, forecast.horizonWeeks * LEVELS);
  for (let k = 0; k < quantile.length; k++) {
    expect(Math.abs(permuted.demandQuantile[k]! - quantile[k]!)).toBeLessThanOrEqual(
      1 + 1e-4 * quantile[k]!,
    );
  }
}

test("selling ten times as much is forecast at ten times as much", () => {
  const { problem } = simulatedShop(5, 40, 78, 0.3, 0.2);
  const tenfold = { ...problem, soldUnits: problem.soldUnits.map((y) => 10 * y) };
  const once = forecastDemand(problem);
  const ten = forecastDemand(tenfold);
  for (let i = 0; i < 40; i++) {
    const ratio = ten.cumulativeMean[i * 8 + 4]! / once.cumulativeMean[i * 8 + 4]!;
    expect(ratio).toBeGreaterThan(9);
    expect(ratio).toBeLessThan(11);
  }
});

describe("calibration on demand whose law is known", () => {
  const cases: [string, number][] = [
    ["Poisson", 0],
    ["overdispersion 0.3", 0.3],
    ["overdispersion 1", 1],
  ];
  test.each(cases)(
    "%s: shares of demand at or below the quantiles are near their levels",
    (_name, overdispersion) => {
      const { problem, demandUnits } = simulatedShop(11, 500, 78, overdispersion);
      const forecast = forecastDemand(problem);
      const weekly = coverage(forecast, demandUnits, problem.weekCount);
      for (const [q, level] of [...forecast.level].entries()) {
        // Counts put mass on the quantile itself, so shares may exceed their level, at low levels by much.
        expect(weekly[q]).toBeGreaterThan(level - 0.03);
        if (level >= 0.8) expect(weekly[q]).toBeLessThan(level + 0.05);
      }
      const sums = cumulativeCoverage(forecast, demandUnits, problem.weekCount);
      for (let b = 0; b < forecast.cumulativeWeeks.length; b++) {
        expect(sums[b * 2]).toBeGreaterThan(0.85); // level 0.9
        expect(sums[b * 2]).toBeLessThan(0.96);
        expect(sums[b * 2 + 1]).toBeGreaterThan(0.9); // level 0.95
      }
    },
  );
});

test("small sellers are covered too: 20 shops of 30 SKUs with a season, quantile 0.9 of every sum", () => {
  const share = new Float64Array(8);
  for (let seed = 1; seed <= 20; seed++) {
    const { problem, demandUnits } = simulatedShop(seed, 30, 78, 0.4, 0.3);
    const one = cumulativeCoverage(forecastDemand(problem), demandUnits, problem.weekCount);
    for (let b = 0; b < 8; b++) share[b]! += one[2 * b]! / 20;
  }
  for (const covered of share) {
    expect(covered).toBeGreaterThan(0.86);
    expect(covered).toBeLessThan(0.95);
  }
});

function coverage(forecast: Forecast, demandUnits: Float32Array, weekCount: number): Float64Array {
  const width = forecast.level.length;
  const share = new Float64Array(width);
  const cells = forecast.skuCount * forecast.horizonWeeks;
  for (let k = 0; k < cells; k++) {
    const i = Math.floor(k / forecast.horizonWeeks);
    const actual =
      demandUnits[i * weekCount + forecast.originWeek + 1 + (k % forecast.horizonWeeks)]!;
    for (let q = 0; q < width; q++) {
      if (actual <= forecast.demandQuantile[k * width + q]!) share[q]! += 1 / cells;
    }
  }
  return share;
}

/** Coverage of levels 0.9 and 0.95 per sum. [cumulativeCount, 2] */
function cumulativeCoverage(
  forecast: Forecast,
  demandUnits: Float32Array,
  weekCount: number,
): Float64Array {
  const count = forecast.cumulativeWeeks.length;
  const share = new Float64Array(2 * count);
  for (let i = 0; i < forecast.skuCount; i++) {
    let sum = 0;
    let h = 0;
    for (let b = 0; b < count; b++) {
      for (; h < forecast.cumulativeWeeks[b]!; h++)
        sum += demandUnits[i * weekCount + forecast.originWeek + 1 + h]!;
      for (let q = 0; q < 2; q++) {
        const quantile = forecast.cumulativeQuantile[(i * count + b) * SUM_LEVELS + SUM_90 + q]!;
        if (sum <= quantile) share[2 * b + q]! += 1 / forecast.skuCount;
      }
    }
  }
  return share;
}
