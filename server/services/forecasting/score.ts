// Scores of forecasts against what followed, as ../shared/data/forecast/README.md defines them.
import { pinballLoss } from "@/lib/optimizer/core/quantile.ts";
import {
  type ForecastTask,
  naiveScale,
  type TaskForecasts,
} from "@/lib/optimizer/forecasting/index.ts";
import type { History } from "./read-panel.ts";

const MIDDLE_LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
const UPPER_LEVELS = [0.95, 0.975, 0.99] as const;

/** Levels that all scores together need, ascending. */
export const SCORED_LEVELS: readonly number[] = [...MIDDLE_LEVELS, ...UPPER_LEVELS];

/** Levels whose coverage is told. */
export const COVERAGE_LEVELS = [0.1, 0.5, 0.9, 0.95, 0.99] as const;
const SUM_COVERAGE_LEVELS = [0.9, 0.95] as const;

/** What a score is taken against. */
export interface Actuals {
  readonly history: History;
  /** First period on record, 0-based. [seriesCount] */
  readonly firstPeriod: Int32Array;
  /** Lag of the naive forecast that scales MASE. */
  readonly maseLagPeriods: number;
}

/** Scores of one task; null = not defined for it, as scaled scores are where the history never changes. */
export interface TaskScore {
  readonly task: ForecastTask;
  readonly spl: number | null;
  readonly splHi: number | null;
  readonly mase: number | null;
  /** 2 x pinball loss, mean over the middle levels, summed over steps. */
  readonly loss: number;
  readonly actual: number;
  readonly mean: number;
  /** Steps with an actual. */
  readonly stepCount: number;
  /** Steps with the actual between q0.1 and q0.9. */
  readonly insideCount: number;
  /** Steps with the actual at or below the quantile. [COVERAGE_LEVELS] */
  readonly coveredCount: readonly number[];
  readonly cumSpl: number | null;
  /** Sums with an actual; 0 where the history never changes, as for all that follows. */
  readonly sumCount: number;
  readonly sumLoss: number;
  readonly sumActual: number;
  /** [SUM_COVERAGE_LEVELS] */
  readonly sumCoveredCount: readonly number[];
}

/** Scores of many tasks; null = not defined. Lower is better but for coverage, whose ideal is its level, and bias, whose is 0. */
export interface Scores {
  /** Tasks with scaled scores. */
  readonly taskCount: number;
  readonly spl: number | null;
  readonly splHi: number | null;
  readonly mase: number | null;
  readonly wql: number | null;
  readonly bias: number | null;
  readonly cov80: number | null;
  readonly cov10: number | null;
  readonly cov50: number | null;
  readonly cov90: number | null;
  readonly cov95: number | null;
  readonly cov99: number | null;
  readonly cumSpl: number | null;
  readonly cum90: number | null;
  readonly cum95: number | null;
  /** wQL of the sums. */
  readonly cumWql: number | null;
}

/** A task's own known history, from its first period to its origin. */
export function knownUnits({ history, firstPeriod }: Actuals, task: ForecastTask): Float32Array {
  const start = task.series * history.periodCount;
  return history.units.subarray(start + (firstPeriod[task.series] ?? 0), start + task.origin);
}

/** Whether all periods of the horizon are on record. */
export const isOnRecord = (history: History, task: ForecastTask, horizon: number): boolean =>
  task.origin + horizon <= history.periodCount;

/** Places of the scored levels among those that were forecast. Throws RangeError when one is missing. */
function placesOf(levels: readonly number[], wanted: readonly number[]): number[] {
  return wanted.map((level) => {
    const at = levels.findIndex((other) => Math.abs(other - level) < 1e-9);
    if (at < 0) throw new RangeError(`score: expected a forecast of level ${level}, got ${levels}`);
    return at;
  });
}

interface Places {
  readonly middle: readonly number[];
  readonly upper: readonly number[];
  readonly coverage: readonly number[];
  readonly sumCoverage: readonly number[];
}

const meanLoss = (
  levels: readonly number[],
  places: readonly number[],
  quantileAt: (q: number) => number,
  actual: number,
): number =>
  places.reduce((sum, q) => sum + pinballLoss(levels[q] ?? 0, quantileAt(q), actual), 0) /
  places.length;

/** Losses and coverage of quantiles, added up over steps (or sums). */
class LossTally {
  count = 0;
  middle = 0;
  /** As `middle`, without a scale. */
  loss = 0;
  upper = 0;
  median = 0;
  actual = 0;
  mean = 0;
  inside = 0;
  readonly covered: number[];
  private readonly levels: readonly number[];
  private readonly places: Places;
  private readonly coverage: readonly number[];

  constructor(levels: readonly number[], places: Places, coverage: readonly number[]) {
    this.levels = levels;
    this.places = places;
    this.coverage = coverage;
    this.covered = coverage.map(() => 0);
  }

  /** `scale` divides the losses. */
  add(quantileAt: (q: number) => number, mean: number, actual: number, scale: number): void {
    const { middle, upper } = this.places;
    this.count++;
    const loss = meanLoss(this.levels, middle, quantileAt, actual);
    this.loss += loss;
    this.middle += loss / scale;
    this.upper += meanLoss(this.levels, upper, quantileAt, actual) / scale;
    this.median += Math.abs(actual - quantileAt(middle[4] ?? 0));
    this.actual += actual;
    this.mean += mean;
    if (actual >= quantileAt(middle[0] ?? 0) && actual <= quantileAt(middle[8] ?? 0)) this.inside++;
    this.coverage.forEach((q, k) => {
      if (actual <= quantileAt(q)) this.covered[k] = (this.covered[k] ?? 0) + 1;
    });
  }
}

