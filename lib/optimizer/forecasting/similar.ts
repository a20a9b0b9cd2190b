import { exp } from "../core/elementary.ts";
import { type History, recordedLevel } from "./history.ts";
import { addObservation, ridgeSums, solveRidge } from "./ridge.ts";

/** What similar SKUs say about one that has sold little yet. [skuCount] each. */
export interface LevelPrior {
  readonly mean: Float64Array;
  /** Weight of that mean in weeks of record. */
  readonly weeks: Float64Array;
}

/** Weeks on record below which a SKU says nothing of others. */
const LEAST_WEEKS = 4;
/** Recorded SKUs below which attributes tell nothing. */
const LEARNABLE_SKUS = 12;
const ROUNDS = 4;
/** How much one standard deviation of an attribute may be expected to move ln of a level. */
const EFFECT_SPREAD = 0.5;
/** A level this many times the expected one says no more about an attribute than that. */
const RATIO_MAX = 5;
const DISTANCE_MAX = 2.5;
const EFFECT_MAX = 4;
/** SKUs by which a category leans on the whole range. */
const CATEGORY_SKUS = 5;

/**
 * The gamma prior of each SKU's level (Poisson-gamma shrinkage): the moments of levels within its category, times what its attributes
 * (price, size, storage type) say, a log-linear effect fitted over the account (gamma quasi-likelihood, McCullagh and Nelder 1989) and shrunk to none by a
 * Gaussian prior. Cost O(skuCount * (pastWeeks + attributes^2)).
 */
export function levelPriors(history: History, factor: Float64Array): LevelPrior {
  const { skuCount, categoryIndex } = history;
  const level = Float64Array.from({ length: skuCount }, (_, i) =>
    recordedLevel(history, i, factor, LEAST_WEEKS),
  );
  const effect = attributeEffect(history, level);
  const categories = categoryMoments(history, level, effect);
  const mean = new Float64Array(skuCount);
  const weeks = new Float64Array(skuCount);
  for (let i = 0; i < skuCount; i++) {
    const c = categoryIndex[i]!;
    mean[i] = categories.mean[c]! * effect[i]!;
    weeks[i] = categories.shape[c]! * (1 / mean[i]! + 0.5);
  }
  return { mean, weeks };
}

/** Mean of levels told without the effect, and shape of their gamma law, per category. */
function categoryMoments(history: History, level: Float64Array, effect: Float64Array) {
  const { categoryCount, categoryIndex } = history;
  const overall = new Moments();
  const own = Array.from({ length: categoryCount }, () => new Moments());
  for (let i = 0; i < history.skuCount; i++) {
    if (Number.isNaN(level[i]!)) continue;
    const plain = level[i]! / effect[i]!;
    overall.add(plain);
    own[categoryIndex[i]!]!.add(plain);
  }
  const mean = new Float64Array(categoryCount);
  const shape = new Float64Array(categoryCount);
  for (let c = 0; c < categoryCount; c++) {
    const weight = own[c]!.count / (own[c]!.count + CATEGORY_SKUS);
    mean[c] = Math.max(1e-3, weight * own[c]!.mean + (1 - weight) * overall.mean);
    const spread = Math.max(1e-9, weight * own[c]!.variance() + (1 - weight) * overall.variance());
    shape[c] = Math.min(4, Math.max(0.1, (mean[c]! * mean[c]!) / spread));
  }
  return { mean, shape };
}

class Moments {
  count = 0;
  mean = 0;
  #square = 0;
  add(x: number): void {
    this.count += 1;
    const delta = x - this.mean;
    this.mean += delta / this.count;
    this.#square += delta * (x - this.mean);
  }
  variance(): number {
    return this.count > 1 ? this.#square / (this.count - 1) : this.mean * this.mean;
  }
}

/** Factor on each SKU's level that its attributes tell, 1 where they tell nothing. [skuCount] */
function attributeEffect(history: History, level: Float64Array): Float64Array {
  const { skuCount, categoryIndex } = history;
  const effect = new Float64Array(skuCount).fill(1);
  const recorded = Array.from({ length: skuCount }, (_, i) => i).filter((i) => level[i]! >= 0);
  const columns = distances(history, recorded);
  if (columns.length === 0 || recorded.length < LEARNABLE_SKUS) return effect;
  const none = new Float64Array(columns.length);
  const precision = new Float64Array(columns.length).fill(1 / (EFFECT_SPREAD * EFFECT_SPREAD));
  const row = new Float64Array(columns.length);
  let coefficient: Float64Array = none;
  for (let round = 0; round < ROUNDS; round++) {
    const { mean, shape } = categoryMoments(history, level, effect);
    const sums = ridgeSums(columns.length);
    for (const i of recorded) {
      const c = categoryIndex[i]!;
      const ratio = Math.min(RATIO_MAX, level[i]! / (mean[c]! * effect[i]!));
      let told = 0;
      columns.forEach((column, k) => {
        row[k] = column[i]!;
        told += coefficient[k]! * column[i]!;
      });
      addObservation(sums, row, told + ratio - 1, shape[c]!);
    }
    coefficient = solveRidge(sums, none, precision);
    for (let i = 0; i < skuCount; i++) {
      let told = 0;
      for (let k = 0; k < columns.length; k++) told += coefficient[k]! * columns[k]![i]!;
      effect[i] = Math.min(EFFECT_MAX, Math.max(1 / EFFECT_MAX, exp(told)));
    }
  }
  return effect;
}

/** Attributes as distances from the recorded SKUs' mean in standard deviations, 0 where not known; those that tell no SKUs apart are left out. */
function distances({ attributes, skuCount }: History, recorded: readonly number[]): Float64Array[] {
  if (attributes === undefined) return [];
  const { logPrice, logVolume, storageType } = attributes;
  const types = [...new Set(storageType)].sort((a, b) => a - b).slice(1);
  const flags = types.map((type) => Float32Array.from(storageType, (own) => Number(own === type)));
  return [logPrice, logVolume, ...flags].flatMap((value) => {
    const moments = new Moments();
    for (const i of recorded) if (!Number.isNaN(value[i]!)) moments.add(value[i]!);
    const deviation = Math.sqrt(moments.variance());
    if (moments.count < 2 || !(deviation > 1e-6)) return [];
    const column = new Float64Array(skuCount);
    for (let i = 0; i < skuCount; i++) {
      const distance = (value[i]! - moments.mean) / deviation;
      column[i] = Number.isNaN(distance)
        ? 0
        : Math.min(DISTANCE_MAX, Math.max(-DISTANCE_MAX, distance));
    }
    return [column];
  });
}
