import { describe, expect, it } from "vitest";
import type { ForecastTask, TaskForecasts } from "@/lib/optimizer/forecasting/index.ts";
import { type Actuals, SCORED_LEVELS, scoreTasks, summarise } from "./score.ts";

const NONE = Number.NaN;

function truthOf(units: readonly (readonly number[])[], firstPeriod: readonly number[]): Actuals {
  const periodCount = units[0]?.length ?? 0;
  const ids = units.map((_, i) => `S${i}`);
  return {
    history: {
      file: "history.csv",
      ids,
      seriesOfId: new Map(ids.map((id, i) => [id, i])),
      periodCount,
      firstPeriod: Int32Array.from(firstPeriod),
      units: Float32Array.from(units.flat()),
    },
    firstPeriod: Int32Array.from(firstPeriod),
    maseLagPeriods: 2,
  };
}

/** The same quantiles for every period, and for every sum. */
function flat(
  taskCount: number,
  horizon: number,
  sums: readonly number[],
  at: (level: number) => number,
  mean: number,
): TaskForecasts {
  const rows = (count: number) =>
    Array.from({ length: taskCount * count }, () => SCORED_LEVELS.map(at));
  return {
    taskCount,
    request: { horizon, sums, levels: SCORED_LEVELS },
    mean: new Float32Array(taskCount * horizon).fill(mean),
    quantile: Float32Array.from(rows(horizon).flat()),
    sumMean: new Float32Array(taskCount * sums.length).fill(mean),
    sumQuantile: Float32Array.from(rows(sums.length).flat()),
  };
}

describe("scores of forecasts", () => {
  // Known 9 | 2 6 4 4 from the first period on: steps 4, 2, 0, mean 2; over two periods 2, 2, mean 2.
  const truth = truthOf([[9, 2, 6, 4, 4, 5, 3]], [1]);
  const tasks: ForecastTask[] = [{ series: 0, origin: 5 }];

  it("agree with figures worked by hand", () => {
    // All quantiles 4: losses of 5 are the level, of 3 one less the level; each pair adds up to 1.
    const [score] = scoreTasks(
      truth,
      tasks,
      flat(1, 2, [2], () => 4, 4.5),
    );
    expect(score?.spl).toBeCloseTo(0.5 / 2, 6);
    expect(score?.splHi).toBeCloseTo(0.5 / 2, 6);
    expect(score?.mase).toBeCloseTo(1 / 2, 6);
    const scores = summarise(score ? [score] : []);
    expect(scores.wql).toBeCloseTo((2 * 1) / 8, 6);
    expect(scores.bias).toBeCloseTo(1 / 8, 6);
    // One of two lies at or below 4, none between 4 and 4.
    expect(scores).toMatchObject({ taskCount: 1, cov10: 0.5, cov50: 0.5, cov99: 0.5, cov80: 0 });
    // The sum is 8: mean loss 4 x 0.5 of the sum, scaled by 2 x root of 2.
    expect(scores.cumSpl).toBeCloseTo(2 / (2 * Math.SQRT2), 6);
    expect(scores.cumWql).toBeCloseTo((2 * 2) / 8, 6);
    expect(scores).toMatchObject({ cum90: 0, cum95: 0 });
  });

  it("count an actual that equals its quantile as covered", () => {
    const scores = summarise(
      scoreTasks(
        truth,
        tasks,
        flat(1, 1, [1], () => 5, 5),
      ),
    );
    expect(scores).toMatchObject({ spl: 0, cov10: 1, cov80: 1, cov99: 1, cum90: 1, cum95: 1 });
  });

  it("start a history at its first period, not before", () => {
    const early = truthOf([[9, 2, 6, 4, 4, 5, 3]], [0]);
    const [score] = scoreTasks(
      early,
      tasks,
      flat(1, 2, [], () => 4, 4),
    );
    expect(score?.spl).toBeCloseTo(0.5 / ((7 + 4 + 2 + 0) / 4), 6);
  });

  it("pass over what was not observed, before the origin and after", () => {
    // Steps observed: 2 only, over two periods: 4.
    const gaps = truthOf([[2, NONE, 6, 4, NONE, 7]], [0]);
    const [score] = scoreTasks(
      gaps,
      [{ series: 0, origin: 4 }],
      flat(1, 2, [1, 2], () => 4, 4),
    );
    expect(score).toMatchObject({ stepCount: 1, sumCount: 0, cumSpl: null });
    expect(score?.spl).toBeCloseTo((3 * 0.5) / 2, 6);
    expect(score?.mase).toBeCloseTo(3 / 4, 6);
  });

  it("leave tasks out whose horizon is not on record or was never observed", () => {
    const gaps = truthOf([[1, 2, 3, NONE, NONE]], [0]);
    const late = [
      { series: 0, origin: 3 },
      { series: 0, origin: 4 },
    ];
    expect(
      scoreTasks(
        gaps,
        late,
        flat(2, 2, [], () => 1, 1),
      ),
    ).toEqual([]);
  });

  it("have no scale where the history never changes, yet count what needs none", () => {
    const still = truthOf([[3, 3, 3, 5, 5]], [0]);
    const scores = summarise(
      scoreTasks(
        still,
        [{ series: 0, origin: 3 }],
        flat(1, 2, [2], () => 4, 4),
      ),
    );
    expect(scores).toMatchObject({
      taskCount: 0,
      spl: null,
      mase: null,
      cumSpl: null,
      cum90: null,
    });
    expect(scores.wql).toBeCloseTo((2 * 2 * 0.5) / 10, 6);
    expect(scores).toMatchObject({ bias: -0.2, cov90: 0 });
  });

  it("refuse forecasts that lack a level", () => {
    const forecasts = flat(1, 2, [], () => 4, 4);
    const without = { ...forecasts, request: { ...forecasts.request, levels: [0.1, 0.5, 0.9] } };
    expect(() => scoreTasks(truth, tasks, without)).toThrow(/expected a forecast of level 0\.2/);
  });
});
