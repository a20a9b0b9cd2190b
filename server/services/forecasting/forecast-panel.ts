// The engine behind the forecasting commands: a panel and tasks to quantiles, its models grown in compute threads.
import {
  type ForecastRequest,
  type ForecastTask,
  forecastPanel,
  type Panel,
  type TaskForecasts,
} from "@/lib/optimizer/forecasting/index.ts";
import type { Compute } from "@/server/planning/tasks.ts";

/** Forecasts tasks from what each may know. The same seed gives the same figures. */
export type ForecastPanel = (
  panel: Panel,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
  seed: number,
) => Promise<TaskForecasts>;

/** The engine on a pool of threads; as many as there are, the figures are the same. */
export const panelEngine =
  (compute: Compute): ForecastPanel =>
  (panel, tasks, request, seed) =>
    forecastPanel(panel, tasks, request, seed, (jobs) =>
      Promise.all(jobs.map((job) => compute.run("panelMember", job))),
    );
