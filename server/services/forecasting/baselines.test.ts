import { describe, expect, it } from "vitest";
import type { ForecastRequest, Panel } from "@/lib/optimizer/forecasting/index.ts";
import { BASELINES } from "./baselines.ts";

const NONE = Number.NaN;

const panelOf = (units: readonly number[], seasonPeriods: number): Panel => ({
  seriesCount: 1,
  periodCount: units.length,
  axisCount: units.length + 3,
  units: Float32Array.from(units),
  firstPeriod: new Int32Array(1),
  seasonPeriods,
  frequency: "week",
  covariates: [],
  calendar: [],
  groups: [],
});

const REQUEST: ForecastRequest = { horizon: 3, sums: [2], levels: [0.5, 0.9772498680518208] };

async function forecast(name: string, units: readonly number[], seasonPeriods = 1) {
  const method = BASELINES.find((baseline) => baseline.name === name);
  const tasks = [{ series: 0, origin: units.length }];
  const result = await method?.forecast(panelOf(units, seasonPeriods), tasks, REQUEST, 1);
  return {
    mean: [...(result?.mean ?? [])],
    quantile: [...(result?.quantile ?? [])],
    sumMean: [...(result?.sumMean ?? [])],
    sumQuantile: [...(result?.sumQuantile ?? [])],
  };
}

describe("classical methods on a panel", () => {
  it("repeat the season with errors that grow from season to season", async () => {
    // Differences over two periods: 2, 2; standard deviation 2, from the third period on by the root of 2.
    const { mean, quantile, sumMean, sumQuantile } = await forecast(
      "seasonal naive",
      [1, 5, 3, 7],
      2,
    );
    expect(mean).toEqual([3, 7, 3]);
    const expected = [3, 3 + 4, 7, 7 + 4, 3, 3 + 4 * Math.SQRT2];
    expected.forEach((value, k) => {
      expect(quantile[k]).toBeCloseTo(value, 5);
    });
    expect(sumMean).toEqual([10]);
    expect(sumQuantile[1]).toBeCloseTo(10 + 4 * Math.SQRT2, 5);
  });

  it("repeat the last value where no season is known", async () => {
    expect((await forecast("seasonal naive", [1, 4], 52)).mean).toEqual([4, 4, 4]);
  });

  it("take quantiles of what was observed, and of sums of it", async () => {
    const { mean, quantile, sumMean, sumQuantile } = await forecast("empirical", [4, NONE, 1, 7]);
    expect(mean).toEqual([4, 4, 4]);
    expect(quantile).toEqual([4, 7, 4, 7, 4, 7]);
    expect(sumMean).toEqual([8]);
    expect(sumQuantile).toEqual([5, 8]);
  });

  it("extend the mean of a history shorter than the sum", async () => {
    expect((await forecast("empirical", [3])).sumQuantile).toEqual([6, 6]);
  });

  it.each(BASELINES.map(({ name }) => name))(
    "%s: forecasts nothing where nothing was observed",
    async (name) => {
      const { mean, sumMean } = await forecast(name, [NONE, NONE]);
      expect([...mean, ...sumMean]).toEqual([0, 0, 0, 0]);
    },
  );
});
