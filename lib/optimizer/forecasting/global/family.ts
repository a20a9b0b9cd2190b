import {
  type Binning,
  type BoostingOptions,
  binRows,
  continueQuantileForest,
  type Forest,
  fitBinning,
  predictForest,
  trainQuantileForest,
} from "../../boosting/index.ts";
import { makeNonDecreasing, pinballLoss } from "../../core/quantile.ts";
import type { FeatureBuilder, Window } from "./features.ts";
import { sampleRows, type TrainingRows } from "./sample.ts";

/** Forests that forecast one kind of window: single periods, or sums from the origin on. */
export interface QuantileFamily {
  /** Levels of the forests' outputs, ascending. */
  readonly levels: readonly number[];
  readonly binning: Binning;
  /** Averaged. Each was grown on rows of its own. */
  readonly forests: readonly Forest[];
}

export interface FamilyOptions {
  readonly levels: readonly number[];
  /** Windows that are learnt from. */
  readonly windows: readonly Window[];
  readonly rowCount: number;
  readonly bagCount: number;
  readonly originFrom: number;
  /** Nothing at or after this period is learnt from. */
  readonly lastPeriod: number;
  readonly boosting: BoostingOptions;
  /** Learn from young series alone; see SampleOptions. */
  readonly ageMax?: number;
  /** A family of the same features and levels that growing goes on from: forest b from its forest b, in turn. */
  readonly continueFrom?: QuantileFamily;
}

/** Rows the forests are checked on while they grow, from origins later than anything they learnt from. */
export interface StoppingRows {
  readonly rowCount: number;
  readonly features: Float32Array;
  readonly target: Float64Array;
}

const CHECK_EVERY = 10;
const PATIENCE = 3;

/**
 * Grows a family. With `stopping`, growing ends when the pinball loss there has not fallen for 30 trees, and the trees after
 * the best count are left out (early stopping on a later origin). null where there are too few rows to learn from. Cost: about 10 s of one core for 80,000 rows x 50 features
 * x 12 levels x 150 trees.
 */
export function growFamily(
  builder: FeatureBuilder,
  options: FamilyOptions,
  stopping: StoppingRows | null,
): QuantileFamily | null {
  const panels = [{ builder, lastPeriod: options.lastPeriod }];
  const first = rowsOf(panels, options, 0);
  return first.rowCount < LEARNABLE_ROWS ? null : growFrom(panels, first, options, stopping);
}

/** Fewer examples teach nothing that a local method does not know. */
export const LEARNABLE_ROWS = 200;

/** One panel to learn from: nothing at or after `lastPeriod` is read. */
export interface LearntPanel {
  readonly builder: FeatureBuilder;
  readonly lastPeriod: number;
}

/** As `growFamily`, on several panels of the same features, each with rows by its number of series, and however few. */
export const growFamilyOn = (
  panels: readonly LearntPanel[],
  options: Omit<FamilyOptions, "lastPeriod">,
): QuantileFamily => growFrom(panels, rowsOf(panels, options, 0), options, null);

function growFrom(
  panels: readonly LearntPanel[],
  first: LearntRows,
  options: Omit<FamilyOptions, "lastPeriod">,
  stopping: StoppingRows | null,
): QuantileFamily {
  const { isCategory } = panels[0]!.builder;
  const { continueFrom } = options;
  if (continueFrom && continueFrom.binning.featureCount !== isCategory.length)
    throw new RangeError(
      `growFamily: expected a family of ${isCategory.length} features to go on from, got ${continueFrom.binning.featureCount}`,
    );
  const binning = continueFrom?.binning ?? fitBinning(first.features, first.rowCount, isCategory);
  const forests: Forest[] = [];
  for (let bag = 0; bag < options.bagCount; bag++) {
    const rows = bag === 0 ? first : rowsOf(panels, options, bag);
    forests.push(growForest(rows, binning, options, bag, stopping));
  }
  return { levels: options.levels, binning, forests };
}

