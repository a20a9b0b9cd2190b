// The engine behind the forecasting commands: a panel and tasks to quantiles.
import type {
  ForecastRequest,
  ForecastTask,
  Panel,
  TaskForecasts,
} from "@/lib/optimizer/forecasting/index.ts";

/** Forecasts tasks from what each may know. The same seed gives the same figures. */
export type ForecastPanel = (
  panel: Panel,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
  seed: number,
) => Promise<TaskForecasts>;

/** Periods looked back on: a quarter of days, half a year of weeks, two years of months. */
const WINDOW = { day: 91, week: 26, month: 24 } as const;

/** Quantile of sorted values with linear interpolation between order statistics. */
function quantileOf(sorted: Float64Array, level: number): number {
  if (sorted.length === 0) return 0;
  const at = level * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low] ?? 0;
  return below + (at - low) * ((sorted[low + 1] ?? below) - below);
}

const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function fill(
  mean: Float32Array,
  quantile: Float32Array,
  row: number,
  sample: Float64Array,
  levels: readonly number[],
): void {
  mean[row] = meanOf(sample);
  levels.forEach((level, q) => {
    quantile[row * levels.length + q] = quantileOf(sample, level);
  });
}

/** Sums of `length` periods in a row, sorted; a short history is scaled up from its mean. */
function sumsOf(units: readonly number[], length: number): Float64Array {
  const sums: number[] = [];
  for (let end = length; end <= units.length; end++)
    sums.push(units.slice(end - length, end).reduce((a, b) => a + b, 0));
  if (sums.length === 0 && units.length > 0) sums.push(meanOf(Float64Array.from(units)) * length);
  return Float64Array.from(sums).sort();
}

/** Empirical quantiles of the task's own last periods. */
export const forecastPanel: ForecastPanel = async (panel, tasks, request) => {
  const { horizon, sums, levels } = request;
  const result: TaskForecasts = {
    taskCount: tasks.length,
    request,
    mean: new Float32Array(tasks.length * horizon),
    quantile: new Float32Array(tasks.length * horizon * levels.length),
    sumMean: new Float32Array(tasks.length * sums.length),
    sumQuantile: new Float32Array(tasks.length * sums.length * levels.length),
  };
  tasks.forEach(({ series, origin }, i) => {
    const from = Math.max(panel.firstPeriod[series] ?? 0, origin - WINDOW[panel.frequency]);
    const start = series * panel.periodCount;
    const units = [...panel.units.subarray(start + from, start + origin)].filter(
      (value) => !Number.isNaN(value),
    );
    const steps = Float64Array.from(units).sort();
    for (let h = 0; h < horizon; h++)
      fill(result.mean, result.quantile, i * horizon + h, steps, levels);
    sums.forEach((length, k) => {
      const sample = sumsOf(units, length);
      fill(result.sumMean, result.sumQuantile, i * sums.length + k, sample, levels);
    });
  });
  return result;
};
