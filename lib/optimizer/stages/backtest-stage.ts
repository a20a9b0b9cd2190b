// How well demand would have been forecast: every method at past origins, scored on what followed, by segment of demand.
import { exp, ln } from "../core/elementary.ts";
import {
  ALL_CLASSES,
  type ClassicalMethod,
  classicalQuantiles,
  type DemandModel,
  type DemandProblem,
  emptyTallies,
  type Forecast,
  forecastDemand,
  forecastWithModel,
  problemAt,
  QUALITY_LEVELS,
  type QualityTally,
  type Segment,
  segmentOf,
  type TaskForecast,
  tallyTask,
} from "../forecasting/index.ts";
import { checkFacts, type PlanCalendar, type PlanFacts, skusOf } from "./facts.ts";
import { demandProblem, knownUnits } from "./forecast-stage.ts";

/** What a forecaster answers for an account's SKUs, at QUALITY_LEVELS: as in the forecast's own door. */
export type AccountForecast = Pick<
  Forecast,
  "demandMean" | "demandQuantile" | "cumulativeMean" | "cumulativeQuantile"
>;

/** One method: forecasts an account's SKUs from what the problem knows at its origin, and sums of BACKTEST.sumLengths weeks. */
export interface DemandForecaster {
  readonly method: string;
  readonly isClassical: boolean;
  /** Version of the model that it is; null = it needs no training. */
  readonly modelId: number | null;
  readonly forecast: (problem: DemandProblem) => AccountForecast;
}

export const BACKTEST = {
  /** Weeks that are forecast at each origin. */
  horizonWeeks: 8,
  /** Sums that stand for lead times, ascending. */
  sumLengths: [4, 8],
  /** Weeks between origins, and how many. */
  stepWeeks: 8,
  originCount: 3,
  /** A series says nothing about methods before it has so many weeks. */
  minimumWeeks: 13,
} as const;

/** Weeks before the last one on record in which forecasts are made and scored: what a model must not have seen to be scored at all. */
export const BACKTEST_WEEKS =
  BACKTEST.horizonWeeks + (BACKTEST.originCount - 1) * BACKTEST.stepWeeks;

const OPTIONS = {
  seasonWeeks: 52,
  level: QUALITY_LEVELS,
  cumulativeWeeks: BACKTEST.sumLengths,
  cumulativeLevel: QUALITY_LEVELS,
};

/** The engine that knows season, events and stock-outs; named as runs store it. */
export const smoothingForecaster: DemandForecaster = {
  method: "smoothing",
  isClassical: false,
  modelId: null,
  forecast: (problem) => forecastDemand(problem, OPTIONS),
};

/** A version of the global model, averaged with the engine as the version learnt to. */
export const modelForecaster = (
  model: DemandModel,
  method: string,
  modelId: number | null,
): DemandForecaster => ({
  method,
  isClassical: false,
  modelId,
  forecast: (problem) => forecastWithModel(model, problem, OPTIONS),
});

/** A method that sees each SKU's sales alone. */
export const classicalForecaster = (method: ClassicalMethod): DemandForecaster => ({
  method,
  isClassical: true,
  modelId: null,
  forecast: (problem) => classicalAccount(problem, method),
});

/** What a forecast by model and engine together is called, in runs and backtests. */
export const MODEL_METHOD = "model+smoothing";

/** Every method that needs no training. Automatic ETS and theta are left out: by item they are slower and not better. */
export const FORECASTERS: readonly DemandForecaster[] = [
  smoothingForecaster,
  ...(["imapa", "tsb", "ses", "empirical"] as const).map(classicalForecaster),
];

/** Whether a method is one of the classical ones; versions of the model are not. */
export const isClassicalMethod = (method: string): boolean =>
  FORECASTERS.some((one) => one.method === method && one.isClassical);

function classicalAccount(problem: DemandProblem, method: ClassicalMethod): AccountForecast {
  const { skuCount, weekCount, originWeek, horizonWeeks, soldUnits, firstWeek } = problem;
  const levelCount = QUALITY_LEVELS.length;
  const sums = BACKTEST.sumLengths;
  const out = {
    demandMean: new Float32Array(skuCount * horizonWeeks),
    demandQuantile: new Float32Array(skuCount * horizonWeeks * levelCount),
    cumulativeMean: new Float32Array(skuCount * sums.length),
    cumulativeQuantile: new Float32Array(skuCount * sums.length * levelCount),
  };
  const request = { method, horizon: horizonWeeks, sums, levels: QUALITY_LEVELS, seasonPeriods: 1 };
  for (let i = 0; i < skuCount; i++) {
    const first = Math.max(0, firstWeek[i]!);
    if (first > originWeek) continue;
    const known = soldUnits.subarray(i * weekCount + first, i * weekCount + originWeek + 1);
    const one = classicalQuantiles(known, request);
    out.demandMean.set(one.mean, i * horizonWeeks);
    out.demandQuantile.set(one.quantile, i * horizonWeeks * levelCount);
    out.cumulativeMean.set(one.sumMean, i * sums.length);
    out.cumulativeQuantile.set(one.sumQuantile, i * sums.length * levelCount);
  }
  return out;
}

