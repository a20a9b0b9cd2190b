import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addTally,
  decidingScore,
  emptyTallies,
  emptyTally,
  naiveScale,
  QUALITY_LEVELS,
  type QualityTally,
  qualityFigures,
  type TaskForecast,
  type TaskTruth,
  tallyTask,
} from "./quality.ts";

const LEVEL_COUNT = QUALITY_LEVELS.length;

/** The same quantile at every level. */
const flat = (values: readonly number[]): number[] =>
  values.flatMap((value) => QUALITY_LEVELS.map(() => value));

const pointForecast = (mean: readonly number[], sumMean: readonly number[]): TaskForecast => ({
  mean,
  quantile: flat(mean),
  sumMean,
  sumQuantile: flat(sumMean),
});

const truthOf = (known: number[], actual: number[], sumLengths = [2], weight = 1): TaskTruth => ({
  known,
  actual,
  sumLengths,
  weight,
});

function tallied(tasks: readonly (readonly [TaskTruth, TaskForecast])[]): QualityTally[] {
  const tallies = emptyTallies(1);
  for (const [truth, forecast] of tasks) tallyTask(tallies, truth, forecast);
  return tallies;
}

const figuresOf = (tallies: readonly QualityTally[]) => tallies.map(qualityFigures);

describe("the naive scale", () => {
  it("is the mean change from period to period, and passes over what was not observed", () => {
    expect(naiveScale([1, 3, 2, 6])).toEqual({ absolute: 7 / 3, square: 7 });
    expect(naiveScale([1, 3, Number.NaN, 6, 7])).toEqual({ absolute: 1.5, square: 2.5 });
    expect(naiveScale([5])).toEqual({ absolute: Number.NaN, square: Number.NaN });
  });
});

describe("scores of a task", () => {
  // s1 = (2 + 4) / 2 = 3, s2 = (4 + 16) / 2 = 10.
  const known = [4, 6, 2];

  it("agree with a calculation by hand", () => {
    const [weeks, sums] = figuresOf(
      tallied([[truthOf(known, [5, 1]), pointForecast([3, 2], [5])]]),
    );
    // y = 5, q = 3: p * 2 averages to 0.5 * 2 = 1; y = 1, q = 2: (1 - p) * 1 averages to 0.5. SPL = 0.75 / 3.
    expect(weeks?.spl).toBeCloseTo(0.25, 12);
    // At 0.1 and 0.9 the mean is the same here: (0.2 + 1.8) / 2 and (0.9 + 0.1) / 2.
    expect(weeks?.intervalLoss).toBeCloseTo(0.25, 12);
    expect(weeks?.mase).toBeCloseTo(1.5 / 3, 12);
    expect(weeks?.rmsse).toBeCloseTo(Math.sqrt(2.5 / 10), 12);
    expect(weeks?.biasShare).toBeCloseTo(-1 / 6, 12);
    expect(weeks).toMatchObject({ windowCount: 2, coverage80Share: 0, coverage90Share: 0.5 });
    // y = 6, q = 5: 0.5, over 3 * sqrt 2; (6 - 5)^2 over 10 * 2.
    expect(sums?.spl).toBeCloseTo(0.5 / (3 * Math.SQRT2), 12);
    expect(sums?.rmsse).toBeCloseTo(Math.sqrt(1 / 20), 12);
    expect(sums).toMatchObject({ windowCount: 1, coverage90Share: 0 });
  });

  it("are 0 for a perfect forecast, which covers everything", () => {
    const [weeks, sums] = figuresOf(
      tallied([[truthOf(known, [5, 1]), pointForecast([5, 1], [6])]]),
    );
    for (const figures of [weeks, sums])
      expect(figures).toMatchObject({
        spl: 0,
        wspl: 0,
        mase: 0,
        rmsse: 0,
        biasShare: 0,
        coverage80Share: 1,
        coverage90Share: 1,
        coverage95Share: 1,
      });
  });

  it("count the interval by its own quantiles", () => {
    const quantile = QUALITY_LEVELS.map((level) => level * 10);
    const forecast = { mean: [5], quantile, sumMean: [5], sumQuantile: quantile };
    const inside = (actual: number) =>
      figuresOf(tallied([[truthOf(known, [actual], [1]), forecast]]))[0];
    expect(inside(1)).toMatchObject({ coverage80Share: 1, coverage90Share: 1 });
    expect(inside(0.5)).toMatchObject({ coverage80Share: 0, coverage90Share: 1 });
    expect(inside(9.2)).toMatchObject({
      coverage80Share: 0,
      coverage90Share: 0,
      coverage95Share: 1,
    });
  });

  it("leave out weeks in which only a lower bound is known, and sums that hold one", () => {
    const [weeks, sums] = figuresOf(
      tallied([[truthOf(known, [5, Number.NaN]), pointForecast([3, 2], [5])]]),
    );
    expect(weeks?.windowCount).toBe(1);
    expect(sums).toMatchObject({ windowCount: 0, spl: null, coverage90Share: null });
  });

  it("leave out a past that never changes", () => {
    const tallies = emptyTallies(1);
    const task = truthOf([2, 2, 2], [3, 3]);
    expect(tallyTask(tallies, task, pointForecast([2, 2], [4]))).toBe(false);
    expect(tallies).toEqual([emptyTally(), emptyTally()]);
  });
});

