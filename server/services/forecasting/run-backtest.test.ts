import { describe, expect, it } from "vitest";
import { manualClock } from "@/server/core/clock.ts";
import { BASELINES } from "./baselines.ts";
import { readSuites } from "./read-suites.ts";
import { type BacktestOptions, runBacktest, type SuiteScores } from "./run-backtest.ts";
import { historyText, writeFolder } from "./testing/files.ts";

const units = (i: number) => Array.from({ length: 40 }, (_, t) => ((t * 7 + i * 3) % 5) + (t % 4));

const FILES = {
  "suites.json": JSON.stringify({
    or2tiny: { file: "tiny.csv", freq: "W-SUN", season: 4, h: 2, cum: [2], origins: [30, 39] },
    other: { file: "tiny.csv", freq: "W", season: 4, h: 2, cum: [], origins: [30] },
  }),
  "tiny.csv": historyText([
    ["A", 1, units(0)],
    ["B", 1, units(1)],
    ["C", 1, Array.from({ length: 40 }, () => 2)],
  ]),
  "tiny.price.csv": "id,p1,p2\nA,1,2\n",
  "ti.calendar.csv": "date\n2024-01-01\n",
  "tasks.csv":
    "suite,id,origin,first\nor2tiny,A,30,1\nor2tiny,B,30,1\nor2tiny,C,30,1\nor2tiny,A,39,1\nother,A,30,1\n",
};

const methods = BASELINES.filter(({ name }) => name === "seasonal naive");

async function run(
  files: Readonly<Record<string, string>>,
  only: readonly string[],
  options: Partial<BacktestOptions> = {},
): Promise<SuiteScores[]> {
  const clock = manualClock("2026-11-28T00:00:00Z");
  const timed = methods.map(({ name, forecast }) => ({
    name,
    forecast: (...args: Parameters<typeof forecast>) => {
      clock.advanceMs(500);
      return forecast(...args);
    },
  }));
  const results: SuiteScores[] = [];
  for await (const result of runBacktest(readSuites(writeFolder(files), only), {
    methods: timed,
    origins: null,
    seed: 1,
    clock,
    peakBytes: () => 2e6,
    ...options,
  }))
    results.push(result);
  return results;
}

const { "ti.calendar.csv": _, ...WITHOUT_CALENDAR } = FILES;

describe("a backtest", () => {
  it("scores what is on record, by origin and class, and says what it cost", async () => {
    const [result] = await run(WITHOUT_CALENDAR, ["or2tiny"]);
    expect(result).toMatchObject({
      suite: "or2tiny",
      method: "seasonal naive",
      origins: [30],
      taskCount: 4,
      offRecordCount: 1,
      unscaledCount: 1,
      scores: { taskCount: 2 },
      seconds: 0.5,
      tasksPerSecond: 6,
      peakMb: 2,
    });
    expect(result?.byOrigin).toEqual([{ origin: 30, scores: result?.scores }]);
    expect(result?.byClass.map(({ demandClass }) => demandClass)).toEqual(["smooth"]);
  });

  it("scales MASE by the season, and by the last value on or2 suites", async () => {
    const [or2, other] = readSuites(writeFolder(FILES), null);
    expect([or2?.maseLagPeriods, other?.maseLagPeriods]).toEqual([1, 4]);
    expect(or2).toMatchObject({ frequency: "week", seasonPeriods: 4, horizon: 2, sums: [2] });
  });

  it("finds features and calendar of a history by their names", async () => {
    const [suite] = readSuites(writeFolder(FILES), ["other"]);
    expect(suite?.paths.features.map((path) => path.split("/").at(-1))).toEqual(["tiny.price.csv"]);
    expect(suite?.paths.calendar).toMatch(/ti\.calendar\.csv$/);
    await expect(run(FILES, ["other"])).rejects.toThrow(/the calendar ends with period 1/);
  });

  it("runs the origins asked for alone", async () => {
    const [result] = await run(WITHOUT_CALENDAR, ["or2tiny"], { origins: [39] });
    expect(result).toMatchObject({
      taskCount: 1,
      offRecordCount: 1,
      scores: { taskCount: 0, spl: null },
    });
  });

  it.each([
    [{}, null, /suites\.json: there is no such file\. Name a folder/],
    [{ "suites.json": "{" }, null, /^suites\.json: this is no JSON/],
    [{ "suites.json": '{"a":{"file":"x"}}' }, null, /^suites\.json: a\.freq: .* Give every suite/],
    [{ "suites.json": "{}" }, ["a"], /^suites\.json: there is no suite "a"/],
    [{ "suites.json": "{}" }, null, /^tasks\.csv: there is no such file in the folder/],
  ])("refuses a folder that holds no suites: %j", (files, only, message) => {
    const folder = writeFolder(files as Readonly<Record<string, string>>);
    expect(() => readSuites(folder, only)).toThrow(message);
  });
});
