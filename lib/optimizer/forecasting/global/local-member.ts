import { classicalQuantiles } from "../classical/classical-quantiles.ts";
import { forecastDemand } from "../forecast.ts";
import type { ForecastRequest, ForecastTask, Panel } from "../panel.ts";
import { type MemberForecast, newMemberForecast } from "./member.ts";
import { panelBefore } from "./panel-before.ts";
import { LOOK_BACK } from "./shape.ts";

/** Forecasts of single periods and of sums by one method. */
export interface LocalForecast {
  readonly steps: MemberForecast;
  readonly sums: MemberForecast;
}

export type LocalMethod = "structural" | "ets" | "seasonalEmpirical";

/** The method that learns from each series, or each account, alone: the yardstick of the global model, and its ally. */
export function localMethodOf(panel: Panel, kind: "level" | "step"): LocalMethod {
  if (kind === "step") return "ets";
  return panel.frequency === "day" ? "seasonalEmpirical" : "structural";
}

/** Cost: about 0.4 ms per series and origin (structural), 5 ms per task (ets). */
export function forecastLocally(
  panel: Panel,
  method: LocalMethod,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
): LocalForecast {
  return method === "structural"
    ? structuralForecast(panel, tasks, request)
    : classicalForecast(panel, method, tasks, request);
}

function newLocalForecast(taskCount: number, { horizon, sums, levels }: ForecastRequest) {
  return {
    steps: newMemberForecast(taskCount, horizon, levels.length),
    sums: newMemberForecast(taskCount, sums.length, levels.length),
  };
}

function classicalForecast(
  panel: Panel,
  method: Exclude<LocalMethod, "structural">,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
): LocalForecast {
  const { periodCount, units, firstPeriod } = panel;
  const { yearPeriods, weekPeriods } = LOOK_BACK[panel.frequency];
  const { horizon, sums, levels } = request;
  const out = newLocalForecast(tasks.length, request);
  tasks.forEach(({ series, origin }, k) => {
    const start = series * periodCount;
    const from = Math.max(firstPeriod[series]!, origin - 5 * yearPeriods);
    const history = units
      .subarray(start + from, start + origin)
      .filter((value) => !Number.isNaN(value));
    const one = classicalQuantiles(Float64Array.from(history), {
      method,
      horizon,
      sums,
      levels,
      seasonPeriods: weekPeriods,
    });
    out.steps.mean.set(one.mean, k * horizon);
    out.steps.quantile.set(one.quantile, k * horizon * levels.length);
    out.sums.mean.set(one.sumMean, k * sums.length);
    out.sums.quantile.set(one.sumQuantile, k * sums.length * levels.length);
  });
  return out;
}

/** All series of an origin together, once per origin. */
function structuralForecast(
  panel: Panel,
  tasks: readonly ForecastTask[],
  request: ForecastRequest,
): LocalForecast {
  const out = newLocalForecast(tasks.length, request);
  const { horizon, sums, levels } = request;
  for (const origin of new Set(tasks.map((task) => task.origin))) {
    const one = demandAt(panelBefore(panel, origin), request);
    tasks.forEach((task, k) => {
      if (task.origin !== origin) return;
      const i = task.series;
      const part = (values: Float32Array, width: number) =>
        values.subarray(i * width, (i + 1) * width);
      out.steps.mean.set(part(one.demandMean, horizon), k * horizon);
      const wide = horizon * levels.length;
      out.steps.quantile.set(part(one.demandQuantile, wide), k * wide);
      out.sums.mean.set(part(one.cumulativeMean, sums.length), k * sums.length);
      const sumWide = sums.length * levels.length;
      out.sums.quantile.set(part(one.cumulativeQuantile, sumWide), k * sumWide);
    });
  }
  return out;
}

function demandAt(panel: Panel, { horizon, sums, levels }: ForecastRequest) {
  const { seriesCount, periodCount, units } = panel;
  const { yearPeriods } = LOOK_BACK[panel.frequency];
  const [group] = panel.groups;
  return forecastDemand(
    {
      skuCount: seriesCount,
      weekCount: periodCount,
      originWeek: periodCount - 1,
      horizonWeeks: horizon,
      soldUnits: units.map((value) => (Number.isNaN(value) ? 0 : value)),
      inStockShare: units.map((value) => (Number.isNaN(value) ? 0 : 1)),
      firstWeek: panel.firstPeriod,
      categoryCount: group === undefined ? 1 : group.count + 1,
      categoryIndex:
        group === undefined ? new Int32Array(seriesCount) : group.index.map((member) => member + 1),
      weekOfYear: Int32Array.from({ length: periodCount + horizon }, (_, t) => t % yearPeriods),
    },
    {
      seasonWeeks: yearPeriods,
      level: levels,
      cumulativeWeeks: sums,
      cumulativeLevel: levels,
    },
  );
}
