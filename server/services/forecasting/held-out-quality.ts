// How good a model of many accounts is on weeks that it did not learn from, beside the methods that need no training.
import {
  type DemandModel,
  type DemandProblem,
  emptyTallies,
  naiveScale,
  problemAt,
  QUALITY_LEVELS,
  type QualityTally,
  qualityFigures,
  type TaskForecast,
  tallyTask,
} from "@/lib/optimizer/forecasting/index.ts";
import {
  type AccountForecast,
  BACKTEST,
  type DemandForecaster,
  FORECASTERS,
  MODEL_METHOD,
  modelForecaster,
} from "@/lib/optimizer/stages/index.ts";
import type { MethodScore, ModelQuality } from "@/server/planning/forecast-model.ts";

/** Last weeks that are kept from the model which is scored. */
export const HELD_OUT_WEEKS =
  BACKTEST.horizonWeeks + (BACKTEST.originCount - 1) * BACKTEST.stepWeeks;

/** The accounts without their last weeks; those too young to be scored then are left out. */
export const withoutLastWeeks = (accounts: readonly DemandProblem[]): DemandProblem[] =>
  accounts
    .filter(({ weekCount }) => weekCount >= HELD_OUT_WEEKS + BACKTEST.minimumWeeks)
    .map((account) =>
      problemAt(account, account.originWeek - HELD_OUT_WEEKS, account.horizonWeeks),
    );

/**
 * Scores a model that was trained `withoutLastWeeks` at three origins in the weeks kept from it. `model` null = no account was old enough:
 * nothing is scored.
 */
export function heldOutQuality(
  accounts: readonly DemandProblem[],
  model: DemandModel | null,
): ModelQuality {
  const own = model && modelForecaster(model, MODEL_METHOD, null);
  const methods = [...(own ? [own] : []), ...FORECASTERS].map((forecaster) => ({
    forecaster,
    tallies: emptyTallies(BACKTEST.sumLengths.length),
  }));
  for (const account of model ? accounts : []) {
    for (let k = 0; k < BACKTEST.originCount; k++)
      scoreAt(account, BACKTEST.horizonWeeks + k * BACKTEST.stepWeeks, methods);
  }
  const scores = methods.map(({ forecaster, tallies }) => scoreOf(forecaster, tallies));
  const [first, ...others] = scores;
  return own && first
    ? { windowCount: methods[0]?.tallies[0]?.windowCount ?? 0, model: first, others }
    : { windowCount: 0, model: UNMEASURED, others: [] };
}

const UNMEASURED: MethodScore = {
  method: MODEL_METHOD,
  isClassical: false,
  spl: null,
  sumSpl: null,
  biasShare: null,
  coverage80Share: null,
  cumulative90Share: null,
};

interface ScoredMethod {
  readonly forecaster: DemandForecaster;
  readonly tallies: readonly QualityTally[];
}

/** Forecasts an account as it stood `back` weeks before its end by every method, and adds what followed to their tallies. */
function scoreAt(account: DemandProblem, back: number, methods: readonly ScoredMethod[]): void {
  const originWeek = account.originWeek - back;
  const tasks = tasksOf(account, originWeek);
  if (tasks.length === 0) return;
  const problem = problemAt(account, originWeek, BACKTEST.horizonWeeks);
  for (const { forecaster, tallies } of methods) {
    const forecast = forecaster.forecast(problem);
    for (const { sku, known, actual } of tasks) {
      const truth = { known, actual, sumLengths: BACKTEST.sumLengths, weight: Number.NaN };
      tallyTask(tallies, truth, forecastOf(forecast, sku));
    }
  }
}

/** SKUs known for long enough, with what was known and what followed. */
function tasksOf(
  { skuCount, weekCount, firstWeek, soldUnits, inStockShare }: DemandProblem,
  originWeek: number,
) {
  const units = soldUnits.map((value, k) => ((inStockShare?.[k] ?? 1) < 1 ? Number.NaN : value));
  const tasks = [];
  for (let sku = 0; sku < skuCount; sku++) {
    const at = sku * weekCount;
    const first = firstWeek[sku] ?? 0;
    if (originWeek + 1 - first < BACKTEST.minimumWeeks) continue;
    const known = units.subarray(at + first, at + originWeek + 1);
    const end = at + originWeek + 1 + BACKTEST.horizonWeeks;
    if (naiveScale(known).absolute > 0)
      tasks.push({ sku, known, actual: units.subarray(at + originWeek + 1, end) });
  }
  return tasks;
}

function forecastOf(forecast: AccountForecast, sku: number): TaskForecast {
  const rows = (values: Float32Array, width: number) =>
    values.subarray(sku * width, (sku + 1) * width);
  const { horizonWeeks, sumLengths } = BACKTEST;
  return {
    mean: rows(forecast.demandMean, horizonWeeks),
    quantile: rows(forecast.demandQuantile, horizonWeeks * QUALITY_LEVELS.length),
    sumMean: rows(forecast.cumulativeMean, sumLengths.length),
    sumQuantile: rows(forecast.cumulativeQuantile, sumLengths.length * QUALITY_LEVELS.length),
  };
}

function scoreOf(
  { method, isClassical }: DemandForecaster,
  tallies: readonly QualityTally[],
): MethodScore {
  const [weeks, ...sums] = tallies.map(qualityFigures);
  return {
    method,
    isClassical,
    spl: weeks?.spl ?? null,
    sumSpl: meanOf(sums.map(({ spl }) => spl)),
    biasShare: weeks?.biasShare ?? null,
    coverage80Share: weeks?.coverage80Share ?? null,
    cumulative90Share: meanOf(sums.map(({ coverage90Share }) => coverage90Share)),
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
