import { type BoostingData, type BoostingOptions, boost, type OnTree } from "./boosting.ts";
import { FEATURE_COUNT_MAX, type Forest } from "./forest.ts";
import { joinForests } from "./join-trees.ts";
import { PinballObjective, ROW_COUNT_MAX, ROW_LEVEL_COUNT_MAX } from "./objective-pinball.ts";
import { TweedieObjective } from "./objective-tweedie.ts";
import { predictForest } from "./predict.ts";

/**
 * Conditional quantiles at ascending levels by gradient boosting of the pinball loss, one forest for all levels: each leaf
 * holds one value per level, the quantile of what is left of the target there (Koenker and Bassett 1978; Friedman 2001).
 * Trees split where rows differ in how many of the levels lie below them, in place or in spread; with one level this is
 * the usual pinball gradient. Whole-number statistics make sums exact, so the result is the same in any order of adding.
 * Levels are fitted apart and may cross by a little: put a row's predictions in order before use.
 * Throws RangeError on levels outside (0, 1) or not ascending, arrays of the wrong length and options out of range.
 */
export function trainQuantileForest(
  data: BoostingData,
  levels: readonly number[],
  options: BoostingOptions,
  onTree?: OnTree,
): Forest {
  checkData("trainQuantileForest", data, options);
  checkLevels(levels, data.target.length);
  return boost(data, new PinballObjective(data.target, Float64Array.from(levels)), options, onTree);
}

/**
 * Boosting that goes on from a forest of the same levels and binning: `options.treeCount` trees are added, each grown on what those before
 * it, the given ones included, leave of these rows (warm start). The given trees stay as they are, bit for bit. Throws RangeError where the
 * forest has another number of levels, and as `trainQuantileForest`.
 */
export function continueQuantileForest(
  from: Forest,
  data: BoostingData,
  levels: readonly number[],
  options: BoostingOptions,
): Forest {
  checkData("continueQuantileForest", data, options);
  checkLevels(levels, data.target.length);
  if (from.outputCount !== levels.length)
    throw new RangeError(
      `continueQuantileForest: expected a forest of ${levels.length} levels, got ${from.outputCount}`,
    );
  const start = { base: from.base, fitted: predictForest(from, data.matrix) };
  const objective = new PinballObjective(data.target, Float64Array.from(levels), start);
  return joinForests(from, boost(data, objective, options));
}

/**
 * ln of the conditional mean of a non-negative target by boosting the Tweedie deviance of the given power, 1 < power < 2
 * (Jorgensen 1987; Yang, Qian and Zou 2018). Throws RangeError where a target is negative, and as `trainQuantileForest`.
 */
export function trainTweedieForest(
  data: BoostingData,
  power: number,
  options: BoostingOptions,
  onTree?: OnTree,
): Forest {
  checkData("trainTweedieForest", data, options);
  if (!(power > 1 && power < 2))
    throw new RangeError(`trainTweedieForest: power must be in (1,2), got ${power}`);
  for (let r = 0; r < data.target.length; r++) {
    if (!(data.target[r]! >= 0))
      throw new RangeError(`trainTweedieForest: row ${r} has target ${data.target[r]}`);
  }
  return boost(data, new TweedieObjective(data.target, power), options, onTree);
}

function checkLevels(levels: readonly number[], rowCount: number): void {
  if (levels.length === 0) throw new RangeError("trainQuantileForest: no level");
  let last = 0;
  for (const level of levels) {
    if (!(level > 0 && level < 1))
      throw new RangeError(`trainQuantileForest: level must be in (0,1), got ${level}`);
    if (!(level > last))
      throw new RangeError(`trainQuantileForest: levels must ascend, got ${level} after ${last}`);
    last = level;
  }
  if (rowCount > ROW_COUNT_MAX || rowCount * levels.length > ROW_LEVEL_COUNT_MAX) {
    throw new RangeError(
      `trainQuantileForest: rows x levels must be at most ${ROW_LEVEL_COUNT_MAX}, got ${rowCount} x ${levels.length}`,
    );
  }
}

function checkData(
  name: string,
  { matrix, binning, target }: BoostingData,
  options: BoostingOptions,
): void {
  const { rowCount, featureCount } = matrix;
  if (target.length !== rowCount || target.length === 0) {
    throw new RangeError(
      `${name}: target must have length ${rowCount} above 0, got ${target.length}`,
    );
  }
  if (
    featureCount !== binning.featureCount ||
    featureCount < 1 ||
    featureCount > FEATURE_COUNT_MAX
  ) {
    throw new RangeError(
      `${name}: rows must have the binning's ${binning.featureCount} features, got ${featureCount}`,
    );
  }
  for (let r = 0; r < rowCount; r++) {
    if (!Number.isFinite(target[r]!))
      throw new RangeError(`${name}: row ${r} has target ${target[r]}`);
  }
  checkOptions(name, options);
}

function checkOptions(name: string, options: BoostingOptions): void {
  for (const key of ["treeCount", "leafCountMax", "leafRowsMin"] as const) {
    if (!(Number.isSafeInteger(options[key]) && options[key] >= 1))
      throw new RangeError(`${name}: ${key} must be a whole number above 0, got ${options[key]}`);
  }
  for (const key of ["rowShare", "featureShare"] as const) {
    if (!(options[key] > 0 && options[key] <= 1))
      throw new RangeError(`${name}: ${key} must be in (0,1], got ${options[key]}`);
  }
  if (!(options.learningRate > 0 && options.learningRate <= 1))
    throw new RangeError(`${name}: learningRate must be in (0,1], got ${options.learningRate}`);
}
