import { exp, ln, lnGamma } from "../../core/elementary.ts";
import { neumaierSum } from "../../core/sums.ts";
import { requireNonNegative, requirePositive, requireWhole } from "./checks.ts";
import type { WholeDemandLaw } from "./demand-law.ts";

// Demand in whole units: tables of probability, distribution and expected shortage. Sums run from the far end inwards,
// so that small shortages keep their digits.

const NEGLIGIBLE = 1e-17;
const MOST_UNITS = 5_000_000;

/** The law with these probabilities of 0, 1, 2, ... units; they must be at least 0 and add up to 1 within 1e-9. */
export function wholeLaw(probability: ArrayLike<number>): WholeDemandLaw {
  const p = Float64Array.from(probability);
  const total = neumaierSum(p);
  if (p.length === 0 || !p.every((x) => x >= 0) || !(Math.abs(total - 1) < 1e-9)) {
    throw new RangeError(`demand law: probabilities must be at least 0 and add to 1, got ${total}`);
  }
  let most = p.length - 1;
  while (most > 0 && p[most]! / total < NEGLIGIBLE) most--;
  const probabilities = p.subarray(0, most + 1).map((x) => x / total);
  return lawOfTable(probabilities);
}

function lawOfTable(probability: Float64Array): WholeDemandLaw {
  const most = probability.length - 1;
  const cdf = new Float64Array(most + 1);
  /** P(demand > k), E[(demand - k)+] and half of E[(demand - k)+^2]. */
  const tail = new Float64Array(most + 2);
  const short = new Float64Array(most + 2);
  const shortSquared = new Float64Array(most + 2);
  for (let k = most - 1; k >= 0; k--) {
    tail[k] = tail[k + 1]! + probability[k + 1]!;
    short[k] = short[k + 1]! + tail[k]!;
    // (d - k)^2 = (d - k - 1)^2 + 2 (d - k - 1) + 1 for d > k.
    shortSquared[k] = shortSquared[k + 1]! + short[k + 1]! + tail[k]! / 2;
  }
  for (let k = 0; k <= most; k++) cdf[k] = 1 - tail[k]!;
  const mean = short[0]!;
  const variance = 2 * shortSquared[0]! - mean * mean;
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, variance)),
    isWhole: true,
    most,
    probability,
    cdf: (x) => (x < 0 ? 0 : x >= most ? 1 : cdf[Math.floor(x)]!),
    quantile: (level) => {
      if (!(level > 0 && level < 1)) {
        throw new RangeError(`demand law: level must be in (0,1), got ${level}`);
      }
      let low = -1;
      let high = most;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (cdf[middle]! >= level) high = middle;
        else low = middle;
      }
      return high;
    },
    short: (x) => {
      if (x <= 0) return mean - x;
      if (x >= most) return 0;
      const k = Math.floor(x);
      return short[k]! - (x - k) * tail[k]!;
    },
    shortSquared: (x) => {
      if (x <= 0) return shortSquared[0]! - x * mean + (x * x) / 2;
      if (x >= most) return 0;
      const k = Math.floor(x);
      const part = x - k;
      return shortSquared[k]! - part * short[k]! + (part * part * tail[k]!) / 2;
    },
  };
}

/** Fills a table outward from its mode by the ratios of neighbours, so that no mean is too large to start from 0. */
function fromMode(
  mode: number,
  lnAtMode: number,
  ratio: (k: number) => number,
  typical: number,
): Float64Array {
  if (typical > MOST_UNITS) {
    throw new RangeError(`demand law: at most ${MOST_UNITS} units, got a mean of ${typical}`);
  }
  const up: number[] = [exp(lnAtMode)];
  for (let k = mode + 1; up[up.length - 1]! > NEGLIGIBLE && k < 2 * MOST_UNITS; k++) {
    up.push(up[up.length - 1]! * ratio(k));
  }
  const p = new Float64Array(mode + up.length);
  p.set(up, mode);
  for (let k = mode; k > 0; k--) p[k - 1] = p[k]! / ratio(k);
  return p;
}

/** Poisson demand. Cost O(mean). */
export function poissonLaw(mean: number): WholeDemandLaw {
  requireNonNegative("Poisson law", { mean });
  if (mean === 0) return wholeLaw([1]);
  const mode = Math.floor(mean);
  const lnAtMode = mode * ln(mean) - mean - lnGamma(mode + 1);
  return normalised(fromMode(mode, lnAtMode, (k) => mean / k, mean));
}

/** Negative binomial demand with the given mean and variance above it. Cost O(mean + variance / mean). */
export function negativeBinomialLaw(mean: number, variance: number): WholeDemandLaw {
  requirePositive("negative binomial law", { mean, "variance - mean": variance - mean });
  const size = (mean * mean) / (variance - mean);
  const failure = (variance - mean) / variance;
  const mode = Math.max(0, Math.floor(((size - 1) * failure) / (1 - failure)));
  const lnAtMode =
    lnGamma(mode + size) -
    lnGamma(mode + 1) -
    lnGamma(size) +
    size * ln(1 - failure) +
    mode * ln(failure);
  return normalised(fromMode(mode, lnAtMode, (k) => (failure * (k - 1 + size)) / k, mean));
}

/** Geometric demand on 0, 1, 2, ... with the given mean. */
export const geometricLaw = (mean: number): WholeDemandLaw =>
  negativeBinomialLaw(mean, mean * (1 + mean));

function normalised(p: Float64Array): WholeDemandLaw {
  const total = neumaierSum(p);
  return wholeLaw(p.map((x) => x / total));
}

/** Demand as observed: every value with its weight (1 each when left out). Values are whole units. */
export function observedLaw(units: readonly number[], weight?: readonly number[]): WholeDemandLaw {
  if (units.length === 0) throw new RangeError("observed law: no values");
  const p = new Float64Array(Math.max(0, ...units) + 1);
  units.forEach((value, k) => {
    requireWhole("observed law", { [`value ${k}`]: value }, 0, MOST_UNITS);
    p[value]! += weight === undefined ? 1 : weight[k]!;
  });
  return normalised(p);
}

/** Demand of several independent spans of the same law together. Cost O(spans * most^2). */
export function sumOfSpans(law: WholeDemandLaw, spans: number): WholeDemandLaw {
  requireWhole("sum of spans", { spans }, 0, 10_000);
  let sum = Float64Array.of(1);
  for (let s = 0; s < spans; s++) sum = convolve(sum, law.probability);
  return wholeLaw(sum);
}

function convolve(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) out[i + j]! += a[i]! * b[j]!;
  }
  let most = out.length - 1;
  while (most > 0 && out[most]! < NEGLIGIBLE) most--;
  return out.slice(0, most + 1);
}
