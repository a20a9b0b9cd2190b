import type { Objective } from "./boosting.ts";
import { selectQuantile } from "./select.ts";
import type { CutSums, LeafSums, RowStatistics } from "./tree.ts";

/** One row counts 1, one level below the target counts this much: both fit one exact float sum. */
const PACK = 67_108_864; // 2^26
/** Sums of packed statistics stay exact below these. */
export const ROW_COUNT_MAX = PACK - 1;
export const ROW_LEVEL_COUNT_MAX = 2 * PACK - 1;

/** Rows beyond a quantile at which a leaf is believed half way. */
const TAIL_EVIDENCE = 2;

export interface FittedStart {
  readonly base: Float64Array;
  /** [rowCount, levelCount]; the objective takes it over and changes it. */
  readonly fitted: Float64Array;
}

/** Pinball loss of several levels at once; rows hold one fitted value per level. */
export class PinballObjective implements Objective {
  readonly base: Float64Array;
  readonly #target: Float64Array;
  readonly #levels: Float64Array;
  /** [rowCount, levelCount] */
  readonly #fitted: Float64Array;
  readonly #statistics: PinballStatistics;
  /** What is left of the target in a leaf, level by level; grows with the largest leaf. */
  #residual = new Float64Array(0);

  /** `start`: the base of a forest that is continued, and what it says of every row. */
  constructor(target: Float64Array, levels: Float64Array, start?: FittedStart) {
    const sorted = Float64Array.from(target);
    this.base =
      start?.base ?? levels.map((level) => selectQuantile(sorted, 0, sorted.length, level));
    this.#target = target;
    this.#levels = levels;
    this.#fitted = start?.fitted ?? new Float64Array(target.length * levels.length);
    for (let r = 0; !start && r < target.length; r++) {
      this.#fitted.set(this.base, r * levels.length);
    }
    this.#statistics = new PinballStatistics(target.length, levels);
    // One leaf that adds nothing: counts what lies above the base.
    this.move(new Int32Array(target.length), new Float32Array(levels.length));
  }

  statistics(): RowStatistics {
    return this.#statistics;
  }

  leafValues(rows: Int32Array, from: number, to: number, out: Float32Array, at: number): void {
    const count = to - from;
    const residual = this.#residualsOf(rows, from, to);
    for (let q = 0; q < this.#levels.length; q++) {
      const level = this.#levels[q]!;
      // A far quantile of few rows is mostly noise: it moves by the share of evidence there is.
      const evidence = count * Math.min(level, 1 - level);
      const trust = evidence / (evidence + TAIL_EVIDENCE);
      out[at + q] = trust * selectQuantile(residual, q * count, (q + 1) * count, level);
    }
  }

  #residualsOf(rows: Int32Array, from: number, to: number): Float64Array {
    const levelCount = this.#levels.length;
    const count = to - from;
    if (this.#residual.length < count * levelCount) {
      this.#residual = new Float64Array(count * levelCount);
    }
    const residual = this.#residual;
    if (levelCount === 1) {
      for (let k = 0; k < count; k++) {
        const row = rows[from + k]!;
        residual[k] = this.#target[row]! - this.#fitted[row]!;
      }
      return residual;
    }
    for (let k = 0; k < count; k++) {
      const row = rows[from + k]!;
      const y = this.#target[row]!;
      const fitted = row * levelCount;
      for (let q = 0, to = k; q < levelCount; q++, to += count) {
        residual[to] = y - this.#fitted[fitted + q]!;
      }
    }
    return residual;
  }

  move(leafOfRow: Int32Array, value: Float32Array): void {
    this.#statistics.moveAndCount(this.#target, this.#fitted, leafOfRow, value);
  }
}

/**
 * Per row: how many levels lie below its target (place) and, of those, how many more in the upper half than in the lower
 * (spread). A leaf gains by how far the sums are from what correct levels would give, in standard deviations of the latter:
 * that makes place and spread comparable. One level has no spread.
 */
class PinballStatistics implements RowStatistics {
  readonly first: Float64Array;
  readonly second: Float64Array | null;
  readonly #levelCount: number;
  /** Levels below 1/2: they count -1 in the spread. */
  readonly #lowerCount: number;
  readonly #mean: number;
  readonly #spreadMean: number;
  readonly #variance: number;
  readonly #spreadVariance: number;

