import {
  type BinnedMatrix,
  type Binning,
  type BoostingOptions,
  binRows,
  type Forest,
  fitBinning,
  predictForest,
  trainTweedieForest,
} from "../../boosting/index.ts";
import { exp } from "../../core/elementary.ts";
import type { TrainingRows } from "./sample.ts";

/**
 * One mean for every row, and what followed where a similar mean was forecast: level-set forecasting (Hasson, Wang,
 * Januschowski and Gasthaus 2021). Cheap, and sound on short and intermittent histories.
 */
export interface LevelSets {
  readonly binning: Binning;
  /** Each grown on half of the series; a forecast is the mean of both. */
  readonly forests: readonly [Forest, Forest];
  /** ln of the mean that a forest had forecast for a row it had not learnt from, ascending. [setCount] */
  readonly logMean: Float64Array;
  /** What followed over that mean. [setCount] */
  readonly ratio: Float64Array;
}

export const TWEEDIE_POWER = 1.3;
/** Neighbours whose outcomes make a forecast's quantiles. */
const NEIGHBOURS = 500;
const SETS_MAX = 40_000;

/** Grows both halves and records what followed each forecast of the other half. Deterministic. */
export function growLevelSets(
  rows: TrainingRows,
  isCategory: Uint8Array,
  boosting: BoostingOptions,
): LevelSets {
  const binning = fitBinning(rows.features, rows.rowCount, isCategory);
  const matrix = binRows(binning, rows.features, rows.rowCount);
  const halves = [0, 1].map((half) => rowsOfHalf(rows, half));
  const forests = halves.map((own, half) =>
    trainTweedieForest(
      {
        matrix: takeRows(matrix, own),
        binning,
        target: Float64Array.from(own, (r) => Math.max(0, rows.target[r]!)),
      },
      TWEEDIE_POWER,
      { ...boosting, seed: boosting.seed + half },
    ),
  ) as [Forest, Forest];
  const outcomes: { logMean: number; ratio: number; row: number }[] = [];
  halves.forEach((own, half) => {
    const forecast = predictForest(forests[1 - half]!, takeRows(matrix, own));
    own.forEach((row, k) => {
      const logMean = forecast[k]!;
      outcomes.push({ logMean, ratio: Math.max(0, rows.target[row]!) * exp(-logMean), row });
    });
  });
  outcomes.sort((a, b) => a.logMean - b.logMean || a.row - b.row);
  const stride = Math.max(1, Math.ceil(outcomes.length / SETS_MAX));
  const kept = outcomes.filter((_, k) => k % stride === 0);
  return {
    binning,
    forests,
    logMean: Float64Array.from(kept, ({ logMean }) => logMean),
    ratio: Float64Array.from(kept, ({ ratio }) => ratio),
  };
}

/** Series are split by a hash of their number, so that a forecast of a row never saw its series. */
function rowsOfHalf(rows: TrainingRows, half: number): number[] {
  const own: number[] = [];
  for (let r = 0; r < rows.rowCount; r++) {
    if (((Math.imul(rows.series[r]!, 2654435761) >>> 16) & 1) === half) own.push(r);
  }
  // A panel of one series has nothing on the other side.
  return own.length > 0 ? own : Array.from({ length: rows.rowCount }, (_, r) => r);
}

function takeRows({ featureCount, bins }: BinnedMatrix, rows: readonly number[]): BinnedMatrix {
  const taken = new Uint8Array(rows.length * featureCount);
  rows.forEach((row, k) => {
    taken.set(bins.subarray(row * featureCount, (row + 1) * featureCount), k * featureCount);
  });
  return { rowCount: rows.length, featureCount, bins: taken };
}

/** Normalised mean and quantiles of rows of features; quantile is [rowCount, levelCount]. */
export function predictLevelSets(
  sets: LevelSets,
  features: Float32Array,
  rowCount: number,
  levels: readonly number[],
): { readonly mean: Float64Array; readonly quantile: Float64Array } {
  const matrix = binRows(sets.binning, features, rowCount);
  const [a, b] = sets.forests.map((forest) => predictForest(forest, matrix)) as [
    Float64Array,
    Float64Array,
  ];
  const count = Math.min(NEIGHBOURS, sets.logMean.length);
  const near = new Float64Array(count);
  const mean = new Float64Array(rowCount);
  const quantile = new Float64Array(rowCount * levels.length);
  for (let r = 0; r < rowCount; r++) {
    const logMean = (a[r]! + b[r]!) / 2;
    mean[r] = exp(logMean);
    const from = firstNeighbour(sets.logMean, logMean, count);
    near.set(sets.ratio.subarray(from, from + count));
    near.sort();
    for (let q = 0; q < levels.length; q++) {
      const rank = Math.min(count - 1, Math.ceil(levels[q]! * count) - 1);
      quantile[r * levels.length + q] = mean[r]! * near[rank]!;
    }
  }
  return { mean, quantile };
}

function firstNeighbour(sorted: Float64Array, value: number, count: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(sorted.length - count, low - (count >> 1)));
}