/** Tallies of one method on one segment: single weeks first, then each sum. */
export interface SegmentTally {
  readonly method: string;
  readonly isClassical: boolean;
  readonly modelId: number | null;
  readonly intermittencyClass: string;
  readonly volumeClass: string;
  /** SKUs with a scored window. */
  skuCount: number;
  readonly tallies: readonly QualityTally[];
}

/** Factor on demand that events of a kind showed: log factors weighted by the units sold in their weeks. */
export interface UpliftTally {
  readonly kind: number;
  weight: number;
  weightedLog: number;
}

export interface ShardBacktest {
  readonly segments: readonly SegmentTally[];
  readonly uplifts: readonly UpliftTally[];
  /** Last known weeks of the rolling origins, in weeks before the last week of the facts. */
  readonly originsBack: readonly number[];
}

/** Origins whose weeks ahead have all passed, the latest first, as weeks before the last week on record. */
export const originsBack = (weekCount: number): number[] =>
  Array.from(
    { length: BACKTEST.originCount },
    (_, k) => BACKTEST.horizonWeeks + k * BACKTEST.stepWeeks,
  )
    // Half a year before the first origin at least, so that there is something to learn from.
    .filter((back) => weekCount - back >= 2 * BACKTEST.minimumWeeks);

/**
 * Backtests a shard: at each origin every account is forecast by every method from what was known then, and scored on what followed.
 * Events of the calendar count as known ahead: sales are planned. Weeks in which stock ran out are not scored, since demand is not known.
 * Throws RangeError on malformed facts. Cost: one forecast of the shard per method and origin, and one more for the uplifts.
 */
export function backtestShard(
  facts: PlanFacts,
  calendar: PlanCalendar,
  forecasters: readonly DemandForecaster[] = FORECASTERS,
): ShardBacktest {
  checkFacts(facts);
  const origins = originsBack(facts.weekCount);
  const book = new TallyBook();
  const uplifts = new Map<number, UpliftTally>();
  for (let a = 0; a < facts.accountCount; a++) {
    const { start, end } = skusOf(facts, a);
    if (start === end) continue;
    const problem = demandProblem(facts, calendar, a);
    const account = {
      problem,
      priceMicros: facts.priceMicros.subarray(start, end),
      firstSku: start,
    };
    for (const back of origins) backtestAccount(account, back, forecasters, book);
    tallyUplifts(problem, uplifts);
  }
  return {
    segments: book.rows(),
    uplifts: [...uplifts.values()].sort((a, b) => a.kind - b.kind),
    originsBack: origins,
  };
}

/**
 * Backtests accounts that are given as problems, each at the origins that its own record allows; nothing is known of prices. Rows as
 * `backtestShard` answers them. Cost: one forecast of every account per method and origin.
 */
export function backtestProblems(
  problems: readonly DemandProblem[],
  forecasters: readonly DemandForecaster[],
): SegmentTally[] {
  const book = new TallyBook();
  let firstSku = 0;
  for (const problem of problems) {
    const priceMicros = new Float64Array(problem.skuCount).fill(Number.NaN);
    const account = { problem, priceMicros, firstSku };
    for (const back of originsBack(problem.originWeek + 1))
      backtestAccount(account, back, forecasters, book);
    firstSku += problem.skuCount;
  }
  return book.rows();
}

interface BacktestedAccount {
  readonly problem: DemandProblem;
  /** [skuCount] */
  readonly priceMicros: Float64Array;
  /** Number of its first SKU among those of all accounts. */
  readonly firstSku: number;
}

function backtestAccount(
  { problem: now, priceMicros, firstSku }: BacktestedAccount,
  back: number,
  forecasters: readonly DemandForecaster[],
  book: TallyBook,
): void {
  const problem = problemAt(now, now.originWeek - back, BACKTEST.horizonWeeks);
  const tasks = tasksOf(problem, priceMicros);
  if (tasks.length === 0) return;
  for (const forecaster of forecasters) {
    const forecast = forecaster.forecast(problem);
    for (const task of tasks)
      book.add(forecaster, task, firstSku + task.sku, taskForecast(forecast, task.sku));
  }
}

interface Task {
  readonly sku: number;
  readonly segment: Segment;
  readonly known: Float32Array;
  readonly actual: Float32Array;
  readonly weight: number;
}

