// Classes of demand by how often and how evenly it comes: Syntetos, Boylan & Croston 2005, "On the categorization of demand
// patterns", J. Oper. Res. Soc. 56, 495-503: mean interval between demands 1.32, squared coefficient of variation of sizes 0.49.
export const DEMAND_CLASSES = ["smooth", "erratic", "intermittent", "lumpy", "none"] as const;
export type DemandClass = (typeof DEMAND_CLASSES)[number];

const INTERVAL_LIMIT = 1.32;
const SIZE_CV2_LIMIT = 0.49;

/** Class of a known history; NaN = not observed; "none" without a sale. Sizes vary by their population variance. */
export function demandClass(known: Float32Array): DemandClass {
  let observed = 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const units of known) {
    if (Number.isNaN(units)) continue;
    observed++;
    if (units === 0) continue;
    count++;
    sum += units;
    squares += units * units;
  }
  if (count === 0) return "none";
  const interDemandPeriods = observed / count;
  const sizeMean = sum / count;
  const sizeCv2 = squares / count / (sizeMean * sizeMean) - 1;
  if (interDemandPeriods < INTERVAL_LIMIT) return sizeCv2 < SIZE_CV2_LIMIT ? "smooth" : "erratic";
  return sizeCv2 < SIZE_CV2_LIMIT ? "intermittent" : "lumpy";
}
