/** Weighted least squares with a Gaussian prior per coefficient, for a handful of coefficients. */
export interface RidgeSums {
  readonly size: number;
  /** Normal matrix, row-major. [size, size] */
  readonly matrix: Float64Array;
  /** [size] */
  readonly right: Float64Array;
}

export function ridgeSums(size: number): RidgeSums {
  return { size, matrix: new Float64Array(size * size), right: new Float64Array(size) };
}

/** Adds one observation: response ~ row . coefficient with the given precision. */
export function addObservation(
  sums: RidgeSums,
  row: Float64Array,
  response: number,
  precision: number,
): void {
  const { size, matrix, right } = sums;
  for (let a = 0; a < size; a++) {
    const scaled = precision * row[a]!;
    right[a]! += scaled * response;
    for (let b = 0; b <= a; b++) matrix[a * size + b]! += scaled * row[b]!;
  }
}

/** Coefficients that are most probable under the observations and independent priors N(mean, 1 / precision). */
export function solveRidge(
  sums: RidgeSums,
  priorMean: Float64Array,
  priorPrecision: Float64Array,
): Float64Array {
  const { size } = sums;
  const lower = Float64Array.from(sums.matrix);
  const x = Float64Array.from(sums.right);
  for (let a = 0; a < size; a++) {
    lower[a * size + a]! += priorPrecision[a]!;
    x[a]! += priorPrecision[a]! * priorMean[a]!;
  }
  choleskyInPlace(lower, size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) x[a]! -= lower[a * size + b]! * x[b]!;
    x[a]! /= lower[a * size + a]!;
  }
  for (let a = size - 1; a >= 0; a--) {
    for (let b = a + 1; b < size; b++) x[a]! -= lower[b * size + a]! * x[b]!;
    x[a]! /= lower[a * size + a]!;
  }
  return x;
}

/** Replaces the lower triangle of a positive definite matrix by its Cholesky factor. */
function choleskyInPlace(lower: Float64Array, size: number): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = lower[a * size + b]!;
      for (let k = 0; k < b; k++) sum -= lower[a * size + k]! * lower[b * size + k]!;
      if (a === b && !(sum > 0)) throw new RangeError(`solveRidge: pivot ${a} is ${sum}`);
      lower[a * size + b] = a === b ? Math.sqrt(sum) : sum / lower[b * size + b]!;
    }
  }
}
