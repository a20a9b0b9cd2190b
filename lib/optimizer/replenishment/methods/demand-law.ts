import { normalCdf } from "../../core/distributions.ts";
import { exp, ln, normalQuantile } from "../../core/elementary.ts";
import { requireNonNegative, requirePositive } from "./checks.ts";

/**
 * Demand of some time span, in units. `quantile` is the smallest x with P(demand <= x) >= level; `short` is the expected
 * shortage E[(demand - x)+] when x units are there (the first loss function), `shortSquared` half of E[(demand - x)+^2]
 * (the second). What is left over is `x - mean + short(x)`.
 */
export interface DemandLaw {
  readonly mean: number;
  readonly deviation: number;
  /** True where demand takes whole units only; then `probability` tells each. */
  readonly isWhole: boolean;
  cdf(x: number): number;
  quantile(level: number): number;
  short(x: number): number;
  shortSquared(x: number): number;
}

/** Demand in whole units, with the probability of each from 0 to `most`; what lies beyond has less than 1e-15. */
export interface WholeDemandLaw extends DemandLaw {
  readonly isWhole: true;
  readonly most: number;
  /** P(demand = k), k = 0..most. */
  readonly probability: Float64Array;
}

const INV_SQRT_2PI = 0.3989422804014327;
const density = (z: number): number => INV_SQRT_2PI * exp(-0.5 * z * z);

function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`demand law: level must be in (0,1), got ${level}`);
  }
}

/** Expected amount left over at x: E[(x - demand)+]. */
export const leftOver = (law: DemandLaw, x: number): number => x - law.mean + law.short(x);

/** Standard normal shortage E[(Z - z)+]; beyond z = 5 by the continued fraction's leading terms, where the difference cancels. */
function normalShort(z: number): number {
  if (z < 5) return density(z) - z * normalCdf(-z);
  const z2 = z * z;
  return (density(z) / z2) * (1 - 3 / z2 + 15 / (z2 * z2) - 105 / (z2 * z2 * z2));
}

/** Normal demand; may be negative, as the textbooks' law. Deviation 0 is demand known for certain. */
export function normalLaw(mean: number, deviation: number): DemandLaw {
  requireNonNegative("normal law", { deviation });
  if (!Number.isFinite(mean)) throw new RangeError(`normal law: mean must be finite, got ${mean}`);
  const score = (x: number) => (deviation > 0 ? (x - mean) / deviation : x >= mean ? 1e9 : -1e9);
  return {
    mean,
    deviation,
    isWhole: false,
    cdf: (x) => normalCdf(score(x)),
    quantile: (level) => {
      checkLevel(level);
      return mean + deviation * normalQuantile(level);
    },
    short: (x) => (deviation > 0 ? deviation * normalShort(score(x)) : Math.max(0, mean - x)),
    shortSquared: (x) => {
      if (deviation === 0) return Math.max(0, mean - x) ** 2 / 2;
      const z = score(x);
      return z > 9
        ? 0
        : (deviation * deviation * ((z * z + 1) * normalCdf(-z) - z * density(z))) / 2;
    },
  };
}

/** Demand whose logarithm is normal with the given mean and deviation. */
export function lognormalLaw(logMean: number, logDeviation: number): DemandLaw {
  requirePositive("lognormal law", { logDeviation });
  const s2 = logDeviation * logDeviation;
  const moment = (k: number) => exp(k * logMean + (k * k * s2) / 2);
  const mean = moment(1);
  /** E[demand^k; demand > x]. */
  const upper = (k: number, x: number) =>
    moment(k) * normalCdf((logMean + k * s2 - ln(x)) / logDeviation);
  return {
    mean,
    deviation: Math.sqrt(moment(2) - mean * mean),
    isWhole: false,
    cdf: (x) => (x > 0 ? normalCdf((ln(x) - logMean) / logDeviation) : 0),
    quantile: (level) => {
      checkLevel(level);
      return exp(logMean + logDeviation * normalQuantile(level));
    },
    short: (x) => (x > 0 ? Math.max(0, upper(1, x) - x * upper(0, x)) : mean - x),
    shortSquared: (x) =>
      x > 0
        ? Math.max(0, (upper(2, x) - 2 * x * upper(1, x) + x * x * upper(0, x)) / 2)
        : (moment(2) - 2 * x * mean + x * x) / 2,
  };
}

