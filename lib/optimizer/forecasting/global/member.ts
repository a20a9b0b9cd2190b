import type { ForecastTask } from "../panel.ts";
import type { FeatureBuilder, Window } from "./features.ts";

/** Forecasts of one method for (task, window), in units: total of the window. */
export interface MemberForecast {
  /** [taskCount, windowCount] */
  readonly mean: Float64Array;
  /** [taskCount, windowCount, levelCount] */
  readonly quantile: Float64Array;
}

export const newMemberForecast = (
  taskCount: number,
  windowCount: number,
  levelCount: number,
): MemberForecast => ({
  mean: new Float64Array(taskCount * windowCount),
  quantile: new Float64Array(taskCount * windowCount * levelCount),
});

/** Features of every task and window. [taskCount * windowCount, featureCount] */
export function taskFeatures(
  builder: FeatureBuilder,
  tasks: readonly ForecastTask[],
  windows: readonly Window[],
): Float32Array {
  const { featureCount } = builder;
  const features = new Float32Array(tasks.length * windows.length * featureCount);
  let at = 0;
  for (const { series, origin } of tasks) {
    for (const window of windows) {
      builder.write(series, origin, window, features, at);
      at += featureCount;
    }
  }
  return features;
}

/** Turns normalised quantiles per period into units per window; demand is never negative. */
export function unitsOf(
  builder: FeatureBuilder,
  tasks: readonly ForecastTask[],
  windows: readonly Window[],
  levels: readonly number[],
  normalised: Float64Array,
): MemberForecast {
  const levelCount = levels.length;
  const out = newMemberForecast(tasks.length, windows.length, levelCount);
  const isDemand = builder.kind === "level";
  tasks.forEach(({ series, origin }, k) => {
    const { centre } = builder.normaliser(series, origin);
    windows.forEach((window, w) => {
      const { from, to } = window;
      const unit = builder.targetUnit(series, origin, window);
      const row = k * windows.length + w;
      for (let q = 0; q < levelCount; q++) {
        const at = row * levelCount + q;
        const units = (centre + unit * normalised[at]!) * (to - from + 1);
        out.quantile[at] = isDemand ? Math.max(0, units) : units;
      }
      out.mean[row] = meanOfQuantiles(levels, out.quantile, row * levelCount);
    });
  });
  return out;
}

/**
 * Mean of a law known by its quantiles: the area under the quantile function, straight between levels, the ends drawn on at
 * half the last slope each way.
 */
export function meanOfQuantiles(
  levels: readonly number[],
  quantile: Float64Array,
  at: number,
): number {
  const last = levels.length - 1;
  let sum = levels[0]! * quantile[at]!;
  for (let q = 0; q < last; q++) {
    sum += ((levels[q + 1]! - levels[q]!) * (quantile[at + q]! + quantile[at + q + 1]!)) / 2;
  }
  const slope =
    last > 0
      ? (quantile[at + last]! - quantile[at + last - 1]!) / (levels[last]! - levels[last - 1]!)
      : 0;
  const tail = 1 - levels[last]!;
  return sum + tail * (quantile[at + last]! + (slope * tail) / 2);
}
