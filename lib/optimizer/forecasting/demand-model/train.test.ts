import { describe, expect, test, vi } from "vitest";
import type { DemandProblem } from "../problem.ts";
import { simulatedShop } from "../simulated.ts";
import { encodeDemandModel } from "./codec.ts";
import { forecastWithModel } from "./forecast.ts";
import { SMALL_TRAINING } from "./testing.ts";
import { trainDemandModel } from "./train.ts";

// Training takes seconds where others work on the same cores.
vi.setConfig({ testTimeout: 60_000 });

const train = (problems: readonly DemandProblem[], seed = 1) =>
  trainDemandModel(problems, { ...SMALL_TRAINING, seed });

const shop = (seed: number, pastWeeks = 80) => simulatedShop(seed, 20, pastWeeks, 0.3).problem;

const sumOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0);

describe("training a demand model", () => {
  test("gives the same bytes each time, and others for another seed", () => {
    const problems = [shop(1), shop(2, 60)];
    const bytes = encodeDemandModel(train(problems));
    expect(encodeDemandModel(train(problems))).toEqual(bytes);
    expect(encodeDemandModel(train(problems, 2))).not.toEqual(bytes);
  });

  test("reads nothing after the origins", () => {
    const problem = shop(3);
    const { weekCount, originWeek } = problem;
    const soldUnits = problem.soldUnits.map((units, k) =>
      k % weekCount > originWeek ? 9_999 : units,
    );
    const changed = { ...problem, soldUnits };
    expect(encodeDemandModel(train([changed]))).toEqual(encodeDemandModel(train([problem])));
  });

  test("needs one account only, and forecasts its level", () => {
    const { problem, level } = simulatedShop(4, 20, 80, 0.2);
    const model = train([problem]);
    expect(model.seriesCount).toBe(20);
    // Demand of overdispersion 0.2 spreads by a third of its level and more; it speaks of nothing much steadier.
    expect(model.spreadFrom).toBeGreaterThan(0.2);
    expect(model.spreadFrom).toBeLessThan(0.8);
    const { cumulativeMean, cumulativeWeeks } = forecastWithModel(model, problem);
    const eighth = cumulativeWeeks.indexOf(8);
    const eightWeeks = cumulativeMean.filter((_, k) => k % cumulativeWeeks.length === eighth);
    expect(sumOf(eightWeeks) / (8 * sumOf(level))).toBeGreaterThan(0.85);
    expect(sumOf(eightWeeks) / (8 * sumOf(level))).toBeLessThan(1.15);
  });

  test("judges itself where histories allow it, and else trusts trees and structure alike", () => {
    const trusts = ({ steps }: ReturnType<typeof train>) => [...steps.weights];
    expect(trusts(train([shop(5, 43)])).every((weight) => weight === 0.5)).toBe(true);
    const judged = trusts(train([shop(5, 44)]));
    expect(judged.some((weight) => weight !== 0.5)).toBe(true);
    // A young account beside it does not take the evidence away.
    expect(trusts(train([shop(5, 80), shop(6, 20)])).some((weight) => weight !== 0.5)).toBe(true);
  });

  test("weighs members so that their shares add up to 1 in every class", () => {
    const { steps, sums } = train([shop(7), shop(8)]);
    for (const { weights } of [steps, sums]) {
      for (let c = 0; c < weights.length; c += 2)
        expect(weights[c]! + weights[c + 1]!).toBeCloseTo(1, 9);
    }
  });

  test("learns from accounts of young products on a long record", () => {
    const problem = { ...shop(9), firstWeek: new Int32Array(20).fill(65) };
    const forecast = forecastWithModel(train([problem]), problem);
    expect(forecast.demandMean.every((mean) => Number.isFinite(mean) && mean >= 0)).toBe(true);
  });

  test("goes on from a model's trees, keeps them, and gives the same bytes each time", () => {
    const shipped = train([shop(1), shop(2)]);
    const goOn = () => trainDemandModel([shop(3)], { ...SMALL_TRAINING, continueFrom: shipped });
    const next = goOn();
    expect(encodeDemandModel(goOn())).toEqual(encodeDemandModel(next));
    for (const side of ["steps", "sums"] as const) {
      expect(next[side].family.binning).toEqual(shipped[side].family.binning);
      const [before, after] = [shipped, next].map((model) => model[side].family.forests[0]!);
      expect(after!.treeCount).toBe(before!.treeCount + SMALL_TRAINING.treeCount);
      expect(after!.leafValue.subarray(0, before!.leafValue.length)).toEqual(before!.leafValue);
    }
    const { demandMean } = forecastWithModel(next, shop(3));
    expect(demandMean.every((mean) => Number.isFinite(mean) && mean >= 0)).toBe(true);
  });

  test("is refused where no account has sold for eight weeks", () => {
    expect(() => train([])).toThrow(
      new RangeError(
        "trainDemandModel: expected an account with 8 weeks since its first sale, got none in 0",
      ),
    );
    const planned = { ...shop(10), firstWeek: new Int32Array(20).fill(85) };
    expect(() => train([planned, shop(10, 7)])).toThrow(/got none in 2/);
    expect(train([shop(10, 8)]).seriesCount).toBe(20);
  });
});