/** Lognormal demand with the given mean and standard deviation of demand itself. */
export function lognormalLawOf(mean: number, deviation: number): DemandLaw {
  requirePositive("lognormal law", { mean, deviation });
  const s2 = ln(1 + (deviation / mean) ** 2);
  return lognormalLaw(ln(mean) - s2 / 2, Math.sqrt(s2));
}

/** Demand equally likely anywhere in [low, high]. */
export function uniformLaw(low: number, high: number): DemandLaw {
  requirePositive("uniform law", { "high - low": high - low });
  const width = high - low;
  const mean = (low + high) / 2;
  const deviation = width / Math.sqrt(12);
  return {
    mean,
    deviation,
    isWhole: false,
    cdf: (x) => Math.min(1, Math.max(0, (x - low) / width)),
    quantile: (level) => {
      checkLevel(level);
      return low + level * width;
    },
    short: (x) => (x <= low ? mean - x : Math.max(0, high - x) ** 2 / (2 * width)),
    shortSquared: (x) =>
      x <= low
        ? (deviation * deviation + (mean - x) ** 2) / 2
        : Math.max(0, high - x) ** 3 / (6 * width),
  };
}

/** Exponential demand. */
export function exponentialLaw(mean: number): DemandLaw {
  requirePositive("exponential law", { mean });
  return {
    mean,
    deviation: mean,
    isWhole: false,
    cdf: (x) => (x > 0 ? 1 - exp(-x / mean) : 0),
    quantile: (level) => {
      checkLevel(level);
      return -mean * ln(1 - level);
    },
    short: (x) => (x > 0 ? mean * exp(-x / mean) : mean - x),
    shortSquared: (x) =>
      x > 0 ? mean * mean * exp(-x / mean) : (mean * mean + (mean - x) ** 2) / 2,
  };
}

/**
 * Demand told by quantiles at ascending levels: linear between them, from (0, `least`) below the first, flat above the
 * last. Throws RangeError unless levels ascend in (0,1) and values do not fall. Cost O(levels) per call.
 */
export function quantileLaw(
  level: readonly number[],
  value: readonly number[],
  least = 0,
): DemandLaw {
  const u = [0, ...level, 1];
  const x = [least, ...value, value[value.length - 1] ?? least];
  if (level.length === 0 || level.length !== value.length) {
    throw new RangeError(`quantile law: ${level.length} levels but ${value.length} values`);
  }
  for (let k = 1; k < u.length; k++) {
    if (!(u[k]! > u[k - 1]! && x[k]! >= x[k - 1]!)) {
      throw new RangeError(
        `quantile law: levels must ascend in (0,1) and values not fall, at ${k}`,
      );
    }
  }
  /** Integral over the levels of (quantile - at)+^power, exact on every linear piece. */
  const above = (at: number, power: 1 | 2): number => {
    let sum = 0;
    for (let k = 1; k < u.length; k++) {
      const low = x[k - 1]! - at;
      const high = x[k]! - at;
      if (high <= 0) continue;
      const start = Math.max(0, low);
      const width = (u[k]! - u[k - 1]!) * (low < 0 ? high / (high - low) : 1);
      const average =
        power === 1 ? (start + high) / 2 : (start ** 2 + start * high + high ** 2) / 3;
      sum += width * average;
    }
    return sum;
  };
  const mean = least + above(least, 1);
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, above(least, 2) - (mean - least) ** 2)),
    isWhole: false,
    cdf: (at) => {
      if (at < x[0]!) return 0;
      let k = u.length - 1;
      while (k > 0 && x[k]! > at) k--;
      if (k === u.length - 1) return 1;
      return u[k]! + ((u[k + 1]! - u[k]!) * (at - x[k]!)) / (x[k + 1]! - x[k]!);
    },
    quantile: (at) => {
      checkLevel(at);
      let k = 1;
      while (u[k]! < at) k++;
      return x[k - 1]! + ((x[k]! - x[k - 1]!) * (at - u[k - 1]!)) / (u[k]! - u[k - 1]!);
    },
    short: (at) => (at < least ? mean - at : above(at, 1)),
    shortSquared: (at) => above(at, 2) / 2,
  };
}
