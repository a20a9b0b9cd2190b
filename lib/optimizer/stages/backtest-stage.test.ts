import { describe, expect, it } from "vitest";
import { addTally, emptyTally, qualityFigures } from "../forecasting/index.ts";
import {
  type AccountForecast,
  BACKTEST,
  backtestProblems,
  backtestShard,
  type DemandForecaster,
  FORECASTERS,
  originsBack,
  type SegmentTally,
  smoothingForecaster,
  upliftFactor,
} from "./backtest-stage.ts";
import type { PlanFacts } from "./facts.ts";
import { demandProblem } from "./forecast-stage.ts";
import { joinFacts, syntheticAccount, syntheticCalendar } from "./testing/synthetic-plan.ts";

const account = syntheticAccount(3, 12);
const LAST_ORIGIN = account.weekCount - 1 - BACKTEST.horizonWeeks;

const weeksOf = (
  rows: readonly SegmentTally[],
  method: string,
  intermittency = "all",
  volume = "all",
) => {
  const row = rows.find(
    (one) =>
      one.method === method &&
      one.intermittencyClass === intermittency &&
      one.volumeClass === volume,
  );
  if (!row) throw new Error(`no row of ${method} on ${intermittency}, ${volume}`);
  return row.tallies.map(qualityFigures);
};

/** The forecasts that a method made, by origin, while it is scored. */
function watched(): {
  readonly forecaster: DemandForecaster;
  readonly made: Map<number, AccountForecast>;
} {
  const made = new Map<number, AccountForecast>();
  const forecaster: DemandForecaster = {
    ...smoothingForecaster,
    forecast: (problem) => {
      const forecast = smoothingForecaster.forecast(problem);
      made.set(problem.originWeek, forecast);
      return forecast;
    },
  };
  return { forecaster, made };
}

/** Knows what followed. */
const oracle: DemandForecaster = {
  method: "oracle",
  isClassical: false,
  modelId: null,
  forecast: (problem) => {
    const forecast = smoothingForecaster.forecast(problem);
    const levels = forecast.demandQuantile.length / forecast.demandMean.length;
    const { horizonWeeks, originWeek, weekCount, soldUnits } = problem;
    forecast.demandMean.forEach((_, k) => {
      const i = Math.floor(k / horizonWeeks);
      const units = soldUnits[i * weekCount + originWeek + 1 + (k % horizonWeeks)] ?? 0;
      forecast.demandMean[k] = units;
      forecast.demandQuantile.fill(units, k * levels, (k + 1) * levels);
    });
    return forecast;
  },
};

const withUnits = (
  facts: PlanFacts,
  change: (week: number, units: number) => number,
): PlanFacts => ({
  ...facts,
  soldUnits: facts.soldUnits.map((units, k) => change(k % facts.weekCount, units)),
});

describe("a backtest", () => {
  it("rolls the origin back in steps, as far as there is half a year to learn from", () => {
    expect(originsBack(104)).toEqual([8, 16, 24]);
    expect(originsBack(45)).toEqual([8, 16]);
    expect(originsBack(20)).toEqual([]);
  });

  it("scores every method on the same windows", () => {
    const { segments } = backtestShard(account, syntheticCalendar);
    for (const { method } of FORECASTERS) {
      const [weeks, four, eight] = weeksOf(segments, method);
      expect(weeks?.windowCount).toBe(12 * 3 * 8);
      expect([four?.windowCount, eight?.windowCount]).toEqual([36, 36]);
      // Poisson demand of a steady rate: a method that loses as much as the naive one would be broken.
      expect(weeks?.spl).toBeLessThan(0.4);
      expect(weeks?.coverage90Share).toBeGreaterThan(0.8);
    }
  });

  it("gives a method that knows the future no loss", () => {
    const [weeks] = weeksOf(backtestShard(account, syntheticCalendar, [oracle]).segments, "oracle");
    expect(weeks).toMatchObject({ spl: 0, mase: 0, rmsse: 0, biasShare: 0, coverage80Share: 1 });
  });

  it("shows a method nothing that lies after its origin", () => {
    const honest = watched();
    const corrupted = watched();
    backtestShard(account, syntheticCalendar, [honest.forecaster]);
    const future = withUnits(account, (week, units) => (week > LAST_ORIGIN ? 9_999 : units));
    backtestShard(future, syntheticCalendar, [corrupted.forecaster]);
    expect(corrupted.made.get(LAST_ORIGIN)).toEqual(honest.made.get(LAST_ORIGIN));
    expect(honest.made.size).toBe(3);
  });

  it("does not score weeks in which stock ran out", () => {
    const out = { ...account, inStockShare: account.inStockShare.slice() };
    out.inStockShare[account.weekCount - 1] = 0.5;
    const [weeks, four, eight] = weeksOf(
      backtestShard(out, syntheticCalendar, [smoothingForecaster]).segments,
      "smoothing",
    );
    expect([weeks?.windowCount, four?.windowCount, eight?.windowCount]).toEqual([287, 36, 35]);
  });

  it("adds up over shards, and its segments to the whole", () => {
    const other = syntheticAccount(4, 9);
    const joined = backtestShard(joinFacts([account, other]), syntheticCalendar, [
      smoothingForecaster,
    ]);
    const sum = emptyTally();
    for (const facts of [account, other])
      for (const row of backtestShard(facts, syntheticCalendar, [smoothingForecaster]).segments) {
        const [weeks] = row.tallies;
        if (row.volumeClass !== "all" && weeks) addTally(sum, weeks);
      }
    const whole = weeksOf(joined.segments, "smoothing")[0];
    const parts = qualityFigures(sum);
    expect(parts.windowCount).toBe(whole?.windowCount);
    expect(parts.spl).toBeCloseTo(whole?.spl ?? -1, 9);
    expect(parts.wspl).toBeCloseTo(whole?.wspl ?? -1, 9);
  });

  it("scores accounts given as problems as it does a shard's", () => {
    const other = syntheticAccount(4, 9);
    const shard = backtestShard(joinFacts([account, other]), syntheticCalendar, [
      smoothingForecaster,
    ]);
    const problems = [account, other].map((facts) => demandProblem(facts, syntheticCalendar, 0));
    const rows = backtestProblems(problems, [smoothingForecaster]);
    const known = ({ tallies, ...row }: SegmentTally) => ({
      ...row,
      // Weights are revenue, of which problems say nothing.
      tallies: tallies.map(({ weightSum: _, weightedSplSum: __, ...tally }) => tally),
    });
    expect(rows.map(known)).toEqual(shard.segments.map(known));
    expect(rows.length).toBeGreaterThan(1);
  });

  it("learns the uplift of events that were seen, from all the history", () => {
    const lifted = withUnits(account, (week, units) =>
      week === 40 || week === 92 ? Math.round(2.5 * units) : units,
    );
    const [tally] = backtestShard(lifted, syntheticCalendar, []).uplifts;
    expect(tally?.kind).toBe(0);
    expect(tally && upliftFactor(tally)).toBeGreaterThan(1.9);
    expect(tally && upliftFactor(tally)).toBeLessThan(2.8);
    const [flat] = backtestShard(account, syntheticCalendar, []).uplifts;
    expect(flat && upliftFactor(flat)).toBeLessThan(1.3);
    expect(upliftFactor({ kind: 0, weight: 0, weightedLog: 0 })).toBeNull();
  });
});