  constructor(rowCount: number, levels: Float64Array) {
    this.first = new Float64Array(rowCount);
    this.second = levels.length > 1 ? new Float64Array(rowCount) : null;
    this.#levelCount = levels.length;
    this.#lowerCount = levels.length > 1 ? levels.filter((level) => level < 0.5).length : 0;
    let mean = 0;
    let spreadMean = 0;
    let variance = 0;
    let spreadVariance = 0;
    const sign = (q: number) => (q < this.#lowerCount ? -1 : 1);
    for (let q = 0; q < levels.length; q++) {
      mean += 1 - levels[q]!;
      spreadMean += sign(q) * (1 - levels[q]!);
      for (let p = 0; p < levels.length; p++) {
        const covariance = Math.min(levels[p]!, levels[q]!) - levels[p]! * levels[q]!;
        variance += covariance;
        spreadVariance += sign(p) * sign(q) * covariance;
      }
    }
    this.#mean = mean;
    this.#spreadMean = spreadMean;
    this.#variance = variance;
    this.#spreadVariance = spreadVariance;
  }

  /** Adds the values of each row's leaf to what is fitted and counts anew, in one pass over memory. */
  moveAndCount(
    target: Float64Array,
    fitted: Float64Array,
    leafOfRow: Int32Array,
    value: Float32Array,
  ): void {
    const { first, second } = this;
    if (second) {
      this.#moveAndCountPaired(target, fitted, leafOfRow, value, second);
      return;
    }
    for (let r = 0; r < target.length; r++) {
      const moved = fitted[r]! + value[leafOfRow[r]!]!;
      fitted[r] = moved;
      first[r] = target[r]! > moved ? 1 + PACK : 1;
    }
  }

  #moveAndCountPaired(
    target: Float64Array,
    fitted: Float64Array,
    leafOfRow: Int32Array,
    value: Float32Array,
    second: Float64Array,
  ): void {
    const levelCount = this.#levelCount;
    const lowerCount = this.#lowerCount;
    for (let r = 0, at = 0; r < target.length; r++, at += levelCount) {
      const y = target[r]!;
      const step = leafOfRow[r]! * levelCount;
      let lower = 0;
      let all = 0;
      for (let q = 0; q < levelCount; q++) {
        const moved = fitted[at + q]! + value[step + q]!;
        fitted[at + q] = moved;
        const isAbove = y > moved ? 1 : 0;
        all += isAbove;
        lower += q < lowerCount ? isAbove : 0;
      }
      this.first[r] = 1 + all * PACK;
      second[r] = all - 2 * lower;
    }
  }

  cutGains(cuts: CutSums, count: number, leaf: LeafSums, leafRowsMin: number): number {
    const { gain } = cuts;
    const above = Math.floor(leaf.sumFirst / PACK);
    const rows = leaf.sumFirst - above * PACK;
    const whole = this.#gainOf(rows, above, leaf.sumSecond);
    for (let k = 0; k < count; k++) {
      const first = cuts.first[k]!;
      const second = cuts.second[k]!;
      const leftAbove = Math.floor(first / PACK);
      const leftRows = first - leftAbove * PACK;
      const rightRows = rows - leftRows;
      gain[k] = -1;
      if (leftRows < leafRowsMin) continue;
      if (rightRows < leafRowsMin) return k;
      gain[k] =
        this.#gainOf(leftRows, leftAbove, second) +
        this.#gainOf(rightRows, above - leftAbove, leaf.sumSecond - second) -
        whole;
    }
    return count;
  }

  score(first: number, second: number): number {
    const above = Math.floor(first / PACK);
    return this.#gainOf(first - above * PACK, above, second);
  }

  #gainOf(rows: number, above: number, second: number): number {
    const place = above - rows * this.#mean;
    const gain = (place * place) / ((rows + 1) * this.#variance);
    if (this.#levelCount === 1) return gain;
    const spread = second - rows * this.#spreadMean;
    return gain + (spread * spread) / ((rows + 1) * this.#spreadVariance);
  }

  order(first: number): number {
    const above = Math.floor(first / PACK);
    return above / (first - above * PACK);
  }
}
