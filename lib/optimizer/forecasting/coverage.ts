import { CONTINUOUS_MEAN, gammaScore, normalCdf, zeroProbability } from "../core/distributions.ts";

/** Equal steps of the level over which coverage is counted. */
export const BINS = 1024;

/** Levels between which the law's distribution function passes at the actual: [P(D < sold), P(D <= sold)]. */
export function levelInterval(
  sold: number,
  mean: number,
  overdispersion: number,
  out: Float64Array,
): void {
  if (mean >= CONTINUOUS_MEAN) {
    const u = tableCdf(gammaScore(sold, mean, overdispersion));
    out[0] = u;
    out[1] = u;
    return;
  }
  let p = zeroProbability(mean, overdispersion);
  let sum = p;
  let below = 0;
  for (let k = 1; k <= sold && sum < 0.99999; k++) {
    below = sum;
    p *= (mean * (1 + (k - 1) * overdispersion)) / (k * (1 + overdispersion * mean));
    sum += p;
  }
  out[0] = below;
  out[1] = Math.min(1, sum);
}

const TABLE_STEP = 1 / 32;
const cdfTable = Float64Array.from({ length: 2 * 6 * 32 + 1 }, (_, k) =>
  normalCdf(-6 + k * TABLE_STEP),
);

function tableCdf(z: number): number {
  const at = (Math.min(5.999, Math.max(-6, z)) + 6) / TABLE_STEP;
  const k = Math.floor(at);
  return cdfTable[k]! + (at - k) * (cdfTable[k + 1]! - cdfTable[k]!);
}

/**
 * Adds one unit of mass spread evenly over [low, high], as jumps of a density that finishCoverage integrates. An atom of
 * the law at the actual is spread over its interval, so that counts need no random draw and the order of SKUs no care.
 */
export function addInterval(coverage: Float64Array, at: number, low: number, high: number): void {
  const first = Math.min(BINS - 1, Math.floor(low * BINS));
  const last = Math.min(BINS - 1, Math.floor(high * BINS));
  if (first === last) {
    jump(coverage, at, first, 1, -1);
    return;
  }
  const density = 1 / ((high - low) * BINS);
  const firstPart = (first + 1 - low * BINS) * density;
  const lastPart = (high * BINS - last) * density;
  jump(coverage, at, first, firstPart, density - firstPart);
  jump(coverage, at, last, lastPart - density, -lastPart);
}

function jump(coverage: Float64Array, at: number, bin: number, here: number, next: number): void {
  coverage[at + bin]! += here;
  if (bin + 1 < BINS) coverage[at + bin + 1]! += next;
}

/** From jumps of the density to the count at or below the upper end of each bin. */
export function finishCoverage(coverage: Float64Array, at: number): void {
  let density = 0;
  let count = 0;
  for (let k = 0; k < BINS; k++) {
    density += coverage[at + k]!;
    count += density;
    coverage[at + k] = count;
  }
}
