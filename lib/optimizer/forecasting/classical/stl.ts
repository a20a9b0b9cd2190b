import { type LoessWindow, loess, loessAt } from "./loess.ts";
import type { History } from "./point-forecast.ts";

export interface SeasonAndTrend {
  /** [n] */
  readonly season: Float64Array;
  /** [n] */
  readonly trend: Float64Array;
}

const nextOdd = (x: number): number => {
  const rounded = Math.round(x);
  return rounded % 2 === 0 ? rounded + 1 : rounded;
};
const windowOf = (width: number, degree: 0 | 1): LoessWindow => ({
  width,
  degree,
  jump: Math.ceil(width / 10),
});
const INNER_PASSES = 2;

/**
 * STL: season and trend by loess (Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6, 1990,
 * pp. 3-73), two inner passes, not robust; `seasonWidth` seasons smooth one phase, the trend and low-pass windows follow
 * from it as the paper advises (sections 3.4, 3.6). values - season - trend is the remainder. Needs two seasons.
 */
export function stl(values: History, periods: number, seasonWidth: number): SeasonAndTrend {
  const n = values.length;
  const trendWidth = nextOdd(Math.ceil((1.5 * periods) / (1 - 1.5 / seasonWidth)));
  const ofSeason = windowOf(seasonWidth, 0);
  const ofTrend = windowOf(trendWidth, 1);
  const ofLow = windowOf(nextOdd(periods), 1);
  let trend: Float64Array = new Float64Array(n);
  const season = new Float64Array(n);
  const rest = new Float64Array(n);
  for (let pass = 0; pass < INNER_PASSES; pass++) {
    for (let t = 0; t < n; t++) rest[t] = values[t]! - trend[t]!;
    const cycle = smoothedPhases(rest, periods, ofSeason);
    const low = loess(
      movingAverage(movingAverage(movingAverage(cycle, periods), periods), 3),
      ofLow,
    );
    for (let t = 0; t < n; t++) {
      season[t] = cycle[periods + t]! - low[t]!;
      rest[t] = values[t]! - season[t]!;
    }
    trend = loess(rest, ofTrend);
  }
  return { season, trend };
}

/** Each phase smoothed over the seasons and extended by one season at either end. [n + 2 periods] */
function smoothedPhases(values: Float64Array, periods: number, window: LoessWindow): Float64Array {
  const n = values.length;
  const out = new Float64Array(n + 2 * periods);
  for (let phase = 0; phase < periods; phase++) {
    const count = Math.floor((n - 1 - phase) / periods) + 1;
    const own = new Float64Array(count);
    for (let k = 0; k < count; k++) own[k] = values[k * periods + phase]!;
    const smooth = loess(own, window);
    const width = Math.min(window.width, count);
    const before = loessAt(own, window, -1, 0, width - 1);
    const after = loessAt(own, window, count, count - width, count - 1);
    out[phase] = Number.isNaN(before) ? smooth[0]! : before;
    for (let k = 0; k < count; k++) out[(k + 1) * periods + phase] = smooth[k]!;
    out[(count + 1) * periods + phase] = Number.isNaN(after) ? smooth[count - 1]! : after;
  }
  return out;
}

function movingAverage(values: Float64Array, length: number): Float64Array {
  const out = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let t = 0; t < length; t++) sum += values[t]!;
  out[0] = sum / length;
  for (let t = length; t < values.length; t++) {
    sum += values[t]! - values[t - length]!;
    out[t - length + 1] = sum / length;
  }
  return out;
}
