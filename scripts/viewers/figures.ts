// Times and sizes of answers, by what was asked.

export interface Timed {
  readonly type: string;
  readonly kind: string;
  readonly ms: number;
  readonly gzipBytes: number;
}

/** The least of `values` that `share` of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(9);
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

/** A line of a type of question: how many, median, p95, slowest, largest answer. `goal` in ms. */
export function lineOf(type: string, timed: readonly Timed[], goal: number | undefined): string {
  const times = timed.map((one) => one.ms);
  const p95 = quantile(times, 0.95);
  const slowest = timed.reduce((a, b) => (b.ms > a.ms ? b : a));
  const verdict = goal === undefined ? "" : `  goal ${goal} ms ${p95 <= goal ? "met" : "missed"}`;
  const largest = Math.max(...timed.map((one) => one.gzipBytes));
  const slow = `slowest ${ms(slowest.ms).trim()} (${slowest.kind})`;
  return `${type.padEnd(24)}${String(timed.length).padStart(6)}${ms(quantile(times, 0.5))}${ms(p95)}${kB(largest)}  ${slow}${verdict}`;
}

export const HEADER = `${"asked".padEnd(24)}${"count".padStart(6)}${"median".padStart(9)}${"p95".padStart(9)}${"largest".padStart(9)}`;
