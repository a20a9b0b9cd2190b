import { sampleQuantile } from "../../core/quantile.ts";
import { seasonalErrors, seasonalNaive } from "./naive.ts";
import type { History } from "./point-forecast.ts";
import { recentSums } from "./recent.ts";
import { type ClassicalForecast, type ClassicalRequest, firstSums } from "./request.ts";

/** Past values, or sums, that stand for step h (length 1) or for the sum of the first `length` steps. */
type SampleOf = (h: number, length: number) => Float64Array;

/** Fewer values of one phase say less than the values of all phases. */
const PHASE_COUNT_MIN = 5;
const PHASE_COUNT_MAX = 13;

/** Periods an empirical forecast looks back: 13 weeks of days, two years of months, half a year of weeks. */
function windowOf(seasonPeriods: number): number {
  if (seasonPeriods === 7) return 91;
  return seasonPeriods === 12 ? 24 : 26;
}

/**
 * Quantiles of the recent window, the same for every step; sums are quantiles of the window's own overlapping sums.
 * Where not one fits, the sum's quantile is that of a period times its length.
 */
export function empiricalForecast(history: History, request: ClassicalRequest): ClassicalForecast {
  const window = windowOf(request.seasonPeriods);
  const cache = new Map<number, Float64Array>();
  return fromSamples(request, (_, length) => {
    const known = cache.get(length) ?? recentOrScaled(history, window, length).sort();
    cache.set(length, known);
    return known;
  });
}

function recentOrScaled(history: History, window: number, length: number): Float64Array {
  const sample = recentSums(history, Math.max(window, 2 * length), length);
  return sample.length > 0 ? sample : recentSums(history, window, 1).map((value) => value * length);
}

/**
 * Quantiles of the same phase in up to 13 past seasons, for sums of the runs that start at the same phase; the recent
 * window where fewer than five are known.
 */
export function seasonalEmpiricalForecast(
  history: History,
  request: ClassicalRequest,
): ClassicalForecast {
  const m = request.seasonPeriods;
  const window = windowOf(m);
  return fromSamples(request, (h, length) => {
    const sample: number[] = [];
    const first = history.length + (h % m) - m;
    for (let t = first; t >= 0 && sample.length < PHASE_COUNT_MAX; t -= m) {
      if (t + length > history.length) continue;
      let sum = 0;
      for (let k = t; k < t + length; k++) sum += history[k]!;
      sample.push(sum);
    }
    return sample.length >= PHASE_COUNT_MIN
      ? Float64Array.from(sample).sort()
      : recentOrScaled(history, window, length).sort();
  });
}

function fromSamples(request: ClassicalRequest, sampleOf: SampleOf): ClassicalForecast {
  const { horizon, sums, levels } = request;
  const mean = new Float64Array(horizon);
  const quantile = new Float64Array(horizon * levels.length);
  for (let h = 0; h < horizon; h++) {
    const sample = sampleOf(h, 1);
    for (let k = 0; k < sample.length; k++) mean[h]! += sample[k]! / sample.length;
    writeQuantiles(sample, levels, quantile, h * levels.length);
  }
  const sumQuantile = new Float64Array(sums.length * levels.length);
  for (let k = 0; k < sums.length; k++)
    writeQuantiles(sampleOf(0, sums[k]!), levels, sumQuantile, k * levels.length);
  return { mean, quantile, sumMean: firstSums(mean, sums), sumQuantile };
}

function writeQuantiles(
  sorted: Float64Array,
  levels: readonly number[],
  out: Float64Array,
  at: number,
): void {
  for (let q = 0; q < levels.length; q++) out[at + q] = sampleQuantile(sorted, levels[q]!);
}

/**
 * Seasonal naive forecast with the quantiles of its own past errors, of sums as sums; a step k seasons ahead has k
 * errors on top of one another (sqrt k; Hyndman and Athanasopoulos 2021, section 5.5). Null where there is no error yet.
 */
export function seasonalNaiveForecast(
  history: History,
  { horizon, sums, levels, seasonPeriods }: ClassicalRequest,
): ClassicalForecast | null {
  const forecast = seasonalNaive(history, horizon, seasonPeriods);
  const m = forecast.seasonPeriods;
  const { mean } = forecast;
  const least = history.every((value) => value >= 0) ? 0 : -Infinity;
  const single = seasonalErrors(history, m, 1).sort();
  if (single.length < 2) return null;
  const write = (
    errors: Float64Array,
    centre: number,
    scale: number,
    out: Float64Array,
    at: number,
  ) => {
    for (let q = 0; q < levels.length; q++)
      out[at + q] = Math.max(least, centre + scale * sampleQuantile(errors, levels[q]!));
  };
  const quantile = new Float64Array(horizon * levels.length);
  for (let h = 0; h < horizon; h++)
    write(single, mean[h]!, Math.sqrt(1 + Math.floor(h / m)), quantile, h * levels.length);
  const sumMean = firstSums(mean, sums);
  const sumQuantile = new Float64Array(sums.length * levels.length);
  for (let k = 0; k < sums.length; k++) {
    const own = seasonalErrors(history, m, sums[k]!).sort();
    const [errors, scale] = own.length >= 2 ? [own, 1] : [single, sums[k]!];
    write(
      errors,
      sumMean[k]!,
      scale * Math.sqrt(1 + Math.floor((sums[k]! - 1) / m)),
      sumQuantile,
      k * levels.length,
    );
  }
  return { mean, quantile, sumMean, sumQuantile };
}
