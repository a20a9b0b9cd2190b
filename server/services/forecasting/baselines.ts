// Methods the engine is compared with: each forecasts a task from its own past alone.
import {
  type ClassicalMethod,
  classicalQuantiles,
} from "@/lib/optimizer/forecasting/classical/classical-quantiles.ts";
import { empiricalWindow } from "./empirical-window.ts";
import { perTask } from "./per-task.ts";
import type { Method } from "./run-backtest.ts";
import { seasonalNaive } from "./seasonal-naive.ts";

const classical = (method: ClassicalMethod): Method => ({
  name: method,
  forecast: perTask((known, { seasonPeriods }, request) =>
    classicalQuantiles(known, { method, seasonPeriods, ...request }),
  ),
});

/** The classical methods, cheap ones first. */
export const BASELINES: readonly Method[] = [
  { name: "seasonal naive", forecast: perTask(seasonalNaive) },
  { name: "empirical", forecast: perTask(empiricalWindow) },
  classical("imapa"),
  classical("tsb"),
  classical("theta"),
  classical("ets"),
];
