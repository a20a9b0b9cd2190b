// Evidence and demand for tests and benches, made from plain lines and closed forms.
import { normalQuantile } from "../core/elementary.ts";
import type { ShipmentEvidence } from "./evidence.ts";
import type { DemandGrid, DemandQuantiles } from "./protection.ts";

export interface ShipmentLine {
  readonly key: number;
  readonly origin: number;
  readonly fc: number;
  readonly outcome: number;
  readonly days: number;
  readonly units: number;
}

export const evidenceFrom = (lines: readonly ShipmentLine[]): ShipmentEvidence => ({
  shipmentKey: Int32Array.from(lines, ({ key }) => key),
  originIndex: Int32Array.from(lines, ({ origin }) => origin),
  fcIndex: Int32Array.from(lines, ({ fc }) => fc),
  outcome: Uint8Array.from(lines, ({ outcome }) => outcome),
  days: Int32Array.from(lines, ({ days }) => days),
  units: Float64Array.from(lines, ({ units }) => units),
});

/** Lengths and levels as forecasts give them. */
export const forecastGrid: DemandGrid = {
  weeks: [1, 2, 4, 6, 8, 10, 13, 26],
  level: [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98],
};

/** Normal demand with independent weeks. */
export function normalDemand(
  grid: DemandGrid,
  weeklyMean: number,
  weeklyDeviation: number,
): DemandQuantiles {
  const quantile: number[] = [];
  for (const weeks of Array.from(grid.weeks)) {
    for (const level of Array.from(grid.level)) {
      const score = normalQuantile(level);
      quantile.push(weeklyMean * weeks + score * weeklyDeviation * Math.sqrt(weeks));
    }
  }
  return { grid, quantile, at: 0 };
}
