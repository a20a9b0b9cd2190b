// Every suite of a folder forecast from its origins and scored on what followed.
import {
  type ForecastRequest,
  type ForecastTask,
  INTERMITTENCY_CLASSES,
  segmentOf,
} from "@/lib/optimizer/forecasting/index.ts";
import type { Clock } from "@/server/core/clock.ts";
import { readInput } from "./forecast-file.ts";
import type { ForecastPanel } from "./forecast-panel.ts";
import { type ForecastInput, originPanels } from "./panel-at.ts";
import type { Suite } from "./read-suites.ts";
import {
  type Actuals,
  isOnRecord,
  knownUnits,
  SCORED_LEVELS,
  type Scores,
  scoreTasks,
  summarise,
  type TaskScore,
} from "./score.ts";

export interface Method {
  readonly name: string;
  readonly forecast: ForecastPanel;
}

export interface BacktestOptions {
  readonly methods: readonly Method[];
  /** Origins to run; null = all. */
  readonly origins: readonly number[] | null;
  readonly seed: number;
  readonly clock: Clock;
  /** Most memory the process has held so far (bytes). */
  readonly peakBytes: () => number;
}

/** One method on one suite. */
export interface SuiteScores {
  readonly suite: string;
  readonly method: string;
  readonly origins: readonly number[];
  /** Tasks of these origins. */
  readonly taskCount: number;
  /** Tasks whose horizon ends after the record: not forecast. */
  readonly offRecordCount: number;
  /** Tasks without scaled scores: their history never changes. */
  readonly unscaledCount: number;
  readonly scores: Scores;
  readonly byOrigin: readonly { readonly origin: number; readonly scores: Scores }[];
  readonly byClass: readonly { readonly demandClass: ToldClass; readonly scores: Scores }[];
  /** Wall time of forecasting, learning included. */
  readonly seconds: number;
  readonly tasksPerSecond: number;
  /** Most memory the process has held up to the end of this suite (MB of 1e6 bytes). */
  readonly peakMb: number;
}

interface SuiteData {
  readonly suite: Suite;
  readonly input: ForecastInput;
  readonly tasks: readonly ForecastTask[];
  readonly scorable: readonly ForecastTask[];
}

async function loadSuite(suite: Suite, origins: readonly number[] | null): Promise<SuiteData> {
  const { frequency, seasonPeriods, horizon } = suite;
  const { input, list } = await readInput(suite.paths, { frequency, seasonPeriods }, horizon);
  const tasks = list.tasks.filter(({ origin }) => origins === null || origins.includes(origin));
  const scorable = tasks.filter((task) => isOnRecord(input.history, task, horizon));
  return { suite, input, tasks, scorable };
}

const distinctOrigins = (tasks: readonly ForecastTask[]): number[] =>
  [...new Set(tasks.map(({ origin }) => origin))].sort((a, b) => a - b);

/** Classes of demand as they are told; "none" = without a sale. */
const TOLD_CLASSES = [...INTERMITTENCY_CLASSES, "none"] as const;
type ToldClass = (typeof TOLD_CLASSES)[number];

const toldClass = (known: Float32Array): ToldClass =>
  segmentOf(known)?.intermittencyClass ?? "none";

function scoresByClass(truth: Actuals, scores: readonly TaskScore[]): SuiteScores["byClass"] {
  const classOf = new Map(scores.map((score) => [score, toldClass(knownUnits(truth, score.task))]));
  return TOLD_CLASSES.flatMap((wanted) => {
    const own = scores.filter((score) => classOf.get(score) === wanted);
    return own.length === 0 ? [] : [{ demandClass: wanted, scores: summarise(own) }];
  });
}

async function runMethod(
  data: SuiteData,
  method: Method,
  options: BacktestOptions,
): Promise<SuiteScores> {
  const { suite, input, tasks, scorable } = data;
  const { horizon, sums, maseLagPeriods } = suite;
  const request: ForecastRequest = { horizon, sums, levels: SCORED_LEVELS };
  const truth: Actuals = { history: input.history, firstPeriod: input.firstPeriod, maseLagPeriods };
  const scores: TaskScore[] = [];
  let seconds = 0;
  for (const { panel, tasks: own, sources } of originPanels(input, scorable, horizon)) {
    const startMs = options.clock.monotonicMs();
    const forecasts = await method.forecast(panel, own, request, options.seed);
    seconds += (options.clock.monotonicMs() - startMs) / 1000;
    scores.push(...scoreTasks(truth, sources, forecasts));
  }
  const origins = distinctOrigins(scorable);
  return {
    suite: suite.name,
    method: method.name,
    origins,
    taskCount: tasks.length,
    offRecordCount: tasks.length - scorable.length,
    unscaledCount: scores.filter(({ spl }) => spl === null).length,
    scores: summarise(scores),
    byOrigin: origins.map((origin) => ({
      origin,
      scores: summarise(scores.filter(({ task }) => task.origin === origin)),
    })),
    byClass: scoresByClass(truth, scores),
    seconds,
    tasksPerSecond: scorable.length / Math.max(seconds, 1e-9),
    peakMb: options.peakBytes() / 1e6,
  };
}

/** Runs every method on every suite and hands out each result as it comes. Throws DomainError for files that cannot be meant. */
export async function* runBacktest(
  suites: readonly Suite[],
  options: BacktestOptions,
): AsyncGenerator<SuiteScores> {
  for (const suite of suites) {
    const data = await loadSuite(suite, options.origins);
    for (const method of options.methods) yield await runMethod(data, method, options);
  }
}