describe("scores of many tasks", () => {
  it("weigh by revenue: a product of three times the revenue counts three times", () => {
    // SPL 0.25 and 0.5, weights 3 and 1, and one whose revenue nobody told.
    const tasks = [
      [truthOf([4, 6, 2], [5, 1], [2], 3), pointForecast([3, 2], [5])],
      [truthOf([0, 1], [1, 2], [2], 1), pointForecast([0, 1], [1])],
      [truthOf([0, 1], [9, 9], [2], Number.NaN), pointForecast([0, 0], [0])],
    ] as const;
    const [weeks] = figuresOf(tallied(tasks));
    expect(weeks?.wspl).toBeCloseTo((3 * 0.25 + 0.5) / 4, 12);
    expect(weeks?.spl).toBeCloseTo((0.25 + 0.5 + 4.5) / 3, 12);
  });

  const units = fc.integer({ min: 0, max: 50 });
  const anyTask = fc
    .record({
      known: fc.array(units, { minLength: 3, maxLength: 12 }),
      actual: fc.tuple(units, units),
      quantile: fc.array(units, { minLength: 3 * LEVEL_COUNT, maxLength: 3 * LEVEL_COUNT }),
      weight: units,
    })
    .map(({ known, actual, quantile, weight }) => {
      const sorted = (from: number) =>
        quantile.slice(from * LEVEL_COUNT, (from + 1) * LEVEL_COUNT).sort((a, b) => a - b);
      const [first, second, sum] = [sorted(0), sorted(1), sorted(2)];
      const forecast: TaskForecast = {
        mean: [first[4] ?? 0, second[4] ?? 0],
        quantile: [...first, ...second],
        sumMean: [sum[4] ?? 0],
        sumQuantile: sum,
      };
      return [truthOf(known, [...actual], [2], weight), forecast] as const;
    });

  it("are never negative, and coverage is a share that grows with the level", () => {
    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 8 }), (tasks) => {
        for (const figures of figuresOf(tallied(tasks))) {
          const { spl, wspl, mase, rmsse, coverage80Share, coverage90Share, coverage95Share } =
            figures;
          for (const loss of [spl, wspl, mase, rmsse]) expect(loss ?? 0).toBeGreaterThanOrEqual(0);
          expect(coverage80Share ?? 0).toBeLessThanOrEqual(coverage90Share ?? 0);
          expect(coverage90Share ?? 0).toBeLessThanOrEqual(coverage95Share ?? 0);
          expect(coverage95Share ?? 0).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("do not depend on the order of tasks, nor on how they are dealt to shards", () => {
    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 8 }), fc.nat(8), (tasks, cut) => {
        const together = figuresOf(tallied(tasks));
        const parts = [tasks.slice(0, cut), tasks.slice(cut)].reverse().map(tallied);
        const joined = emptyTallies(1);
        for (const part of parts)
          for (const [k, into] of joined.entries()) addTally(into, part[k] ?? emptyTally());
        figuresOf(joined).forEach((figures, k) => {
          for (const [name, value] of Object.entries(figures))
            expect(value ?? -9).toBeCloseTo(together[k]?.[name as keyof typeof figures] ?? -9, 9);
        });
      }),
    );
  });
});

describe("the score that decides", () => {
  it("is the geometric mean of weeks and sums, and nothing without both", () => {
    expect(decidingScore(0.25, 0.64)).toBeCloseTo(0.4, 12);
    expect(decidingScore(0.25, null)).toBeNull();
  });
});
