// Why a product's forecast is not what the run before said, as the page reads it. Pure.
import { shareWord } from "@/lib/optimizer/explanation/index.ts";
import { wordForecastChange } from "@/lib/wording/index.ts";
import {
  type ExplainedForecast,
  FORECAST_DRIVERS,
  ForecastDrivers,
} from "@/server/planning/forecast-drivers.ts";
import type { ForecastChangeView } from "./schemas.ts";

/**
 * `drivers` as stored with the forecast. A forecast that the run before made too and that has none yet, or none that can be read, waits
 * for the job that finds them.
 */
export function forecastChangeView(
  drivers: unknown,
  isForecastBefore: boolean,
): ForecastChangeView {
  if (!isForecastBefore) return { status: "first" };
  const { data } = ForecastDrivers.safeParse(drivers);
  if (!data) return { status: "waiting" };
  if (data.status === "unexplained") return { status: "unexplained", reason: data.reason };
  return { status: "explained", ...explained(data) };
}

function explained(change: ExplainedForecast) {
  const { fromOn, toOn, beforeMilliUnits, afterMilliUnits, newWeekCount } = change;
  const delta = afterMilliUnits - beforeMilliUnits;
  const parts = FORECAST_DRIVERS.flatMap((driver) => {
    const amount = change.parts[driver] ?? 0;
    return amount === 0 ? [] : [{ driver, amount, share: shareWord(amount, delta) }];
  }).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const worded = wordForecastChange({
    ...{ fromOn, toOn, from: beforeMilliUnits, to: afterMilliUnits, parts },
    newWeeks: newWeekCount,
    newSoldUnits: change.newSoldUnits,
    newExpectedMilliUnits: change.newExpectedMilliUnits,
    newWholesaleUnits: change.newWholesaleUnits,
    newStockOutWeeks: change.newStockOutWeeks,
    correctedUnits: change.correctedUnits,
  });
  return { ...worded, baseRunId: change.baseRunId, drivers: [...worded.drivers] };
}
