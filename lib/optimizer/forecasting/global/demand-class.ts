import type { PanelSums } from "./sums.ts";
import { between } from "./sums.ts";

/** Classes of demand after Syntetos and Boylan (2005), and histories too short to tell. */
export const DEMAND_CLASSES = ["new", "smooth", "erratic", "intermittent", "lumpy"] as const;
export type DemandClass = (typeof DEMAND_CLASSES)[number];

const NEW_PERIODS = 8;
const INTERVAL_LIMIT = 1.32;
const SIZE_VARIATION_LIMIT = 0.49;

/** Class of series i as known before `origin`: index into DEMAND_CLASSES. */
export function demandClassOf(sums: PanelSums, i: number, origin: number): number {
  const observed = between(sums, sums.observed, i, 0, origin);
  if (observed < NEW_PERIODS) return 0;
  const selling = between(sums, sums.selling, i, 0, origin);
  if (selling < 2) return 3;
  const mean = between(sums, sums.units, i, 0, origin) / selling;
  const variance = between(sums, sums.squared, i, 0, origin) / selling - mean * mean;
  const isRare = observed / selling >= INTERVAL_LIMIT;
  const isUneven = variance / (mean * mean) >= SIZE_VARIATION_LIMIT;
  if (isRare) return isUneven ? 4 : 3;
  return isUneven ? 2 : 1;
}
