import { beforeAll, describe, expect, test } from "vitest";
import { forecastDemand } from "../forecast.ts";
import { type DemandProblem, FORECAST_OPTIONS } from "../problem.ts";
import { simulatedShop } from "../simulated.ts";
import { encodeDemandModel } from "./codec.ts";
import { forecastWithModel, type ModelForecast } from "./forecast.ts";
import type { DemandModel } from "./model.ts";
import { smallModel } from "./testing.ts";

const SKUS = 12;
const PAST_WEEKS = 78;

let model: DemandModel;
const { problem } = simulatedShop(21, SKUS, PAST_WEEKS, 0.3, 0.2);

beforeAll(() => {
  model = smallModel();
}, 60_000);

const sumOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0);

/** The problem with each cell of sales changed. */
const withUnits = (
  change: (units: number, sku: number, week: number) => number,
): DemandProblem => ({
  ...problem,
  soldUnits: problem.soldUnits.map((units, k) =>
    change(units, Math.floor(k / problem.weekCount), k % problem.weekCount),
  ),
});

const rowsOf = (values: Float32Array, sku: number) => {
  const width = values.length / SKUS;
  return values.subarray(sku * width, (sku + 1) * width);
};

const figuresOf = (forecast: ModelForecast, sku: number) =>
  (["demandMean", "demandQuantile", "cumulativeMean", "cumulativeQuantile"] as const).map((name) =>
    Array.from(rowsOf(forecast[name], sku)),
  );

