// The engine behind the forecasting commands: a panel and tasks to quantiles.
import type {
  ForecastRequest,
  ForecastTask,
  Panel,
  TaskForecasts,
} from "@/lib/optimizer/forecasting/index.ts";
import { empiricalWindow } from "./empirical-window.ts";
import { perTask } from "./per-task.ts";

/** Forecasts tasks from what each may know. The same seed gives the same figures. */
export type ForecastPanel = (
  panel: Panel,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
  seed: number,
) => Promise<TaskForecasts>;

/** Empirical quantiles of the task's own last periods. */
export const forecastPanel: ForecastPanel = perTask(empiricalWindow);
