import { describe, expect, test } from "vitest";
import { fitDemandSeason } from "../forecast.ts";
import { FORECAST_OPTIONS } from "../problem.ts";
import { simulatedShop } from "../simulated.ts";
import { forecastWithModel } from "./forecast.ts";
import { forecastModelMeans } from "./means.ts";
import { smallModel } from "./testing.ts";

const { problem: shop } = simulatedShop(21, 12, 78, 0.3, 0.2);
/** One SKU is to be launched, one lies without stock in some weeks. */
const problem = {
  ...shop,
  firstWeek: shop.firstWeek.map((week, i) => (i === 3 ? 80 : week)),
  inStockShare: new Float32Array(shop.soldUnits.length).fill(1).fill(0.2, 60, 70),
};

describe("the means of a demand model alone", () => {
  test("are those of the whole forecast, bit for bit, whatever SKUs the model is used for", () => {
    const model = smallModel();
    for (const isUsed of [() => true, (sku: number) => sku % 3 === 0, () => false]) {
      const whole = forecastWithModel(model, problem, FORECAST_OPTIONS, isUsed);
      expect(forecastModelMeans(model, problem, isUsed)).toEqual(whole.demandMean);
    }
  }, 60_000);

  test("heed a season fitted elsewhere as the whole forecast does", () => {
    const model = smallModel();
    const { factor, eventUplift } = fitDemandSeason(problem);
    const knownSeason = { factor: factor.map((f, k) => f * (1 + (k % 5) / 10)), eventUplift };
    const known = { ...problem, knownSeason };
    const means = forecastModelMeans(model, known, () => true);
    expect(means).toEqual(forecastWithModel(model, known).demandMean);
    expect(means).not.toEqual(forecastModelMeans(model, problem, () => true));
  }, 60_000);
});
