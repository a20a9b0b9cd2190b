import { stream } from "../../../core/prng.ts";
import type { ForecastTask, Panel } from "../../panel.ts";

/** Weekly counts of series whose levels range from rare to steady, every third one begun within the record. */
export function countPanel(seed: number, seriesCount: number, periodCount: number): Panel {
  const units = new Float32Array(seriesCount * periodCount).fill(Number.NaN);
  const firstPeriod = new Int32Array(seriesCount);
  for (let i = 0; i < seriesCount; i++) {
    const draws = stream(seed, "count panel", i);
    const level = draws.lognormal(4, 1.2);
    firstPeriod[i] = i % 3 === 0 ? draws.integer(periodCount - 6) : 0;
    for (let t = firstPeriod[i]!; t < periodCount; t++) {
      units[i * periodCount + t] = draws.negativeBinomial(level, 2);
    }
  }
  return {
    seriesCount,
    periodCount,
    axisCount: periodCount + 8,
    units,
    firstPeriod,
    seasonPeriods: 52,
    frequency: "week",
    covariates: [],
    calendar: [],
    groups: [],
  };
}

export const lastTasks = ({ seriesCount, periodCount }: Panel): ForecastTask[] =>
  Array.from({ length: seriesCount }, (_, series) => ({ series, origin: periodCount }));
