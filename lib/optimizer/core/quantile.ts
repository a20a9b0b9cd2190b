/** Quantiles of samples and the loss that scores them. */

/** Pinball loss of a quantile at a level against an actual: level * (y - q) or (1 - level) * (q - y). */
export const pinballLoss = (level: number, quantile: number, actual: number): number =>
  actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);

/** Smallest sample value x such that at least `level` of the sample is <= x. The sample must be sorted and not empty. */
export function sampleQuantile(sorted: ArrayLike<number>, level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`sampleQuantile: level must be in (0,1), got ${level}`);
  }
  if (sorted.length === 0) throw new RangeError("sampleQuantile: the sample is empty");
  const rank = Math.ceil(level * sorted.length - 1e-9);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1]!;
}

/** Linear interpolation of y over ascending x, constant outside. */
export function interpolate(x: ArrayLike<number>, y: ArrayLike<number>, at: number): number {
  const last = x.length - 1;
  if (at <= x[0]!) return y[0]!;
  if (at >= x[last]!) return y[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  return y[low]! + ((y[high]! - y[low]!) * (at - x[low]!)) / (x[high]! - x[low]!);
}

/** Raises every value to the one before it where it is lower: quantiles that never cross. In place over [from, to). */
export function makeNonDecreasing(
  value: Float32Array | Float64Array,
  from: number,
  to: number,
): void {
  for (let k = from + 1; k < to; k++) if (value[k]! < value[k - 1]!) value[k] = value[k - 1]!;
}
