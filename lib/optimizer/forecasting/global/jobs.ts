import type { BoostingOptions } from "../../boosting/index.ts";
import type { ForecastTask, Panel } from "../panel.ts";
import { growFamily, predictFamily, type StoppingRows } from "./family.ts";
import { FeatureBuilder, type Window } from "./features.ts";
import { growLevelSets, predictLevelSets } from "./level-sets.ts";
import { type MemberForecast, newMemberForecast, taskFeatures, unitsOf } from "./member.ts";
import { growPlanOf } from "./plan.ts";
import { sampleRows } from "./sample.ts";

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
  readonly seed: number;
}

export interface MemberResult {
  readonly forecast: MemberForecast;
  readonly treeCount: number;
}

const TREE_COUNT_MAX = 240;

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
  const { tasks, windows, levels, cut, panel, seed } = job;
  const { originFrom, rowCount, bagCount } = growPlanOf(panel);
  const features = taskFeatures(builder, tasks, windows);
  const family = growFamily(
    builder,
    {
      levels,
      windows: job.learnt,
      rowCount,
      bagCount,
      originFrom: Math.min(originFrom, cut - 1),
      lastPeriod: cut,
      boosting: { ...BOOSTING, treeCount: job.treeCount ?? TREE_COUNT_MAX, seed },
    },
    job.treeCount === null ? stoppingRows(builder, job, features) : null,
  );
  const normalised = predictFamily(family, features, tasks.length * windows.length);
  const grown = family.forests.map(({ treeCount }) => treeCount);
  return {
    forecast: unitsOf(builder, tasks, windows, levels, normalised),
    treeCount: Math.round(grown.reduce((sum, count) => sum + count, 0) / grown.length),
  };
}

/** Rows of the tasks whose outcome is known, with the weight of the scaled loss as copies would give: left unweighted. */
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
  const { tasks, windows, levels, cut, panel, seed } = job;
  const { originFrom } = growPlanOf(panel);
  const treeCount = job.treeCount ?? 80;
  const rows = sampleRows(builder, {
    windows: job.learnt,
    rowCount: 40_000,
    originFrom: Math.min(originFrom, cut - 1),
    originTo: cut - 1,
    lastPeriod: cut,
    seed: seed + 77,
  });
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
