import { demandQuantiles } from "../../core/distributions.ts";
import { normalQuantile } from "../../core/elementary.ts";
import type { History } from "./point-forecast.ts";

/** Kind of values a history holds, which decides the family of its quantiles. */
export type ValueKind = "counts" | "amounts" | "signed";

export function valueKind(values: History): ValueKind {
  let kind: ValueKind = "counts";
  for (let t = 0; t < values.length; t++) {
    if (values[t]! < 0) return "signed";
    if (!Number.isInteger(values[t]!)) kind = "amounts";
  }
  return kind;
}

/** A smoothed level that has faded below this stands for no demand: its square, which dispersion is told by, would vanish. */
const FADED_UNITS = 1e-9;

/**
 * Quantiles at ascending levels of a law with this mean and variance, written to out[at...]: negative binomial for
 * counts (Poisson where the variance is not above the mean), gamma for amounts (Wilson and Hilferty 1931), normal for
 * values of either sign. A mean below 0 of a history that never was counts as 0.
 */
export function lawQuantiles(
  kind: ValueKind,
  level: Float64Array,
  mean: number,
  variance: number,
  out: Float64Array,
  at: number,
): void {
  if (kind === "signed") {
    for (let q = 0; q < level.length; q++)
      out[at + q] = mean + Math.sqrt(variance) * normalQuantile(level[q]!);
    return;
  }
  if (!(mean > FADED_UNITS)) {
    out.fill(0, at, at + level.length);
    return;
  }
  if (kind === "counts") {
    demandQuantiles(level, mean, Math.max(0, variance - mean) / (mean * mean), out, at);
    return;
  }
  const cv = Math.sqrt(variance) / mean;
  for (let q = 0; q < level.length; q++) {
    const root = 1 - (cv * cv) / 9 + (cv * normalQuantile(level[q]!)) / 3;
    out[at + q] = root > 0 ? mean * root * root * root : 0;
  }
}
