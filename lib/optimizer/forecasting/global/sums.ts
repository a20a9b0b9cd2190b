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
    carry(sums, i * sums.width + t);
    if (!Number.isNaN(value)) {
      addPeriod(sums, i * sums.width + t + 1, value, before);
      before = value;
      if (value > 0) lastSale = t;
    }
    sums.lastSale[i * periodCount + t] = lastSale;
  }
}

function carry(sums: PanelSums, at: number): void {
  sums.units[at + 1] = sums.units[at]!;
  sums.observed[at + 1] = sums.observed[at]!;
  sums.selling[at + 1] = sums.selling[at]!;
  sums.squared[at + 1] = sums.squared[at]!;
  sums.change[at + 1] = sums.change[at]!;
  sums.changes[at + 1] = sums.changes[at]!;
}

function addPeriod(sums: PanelSums, at: number, value: number, before: number): void {
  sums.units[at]! += value;
  sums.observed[at]! += 1;
  sums.selling[at]! += value > 0 ? 1 : 0;
  sums.squared[at]! += value * value;
  if (Number.isNaN(before)) return;
  sums.change[at]! += Math.abs(value - before);
  sums.changes[at]! += 1;
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
