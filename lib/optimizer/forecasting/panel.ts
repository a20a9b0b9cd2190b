/** Series of one frequency and what is known ahead of them. Flat row-major over series and period. */
export interface Panel {
  readonly seriesCount: number;
  /** Periods on record per row. A task reads those before its origin and nothing else. */
  readonly periodCount: number;
  /** Periods of the columns that are known ahead, at least the last origin plus the horizon. */
  readonly axisCount: number;
  /** Units per period; NaN = not observed. [seriesCount, periodCount] */
  readonly units: Float32Array;
  /** First period on record, 0-based. [seriesCount] */
  readonly firstPeriod: Int32Array;
  /** Periods of a season: 52 or 1 (weeks), 7 (days), 12 (months). */
  readonly seasonPeriods: number;
  readonly frequency: Frequency;
  /** Known ahead and different per series, for example price. */
  readonly covariates: readonly SeriesCovariate[];
  /** Known ahead and the same for all series, for example a holiday. */
  readonly calendar: readonly CalendarCovariate[];
  /** false = covariates are not compared with those of a group's other series, so that features do not hang on its size. */
  readonly isRivalTold?: boolean;
  /** What series have in common: department, shop, brand. */
  readonly groups: readonly SeriesGroup[];
}

export type Frequency = "day" | "week" | "month";

export interface SeriesCovariate {
  readonly name: string;
  /** NaN = unknown. [seriesCount, axisCount] */
  readonly values: Float32Array;
}

export interface CalendarCovariate {
  readonly name: string;
  /** number: a quantity; event: 0 = nothing, else which event (1 .. kindCount). */
  readonly kind: "number" | "event";
  readonly kindCount: number;
  /** [axisCount] */
  readonly values: Float32Array;
}

export interface SeriesGroup {
  readonly name: string;
  readonly count: number;
  /** Member of the group, -1 = none. [seriesCount] */
  readonly index: Int32Array;
}

/** Forecast series i from its first `origin` periods. */
export interface ForecastTask {
  readonly series: number;
  /** Number of periods known. */
  readonly origin: number;
}

/** What to forecast for every task. */
export interface ForecastRequest {
  readonly horizon: number;
  /** Lengths N of sums of the first N periods. */
  readonly sums: readonly number[];
  /** Levels, ascending, each in (0, 1). */
  readonly levels: readonly number[];
}

/** Forecasts of tasks, in their order. */
export interface TaskForecasts {
  readonly taskCount: number;
  readonly request: ForecastRequest;
  /** [taskCount, horizon] */
  readonly mean: Float32Array;
  /** [taskCount, horizon, levelCount] */
  readonly quantile: Float32Array;
  /** [taskCount, sumCount] */
  readonly sumMean: Float32Array;
  /** [taskCount, sumCount, levelCount] */
  readonly sumQuantile: Float32Array;
}
