import { describe, expect, it } from "vitest";
import type { Panel, TaskForecasts } from "../panel.ts";
import { forecastPanel, type RunJobs } from "./forecast-panel.ts";
import { runMemberJob } from "./jobs.ts";
import { countPanel, lastTasks } from "./testing/panels.ts";

const REQUEST = { horizon: 4, sums: [2, 4], levels: [0.1, 0.5, 0.9, 0.99] };
const EFFORT = { rowCount: 2000, bagCount: 1, treeCountMax: 30 };
const inOrder: RunJobs = async (jobs) => jobs.map(runMemberJob);
/** As threads may: the last job first, the others as they come. */
const inReverse: RunJobs = async (jobs) => {
  const results = [...jobs].reverse().map((job) => runMemberJob(structuredClone(job)));
  return results.reverse();
};

const panel = countPanel(1, 30, 40);
const forecast = (of: Panel, run = inOrder) =>
  forecastPanel(of, lastTasks(of), REQUEST, 1, run, EFFORT);

function expectSound({ quantile, sumQuantile, mean, sumMean }: TaskForecasts): void {
  for (const values of [quantile, sumQuantile]) {
    for (let k = 0; k < values.length; k++) {
      expect(values[k]).toBeGreaterThanOrEqual(0);
      if (k % REQUEST.levels.length > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]!);
    }
  }
  for (const value of [...mean, ...sumMean]) expect(value).toBeGreaterThanOrEqual(0);
  const { horizon, sums } = REQUEST;
  sumMean.forEach((value, k) => {
    const start = Math.floor(k / sums.length) * horizon;
    const weeks = mean.subarray(start, start + sums[k % sums.length]!);
    expect(value).toBeCloseTo(
      weeks.reduce((sum, one) => sum + one, 0),
      3,
    );
  });
}

describe("forecasting a panel", () => {
  it("gives the same figures however the jobs are run, and leaves its input alone", async () => {
    const before = structuredClone(panel);
    const first = await forecast(panel);
    expect(await forecast(panel, inReverse)).toEqual(first);
    expect(panel).toEqual(before);
    expectSound(first);
  }, 60_000);

  it("puts nine out of ten outcomes at or below the 0.9 quantile of demand whose law does not change", async () => {
    const whole = countPanel(7, 60, 64);
    const cut = 60;
    const known: Panel = {
      ...whole,
      periodCount: cut,
      units: Float32Array.from(
        { length: 60 * cut },
        (_, k) => whole.units[Math.floor(k / cut) * 64 + (k % cut)]!,
      ),
    };
    const found = await forecast(known);
    let below = 0;
    let count = 0;
    for (let i = 0; i < 60; i++) {
      for (let h = 0; h < 4; h++) {
        const actual = whole.units[i * 64 + cut + h]!;
        if (Number.isNaN(actual)) continue;
        count += 1;
        if (actual <= found.quantile[(i * 4 + h) * 4 + 2]!) below += 1;
      }
    }
    expect(below / count).toBeGreaterThan(0.84);
    expect(below / count).toBeLessThan(0.97);
  }, 60_000);

  it("refuses a task that does not start where the panel ends", async () => {
    const tasks = [{ series: 0, origin: 39 }];
    await expect(forecastPanel(panel, tasks, REQUEST, 1, inOrder)).rejects.toThrow(
      "forecastPanel: origin must be 40, got 39",
    );
  });

  it.each([
    [1, 1],
    [1, 3],
    [2, 12],
    [3, 30],
  ])(
    "forecasts %i series of %i weeks, where there is hardly anything to learn",
    async (seriesCount, periodCount) => {
      const small = countPanel(9, seriesCount, Math.max(7, periodCount));
      const known: Panel = {
        ...small,
        periodCount,
        firstPeriod: new Int32Array(seriesCount),
        units: Float32Array.from({ length: seriesCount * periodCount }, (_, k) => k % 4),
      };
      const nothing: Panel = { ...known, units: new Float32Array(known.units.length) };
      expectSound(await forecast(known));
      const still = await forecast(nothing);
      expectSound(still);
      expect(still.quantile[1]).toBe(0);
    },
  );

  it("forecasts a wandering series around where it stands", async () => {
    const wander = countPanel(3, 12, 60);
    for (let i = 0; i < 12; i++) {
      let value = 1000 + 100 * i;
      for (let t = 0; t < 60; t++) {
        value += ((i * 7 + t * 13) % 11) - 5 + 0.25;
        wander.units[i * 60 + t] = value;
      }
      wander.firstPeriod[i] = 0;
    }
    const found = await forecast(wander);
    for (let i = 0; i < 12; i++) {
      const last = wander.units[i * 60 + 59]!;
      expect(Math.abs(found.quantile[i * 16 + 1]! - last)).toBeLessThan(30);
    }
  }, 60_000);
});
