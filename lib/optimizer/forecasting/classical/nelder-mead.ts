export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly evaluationCount: number;
}

export interface SimplexOptions {
  /** Ends when the values at the corners differ by less than this. */
  readonly tolerance: number;
  readonly evaluationsMax: number;
}

/**
 * Least value of a function within a box, without derivatives: the simplex method of Nelder and Mead (Computer Journal
 * 7, 1965, pp. 308-313) with the factors for d coordinates of Gao and Han (Computational Optimization and Applications
 * 51, 2012, pp. 259-277): the classic ones for d = 2, gentler ones above. Points outside the box are moved to its border,
 * so a smoothing parameter may settle at its bound. Ties keep the older corner.
 * `step` is the first simplex's edge per coordinate. The function may answer Infinity; it must not keep its argument.
 */
export function minimise(
  f: (x: Float64Array) => number,
  start: Float64Array,
  step: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  options: SimplexOptions,
): Minimum {
  const simplex = new Simplex(f, start, step, lower, upper);
  const { tolerance, evaluationsMax } = options;
  while (simplex.evaluationCount < evaluationsMax && !(simplex.spread() <= tolerance))
    simplex.move();
  return simplex.best();
}

class Simplex {
  readonly #f: (x: Float64Array) => number;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #size: number;
  readonly #corner: Float64Array[];
  readonly #value: Float64Array;
  readonly #centre: Float64Array;
  readonly #expansion: number;
  readonly #contraction: number;
  readonly #shrinking: number;
  #trial: Float64Array;
  #second: Float64Array;
  evaluationCount = 0;

  constructor(
    f: (x: Float64Array) => number,
    start: Float64Array,
    step: Float64Array,
    lower: Float64Array,
    upper: Float64Array,
  ) {
    const d = start.length;
    this.#f = f;
    this.#lower = lower;
    this.#upper = upper;
    this.#size = d;
    const damping = Math.max(d, 2);
    this.#expansion = 1 + 2 / damping;
    this.#contraction = 0.75 - 0.5 / damping;
    this.#shrinking = 1 - 1 / damping;
    this.#centre = new Float64Array(d);
    this.#trial = new Float64Array(d);
    this.#second = new Float64Array(d);
    this.#value = new Float64Array(d + 1);
    this.#corner = [];
    for (let i = 0; i <= d; i++) {
      const x = Float64Array.from(start);
      // A step over the border would be cut to nothing: go the other way.
      if (i > 0) {
        const k = i - 1;
        x[k] = start[k]! + step[k]! <= upper[k]! ? start[k]! + step[k]! : start[k]! - step[k]!;
      }
      this.#corner.push(x);
      this.#value[i] = this.#evaluate(x);
    }
    this.#sort();
  }

  spread(): number {
    return this.#value[this.#size]! - this.#value[0]!;
  }

  best(): Minimum {
    return {
      point: this.#corner[0]!,
      value: this.#value[0]!,
      evaluationCount: this.evaluationCount,
    };
  }

  move(): void {
    const d = this.#size;
    const worst = this.#value[d]!;
    this.#placeCentre();
    const reflected = this.#try(this.#trial, 1);
    if (reflected < this.#value[0]!) {
      const expanded = this.#try(this.#second, this.#expansion);
      if (expanded < reflected) this.#replaceBySecond(expanded);
      else this.#replaceByTrial(reflected);
      return;
    }
    if (reflected < this.#value[d - 1]!) {
      this.#replaceByTrial(reflected);
      return;
    }
    const contracted = this.#try(
      this.#second,
      reflected < worst ? this.#contraction : -this.#contraction,
    );
    if (contracted < Math.min(reflected, worst)) this.#replaceBySecond(contracted);
    else this.#shrink();
  }

  #evaluate(x: Float64Array): number {
    for (let k = 0; k < x.length; k++) {
      x[k] = Math.min(this.#upper[k]!, Math.max(this.#lower[k]!, x[k]!));
    }
    this.evaluationCount += 1;
    const value = this.#f(x);
    return Number.isNaN(value) ? Infinity : value;
  }

  #placeCentre(): void {
    const d = this.#size;
    for (let k = 0; k < d; k++) {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += this.#corner[i]![k]!;
      this.#centre[k] = sum / d;
    }
  }

  #try(out: Float64Array, factor: number): number {
    const worst = this.#corner[this.#size]!;
    for (let k = 0; k < this.#size; k++) {
      out[k] = this.#centre[k]! + factor * (this.#centre[k]! - worst[k]!);
    }
    return this.#evaluate(out);
  }

  #replaceByTrial(value: number): void {
    const old = this.#insert(this.#trial, value);
    this.#trial = old;
  }

  #replaceBySecond(value: number): void {
    const old = this.#insert(this.#second, value);
    this.#second = old;
  }

  /** Puts a corner in its place by value; the worst leaves and is returned for reuse. */
  #insert(x: Float64Array, value: number): Float64Array {
    const old = this.#corner[this.#size]!;
    let i = this.#size;
    while (i > 0 && this.#value[i - 1]! > value) {
      this.#corner[i] = this.#corner[i - 1]!;
      this.#value[i] = this.#value[i - 1]!;
      i -= 1;
    }
    this.#corner[i] = x;
    this.#value[i] = value;
    return old;
  }

  #shrink(): void {
    const best = this.#corner[0]!;
    for (let i = 1; i <= this.#size; i++) {
      const x = this.#corner[i]!;
      for (let k = 0; k < this.#size; k++) x[k] = best[k]! + this.#shrinking * (x[k]! - best[k]!);
      this.#value[i] = this.#evaluate(x);
    }
    this.#sort();
  }

  #sort(): void {
    for (let i = 1; i <= this.#size; i++) {
      const x = this.#corner[i]!;
      const value = this.#value[i]!;
      let j = i;
      while (j > 0 && this.#value[j - 1]! > value) {
        this.#corner[j] = this.#corner[j - 1]!;
        this.#value[j] = this.#value[j - 1]!;
        j -= 1;
      }
      this.#corner[j] = x;
      this.#value[j] = value;
    }
  }
}
