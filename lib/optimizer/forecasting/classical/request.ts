export const CLASSICAL_METHODS = [
  "imapa",
  "tsb",
  "ses",
  "ets",
  "theta",
  "empirical",
  "seasonalEmpirical",
  "seasonalNaive",
] as const;
export type ClassicalMethod = (typeof CLASSICAL_METHODS)[number];

export interface ClassicalRequest {
  readonly method: ClassicalMethod;
  readonly horizon: number;
  /** Lengths N of sums of the first N steps, each in 1..horizon. */
  readonly sums: readonly number[];
  /** Ascending, each in (0, 1). */
  readonly levels: readonly number[];
  /** Periods of a season; 1 where there is none. */
  readonly seasonPeriods: number;
}

export interface ClassicalForecast {
  /** [horizon] */
  readonly mean: Float64Array;
  /** [horizon, levelCount] */
  readonly quantile: Float64Array;
  /** [sumCount] */
  readonly sumMean: Float64Array;
  /** [sumCount, levelCount] */
  readonly sumQuantile: Float64Array;
}

/** Refuses, by RangeError, sums longer than the horizon and levels that do not rise within (0, 1). */
export function checkRequest({ horizon, sums, levels }: ClassicalRequest): void {
  for (const length of sums) {
    if (!(Number.isSafeInteger(length) && length >= 1 && length <= horizon))
      throw new RangeError(`classicalQuantiles: sums must be in 1..${horizon}, got ${length}`);
  }
  for (let q = 0; q < levels.length; q++) {
    if (!(levels[q]! > (q === 0 ? 0 : levels[q - 1]!) && levels[q]! < 1))
      throw new RangeError(`classicalQuantiles: levels must rise within (0,1), got ${levels}`);
  }
}

/** Sums of the first N values for each N. */
export function firstSums(values: Float64Array, sums: readonly number[]): Float64Array {
  return Float64Array.from(sums, (length) => {
    let sum = 0;
    for (let h = 0; h < length; h++) sum += values[h]!;
    return sum;
  });
}
