// What was a season ago, with normal errors: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.5
// (standard deviation of the residuals x root of the number of whole seasons begun).
import { normalQuantile } from "@/lib/optimizer/core/elementary.ts";
import type { ForecastOwn } from "./per-task.ts";

/** Lag used: the season, or 1 where the history does not hold a season and a period more. */
const lagOf = (periods: number, season: number): number => (periods > season ? season : 1);

/** Mean squared difference over a lag; 0 where there is none. */
function residualVariance(known: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < known.length; t++) {
    const residual = (known[t] ?? 0) - (known[t - lag] ?? 0);
    sum += residual * residual;
  }
  return sum / Math.max(1, known.length - lag);
}

const quantiles = (mean: number, variance: number, levels: readonly number[]): number[] =>
  levels.map((level) => Math.max(0, mean + Math.sqrt(variance) * normalQuantile(level)));

/** Seasonal naive forecast; quantiles are not negative, and periods of a sum are taken as independent. */
export const seasonalNaive: ForecastOwn = (known, panel, { horizon, sums, levels }) => {
  const lag = lagOf(known.length, panel.seasonPeriods);
  const residual = residualVariance(known, lag);
  const mean = Array.from({ length: horizon }, (_, h) => known.at((h % lag) - lag) ?? 0);
  const variance = mean.map((_, h) => residual * (Math.floor(h / lag) + 1));
  const total = (values: readonly number[], length: number): number =>
    values.slice(0, length).reduce((a, b) => a + b, 0);
  const sumMean = sums.map((length) => total(mean, length));
  return {
    mean,
    quantile: mean.flatMap((value, h) => quantiles(value, variance[h] ?? 0, levels)),
    sumMean,
    sumQuantile: sums.flatMap((length, k) =>
      quantiles(sumMean[k] ?? 0, total(variance, length), levels),
    ),
  };
};
