import { between, type PanelSums } from "./sums.ts";

/** value / base, at most 20; NaN where the base is not above 0. */
export function ratio(value: number, base: number): number {
  return base > 0 ? Math.min(20, value / base) : Number.NaN;
}

/** Share of observed periods in [from, to) without units. */
export function zeroShare(sums: PanelSums, i: number, from: number, to: number): number {
  const observed = between(sums, sums.observed, i, from, to);
  return observed > 0 ? 1 - between(sums, sums.selling, i, from, to) / observed : Number.NaN;
}

/** Standard deviation of units in [from, to); NaN below two observed periods. */
export function deviation(sums: PanelSums, i: number, from: number, to: number): number {
  const count = between(sums, sums.observed, i, from, to);
  if (count < 2) return Number.NaN;
  const mean = between(sums, sums.units, i, from, to) / count;
  const variance = between(sums, sums.squared, i, from, to) / count - mean * mean;
  return Math.sqrt(Math.max(0, variance));
}
