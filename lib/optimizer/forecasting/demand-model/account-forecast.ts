import { interpolate, makeNonDecreasing } from "../../core/quantile.ts";
import { forecastDemand } from "../forecast.ts";
import { predictFamily, type QuantileFamily } from "../global/family.ts";
import { FeatureBuilder, type Window } from "../global/features.ts";
import {
  type MemberForecast,
  meanOfQuantiles,
  newMemberForecast,
  taskFeatures,
} from "../global/member.ts";
import { between } from "../global/sums.ts";
import { deviation } from "../global/window-statistics.ts";
import type { DemandProblem, Forecast } from "../problem.ts";
import { adjustedPanel, windowFactor } from "./adjusted-panel.ts";
import { MODEL_LEVELS } from "./model.ts";

/** An account at an origin, ready to be forecast by trees. */
export interface AccountState {
  readonly problem: DemandProblem;
  readonly structural: Forecast;
  readonly builder: FeatureBuilder;
}

/** What the trees read of an account. */
type TreesState = Pick<AccountState, "problem" | "builder"> & {
  readonly structural: Pick<Forecast, "seasonFactor">;
};

/** Fits season, events and levels, and tells demand without them. Cost as `forecastDemand`. */
export function accountState(
  problem: DemandProblem,
  sumLengths: readonly number[],
  isOfferTold: boolean,
): AccountState {
  const structural = forecastDemand(problem, {
    seasonWeeks: 52,
    level: MODEL_LEVELS,
    cumulativeWeeks: sumLengths,
    cumulativeLevel: MODEL_LEVELS,
  });
  return {
    problem,
    structural,
    builder: new FeatureBuilder(adjustedPanel(problem, structural, isOfferTold), "level"),
  };
}

/** Whether there is a past to learn a SKU's level from; else the structural forecast stands alone. */
export function isForecastable(
  { problem, builder }: Pick<AccountState, "problem" | "builder">,
  i: number,
  spreadFrom = 0,
): boolean {
  const origin = problem.originWeek + 1;
  if (!(problem.firstWeek[i]! < origin && builder.normaliser(i, origin).unit > 0)) return false;
  const spread = spreadOf(builder, i, origin);
  return Number.isNaN(spread) || spread >= spreadFrom;
}

/** Standard deviation of a year's weeks over the SKU's level; NaN below half a year of record. */
export function spreadOf(builder: FeatureBuilder, i: number, origin: number): number {
  const { sums } = builder;
  if (between(sums, sums.observed, i, origin - YEAR_WEEKS, origin) < YEAR_WEEKS / 2)
    return Number.NaN;
  const { unit } = builder.normaliser(i, origin);
  return unit > 0 ? deviation(sums, i, origin - YEAR_WEEKS, origin) / unit : Number.NaN;
}

const YEAR_WEEKS = 52;

/** The trees' forecast of SKUs in units, season and events put back. Shapes as MemberForecast at MODEL_LEVELS. */
export function forecastByTrees(
  state: TreesState,
  family: QuantileFamily,
  skus: readonly number[],
  windows: readonly Window[],
): MemberForecast {
  const { problem, structural, builder } = state;
  const origin = problem.originWeek + 1;
  const tasks = skus.map((series) => ({ series, origin }));
  const features = taskFeatures(builder, tasks, windows);
  const normalised = predictFamily(family, features, tasks.length * windows.length);
  const levelCount = MODEL_LEVELS.length;
  const out = newMemberForecast(skus.length, windows.length, levelCount);
  skus.forEach((i, k) => {
    const { unit } = builder.normaliser(i, origin);
    windows.forEach(({ from, to }, w) => {
      const row = k * windows.length + w;
      const factor = windowFactor(problem, structural.seasonFactor, i, from, to);
      const scale = unit * factor * (to - from + 1);
      for (let at = row * levelCount; at < (row + 1) * levelCount; at++) {
        out.quantile[at] = Math.max(0, scale * normalised[at]!);
      }
      out.mean[row] = meanOfQuantiles(MODEL_LEVELS, out.quantile, row * levelCount);
    });
  });
  return out;
}

/** The structural forecast of the same SKUs and windows, which must be among its own. */
export function structuralMember(
  { structural }: AccountState,
  skus: readonly number[],
  windows: readonly Window[],
  side: "steps" | "sums",
): MemberForecast {
  const levelCount = MODEL_LEVELS.length;
  const out = newMemberForecast(skus.length, windows.length, levelCount);
  const width = side === "steps" ? structural.horizonWeeks : structural.cumulativeWeeks.length;
  const mean = side === "steps" ? structural.demandMean : structural.cumulativeMean;
  const quantile = side === "steps" ? structural.demandQuantile : structural.cumulativeQuantile;
  const column = windows.map(({ to }) =>
    side === "steps" ? to - 1 : structural.cumulativeWeeks.indexOf(to),
  );
  skus.forEach((i, k) => {
    column.forEach((at, w) => {
      const row = k * windows.length + w;
      const from = i * width + at;
      out.mean[row] = mean[from]!;
      const values = quantile.subarray(from * levelCount, (from + 1) * levelCount);
      out.quantile.set(values, row * levelCount);
    });
  });
  return out;
}

/** Reads a row of quantiles at MODEL_LEVELS at other levels: straight lines between, the nearest beyond the ends. */
export function readLevels(
  quantile: Float64Array,
  at: number,
  levels: ArrayLike<number>,
  out: Float32Array,
  to: number,
): void {
  const row = quantile.subarray(at, at + MODEL_LEVELS.length);
  for (let q = 0; q < levels.length; q++) out[to + q] = interpolate(MODEL_LEVELS, row, levels[q]!);
  makeNonDecreasing(out, to, to + levels.length);
}
