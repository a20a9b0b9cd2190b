import { exp, ln, normalQuantile } from "./elementary.ts";

/**
 * Demand laws by mean and overdispersion: variance = mean + overdispersion * mean^2. Overdispersion 0 is the Poisson
 * law, above 0 the negative binomial with shape 1 / overdispersion.
 */

const INV_SQRT_2PI = 0.3989422804014327;
/** From this mean on a shifted gamma law stands in for the counts; it misses levels by less than half a point. */
export const CONTINUOUS_MEAN = 24;

/** Standard normal distribution function; absolute error below 1e-15 in the middle, 0 or 1 beyond 9. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN;
  if (z > 9) return 1;
  if (z < -9) return 0;
  const density = INV_SQRT_2PI * exp(-0.5 * z * z);
  if (Math.abs(z) > 5) {
    const t = Math.abs(z);
    let fraction = t;
    for (let k = 40; k >= 1; k--) fraction = t + k / fraction;
    return z > 0 ? 1 - density / fraction : density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + density * sum;
}

function checkLaw(mean: number, overdispersion: number): void {
  if (!(mean >= 0 && mean < Infinity && overdispersion >= 0 && overdispersion < Infinity)) {
    throw new RangeError(
      `demand law: need finite mean and overdispersion >= 0, got ${mean}, ${overdispersion}`,
    );
  }
}

/** P(no demand). */
export function zeroProbability(mean: number, overdispersion: number): number {
  const scale = overdispersion * mean;
  // Below 1e-8 the logarithm's series keeps the digits that 1 + scale would lose.
  return scale < 1e-8 ? exp(-mean * (1 - scale / 2)) : exp(-ln(1 + scale) / overdispersion);
}

/** P(demand = k) from P(demand = k - 1): both laws share this recursion. */
const step = (p: number, k: number, mean: number, overdispersion: number): number =>
  (p * (mean * (1 + (k - 1) * overdispersion))) / (k * (1 + overdispersion * mean));

/** P(demand <= x) by exact summation; x may be any number. Cost O(x). */
export function demandCdf(x: number, mean: number, overdispersion: number): number {
  checkLaw(mean, overdispersion);
  if (x < 0) return 0;
  let p = zeroProbability(mean, overdispersion);
  let sum = p;
  for (let k = 1; k <= x; k++) {
    p = step(p, k, mean, overdispersion);
    sum += p;
  }
  return Math.min(1, sum);
}

/**
 * Quantiles of a demand law at ascending levels, written to out[at...]. Below CONTINUOUS_MEAN the smallest integer x
 * with P(demand <= x) >= level, above it the shifted gamma law. Cost O(largest quantile) or O(levels).
 */
export function demandQuantiles(
  level: Float64Array,
  mean: number,
  overdispersion: number,
  out: Float32Array | Float64Array,
  at: number,
): void {
  checkLaw(mean, overdispersion);
  if (mean >= CONTINUOUS_MEAN) {
    for (let q = 0; q < level.length; q++) {
      out[at + q] = gammaQuantile(normalQuantile(level[q]!), mean, overdispersion);
    }
    return;
  }
  let p = zeroProbability(mean, overdispersion);
  let sum = p;
  let k = 0;
  // A law with a far tail reaches its level in the end; the bound only guards against sums that stall below it.
  const last = 1000 + 400 * mean * (1 + overdispersion);
  for (let q = 0; q < level.length; q++) {
    while (sum < level[q]! && k < last) {
      k += 1;
      p = step(p, k, mean, overdispersion);
      sum += p;
    }
    out[at + q] = k;
  }
}

/** One quantile; see demandQuantiles. */
export function demandQuantile(level: number, mean: number, overdispersion: number): number {
  const out = new Float64Array(1);
  demandQuantiles(Float64Array.of(level), mean, overdispersion, out, 0);
  return out[0]!;
}

/**
 * Demand at normal score z under the shifted gamma law with the same mean, variance and skewness, by the cube-root
 * transformation of Wilson and Hilferty (1931), less half a unit for the step to counts.
 */
export function gammaQuantile(z: number, mean: number, overdispersion: number): number {
  const deviation = Math.sqrt(mean * (1 + overdispersion * mean));
  const skew = (1 + 2 * overdispersion * mean) / deviation;
  const root = 1 + (skew * z) / 6 - (skew * skew) / 36;
  const cube = root > 0 ? root * root * root : 0;
  return Math.max(0, mean + ((cube - 1) * 2 * deviation) / skew - 0.5);
}

/** Normal score of demand x: the inverse of gammaQuantile, bounded by +-9. */
export function gammaScore(x: number, mean: number, overdispersion: number): number {
  const deviation = Math.sqrt(mean * (1 + overdispersion * mean));
  const skew = (1 + 2 * overdispersion * mean) / deviation;
  const cube = 1 + (skew * (x + 0.5 - mean)) / (2 * deviation);
  if (cube <= 0) return -9;
  const z = ((exp(ln(cube) / 3) - 1 + (skew * skew) / 36) * 6) / skew;
  return Math.max(-9, Math.min(9, z));
}
