import { exp, ln, lnGamma, normalQuantile } from "./elementary.ts";

/**
 * Random numbers by counter: block n of a stream is Threefry-2x32 with 13 rounds (Salmon et al. 2011) of (key, n), so a
 * stream is fixed by (seed, purpose, entity) alone, streams never overlap, and adding a draw in one place moves no draw
 * in another. Every draw uses + - * / sqrt and our own ln and exp only: the same bits on every machine.
 */

const ROUNDS = 13;
const block = new Uint32Array(2);

/** Threefry-2x32 of counter (c0, c1) under key (k0, k1); the two output words are written to `out`. */
export function threefry2x32(
  k0: number,
  k1: number,
  c0: number,
  c1: number,
  out: Uint32Array,
  rounds: number = ROUNDS,
): void {
  const k2 = 0x1bd11bda ^ k0 ^ k1;
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  for (let r = 0; r < rounds; r++) {
    const rotation = ROTATIONS[r & 7]!;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    if ((r & 3) === 3) {
      const s = (r + 1) >> 2;
      x0 = (x0 + subkey(s % 3, k0, k1, k2)) | 0;
      x1 = (x1 + subkey((s + 1) % 3, k0, k1, k2) + s) | 0;
    }
  }
  out[0] = x0;
  out[1] = x1;
}
const ROTATIONS = new Uint8Array([13, 15, 26, 6, 17, 29, 16, 24]);
const subkey = (s: number, k0: number, k1: number, k2: number) =>
  s === 0 ? k0 : s === 1 ? k1 : k2;

/** FNV-1a over UTF-16 code units from a start value: 32 bits. */
function hashText(text: string, start: number): number {
  let h = start;
  for (let n = 0; n < text.length; n++) h = Math.imul(h ^ text.charCodeAt(n), 0x01000193);
  return h;
}

function checkKeyPart(name: string, value: number): void {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`stream: ${name} must be a safe integer, got ${value}`);
}

/**
 * The stream of random numbers named (seed, purpose, entity): the same name gives the same draws, different names give
 * independent draws. Purpose says what the draws are for ("demand", "lead-time"), entity which one (a SKU, a day).
 */
export function stream(seed: number, purpose: string, entity = 0): RandomStream {
  checkKeyPart("seed", seed);
  return new RandomStream(seed | 0, Math.floor(seed / 4294967296) | 0).split(purpose, entity);
}

/** A sequence of random draws. Create one with `stream` or `split`. */
export class RandomStream {
  readonly #key0: number;
  readonly #key1: number;
  #low = 0;
  #high = 0;

  constructor(key0: number, key1: number) {
    this.#key0 = key0;
    this.#key1 = key1;
  }

