import type { Panel } from "../panel.ts";

/** Running sums per series, so that the mean of any window costs one subtraction. Row i starts at i * (periodCount + 1). */
export interface PanelSums {
  readonly width: number;
  /** Units, observed periods, periods with units, squared units, absolute changes and how many of them. */
  readonly units: Float64Array;
  readonly observed: Float64Array;
  readonly selling: Float64Array;
  readonly squared: Float64Array;
  readonly change: Float64Array;
  readonly changes: Float64Array;
  /** Last period with units at or before each period, -1 = none. [seriesCount, periodCount] */
  readonly lastSale: Int32Array;
}

/** Cost O(seriesCount * periodCount). */
export function panelSums(panel: Panel): PanelSums {
  const { seriesCount, periodCount } = panel;
  const width = periodCount + 1;
  const make = () => new Float64Array(seriesCount * width);
  const sums: PanelSums = {
    width,
    units: make(),
    observed: make(),
    selling: make(),
    squared: make(),
    change: make(),
    changes: make(),
    lastSale: new Int32Array(seriesCount * periodCount),
  };
  for (let i = 0; i < seriesCount; i++) sumSeries(panel, i, sums);
  return sums;
}

function sumSeries({ periodCount, units, firstPeriod }: Panel, i: number, sums: PanelSums): void {
  let before = Number.NaN;
  let lastSale = -1;
  for (let t = 0; t < periodCount; t++) {
    const value = t < firstPeriod[i]! ? Number.NaN : units[i * periodCount + t]!;
    const at = i * sums.width + t;
    const isSeen = !Number.isNaN(value);
    const step = isSeen && !Number.isNaN(before) ? Math.abs(value - before) : 0;
    sums.units[at + 1] = sums.units[at]! + (isSeen ? value : 0);
    sums.observed[at + 1] = sums.observed[at]! + (isSeen ? 1 : 0);
    sums.selling[at + 1] = sums.selling[at]! + (isSeen && value > 0 ? 1 : 0);
    sums.squared[at + 1] = sums.squared[at]! + (isSeen ? value * value : 0);
    sums.change[at + 1] = sums.change[at]! + step;
    sums.changes[at + 1] = sums.changes[at]! + (isSeen && !Number.isNaN(before) ? 1 : 0);
    if (isSeen && value > 0) lastSale = t;
    sums.lastSale[i * periodCount + t] = lastSale;
    if (isSeen) before = value;
  }
}

/** Sum over periods [from, to) of a running sum; the window is cut to what is on record. */
export function between(
  sums: PanelSums,
  running: Float64Array,
  i: number,
  from: number,
  to: number,
): number {
  const start = i * sums.width;
  const last = sums.width - 1;
  const low = Math.min(last, Math.max(0, from));
  const high = Math.min(last, Math.max(low, to));
  return running[start + high]! - running[start + low]!;
}

/** Mean of the observed periods in [from, to); NaN without one. */
export function meanBetween(sums: PanelSums, i: number, from: number, to: number): number {
  const count = between(sums, sums.observed, i, from, to);
  return count > 0 ? between(sums, sums.units, i, from, to) / count : Number.NaN;
}
