/** Sum of floats with Neumaier's compensation, in index order: the same bits on every machine. Cost O(n). */
export function neumaierSum(values: Float64Array | readonly number[]): number {
  let sum = 0;
  let compensation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + compensation;
}

/** Sum of safe integers, refused by RangeError when a partial sum leaves the safe range. Cost O(n). */
export function integerSum(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    if (!Number.isSafeInteger(sum))
      throw new RangeError(`integerSum: ${sum} at index ${i} is not safe`);
  }
  return sum;
}

/**
 * Gini coefficient of non-negative amounts, 0 (all equal) .. 1 (one holds all); null when they sum to 0.
 * Mean absolute difference form on sorted data. Cost O(n log n).
 */
export function giniShare(amounts: Float64Array | readonly number[]): number | null {
  const sorted = Float64Array.from(amounts).sort();
  const total = neumaierSum(sorted);
  if (sorted.length === 0 || !(total > 0)) return null;
  let weighted = 0;
  for (let i = 0; i < sorted.length; i++)
    weighted += (2 * (i + 1) - sorted.length - 1) * sorted[i]!;
  return weighted / (sorted.length * total);
}