  /** A stream of its own for a part of this one's purpose; does not use up draws of this stream. */
  split(purpose: string, entity = 0): RandomStream {
    checkKeyPart("entity", entity);
    const p0 = hashText(purpose, 0x811c9dc5);
    threefry2x32(this.#key0, this.#key1, p0, hashText(purpose, 0x5bd1e995), block);
    threefry2x32(block[0]!, block[1]!, entity | 0, Math.floor(entity / 4294967296) | 0, block);
    return new RandomStream(block[0]!, block[1]!);
  }

  /** Uniform in the open interval (0, 1), 53 bits. */
  uniform(): number {
    threefry2x32(this.#key0, this.#key1, this.#low, this.#high, block);
    this.#low = (this.#low + 1) | 0;
    if (this.#low === 0) this.#high = (this.#high + 1) | 0;
    // 26 + 27 bits, moved half a step up so that 0 cannot occur and quantile functions stay finite.
    return ((block[0]! >>> 6) * 134217728 + (block[1]! >>> 5) + 0.5) / 9007199254740992;
  }

  /** Uniform integer in [0, count). */
  integer(count: number): number {
    if (!(Number.isSafeInteger(count) && count > 0)) {
      throw new RangeError(`integer: count must be a positive safe integer, got ${count}`);
    }
    // The half step in uniform() can round up to 1, hence the bound; bias is below count / 2^53.
    return Math.min(count - 1, Math.floor(this.uniform() * count));
  }

  /** True with the given probability. */
  bernoulli(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Normal draw by inversion: exactly one uniform each, so paired runs stay in step. */
  normal(mean = 0, standardDeviation = 1): number {
    return mean + standardDeviation * normalQuantile(Math.min(this.uniform(), ONE_BELOW));
  }

  /** Draw with ln X normal, given the mean of X and its coefficient of variation. */
  lognormal(mean: number, coefficientOfVariation: number): number {
    const variance = ln(1 + coefficientOfVariation * coefficientOfVariation);
    return mean * exp(Math.sqrt(variance) * this.normal() - variance / 2);
  }

  /** Exponential draw with the given mean. */
  exponential(mean: number): number {
    return -mean * ln(this.uniform());
  }

  /** Gamma draw with shape > 0 and scale (mean = shape * scale), by Marsaglia and Tsang (2000). */
  gamma(shape: number, scale: number): number {
    if (!(shape > 0)) throw new RangeError(`gamma: shape must be above 0, got ${shape}`);
    if (shape < 1) {
      const boost = exp(ln(this.uniform()) / shape);
      return this.gamma(shape + 1, scale) * boost;
    }
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const t = 1 + c * x;
      if (t <= 0) continue;
      const v = t * t * t;
      if (ln(this.uniform()) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v * scale;
    }
  }

  /** Poisson draw: sequential inversion below mean 12, transformed rejection (Hormann 1993, PTRS) above. */
  poisson(mean: number): number {
    if (!(mean >= 0 && mean < 1e9))
      throw new RangeError(`poisson: mean must be in [0, 1e9), got ${mean}`);
    return mean < 12 ? this.#poissonByInversion(mean) : this.#poissonByRejection(mean);
  }

  #poissonByInversion(mean: number): number {
    const u = this.uniform();
    let p = exp(-mean);
    let cumulative = p;
    let k = 0;
    while (u > cumulative && k < 200) {
      k += 1;
      p *= mean / k;
      cumulative += p;
    }
    return k;
  }

  #poissonByRejection(mean: number): number {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const vr = 0.9277 - 3.6224 / (b - 2);
    const lnMean = ln(mean);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = this.uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= vr) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (ln((v * inverseAlpha) / (a / (us * us) + b)) <= k * lnMean - mean - lnGamma(k + 1))
        return k;
    }
  }

  /**
   * Negative binomial draw with variance mean + mean^2 / dispersion (a gamma-mixed Poisson); an infinite dispersion is
   * the Poisson distribution.
   */
  negativeBinomial(mean: number, dispersion: number): number {
    if (!(dispersion > 0)) {
      throw new RangeError(`negativeBinomial: dispersion must be above 0, got ${dispersion}`);
    }
    if (mean === 0 || dispersion === Infinity) return this.poisson(mean);
    return this.poisson(this.gamma(dispersion, mean / dispersion));
  }

  /** Binomial draw: successes in `count` trials. Inversion where few are expected, else BTRS (Hormann 1993). */
  binomial(count: number, probability: number): number {
    if (!(Number.isSafeInteger(count) && count >= 0 && probability >= 0 && probability <= 1)) {
      throw new RangeError(`binomial: got count ${count}, probability ${probability}`);
    }
    if (probability > 0.5) return count - this.binomial(count, 1 - probability);
    if (count === 0 || probability === 0) return 0;
    return count * probability < 10
      ? this.#binomialByInversion(count, probability)
      : this.#binomialByRejection(count, probability);
  }

  #binomialByInversion(count: number, probability: number): number {
    const odds = probability / (1 - probability);
    const u = this.uniform();
    let p = exp(count * ln(1 - probability));
    let cumulative = p;
    let k = 0;
    while (u > cumulative && k < count) {
      k += 1;
      p *= (odds * (count - k + 1)) / k;
      cumulative += p;
    }
    return k;
  }

  #binomialByRejection(count: number, probability: number): number {
    const spread = Math.sqrt(count * probability * (1 - probability));
    const b = 1.15 + 2.53 * spread;
    const a = -0.0873 + 0.0248 * b + 0.01 * probability;
    const centre = count * probability + 0.5;
    const vr = 0.92 - 4.2 / b;
    const alpha = (2.83 + 5.1 / b) * spread;
    const lnOdds = ln(probability / (1 - probability));
    const mode = Math.floor((count + 1) * probability);
    const top = lnGamma(mode + 1) + lnGamma(count - mode + 1);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = this.uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + centre);
      if (k < 0 || k > count) continue;
      if (us >= 0.07 && v <= vr) return k;
      const lnRatio = top - lnGamma(k + 1) - lnGamma(count - k + 1) + (k - mode) * lnOdds;
      if (ln((v * alpha) / (a / (us * us) + b)) <= lnRatio) return k;
    }
  }
}
const ONE_BELOW = 1 - 1.1102230246251565e-16;
