import { exp, ln, lnGamma } from "../core/elementary.ts";

/** Probabilities below this add nothing to a sum of doubles near 1. */
const NEGLIGIBLE = 1e-18;

/** P(D = d) for d = 0 .. count - 1, D Poisson; by logarithms, so that large means do not underflow. Cost O(count). */
export function poissonTable(mean: number, count: number): Float64Array {
  const table = new Float64Array(count);
  if (mean === 0) {
    if (count > 0) table[0] = 1;
    return table;
  }
  const logMean = ln(mean);
  for (let d = 0; d < count; d++) {
    const p = exp(d * logMean - mean - lnGamma(d + 1));
    if (p < NEGLIGIBLE && d > mean) break;
    table[d] = p;
  }
  return table;
}

/** E min(n, D), D Poisson. Cost O(n). */
export function expectedSales(units: number, mean: number): number {
  const table = poissonTable(mean, units);
  let missing = 0;
  for (let d = 0; d < units; d++) missing += (units - d) * table[d]!;
  return units - missing;
}
