import type { Panel } from "../panel.ts";
import { LOOK_BACK } from "./shape.ts";
import { between, meanBetween, type PanelSums } from "./sums.ts";

/**
 * What makes series comparable: a target is told as (units - centre) / unit. Demand is told as a multiple of its recent
 * level, a wandering series as steps from where it is.
 */
export interface Normaliser {
  readonly centre: number;
  readonly unit: number;
  /** How much an error of one unit weighs in a scaled loss: unit / mean absolute change. */
  readonly weight: number;
}

export type NormaliserKind = "level" | "step";

/**
 * "step" where the last value forecasts the next better than recent means do and hardly a period is without units, as
 * indices and totals behave; else "level". Decided over all series: median of the ratio of both errors.
 */
export function normaliserKind(panel: Panel, sums: PanelSums): NormaliserKind {
  const { seriesCount, periodCount, units } = panel;
  const { levelPeriods } = LOOK_BACK[panel.frequency];
  const ratios: number[] = [];
  let observed = 0;
  let selling = 0;
  for (let i = 0; i < seriesCount; i++) {
    observed += between(sums, sums.observed, i, 0, periodCount);
    selling += between(sums, sums.selling, i, 0, periodCount);
    let meanError = 0;
    for (let t = Math.max(1, periodCount - 104); t < periodCount; t++) {
      const value = units[i * periodCount + t]!;
      const mean = meanBetween(sums, i, t - levelPeriods, t);
      if (!Number.isNaN(value) && !Number.isNaN(mean)) meanError += Math.abs(value - mean);
    }
    const stepError = between(sums, sums.change, i, Math.max(1, periodCount - 104), periodCount);
    if (meanError > 0) ratios.push(stepError / meanError);
  }
  if (ratios.length === 0 || selling < 0.98 * observed) return "level";
  const sorted = Float64Array.from(ratios).sort();
  return sorted[sorted.length >> 1]! < 0.8 ? "step" : "level";
}

/** Normaliser of series i as known before `origin`; unit 0 where nothing is known of it. */
export function normaliserOf(
  panel: Panel,
  sums: PanelSums,
  kind: NormaliserKind,
  i: number,
  origin: number,
): Normaliser {
  const { levelPeriods, yearPeriods } = LOOK_BACK[panel.frequency];
  const changes = between(sums, sums.changes, i, 0, origin);
  const step = changes > 0 ? between(sums, sums.change, i, 0, origin) / changes : 0;
  if (kind === "step") {
    const from = origin - Math.max(levelPeriods, yearPeriods);
    const recentChanges = between(sums, sums.changes, i, from, origin);
    const recent =
      recentChanges > 0 ? between(sums, sums.change, i, from, origin) / recentChanges : step;
    const unit = Math.max(recent, 0.05 * step);
    return { centre: lastValue(panel, i, origin), unit, weight: step > 0 ? unit / step : 0 };
  }
  const recentCount = between(sums, sums.observed, i, origin - levelPeriods, origin);
  const recent = between(sums, sums.units, i, origin - levelPeriods, origin);
  const whole = meanBetween(sums, i, origin - yearPeriods, origin);
  if (Number.isNaN(whole)) return { centre: 0, unit: 0, weight: 0 };
  const unit = (recent + 2 * whole) / (recentCount + 2);
  return { centre: 0, unit, weight: step > 0 ? unit / step : 0 };
}

function lastValue({ units, periodCount, firstPeriod }: Panel, i: number, origin: number): number {
  for (let t = origin - 1; t >= firstPeriod[i]!; t--) {
    const value = units[i * periodCount + t]!;
    if (!Number.isNaN(value)) return value;
  }
  return 0;
}
