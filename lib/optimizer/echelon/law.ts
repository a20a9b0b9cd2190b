/** A random number with finitely many values: ascending, with probabilities that sum to 1. */
export interface Law {
  readonly value: Float64Array;
  readonly probability: Float64Array;
}

/** The law of a number that is certain. */
export const certain = (value: number): Law => ({
  value: Float64Array.of(value),
  probability: Float64Array.of(1),
});

/** The law with these values and probabilities, in the same order. */
export const lawOf = (values: readonly number[], probabilities: readonly number[]): Law => ({
  value: Float64Array.from(values),
  probability: Float64Array.from(probabilities),
});

export function lawMean({ value, probability }: Law): number {
  let mean = 0;
  for (let k = 0; k < value.length; k++) mean += value[k]! * probability[k]!;
  return mean;
}

export function lawVariance(law: Law): number {
  const mean = lawMean(law);
  let variance = 0;
  for (let k = 0; k < law.value.length; k++) {
    variance += (law.value[k]! - mean) ** 2 * law.probability[k]!;
  }
  return variance;
}

export const lawLargest = ({ value }: Law): number => value[value.length - 1]!;

/** P(X <= x). */
export function lawCdf({ value, probability }: Law, x: number): number {
  let sum = 0;
  for (let k = 0; k < value.length && value[k]! <= x; k++) sum += probability[k]!;
  return Math.min(1, sum);
}

/** The value at a level u in (0, 1): the smallest x with P(X <= x) >= u. */
export function lawQuantile({ value, probability }: Law, u: number): number {
  let sum = 0;
  for (let k = 0; k < value.length; k++) {
    sum += probability[k]!;
    if (sum >= u) return value[k]!;
  }
  return value[value.length - 1]!;
}

/**
 * Lead time in whole periods when a later order never arrives before an earlier one. Orders of every period draw their
 * own time from `law` and wait for those before them: P(X <= k) = product over j >= 0 of P(L <= k + j).
 * A certain lead time stays as it is, fractions included. Throws RangeError where an uncertain one is not whole.
 */
export function inOrder(law: Law): Law {
  if (law.value.length === 1) return law;
  const largest = lawLargest(law);
  if (law.value.some((periods) => !Number.isInteger(periods))) {
    throw new RangeError("inOrder: an uncertain lead time must be a whole number of periods");
  }
  const value: number[] = [];
  const probability: number[] = [];
  let before = 0;
  for (let k = 0; k <= largest; k++) {
    let cdf = 1;
    for (let j = k; j < largest; j++) cdf *= lawCdf(law, j);
    if (cdf > before) {
      value.push(k);
      probability.push(cdf - before);
    }
    before = cdf;
  }
  return { value: Float64Array.from(value), probability: Float64Array.from(probability) };
}
