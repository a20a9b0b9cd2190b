// Methods that forecast each task from its own past alone.
import type {
  ForecastRequest,
  ForecastTask,
  Panel,
  TaskForecasts,
} from "@/lib/optimizer/forecasting/index.ts";
import type { ForecastPanel } from "./forecast-panel.ts";

/** Forecast of one series. */
export interface OwnForecast {
  /** [horizon] */
  readonly mean: ArrayLike<number>;
  /** [horizon, levelCount] */
  readonly quantile: ArrayLike<number>;
  /** [sumCount] */
  readonly sumMean: ArrayLike<number>;
  /** [sumCount, levelCount] */
  readonly sumQuantile: ArrayLike<number>;
}

/** `known`: units from the first period to the origin without the periods that were not observed; not empty. */
export type ForecastOwn = (
  known: Float64Array,
  panel: Panel,
  request: ForecastRequest,
) => OwnForecast;

/** What a task knows of its own series. A series without an observation counts as one that sold nothing. */
function knownOf(panel: Panel, { series, origin }: ForecastTask): Float64Array {
  const start = series * panel.periodCount;
  const first = panel.firstPeriod[series] ?? 0;
  const known = Float64Array.from(panel.units.subarray(start + first, start + origin)).filter(
    (units) => !Number.isNaN(units),
  );
  return known.length > 0 ? known : new Float64Array(1);
}

/** A method for panels from a method for one series. */
export const perTask =
  (forecastOwn: ForecastOwn): ForecastPanel =>
  async (panel, tasks, request) => {
    const { horizon, sums, levels } = request;
    const result: TaskForecasts = {
      taskCount: tasks.length,
      request,
      mean: new Float32Array(tasks.length * horizon),
      quantile: new Float32Array(tasks.length * horizon * levels.length),
      sumMean: new Float32Array(tasks.length * sums.length),
      sumQuantile: new Float32Array(tasks.length * sums.length * levels.length),
    };
    tasks.forEach((task, i) => {
      const own = forecastOwn(knownOf(panel, task), panel, request);
      result.mean.set(own.mean, i * horizon);
      result.quantile.set(own.quantile, i * horizon * levels.length);
      result.sumMean.set(own.sumMean, i * sums.length);
      result.sumQuantile.set(own.sumQuantile, i * sums.length * levels.length);
    });
    return result;
  };