/** SKUs with enough history at the origin to be scored. */
function tasksOf(problem: DemandProblem, priceMicros: Float64Array): Task[] {
  const tasks: Task[] = [];
  for (let i = 0; i < problem.skuCount; i++) {
    const known = knownUnits(problem, i);
    if (known.length < BACKTEST.minimumWeeks) continue;
    const segment = segmentOf(known);
    if (segment === null) continue;
    const weight = revenue(known, priceMicros[i]!);
    tasks.push({ sku: i, segment, known, actual: actualDemand(problem, i), weight });
  }
  return tasks;
}

/** Sales of the last four known weeks at the present price; NaN where the price is not known. */
function revenue(known: Float32Array, priceMicros: number): number {
  let units = 0;
  for (let t = Math.max(0, known.length - 4); t < known.length; t++) units += known[t]!;
  return (units * priceMicros) / 1e6;
}

/** What followed the origin; NaN in weeks in which stock ran out. */
function actualDemand(problem: DemandProblem, i: number): Float32Array {
  const at = i * problem.weekCount + problem.originWeek + 1;
  const actual = problem.soldUnits.slice(at, at + BACKTEST.horizonWeeks);
  for (let h = 0; h < actual.length; h++) {
    if ((problem.inStockShare?.[at + h] ?? 1) < 1) actual[h] = Number.NaN;
  }
  return actual;
}

function taskForecast(forecast: AccountForecast, i: number): TaskForecast {
  const rows = (array: Float32Array, width: number) => array.subarray(i * width, (i + 1) * width);
  const { horizonWeeks, sumLengths } = BACKTEST;
  return {
    mean: rows(forecast.demandMean, horizonWeeks),
    quantile: rows(forecast.demandQuantile, horizonWeeks * QUALITY_LEVELS.length),
    sumMean: rows(forecast.cumulativeMean, sumLengths.length),
    sumQuantile: rows(forecast.cumulativeQuantile, sumLengths.length * QUALITY_LEVELS.length),
  };
}

interface OpenTally {
  readonly row: SegmentTally;
  readonly skus: Set<number>;
}

/** Tallies by method and segment, with the wider segments that a task also belongs to. */
class TallyBook {
  readonly #open = new Map<string, OpenTally>();

  add(forecaster: DemandForecaster, task: Task, sku: number, forecast: TaskForecast): void {
    const { intermittencyClass, volumeClass } = task.segment;
    const truth = { ...task, sumLengths: BACKTEST.sumLengths };
    for (const [intermittency, volume] of [
      [intermittencyClass, volumeClass],
      [intermittencyClass, ALL_CLASSES],
      [ALL_CLASSES, ALL_CLASSES],
    ] as const) {
      const { row, skus } = this.#at(forecaster, intermittency, volume);
      if (tallyTask(row.tallies, truth, forecast)) skus.add(sku);
    }
  }

  #at(
    { method, isClassical, modelId }: DemandForecaster,
    intermittencyClass: string,
    volumeClass: string,
  ) {
    const key = `${method}/${intermittencyClass}/${volumeClass}`;
    const known = this.#open.get(key);
    if (known) return known;
    const tallies = emptyTallies(BACKTEST.sumLengths.length);
    const row = {
      method,
      isClassical,
      modelId,
      intermittencyClass,
      volumeClass,
      skuCount: 0,
      tallies,
    };
    const made = { row, skus: new Set<number>() };
    this.#open.set(key, made);
    return made;
  }

  rows(): SegmentTally[] {
    return [...this.#open.values()].map(({ row, skus }) => ({ ...row, skuCount: skus.size }));
  }
}

/** What the account's whole history says about each kind of event that it has seen. */
function tallyUplifts(problem: DemandProblem, uplifts: Map<number, UpliftTally>): void {
  const { events } = problem;
  if (!events || events.week.length === 0) return;
  const { eventUplift } = forecastDemand(problem, OPTIONS);
  for (let e = 0; e < events.week.length; e++) {
    const week = events.week[e]!;
    if (week > problem.originWeek) continue;
    const kind = events.kind[e]!;
    const tally = uplifts.get(kind) ?? { kind, weight: 0, weightedLog: 0 };
    uplifts.set(kind, tally);
    for (let i = 0; i < problem.skuCount; i++) {
      const units = problem.soldUnits[i * problem.weekCount + week]!;
      const category = problem.categoryIndex[i]!;
      tally.weight += units;
      tally.weightedLog += units * ln(eventUplift[category * events.kindCount + kind]!);
    }
  }
}

/** Factor that a tally of one kind comes to; null where nobody sold in such a week. */
export const upliftFactor = ({ weight, weightedLog }: UpliftTally): number | null =>
  weight > 0 ? exp(weightedLog / weight) : null;
