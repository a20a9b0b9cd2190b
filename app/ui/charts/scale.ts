/** Round tick values that cover [low, high] in about `count` steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(low: number, high: number, count = 4): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high) || high < low)
    throw new RangeError(`niceTicks: expected low <= high, got ${low} and ${high}`);
  if (high === low) return [low];
  const rough = (high - low) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((m) => m * magnitude >= rough) ?? 10) * magnitude;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  // Counting in whole steps and rounding away the float's tail keeps 0.1 + 0.2 from showing.
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, k) =>
    Number(((first + k) * step).toFixed(digits)),
  );
}

/** Where a value stands between two ends, 0..1. */
export const shareOf = (value: number, low: number, high: number): number =>
  high === low ? 0 : (value - low) / (high - low);
