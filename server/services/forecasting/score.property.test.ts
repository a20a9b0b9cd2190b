import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ForecastTask, TaskForecasts } from "@/lib/optimizer/forecasting/index.ts";
import { type Actuals, SCORED_LEVELS, type Scores, scoreTasks, summarise } from "./score.ts";

const PERIODS = 14;
const HORIZON = 4;
const SUMS = [2, 4];
const LEVELS = SCORED_LEVELS.length;

const panel = fc.array(
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: PERIODS, maxLength: PERIODS }),
  { minLength: 2, maxLength: 6 },
);

function truthOf(units: readonly (readonly number[])[]): Actuals {
  const ids = units.map((_, i) => `S${i}`);
  const firstPeriod = new Int32Array(units.length);
  const seriesOfId = new Map(ids.map((id, i) => [id, i]));
  const history = {
    file: "history.csv",
    ids,
    seriesOfId,
    periodCount: PERIODS,
    firstPeriod,
    units: Float32Array.from(units.flat()),
  };
  return { history, firstPeriod, maseLagPeriods: 1 };
}

const tasksOf = (count: number): ForecastTask[] =>
  Array.from({ length: count }, (_, i) => ({ series: i, origin: PERIODS - HORIZON }));

/** Forecasts from a function of (series, step, level); a sum is as its steps together. */
function forecastsOf(
  tasks: readonly ForecastTask[],
  at: (series: number, h: number, q: number) => number,
): TaskForecasts {
  const steps = Array.from({ length: HORIZON }, (_, h) => h);
  const levels = Array.from({ length: LEVELS }, (_, q) => q);
  const total = (series: number, length: number, q: number) =>
    steps.slice(0, length).reduce((sum, h) => sum + at(series, h, q), 0);
  const each = (of: (series: number) => number[]) =>
    Float32Array.from(tasks.flatMap(({ series }) => of(series)));
  return {
    taskCount: tasks.length,
    request: { horizon: HORIZON, sums: SUMS, levels: SCORED_LEVELS },
    mean: each((s) => steps.map((h) => at(s, h, 4))),
    quantile: each((s) => steps.flatMap((h) => levels.map((q) => at(s, h, q)))),
    sumMean: each((s) => SUMS.map((length) => total(s, length, 4))),
    sumQuantile: each((s) => SUMS.flatMap((length) => levels.map((q) => total(s, length, q)))),
  };
}

const figures = (scores: Scores): (number | null)[] => Object.values(scores);

describe("scores", () => {
  it("of a perfect forecast are 0, and all is covered", () => {
    fc.assert(
      fc.property(panel, (units) => {
        const tasks = tasksOf(units.length);
        const actual = (s: number, h: number) => units[s]?.[PERIODS - HORIZON + h] ?? 0;
        const scores = summarise(scoreTasks(truthOf(units), tasks, forecastsOf(tasks, actual)));
        for (const loss of [scores.spl, scores.splHi, scores.mase, scores.cumSpl, scores.wql])
          expect(loss ?? 0).toBe(0);
        expect(scores.bias ?? 0).toBe(0);
        expect([scores.cov10, scores.cov80, scores.cov99]).toEqual([1, 1, 1]);
      }),
    );
  });

  it("do not depend on the order of the tasks", () => {
    fc.assert(
      fc.property(panel, fc.integer({ min: 1, max: 5 }), (units, turn) => {
        const tasks = tasksOf(units.length);
        const turned = [
          ...tasks.slice(turn % tasks.length),
          ...tasks.slice(0, turn % tasks.length),
        ];
        const at = (s: number, h: number, q: number) => s + h + q;
        const truth = truthOf(units);
        const scores = [tasks, turned].map((order) =>
          figures(summarise(scoreTasks(truth, order, forecastsOf(order, at)))),
        );
        scores[0]?.forEach((figure, k) => {
          expect(scores[1]?.[k] ?? -9).toBeCloseTo(figure ?? -9, 12);
        });
      }),
    );
  });

  it("that are scaled stay the same when demand is counted in tens", () => {
    fc.assert(
      fc.property(panel, (units) => {
        const tasks = tasksOf(units.length);
        const scored = [1, 10].map((k) =>
          summarise(
            scoreTasks(
              truthOf(units.map((row) => row.map((y) => k * y))),
              tasks,
              forecastsOf(tasks, (s, h, q) => k * (s + h + q)),
            ),
          ),
        );
        const [one, ten] = scored.map(figures);
        one?.forEach((figure, k) => {
          expect(ten?.[k] ?? -9).toBeCloseTo(figure ?? -9, 6);
        });
      }),
    );
  });
});
