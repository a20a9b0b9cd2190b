import { automaticEts, type EtsForecast } from "./ets.ts";
import { checkHistory, type History, type PointForecast } from "./point-forecast.ts";
import { stl } from "./stl.ts";

export interface SeveralSeasons {
  /** Periods of each season, ascending; those longer than half the history are left out. */
  readonly seasonPeriods: readonly number[];
  /** One season per entry of seasonPeriods. [seasonCount][n] */
  readonly season: readonly Float64Array[];
  /** [n] */
  readonly trend: Float64Array;
}

/** Seasons that smooth one phase, by rank of the season: 11 for the shortest, 4 more for each longer one. */
const seasonWidth = (rank: number): number => 11 + 4 * rank;

/**
 * MSTL (Bandara, Hyndman and Bergmeir, International Journal of Operational Research 52, 2025; arXiv 2107.13462): STL
 * for each season in turn, shortest first, on the data without the others, twice over. Without a season the trend is
 * the data.
 */
export function mstl(values: History, seasonPeriods: readonly number[]): SeveralSeasons {
  const n = values.length;
  const periods = seasonPeriods.filter((m) => m > 1 && 2 * m < n).sort((a, b) => a - b);
  const season = periods.map(() => new Float64Array(n));
  const rest = Float64Array.from(values);
  let trend: Float64Array = rest.slice();
  const passes = periods.length > 1 ? 2 : 1;
  for (let pass = 0; pass < passes; pass++) {
    for (let i = 0; i < periods.length; i++) {
      const own = season[i]!;
      for (let t = 0; t < n; t++) rest[t]! += own[t]!;
      const parts = stl(rest, periods[i]!, seasonWidth(i));
      own.set(parts.season);
      trend = parts.trend;
      for (let t = 0; t < n; t++) rest[t]! -= own[t]!;
    }
  }
  return { seasonPeriods: periods, season, trend };
}

export interface MstlForecast extends PointForecast {
  readonly decomposition: SeveralSeasons;
  /** The data without its seasons [n], and its forecast. */
  readonly rest: Float64Array;
  readonly adjusted: EtsForecast;
  /** What the seasons add to each step. [horizon] */
  readonly seasonMean: Float64Array;
}

/** Every season goes on as its last one did, the rest by automatic ETS without a season. */
export function mstlForecast(
  values: History,
  horizon: number,
  seasonPeriods: readonly number[],
): MstlForecast {
  checkHistory("mstlForecast", values, horizon);
  const n = values.length;
  const decomposition = mstl(values, seasonPeriods);
  const rest = Float64Array.from(values);
  const seasonMean = new Float64Array(horizon);
  decomposition.season.forEach((season, i) => {
    const m = decomposition.seasonPeriods[i]!;
    for (let t = 0; t < n; t++) rest[t]! -= season[t]!;
    for (let h = 0; h < horizon; h++) seasonMean[h]! += season[n - m + (h % m)]!;
  });
  const adjusted = automaticEts(rest, horizon, 1);
  return {
    mean: adjusted.mean.map((mean, h) => mean + seasonMean[h]!),
    variance: adjusted.variance,
    decomposition,
    rest,
    adjusted,
    seasonMean,
  };
}
