import { ageLayers } from "../inventory/index.ts";
import { type FeeFacts, monthColumns, monthLength } from "./facts.ts";

/** Mean daily units of a product in the month that arrived on one day. */
export interface HeldLot {
  /** Epoch day; null = before the first day that is known. */
  readonly arrivedDay: number | null;
  readonly units: number;
}

/**
 * Which units a product's store of the month was made of, the newest first: stock leaves oldest first, so what is held on a
 * day is what arrived last. Together they are the mean daily units that storage is charged for. Cost O(days in stock).
 */
export function heldLots(facts: FeeFacts, i: number): HeldLot[] {
  const { from, to } = monthColumns(facts);
  const row = i * facts.dayCount;
  const arrived = facts.arrivedUnits.subarray(row, row + facts.dayCount);
  const unitDays = new Map<number, number>();
  for (let d = from; d < to; d++)
    for (const [k, units] of ageLayers(facts.heldUnits[row + d]!, arrived, d))
      unitDays.set(k, (unitDays.get(k) ?? 0) + units);
  return [...unitDays]
    .sort(([a], [b]) => b - a)
    .map(([k, sum]) => ({
      arrivedDay: k < 0 ? null : facts.firstDay + k,
      units: sum / monthLength(facts),
    }));
}
