/** A least-squares answer; a column that the others already explain has coefficient 0 and is not `kept`. */
export interface LeastSquares {
  readonly coefficient: Float64Array;
  readonly isKept: readonly boolean[];
  /** Inverse of the kept block, zeros elsewhere. [k, k] */
  readonly inverse: Float64Array;
}

/** Below this share of its own size a pivot is rounding error: the column repeats others. */
const PIVOT_SHARE = 1e-11;

/**
 * Solves `gram` b = `right` for a symmetric positive semi-definite matrix [k, k] by Gauss-Jordan on the diagonal, in
 * index order, leaving out columns that repeat earlier ones. Cost O(k^3).
 */
export function solveNormalEquations(gram: Float64Array, right: Float64Array): LeastSquares {
  const k = right.length;
  const work = Float64Array.from(gram);
  const inverse = new Float64Array(k * k);
  for (let i = 0; i < k; i++) inverse[i * k + i] = 1;
  const isKept: boolean[] = [];
  for (let i = 0; i < k; i++) {
    const pivot = work[i * k + i]!;
    isKept.push(pivot > PIVOT_SHARE * gram[i * k + i]! && pivot > 0);
    if (isKept[i]) eliminate(work, inverse, k, i);
  }
  for (let i = 0; i < k; i++) {
    if (isKept[i]) continue;
    for (let j = 0; j < k; j++) {
      inverse[i * k + j] = 0;
      inverse[j * k + i] = 0;
    }
  }
  return { coefficient: times(inverse, right), isKept, inverse };
}

function eliminate(work: Float64Array, inverse: Float64Array, k: number, i: number): void {
  const pivot = work[i * k + i]!;
  for (let j = 0; j < k; j++) {
    work[i * k + j]! /= pivot;
    inverse[i * k + j]! /= pivot;
  }
  for (let row = 0; row < k; row++) {
    const factor = work[row * k + i]!;
    if (row === i || factor === 0) continue;
    for (let j = 0; j < k; j++) {
      work[row * k + j]! -= factor * work[i * k + j]!;
      inverse[row * k + j]! -= factor * inverse[i * k + j]!;
    }
  }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const k = vector.length;
  const product = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += matrix[i * k + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}
