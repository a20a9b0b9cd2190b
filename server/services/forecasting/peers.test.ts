import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { manualClock } from "@/server/core/clock.ts";
import { BASELINES } from "./baselines.ts";
import { readSuites } from "./read-suites.ts";
import { runBacktest } from "./run-backtest.ts";
import type { Scores } from "./score.ts";

const folder = fileURLToPath(new URL("../../../../shared/data/forecast/", import.meta.url));

async function scoresOf(
  suite: string,
  origins: readonly number[],
  method: string,
): Promise<Scores> {
  const options = {
    methods: BASELINES.filter(({ name }) => name === method),
    origins,
    seed: 1,
    clock: manualClock("2026-11-28T00:00:00Z"),
    peakBytes: () => 0,
  };
  for await (const result of runBacktest(readSuites(folder, [suite]), options))
    return result.scores;
  throw new Error("no suite was run");
}

/** Figures as the peers' tables print them. */
const rounded = (scores: Scores, keys: readonly (keyof Scores)[]) =>
  Object.fromEntries(keys.map((key) => [key, Number(scores[key]?.toFixed(4))]));

const agree = (scores: Scores, published: Partial<Scores>) =>
  expect(rounded(scores, Object.keys(published) as (keyof Scores)[])).toEqual(published);

describe.skipIf(!existsSync(folder))(
  "scores of peers that can be recomputed (../shared/data/forecast; skipped where absent)",
  () => {
    it("agree in every figure for R's snaive on 70 daily sums at origin 1885", async () => {
      agree(await scoresOf("m5sd", [1885], "seasonal naive"), {
        taskCount: 70,
        spl: 0.5023,
        splHi: 0.127,
        mase: 1.2642,
        wql: 0.1331,
        bias: -0.0286,
        cov80: 0.8719,
        cov90: 0.9276,
        cov95: 0.9587,
        cumSpl: 1.2343,
        cum90: 0.6238,
        cum95: 0.7095,
      });
    }, 60_000);

    it("agree in every figure for empirical quantiles of products of one to four weeks", async () => {
      agree(await scoresOf("or2cold", [73, 81], "empirical"), {
        taskCount: 65,
        spl: 0.8346,
        splHi: 1.2402,
        mase: 1.775,
        wql: 0.7411,
        bias: 0.2111,
        cov80: 0.2938,
        cov90: 0.6706,
        cov95: 0.6706,
        cumSpl: 1.4794,
        cum90: 0.6,
        cum95: 0.6,
      });
    }, 60_000);
  },
);
