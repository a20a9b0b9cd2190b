import type { ForecastRequest, ForecastTask, Panel, TaskForecasts } from "../panel.ts";
import { sumMeans } from "../sum-means.ts";
import { combine, fixedWeights, learnWeights, type Outcomes, type Weights } from "./combination.ts";
import { applyConformal, type Conformal, learnConformal, windowGroups } from "./conformal.ts";
import { demandClassOf } from "./demand-class.ts";
import type { Window } from "./features.ts";
import type { MemberJob, MemberResult } from "./jobs.ts";
import { forecastLocally, localMethodOf } from "./local-member.ts";
import type { MemberForecast } from "./member.ts";
import { normaliserKind } from "./normaliser.ts";
import {
  type Effort,
  FULL_EFFORT,
  judgingOf,
  learntLengths,
  singleWindows,
  sumWindows,
} from "./plan.ts";
import { between, type PanelSums, panelSums } from "./sums.ts";

/** Runs member jobs, wherever: results in the order of the jobs. */
export type RunJobs = (jobs: readonly MemberJob[]) => Promise<readonly MemberResult[]>;

/** Weights before anything was judged: trees, level sets, the local method. */
const START_WEIGHTS = { level: [0.65, 0.05, 0.3], step: [0.8, 0.2] } as const;
const TREES_UNJUDGED = 110;
const JUDGED_TASKS = 900;
/** Trees grown on everything, relative to the count that was best on what was known at the cut. */
const REGROWTH = 1.1;

interface Side {
  readonly windows: readonly Window[];
  readonly learnt: readonly Window[];
}

/**
 * Forecasts tasks of one origin (the panel's end): trees over all series, level sets and a local method, averaged by weights
 * and stretched by factors learnt at earlier origins of the same panel, whose models saw nothing later. Counts come out
 * whole. Throws RangeError where a task's origin is not the panel's end. Deterministic for a seed, however jobs are run.
 */
export async function forecastPanel(
  panel: Panel,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
  seed: number,
  runJobs: RunJobs,
  effort: Effort = FULL_EFFORT,
): Promise<TaskForecasts> {
  for (const { origin } of tasks) {
    if (origin !== panel.periodCount) {
      throw new RangeError(`forecastPanel: origin must be ${panel.periodCount}, got ${origin}`);
    }
  }
  const { horizon, sums } = request;
  const levels = innerLevels(request.levels);
  const inner = { ...request, levels };
  const context = { panel, request: inner, seed, runJobs, effort, sums: panelSums(panel) };
  const sides: Side[] = [
    { windows: singleWindows(horizon), learnt: singleWindows(horizon) },
    { windows: sumWindows(sums), learnt: sumWindows(learntLengths(sums, horizon)) },
  ].filter(({ windows }) => windows.length > 0);
  const judged = await judge(context, sides);
  const members = await forecastMembers(context, sides, tasks, panel.periodCount, judged);
  const demandClass = classesOf(context.sums, tasks);
  const isCount = isCountPanel(panel);
  const parts = sides.map((side, s) => {
    const { weights, conformal } = judged[s]!;
    const own = members[s]!;
    const mixed = combine(own, weights, demandClass, side.windows.length, levels.length);
    if (conformal) applyConformal(mixed, levels, side.windows.length, conformal);
    return isCount ? wholeUnits(mixed) : mixed;
  });
  const [steps, totals] = parts;
  return {
    taskCount: tasks.length,
    request,
    mean: Float32Array.from(steps!.mean),
    quantile: readLevels(steps!.quantile, levels, request.levels),
    sumMean: sumMeans(steps!.mean, horizon, sums),
    sumQuantile: readLevels(totals?.quantile ?? new Float64Array(0), levels, request.levels),
  };
}

/** Levels that every law is learnt at, however few are asked for: means, medians and tails are read from them. */
const LEARNT_LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99];

const innerLevels = (asked: readonly number[]): number[] =>
  [...new Set([...LEARNT_LEVELS, ...asked])].sort((a, b) => a - b);

function readLevels(
  quantile: Float64Array,
  levels: readonly number[],
  asked: readonly number[],
): Float32Array {
  const column = asked.map((level) => levels.indexOf(level));
  const rowCount = quantile.length / levels.length;
  const out = new Float32Array(rowCount * asked.length);
  for (let row = 0; row < rowCount; row++) {
    for (let q = 0; q < asked.length; q++) {
      out[row * asked.length + q] = quantile[row * levels.length + column[q]!]!;
    }
  }
  return out;
}

interface Context {
  readonly panel: Panel;
  readonly request: ForecastRequest;
  readonly seed: number;
  readonly runJobs: RunJobs;
  readonly effort: Effort;
  readonly sums: PanelSums;
}

interface Judged {
  readonly weights: Weights;
  readonly conformal: Conformal | null;
  readonly treeCount: number;
}

