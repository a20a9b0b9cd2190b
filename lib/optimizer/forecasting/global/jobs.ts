import type { BoostingOptions } from "../../boosting/index.ts";
import type { ForecastTask, Panel } from "../panel.ts";
import { growFamily, LEARNABLE_ROWS, predictFamily, type StoppingRows } from "./family.ts";
import { FeatureBuilder, type Window } from "./features.ts";
import { growLevelSets, predictLevelSets } from "./level-sets.ts";
import { type MemberForecast, newMemberForecast, taskFeatures, unitsOf } from "./member.ts";
import { type Effort, firstLearntOrigin } from "./plan.ts";
import { sampleRows } from "./sample.ts";
import { LOOK_BACK } from "./shape.ts";

/** One model to learn before `cut` and to forecast with: a piece of work for a thread. */
export interface MemberJob {
  readonly member: "trees" | "levelSets";
  readonly panel: Panel;
  /** Nothing at or after this period is learnt from. */
  readonly cut: number;
  readonly tasks: readonly ForecastTask[];
  /** Windows that are forecast. */
  readonly windows: readonly Window[];
  /** Windows that are learnt from. */
  readonly learnt: readonly Window[];
  readonly levels: readonly number[];
  /** Trees to grow; null = as many as help on the tasks, whose outcomes must then be known. */
  readonly treeCount: number | null;
  readonly effort: Effort;
  readonly seed: number;
}

export interface MemberResult {
  /** null where there was too little to learn from. */
  readonly forecast: MemberForecast | null;
  readonly treeCount: number;
}

const NOTHING_LEARNT: MemberResult = { forecast: null, treeCount: 0 };
const LEVEL_SET_TREES = 80;

const BOOSTING: Omit<BoostingOptions, "seed" | "treeCount"> = {
  leafCountMax: 31,
  leafRowsMin: 80,
  learningRate: 0.06,
  rowShare: 0.6,
  featureShare: 0.5,
};

/** Learns and forecasts. Deterministic for a seed; reads no unit at or after a task's origin for its features. */
export function runMemberJob(job: MemberJob): MemberResult {
  const builder = new FeatureBuilder(job.panel);
  return job.member === "trees" ? runTrees(builder, job) : runLevelSets(builder, job);
}

function runTrees(builder: FeatureBuilder, job: MemberJob): MemberResult {
  const { tasks, windows, levels, cut, panel, seed, effort } = job;
  const { rowCount, bagCount } = effort;
  const features = taskFeatures(builder, tasks, windows);
  const family = growFamily(
    builder,
    {
      levels,
      windows: job.learnt,
      rowCount,
      bagCount,
      originFrom: firstLearntOrigin(panel, cut),
      lastPeriod: cut,
      boosting: { ...BOOSTING, treeCount: job.treeCount ?? effort.treeCountMax, seed },
    },
    job.treeCount === null ? stoppingRows(builder, job, features) : null,
  );
  if (family === null) return NOTHING_LEARNT;
  const normalised = predictFamily(family, features, tasks.length * windows.length);
  const grown = family.forests.map(({ treeCount }) => treeCount);
  const forecast = unitsOf(builder, tasks, windows, levels, normalised);
  if (job.treeCount !== null) mixInYoung(builder, job, forecast);
  return {
    forecast,
    treeCount: Math.round(grown.reduce((sum, count) => sum + count, 0) / grown.length),
  };
}

/** A series on offer for less than this is young, and what it is like is learnt from series when they were. */
const YOUNG_WEEKS = 8;
const YOUNG_LEARNT_WEEKS = 12;
const YOUNG_TREES = 80;
const YOUNG_SHARE = 0.7;

