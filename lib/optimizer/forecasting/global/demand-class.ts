import { INTERMITTENCY_CLASSES, intermittencyOf } from "../segment.ts";
import type { PanelSums } from "./sums.ts";
import { between } from "./sums.ts";

/** Histories too short to tell, and the classes of `../segment.ts`. */
export const DEMAND_CLASSES = ["new", ...INTERMITTENCY_CLASSES] as const;
export type DemandClass = (typeof DEMAND_CLASSES)[number];

const NEW_PERIODS = 8;
/** One sale says nothing of how sizes vary. */
const SINGLE_SALE: DemandClass = "intermittent";

/** Class of series i as known before `origin`: index into DEMAND_CLASSES. */
export function demandClassOf(sums: PanelSums, i: number, origin: number): number {
  const observed = between(sums, sums.observed, i, 0, origin);
  if (observed < NEW_PERIODS) return 0;
  const selling = between(sums, sums.selling, i, 0, origin);
  if (selling < 2) return DEMAND_CLASSES.indexOf(SINGLE_SALE);
  const mean = between(sums, sums.units, i, 0, origin) / selling;
  const variance = between(sums, sums.squared, i, 0, origin) / selling - mean * mean;
  return 1 + intermittencyOf(observed / selling, variance / (mean * mean));
}