function tallySteps(forecasts: TaskForecasts, i: number, actuals: Float32Array, places: Places) {
  const { horizon, levels } = forecasts.request;
  const tally = new LossTally(levels, places, places.coverage);
  for (let h = 0; h < horizon; h++) {
    const actual = actuals[h] ?? Number.NaN;
    if (Number.isNaN(actual)) continue;
    const row = i * horizon + h;
    const quantileAt = (q: number) => forecasts.quantile[row * levels.length + q] ?? Number.NaN;
    tally.add(quantileAt, forecasts.mean[row] ?? Number.NaN, actual, 1);
  }
  return tally;
}

/** A sum of N periods is scaled by the root of N, as the spread of independent periods grows. */
function tallySums(forecasts: TaskForecasts, i: number, actuals: Float32Array, places: Places) {
  const { sums, levels } = forecasts.request;
  const tally = new LossTally(levels, places, places.sumCoverage);
  sums.forEach((length, k) => {
    let actual = 0;
    for (let h = 0; h < length; h++) actual += actuals[h] ?? Number.NaN;
    if (Number.isNaN(actual)) return;
    const row = i * sums.length + k;
    const quantileAt = (q: number) => forecasts.sumQuantile[row * levels.length + q] ?? Number.NaN;
    tally.add(quantileAt, forecasts.sumMean[row] ?? Number.NaN, actual, Math.sqrt(length));
  });
  return tally;
}

function scoreTask(
  truth: Actuals,
  task: ForecastTask,
  forecasts: TaskForecasts,
  i: number,
  places: Places,
): TaskScore | null {
  const { history, maseLagPeriods } = truth;
  const start = task.series * history.periodCount + task.origin;
  const actuals = history.units.subarray(start, start + forecasts.request.horizon);
  const steps = tallySteps(forecasts, i, actuals, places);
  if (steps.count === 0) return null;
  const known = knownUnits(truth, task);
  const scale = naiveScale(known).absolute;
  const sums = scale > 0 ? tallySums(forecasts, i, actuals, places) : null;
  return {
    task,
    spl: ratio(steps.middle / steps.count, scale),
    splHi: ratio(steps.upper / steps.count, scale),
    mase: ratio(steps.median / steps.count, naiveScale(known, maseLagPeriods).absolute),
    loss: 2 * steps.loss,
    actual: steps.actual,
    mean: steps.mean,
    stepCount: steps.count,
    insideCount: steps.inside,
    coveredCount: steps.covered,
    cumSpl: sums && sums.count > 0 ? sums.middle / sums.count / scale : null,
    sumCount: sums?.count ?? 0,
    sumLoss: 2 * (sums?.loss ?? 0),
    sumActual: sums?.actual ?? 0,
    sumCoveredCount: sums?.covered ?? [],
  };
}

/**
 * Scores forecasts whose horizon is on record, in the order of the tasks. Periods that were not observed are passed over, and tasks
 * without an observed period ahead left out. Where the history never changes there is no scale: such a task has no scaled score and
 * no score of its sums, and counts in wQL, bias and the coverage of periods, as in the peers' tables.
 * Throws RangeError when a level of SCORED_LEVELS was not forecast.
 */
export function scoreTasks(
  truth: Actuals,
  tasks: readonly ForecastTask[],
  forecasts: TaskForecasts,
): TaskScore[] {
  const { levels, horizon } = forecasts.request;
  const places: Places = {
    middle: placesOf(levels, MIDDLE_LEVELS),
    upper: placesOf(levels, UPPER_LEVELS),
    coverage: placesOf(levels, COVERAGE_LEVELS),
    sumCoverage: placesOf(levels, SUM_COVERAGE_LEVELS),
  };
  return tasks.flatMap((task, i) => {
    if (!isOnRecord(truth.history, task, horizon)) return [];
    return scoreTask(truth, task, forecasts, i, places) ?? [];
  });
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const ratio = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? numerator / denominator : null;
const mean = (values: readonly (number | null)[]): number | null => {
  const defined = values.filter((value) => value !== null);
  return ratio(sum(defined), defined.length);
};

/** Means over tasks; loss and bias relative to demand, and coverage, over all their periods. */
export function summarise(scores: readonly TaskScore[]): Scores {
  const total = (of: (score: TaskScore) => number): number => sum(scores.map(of));
  const stepCount = total((score) => score.stepCount);
  const actual = total((score) => score.actual);
  const covered = (k: number) =>
    ratio(
      total((score) => score.coveredCount[k] ?? 0),
      stepCount,
    );
  const sumCount = total((score) => score.sumCount);
  const sumCovered = (k: number) =>
    ratio(
      total((score) => score.sumCoveredCount[k] ?? 0),
      sumCount,
    );
  return {
    taskCount: scores.filter((score) => score.spl !== null).length,
    spl: mean(scores.map((score) => score.spl)),
    splHi: mean(scores.map((score) => score.splHi)),
    mase: mean(scores.map((score) => score.mase)),
    wql: ratio(
      total((score) => score.loss),
      actual,
    ),
    bias: ratio(total((score) => score.mean) - actual, actual),
    cov80: ratio(
      total((score) => score.insideCount),
      stepCount,
    ),
    cov10: covered(0),
    cov50: covered(1),
    cov90: covered(2),
    cov95: covered(3),
    cov99: covered(4),
    cumSpl: mean(scores.map((score) => score.cumSpl)),
    cum90: sumCovered(0),
    cum95: sumCovered(1),
    cumWql: ratio(
      total((score) => score.sumLoss),
      total((score) => score.sumActual),
    ),
  };
}
