/** Rounds to the nearest integer, ties to even. Throws RangeError unless `value` is finite. Cost O(1). */
export function roundHalfEven(value: number): number {
  if (!Number.isFinite(value))
    throw new RangeError(`roundHalfEven: expected a finite number, got ${value}`);
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest > 0.5) return floor + 1;
  if (rest < 0.5) return floor;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * Splits the integer `total` in proportion to `weight` into integers that add up to it exactly (largest remainder;
 * ties to the lowest index). Weights may be negative when their sum is not 0. Throws RangeError when they sum to 0.
 */
export function splitLargestRemainder(total: number, weight: readonly number[]): number[] {
  const sum = weight.reduce((a, w) => a + w, 0);
  if (!Number.isSafeInteger(total))
    throw new RangeError(`splitLargestRemainder: total must be a safe integer, got ${total}`);
  if (sum === 0 || !Number.isFinite(sum))
    throw new RangeError(`splitLargestRemainder: weights must not sum to 0, got ${sum}`);
  const exact = weight.map((w) => (total * w) / sum);
  const part = exact.map(Math.floor);
  const missing = total - part.reduce((a, p) => a + p, 0);
  const order = exact
    .map((x, i) => ({ i, rest: x - Math.floor(x) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let k = 0; k < missing; k++) {
    const slot = order[k % order.length];
    if (slot) part[slot.i] = (part[slot.i] ?? 0) + 1;
  }
  return part;
}