function rowsOf(
  panels: readonly LearntPanel[],
  options: Omit<FamilyOptions, "lastPeriod">,
  bag: number,
): LearntRows {
  const seriesCount = panels.reduce((sum, { builder }) => sum + builder.panel.seriesCount, 0);
  const parts = panels.map(({ builder, lastPeriod }, p) =>
    sampleRows(builder, {
      windows: options.windows,
      rowCount: Math.ceil((options.rowCount * builder.panel.seriesCount) / seriesCount),
      originFrom: options.originFrom,
      originTo: lastPeriod - 1,
      lastPeriod,
      seed: options.boosting.seed + 1000 * bag + 7919 * p,
      ...(options.ageMax === undefined ? {} : { ageMax: options.ageMax }),
    }),
  );
  const [only] = parts;
  if (parts.length === 1) return only!;
  const rowCount = parts.reduce((sum, part) => sum + part.rowCount, 0);
  const featureCount = panels[0]!.builder.featureCount;
  const joined = {
    rowCount,
    features: new Float32Array(rowCount * featureCount),
    target: new Float64Array(rowCount),
  };
  let at = 0;
  for (const part of parts) {
    joined.features.set(part.features, at * featureCount);
    joined.target.set(part.target, at);
    at += part.rowCount;
  }
  return joined;
}

type LearntRows = Pick<TrainingRows, "rowCount" | "features" | "target">;

function growForest(
  rows: LearntRows,
  binning: Binning,
  options: Pick<FamilyOptions, "levels" | "boosting" | "continueFrom">,
  bag: number,
  stopping: StoppingRows | null,
): Forest {
  const matrix = binRows(binning, rows.features, rows.rowCount);
  const boosting = { ...options.boosting, seed: options.boosting.seed + bag };
  const data = { matrix, binning, target: rows.target };
  const given = options.continueFrom?.forests ?? [];
  const from = given[bag % Math.max(1, given.length)];
  if (from) return continueQuantileForest(from, data, options.levels, boosting);
  if (stopping === null) return trainQuantileForest(data, options.levels, boosting);
  const check = binRows(binning, stopping.features, stopping.rowCount);
  let best: Forest | null = null;
  let bestLoss = Number.POSITIVE_INFINITY;
  let worse = 0;
  trainQuantileForest(data, options.levels, boosting, (forest, treeCount) => {
    if (treeCount % CHECK_EVERY !== 0) return true;
    const now = forest();
    const loss = meanPinball(predictForest(now, check), stopping.target, options.levels);
    if (loss < bestLoss * 0.9995) {
      bestLoss = loss;
      best = now;
      worse = 0;
      return true;
    }
    worse += 1;
    return worse < PATIENCE;
  });
  return best ?? trainQuantileForest(data, options.levels, { ...boosting, treeCount: CHECK_EVERY });
}

function meanPinball(
  quantile: Float64Array,
  target: Float64Array,
  levels: readonly number[],
): number {
  let sum = 0;
  const count = levels.length;
  for (let r = 0; r < target.length; r++) {
    for (let q = 0; q < count; q++) {
      sum += pinballLoss(levels[q]!, quantile[r * count + q]!, target[r]!);
    }
  }
  return sum / (target.length * count);
}

/** Normalised quantiles of rows of features: averaged over the forests, never crossing. [rowCount, levelCount] */
export function predictFamily(
  family: QuantileFamily,
  features: Float32Array,
  rowCount: number,
): Float64Array {
  const matrix = binRows(family.binning, features, rowCount);
  const levelCount = family.levels.length;
  const sum = new Float64Array(rowCount * levelCount);
  for (const forest of family.forests) {
    const one = predictForest(forest, matrix);
    for (let k = 0; k < sum.length; k++) sum[k]! += one[k]! / family.forests.length;
  }
  for (let r = 0; r < rowCount; r++) makeNonDecreasing(sum, r * levelCount, (r + 1) * levelCount);
  return sum;
}