/** Replaces most of the forecasts of young series by those of trees that learnt from the first weeks of others. */
function mixInYoung(builder: FeatureBuilder, job: MemberJob, forecast: MemberForecast): void {
  const { windows, levels, cut, panel, seed, effort } = job;
  const { weekPeriods } = LOOK_BACK[panel.frequency];
  const young = job.tasks.flatMap(({ series, origin }, k) =>
    origin - panel.firstPeriod[series]! < YOUNG_WEEKS * weekPeriods ? [k] : [],
  );
  const begun = panel.firstPeriod.reduce((sum, first) => sum + (first > 0 ? 1 : 0), 0);
  if (young.length === 0 || begun < 50) return;
  const { rowCount, bagCount } = effort;
  const family = growFamily(
    builder,
    {
      levels,
      windows: job.learnt,
      rowCount: rowCount / 2,
      bagCount,
      originFrom: firstLearntOrigin(panel, cut),
      lastPeriod: cut,
      boosting: {
        ...BOOSTING,
        treeCount: Math.min(YOUNG_TREES, effort.treeCountMax),
        seed: seed + 500,
      },
      ageMax: YOUNG_LEARNT_WEEKS * weekPeriods,
    },
    null,
  );
  if (family === null) return;
  const tasks = young.map((k) => job.tasks[k]!);
  const rows = tasks.length * windows.length;
  const normalised = predictFamily(family, taskFeatures(builder, tasks, windows), rows);
  const own = unitsOf(builder, tasks, windows, levels, normalised);
  const blend = (to: Float64Array, from: Float64Array, width: number) =>
    young.forEach((k, j) => {
      for (let c = 0; c < width; c++) {
        const at = k * width + c;
        to[at] = (1 - YOUNG_SHARE) * to[at]! + YOUNG_SHARE * from[j * width + c]!;
      }
    });
  blend(forecast.mean, own.mean, windows.length);
  blend(forecast.quantile, own.quantile, windows.length * levels.length);
}

/** Rows of the tasks whose outcome is known, each counted once. */
function stoppingRows(
  builder: FeatureBuilder,
  { tasks, windows }: MemberJob,
  features: Float32Array,
): StoppingRows {
  const { featureCount, sums } = builder;
  const target: number[] = [];
  const kept: number[] = [];
  tasks.forEach(({ series, origin }, k) => {
    const { centre } = builder.normaliser(series, origin);
    windows.forEach((window, w) => {
      const { from, to } = window;
      const unit = builder.targetUnit(series, origin, window);
      const start = series * sums.width + origin;
      const length = to - from + 1;
      const seen = sums.observed[start + to]! - sums.observed[start + from - 1]!;
      if (!(seen === length && unit > 0)) return;
      const mean = (sums.units[start + to]! - sums.units[start + from - 1]!) / length;
      target.push((mean - centre) / unit);
      kept.push(k * windows.length + w);
    });
  });
  const own = new Float32Array(kept.length * featureCount);
  kept.forEach((row, k) => {
    own.set(features.subarray(row * featureCount, (row + 1) * featureCount), k * featureCount);
  });
  return { rowCount: kept.length, features: own, target: Float64Array.from(target) };
}

function runLevelSets(builder: FeatureBuilder, job: MemberJob): MemberResult {
  const { tasks, windows, levels, cut, panel, seed, effort } = job;
  const treeCount = Math.min(LEVEL_SET_TREES, effort.treeCountMax);
  const rows = sampleRows(builder, {
    windows: job.learnt,
    rowCount: effort.rowCount / 2,
    originFrom: firstLearntOrigin(panel, cut),
    originTo: cut - 1,
    lastPeriod: cut,
    seed: seed + 77,
  });
  if (rows.rowCount < LEARNABLE_ROWS) return NOTHING_LEARNT;
  const sets = growLevelSets(rows, builder.isCategory, { ...BOOSTING, treeCount, seed });
  const rowCount = tasks.length * windows.length;
  const found = predictLevelSets(sets, taskFeatures(builder, tasks, windows), rowCount, levels);
  const forecast = newMemberForecast(tasks.length, windows.length, levels.length);
  const told = unitsOf(builder, tasks, windows, levels, found.quantile);
  forecast.quantile.set(told.quantile);
  tasks.forEach(({ series, origin }, k) => {
    windows.forEach((window, w) => {
      const row = k * windows.length + w;
      const unit = builder.targetUnit(series, origin, window);
      forecast.mean[row] = unit * found.mean[row]! * (window.to - window.from + 1);
    });
  });
  return { forecast, treeCount };
}