describe("a forecast by a demand model", () => {
  test("reads nothing after the origin", () => {
    const future = withUnits((units, _, week) => (week >= PAST_WEEKS ? 9_999 : units));
    const share = new Float32Array(problem.soldUnits.length).fill(1);
    const outLater = share.map((_, k) => (k % problem.weekCount >= PAST_WEEKS ? 0 : 1));
    expect(forecastWithModel(model, { ...future, inStockShare: outLater })).toEqual(
      forecastWithModel(model, { ...problem, inStockShare: share }),
    );
  });

  test("leaves a SKU that is steadier than anything learnt to the structural method", () => {
    const steady = withUnits((units, sku, week) => (sku === 0 ? 20 + (week % 3) : units));
    const forecast = forecastWithModel({ ...model, spreadFrom: 0.3 }, steady);
    expect(forecast.isByModel[0]).toBe(0);
    expect(forecast.demandMean[0]).toBeGreaterThan(19);
    expect(forecast.demandMean[0]).toBeLessThan(23);
    expect(forecast.isByModel.reduce((sum, is) => sum + is, 0)).toBeGreaterThan(SKUS / 2);
  });

  test("is not negative, never crosses, and never falls with the length of a sum", () => {
    const forecast = forecastWithModel(model, problem);
    const { demandQuantile, cumulativeQuantile, cumulativeMean } = forecast;
    const levels = FORECAST_OPTIONS.level.length;
    const sumLevels = FORECAST_OPTIONS.cumulativeLevel.length;
    const lengths = forecast.cumulativeWeeks.length;
    demandQuantile.forEach((value, k) => {
      expect(value).toBeGreaterThanOrEqual(k % levels > 0 ? demandQuantile[k - 1]! : 0);
    });
    cumulativeQuantile.forEach((value, k) => {
      expect(value).toBeGreaterThanOrEqual(k % sumLevels > 0 ? cumulativeQuantile[k - 1]! : 0);
      const shorter =
        k % (sumLevels * lengths) >= sumLevels ? cumulativeQuantile[k - sumLevels]! : 0;
      expect(value).toBeGreaterThanOrEqual(shorter);
    });
    cumulativeMean.forEach((value, k) => {
      expect(value).toBeGreaterThanOrEqual(k % lengths > 0 ? cumulativeMean[k - 1]! : 0);
    });
  });

  test("expects of a span what it expects of its weeks together", () => {
    const { demandMean, cumulativeMean, cumulativeWeeks, isByModel } = forecastWithModel(
      model,
      problem,
    );
    expect(isByModel).toContain(1);
    for (let i = 0; i < SKUS; i++) {
      cumulativeWeeks.forEach((weeks, c) => {
        const start = i * problem.horizonWeeks;
        const together = sumOf(demandMean.subarray(start, start + weeks));
        expect(cumulativeMean[i * cumulativeWeeks.length + c]).toBeCloseTo(together, 3);
      });
    }
  });

  test("keeps the structural forecast of products without a past, and of those it may not be used for", () => {
    const firstWeek = problem.firstWeek.slice();
    firstWeek[3] = PAST_WEEKS + 2;
    const launching = { ...problem, firstWeek };
    const forecast = forecastWithModel(model, launching, FORECAST_OPTIONS, (sku) => sku !== 5);
    const structural = forecastDemand(launching);
    expect([...forecast.isByModel]).toEqual(
      Array.from({ length: SKUS }, (_, i) => (i === 3 || i === 5 ? 0 : 1)),
    );
    const plain = { ...structural, isByModel: new Uint8Array(SKUS) };
    for (const sku of [3, 5]) expect(figuresOf(forecast, sku)).toEqual(figuresOf(plain, sku));
    expect(figuresOf(forecast, 0)).not.toEqual(figuresOf(plain, 0));
    expect(forecast.seasonFactor).toEqual(structural.seasonFactor);
  });

  test("does not depend on accounts that were forecast before, and leaves the model as it was", () => {
    const before = encodeDemandModel(model);
    const alone = forecastWithModel(model, problem);
    forecastWithModel(model, simulatedShop(22, 30, 60, 0.9).problem);
    expect(forecastWithModel(model, problem)).toEqual(alone);
    expect(encodeDemandModel(model)).toEqual(before);
  });

  test("changes none of its inputs", () => {
    const soldUnits = problem.soldUnits.slice();
    forecastWithModel(model, problem);
    expect(problem.soldUnits).toEqual(soldUnits);
  });

  test("lifts the weeks that an announced event falls in, and no others as much", () => {
    const withEvent = (week: number[]): DemandProblem => ({
      ...problem,
      events: {
        kindCount: 1,
        week: Int32Array.from(week),
        kind: new Int32Array(week.length),
        upliftPrior: Float64Array.of(2),
      },
    });
    const step = 4;
    const lifted = forecastWithModel(model, withEvent([PAST_WEEKS + step]));
    const plain = forecastWithModel(model, withEvent([]));
    const ratioAt = (h: number) =>
      sumOf(lifted.demandMean.filter((_, k) => k % problem.horizonWeeks === h)) /
      sumOf(plain.demandMean.filter((_, k) => k % problem.horizonWeeks === h));
    expect(ratioAt(step)).toBeGreaterThan(1.7);
    expect(ratioAt(step)).toBeLessThan(2.3);
    for (const h of [0, step - 1, step + 1, 20]) expect(ratioAt(h)).toBeCloseTo(1, 6);
    // A sum that holds the week is lifted by its share of it.
    const sumRatio = (weeks: number) => {
      const at = plain.cumulativeWeeks.indexOf(weeks);
      const total = ({ cumulativeMean, cumulativeWeeks }: ModelForecast) =>
        sumOf(cumulativeMean.filter((_, k) => k % cumulativeWeeks.length === at));
      return total(lifted) / total(plain);
    };
    expect(sumRatio(4)).toBeCloseTo(1, 6);
    expect(sumRatio(8)).toBeGreaterThan(1.08);
  });

  test("is not pulled down by weeks without stock", () => {
    const isOut = (week: number) => week >= PAST_WEEKS - 10 && week < PAST_WEEKS - 2;
    const sold = withUnits((units, _, week) => (isOut(week) ? 0 : units));
    const inStockShare = sold.soldUnits.map((_, k) => (isOut(k % problem.weekCount) ? 0 : 1));
    const demand = sumOf(forecastWithModel(model, problem).demandMean);
    const known = sumOf(forecastWithModel(model, { ...sold, inStockShare }).demandMean);
    const unknown = sumOf(forecastWithModel(model, sold).demandMean);
    expect(known / demand).toBeGreaterThan(0.85);
    expect(unknown / demand).toBeLessThan(0.75);
  });
});
