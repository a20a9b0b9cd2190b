import type { Panel, SeriesGroup } from "../panel.ts";

/** Totals of a group's members, as running sums over periods. Row g starts at g * (periodCount + 1). */
export interface GroupTotals {
  readonly group: SeriesGroup;
  readonly width: number;
  readonly units: Float64Array;
  /** Members on record, summed over periods. */
  readonly observed: Float64Array;
}

/** All series as one group. */
export const wholePanel = (seriesCount: number): SeriesGroup => ({
  name: "all",
  count: 1,
  index: new Int32Array(seriesCount),
});

/** Cost O(seriesCount * periodCount). */
export function groupTotals(panel: Panel, group: SeriesGroup): GroupTotals {
  const { seriesCount, periodCount, units, firstPeriod } = panel;
  const width = periodCount + 1;
  const totals: GroupTotals = {
    group,
    width,
    units: new Float64Array(group.count * width),
    observed: new Float64Array(group.count * width),
  };
  for (let i = 0; i < seriesCount; i++) {
    const member = group.index[i]!;
    if (member < 0) continue;
    for (let t = Math.max(0, firstPeriod[i]!); t < periodCount; t++) {
      const value = units[i * periodCount + t]!;
      if (Number.isNaN(value)) continue;
      totals.units[member * width + t + 1]! += value;
      totals.observed[member * width + t + 1]! += 1;
    }
  }
  for (let g = 0; g < group.count; g++) {
    for (let t = 0; t < periodCount; t++) {
      totals.units[g * width + t + 1]! += totals.units[g * width + t]!;
      totals.observed[g * width + t + 1]! += totals.observed[g * width + t]!;
    }
  }
  return totals;
}

function range(running: Float64Array, totals: GroupTotals, g: number, from: number, to: number) {
  const last = totals.width - 1;
  const low = Math.min(last, Math.max(0, from));
  const high = Math.min(last, Math.max(low, to));
  return running[g * totals.width + high]! - running[g * totals.width + low]!;
}

/** Units per period of a group in [from, to), all members together; NaN outside the record. */
export function groupRate(totals: GroupTotals, g: number, from: number, to: number): number {
  if (g < 0 || from < 0 || to > totals.width - 1 || to <= from) return Number.NaN;
  return range(totals.units, totals, g, from, to) / (to - from);
}

/** Units per period and member on record of a group in [from, to), without series that sold `own` in `ownPeriods`. */
export function othersRate(
  totals: GroupTotals,
  g: number,
  from: number,
  to: number,
  own: number,
  ownPeriods: number,
): number {
  if (g < 0) return Number.NaN;
  const periods = range(totals.observed, totals, g, from, to) - ownPeriods;
  return periods > 0 ? (range(totals.units, totals, g, from, to) - own) / periods : Number.NaN;
}
