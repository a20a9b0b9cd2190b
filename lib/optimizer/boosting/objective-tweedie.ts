import { exp, ln } from "../core/elementary.ts";
import type { Objective } from "./boosting.ts";
import type { CutSums, LeafSums, RowStatistics } from "./tree.ts";

/** A row's curvature is at least this: targets and means near 0 leave nothing to divide by. */
const CURVATURE_MIN = 1e-6;
/** A leaf changes ln of the mean by at most this much before the learning rate. */
const STEP_MAX = 2;
const MEAN_MIN = 1e-9;

/** Tweedie deviance with a log link: fitted is ln of the mean. */
export class TweedieObjective implements Objective {
  readonly base: Float64Array;
  readonly #power: number;
  /** mean^(2 - power) and target * mean^(1 - power), kept up to date leaf by leaf: no exponential per row. */
  readonly #up: Float64Array;
  readonly #down: Float64Array;
  readonly #curvature: Float64Array;
  readonly #gradient: Float64Array;

  constructor(target: Float64Array, power: number) {
    let sum = 0;
    for (let r = 0; r < target.length; r++) sum += target[r]!;
    const logMean = ln(Math.max(MEAN_MIN, sum / target.length));
    this.base = Float64Array.of(logMean);
    this.#power = power;
    this.#curvature = new Float64Array(target.length);
    this.#gradient = new Float64Array(target.length);
    this.#up = new Float64Array(target.length).fill(exp((2 - power) * logMean));
    const down = exp((1 - power) * logMean);
    this.#down = target.map((y) => y * down);
  }

  statistics(): RowStatistics {
    const power = this.#power;
    let total = 0;
    for (let r = 0; r < this.#up.length; r++) {
      const up = this.#up[r]!;
      const down = this.#down[r]!;
      const curvature = Math.max(CURVATURE_MIN, (2 - power) * up + (power - 1) * down);
      this.#curvature[r] = curvature;
      this.#gradient[r] = down - up;
      total += curvature;
    }
    return new TweedieStatistics(this.#curvature, this.#gradient, this.#up.length / total);
  }

  leafValues(rows: Int32Array, from: number, to: number, out: Float32Array, at: number): void {
    let curvature = 0;
    let gradient = 0;
    for (let k = from; k < to; k++) {
      curvature += this.#curvature[rows[k]!]!;
      gradient += this.#gradient[rows[k]!]!;
    }
    out[at] = Math.min(STEP_MAX, Math.max(-STEP_MAX, gradient / curvature));
  }

  move(leafOfRow: Int32Array, value: Float32Array): void {
    const up = value.map((step) => exp((2 - this.#power) * step));
    const down = value.map((step) => exp((1 - this.#power) * step));
    for (let r = 0; r < leafOfRow.length; r++) {
      this.#up[r]! *= up[leafOfRow[r]!]!;
      this.#down[r]! *= down[leafOfRow[r]!]!;
    }
  }
}

/** Sums of curvature (first) and gradient (second): a Newton step per leaf. Row counts are estimated from the curvature. */
class TweedieStatistics implements RowStatistics {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly #rowsPerCurvature: number;
  /** The curvature of one row: added to a leaf's when its gain is judged. */
  readonly #smoothing: number;

  constructor(curvature: Float64Array, gradient: Float64Array, rowsPerCurvature: number) {
    this.first = curvature;
    this.second = gradient;
    this.#rowsPerCurvature = rowsPerCurvature;
    this.#smoothing = 1 / rowsPerCurvature;
  }

  cutGains(cuts: CutSums, count: number, leaf: LeafSums, leafRowsMin: number): number {
    const { gain } = cuts;
    const whole = this.score(leaf.sumFirst, leaf.sumSecond);
    for (let k = 0; k < count; k++) {
      const first = cuts.first[k]!;
      const second = cuts.second[k]!;
      const otherFirst = leaf.sumFirst - first;
      gain[k] = -1;
      if (first * this.#rowsPerCurvature < leafRowsMin) continue;
      if (otherFirst * this.#rowsPerCurvature < leafRowsMin) return k;
      gain[k] = this.score(first, second) + this.score(otherFirst, leaf.sumSecond - second) - whole;
    }
    return count;
  }

  score(curvature: number, gradient: number): number {
    return (gradient * gradient) / (curvature + this.#smoothing);
  }

  order(curvature: number, gradient: number): number {
    return gradient / (curvature + this.#smoothing);
  }
}
