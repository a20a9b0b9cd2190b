import { stream } from "../../core/prng.ts";
import type { FeatureBuilder, Window } from "./features.ts";

/** Rows to learn from: features, normalised targets, and what each row was. */
export interface TrainingRows {
  readonly rowCount: number;
  /** [rowCount, featureCount] */
  readonly features: Float32Array;
  /** (units per period of the window - centre) / unit. [rowCount] */
  readonly target: Float64Array;
  readonly series: Int32Array;
  readonly origin: Int32Array;
}

export interface SampleOptions {
  readonly windows: readonly Window[];
  readonly rowCount: number;
  /** Origins lie in [originFrom, originTo]; a window must end by `lastPeriod` (exclusive). */
  readonly originFrom: number;
  readonly originTo: number;
  readonly lastPeriod: number;
  readonly seed: number;
  /** Only origins at which a series was on offer for at most so many periods, of series whose beginning is on record. */
  readonly ageMax?: number;
}

/** A row's weight lies between these multiples of the typical one. */
const WEIGHT_MIN = 0.1;
const WEIGHT_MAX = 8;

/**
 * Draws rows (series, origin, window) in proportion to how much an error of one normalised unit weighs in the scaled loss,
 * so that the plain loss over the rows is the scaled one (importance sampling). Systematic resampling: the same rows for
 * the same seed. Cost O(series * origins + rows * features).
 */
export function sampleRows(builder: FeatureBuilder, options: SampleOptions): TrainingRows {
  const cells = weighCells(builder, options);
  const picks = pickCells(cells, options);
  const { featureCount, sums } = builder;
  const features = new Float32Array(picks.length * featureCount);
  const target = new Float64Array(picks.length);
  const series = new Int32Array(picks.length);
  const origins = new Int32Array(picks.length);
  let size = 0;
  for (const { i, origin, window } of picks) {
    const from = origin + window.from - 1;
    const to = origin + window.to;
    const start = i * sums.width;
    const seen = sums.observed[start + to]! - sums.observed[start + from]!;
    if (seen < to - from) continue;
    const { centre } = builder.normaliser(i, origin);
    const unit = builder.targetUnit(i, origin, window);
    const mean = (sums.units[start + to]! - sums.units[start + from]!) / (to - from);
    builder.write(i, origin, window, features, size * featureCount);
    target[size] = (mean - centre) / unit;
    series[size] = i;
    origins[size] = origin;
    size += 1;
  }
  return {
    rowCount: size,
    features: features.subarray(0, size * featureCount),
    target: target.subarray(0, size),
    series: series.subarray(0, size),
    origin: origins.subarray(0, size),
  };
}

interface Cells {
  readonly series: number[];
  readonly origin: number[];
  readonly weight: number[];
}

function weighCells(builder: FeatureBuilder, options: SampleOptions): Cells {
  const { panel } = builder;
  const cells: Cells = { series: [], origin: [], weight: [] };
  const shortest = Math.min(...options.windows.map(({ to }) => to));
  const last = Math.min(options.originTo, options.lastPeriod - shortest);
  const wanted = Math.max(1, last - options.originFrom + 1);
  const cellsMax = 600_000;
  const stride = Math.max(1, Math.ceil((wanted * panel.seriesCount) / cellsMax));
  for (let i = 0; i < panel.seriesCount; i++) {
    const start = panel.firstPeriod[i]!;
    // A series that was there from the first period on may be of any age.
    if (options.ageMax !== undefined && start === 0) continue;
    const first = Math.max(options.originFrom, start + 1);
    const latest = Math.min(last - (i % stride), start + (options.ageMax ?? last));
    for (let origin = latest; origin >= first; origin -= stride) {
      const { unit, weight } = builder.normaliser(i, origin);
      if (!(unit > 0)) continue;
      cells.series.push(i);
      cells.origin.push(origin);
      cells.weight.push(weight);
    }
  }
  const sorted = Float64Array.from(cells.weight).sort();
  const typical = sorted[sorted.length >> 1] ?? 1;
  for (let k = 0; k < cells.weight.length; k++) {
    cells.weight[k] = Math.min(WEIGHT_MAX, Math.max(WEIGHT_MIN, cells.weight[k]! / typical));
  }
  return cells;
}

function pickCells(cells: Cells, { windows, rowCount, lastPeriod, seed }: SampleOptions) {
  const random = stream(seed, "sample-rows");
  const total = cells.weight.reduce((sum, weight) => sum + weight, 0);
  const perUnit = Math.min(rowCount / total, (4 * windows.length) / WEIGHT_MAX);
  const picks: { i: number; origin: number; window: Window }[] = [];
  let carried = random.uniform();
  for (let k = 0; k < cells.weight.length; k++) {
    carried += cells.weight[k]! * perUnit;
    while (carried >= 1) {
      carried -= 1;
      const window = windows[random.integer(windows.length)]!;
      const origin = cells.origin[k]!;
      if (origin + window.to <= lastPeriod) picks.push({ i: cells.series[k]!, origin, window });
    }
  }
  return picks;
}