/** What earlier origins say about trees, weights and spreads of each side. */
async function judge(context: Context, sides: readonly Side[]): Promise<readonly Judged[]> {
  const { panel, request, sums } = context;
  const start = START_WEIGHTS[normaliserKind(panel, sums)];
  const judging = judgingOf(panel.periodCount, request.horizon);
  const tasks = judging === null ? [] : judgedTasks(panel, sums, judging.origins);
  if (judging === null || tasks.length === 0) {
    return sides.map(() => ({
      weights: fixedWeights(start),
      conformal: null,
      treeCount: Math.min(TREES_UNJUDGED, context.effort.treeCountMax),
    }));
  }
  const members = await forecastMembers(context, sides, tasks, judging.cut, null);
  const demandClass = classesOf(sums, tasks);
  return sides.map((side, s) => {
    const outcomes = outcomesOf(sums, tasks, side.windows, demandClass, isCountPanel(panel));
    const weights = learnWeights(members[s]!, request.levels, outcomes, start);
    const windowCount = side.windows.length;
    const mixed = combine(members[s]!, weights, demandClass, windowCount, request.levels.length);
    const conformal = learnConformal(mixed, request.levels, outcomes, windowGroups(windowCount));
    return { weights, conformal, treeCount: members[s]!.treeCount };
  });
}

type Members = readonly MemberForecast[] & { readonly treeCount: number };

/** Forecasts of every member per side. Without `judged` the number of trees is found on the tasks' outcomes. */
async function forecastMembers(
  { panel, request, seed, runJobs, effort, sums }: Context,
  sides: readonly Side[],
  tasks: readonly ForecastTask[],
  cut: number,
  judged: readonly Judged[] | null,
): Promise<readonly Members[]> {
  const kind = normaliserKind(panel, sums);
  const names = kind === "level" ? (["trees", "levelSets"] as const) : (["trees"] as const);
  const jobs = sides.flatMap((side, s): MemberJob[] =>
    names.map((member) => ({
      member,
      panel,
      cut,
      tasks,
      windows: side.windows,
      learnt: side.learnt,
      levels: request.levels,
      treeCount: treesOf(member, judged?.[s]?.treeCount ?? null),
      effort,
      seed: seed + 10 * s,
    })),
  );
  const pending = runJobs(jobs);
  const local = forecastLocally(panel, localMethodOf(panel, kind), tasks, request);
  const results = await pending;
  return sides.map((_, s) => {
    const own = results.slice(s * names.length, (s + 1) * names.length);
    const alone = s === 0 ? local.steps : local.sums;
    // Where there is too little to learn from, the local method speaks for the others.
    const forecasts = [...own.map(({ forecast }) => forecast ?? alone), alone];
    return Object.assign(forecasts, { treeCount: own[0]!.treeCount });
  });
}

const treesOf = (member: MemberJob["member"], found: number | null): number | null =>
  found === null || member === "levelSets" ? null : Math.max(20, Math.round(REGROWTH * found));

/** Series with a scale at the judging origins, an even sample of them. */
function judgedTasks(panel: Panel, sums: PanelSums, origins: readonly number[]): ForecastTask[] {
  const tasks: ForecastTask[] = [];
  for (const origin of origins) {
    for (let series = 0; series < panel.seriesCount; series++) {
      if (panel.firstPeriod[series]! < origin && scaleOf(sums, series, origin) > 0)
        tasks.push({ series, origin });
    }
  }
  const stride = Math.max(1, tasks.length / JUDGED_TASKS);
  return Array.from(
    { length: Math.min(tasks.length, JUDGED_TASKS) },
    (_, k) => tasks[Math.floor(k * stride)]!,
  );
}

function scaleOf(sums: PanelSums, i: number, origin: number): number {
  const changes = between(sums, sums.changes, i, 0, origin);
  return changes > 0 ? between(sums, sums.change, i, 0, origin) / changes : 0;
}

function outcomesOf(
  sums: PanelSums,
  tasks: readonly ForecastTask[],
  windows: readonly Window[],
  demandClass: Uint8Array,
  isCount: boolean,
): Outcomes {
  const actual = new Float64Array(tasks.length * windows.length).fill(Number.NaN);
  const scale = new Float64Array(actual.length);
  tasks.forEach(({ series, origin }, k) => {
    const unit = scaleOf(sums, series, origin);
    windows.forEach(({ from, to }, w) => {
      const start = series * sums.width + origin;
      const length = to - from + 1;
      scale[k * windows.length + w] = unit * Math.sqrt(length);
      if (origin + to >= sums.width) return;
      const seen = sums.observed[start + to]! - sums.observed[start + from - 1]!;
      if (seen < length) return;
      actual[k * windows.length + w] = sums.units[start + to]! - sums.units[start + from - 1]!;
    });
  });
  return {
    taskCount: tasks.length,
    windowCount: windows.length,
    actual,
    scale,
    demandClass,
    isCount,
  };
}

const classesOf = (sums: PanelSums, tasks: readonly ForecastTask[]): Uint8Array =>
  Uint8Array.from(tasks, ({ series, origin }) => demandClassOf(sums, series, origin));

/** Units that come in ones: then a quantile is a whole number of them. */
function isCountPanel({ units }: Panel): boolean {
  for (let k = 0; k < units.length; k++) {
    const value = units[k]!;
    if (!Number.isNaN(value) && value !== Math.round(value)) return false;
  }
  return true;
}

/** Beyond this a unit more or less is noise. */
const WHOLE_BELOW = 30;

function wholeUnits(forecast: MemberForecast): MemberForecast {
  const { quantile } = forecast;
  for (let k = 0; k < quantile.length; k++) {
    if (quantile[k]! < WHOLE_BELOW) quantile[k] = Math.round(quantile[k]!);
  }
  return forecast;
}
