import { normalCdf, zeroProbability } from "../core/distributions.ts";
import { exp, ln } from "../core/elementary.ts";
import type { Law } from "./law.ts";
import { demandVariance, type StageDemand } from "./network.ts";

/** Probabilities on a lattice: P(X = (first + k) * step) = probability[k]. */
export interface Pmf {
  readonly step: number;
  readonly first: number;
  readonly probability: Float64Array;
}

/** Mass left out in a tail. */
const TAIL = 1e-13;
const NORMAL_REACH = 8;
const MOST_POINTS = 60_000;

export const pointMass = (step: number): Pmf => ({
  step,
  first: 0,
  probability: Float64Array.of(1),
});

/** Counts with the given mean and variance: Poisson, or negative binomial where the variance is above the mean. */
function countPmf(mean: number, variance: number): Pmf {
  const over = mean > 0 ? Math.max(0, (variance - mean) / (mean * mean)) : 0;
  const probability: number[] = [];
  let p = zeroProbability(mean, over);
  // Far above the mean the first terms underflow: start from logarithms at the mode instead.
  const isFar = p < 1e-290;
  const from = isFar ? Math.max(0, Math.floor(mean - 12 * Math.sqrt(variance))) : 0;
  if (isFar) p = exp(lnCount(from, mean, over));
  let total = 0;
  for (let k = from; ; k++) {
    probability.push(p);
    total += p;
    if ((k > mean && p < TAIL * 1e-2) || total > 1 - 1e-15) break;
    if (k - from > MOST_POINTS)
      throw new RangeError(`echelon: demand of ${mean} units is too wide`);
    p *= (mean * (1 + k * over)) / ((k + 1) * (1 + over * mean));
  }
  return { step: 1, first: from, probability: normalised(probability) };
}

/** ln P(X = k) by summing the recursion's logarithms. */
function lnCount(k: number, mean: number, over: number): number {
  let sum = over * mean < 1e-8 ? -mean : -ln(1 + over * mean) / over;
  for (let m = 0; m < k; m++) {
    sum += ln((mean * (1 + m * over)) / ((m + 1) * (1 + over * mean)));
  }
  return sum;
}

function normalised(values: readonly number[]): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return Float64Array.from(values, (value) => value / total);
}

function normalPmf(mean: number, deviation: number, step: number): Pmf {
  const first = Math.floor((mean - NORMAL_REACH * deviation) / step);
  const last = Math.ceil((mean + NORMAL_REACH * deviation) / step);
  if (last - first > MOST_POINTS) {
    throw new RangeError(`echelon: a step of ${step} is too fine for a deviation of ${deviation}`);
  }
  if (deviation === 0) return { ...pointMass(step), first: Math.round(mean / step) };
  const values: number[] = [];
  let below = 0;
  for (let k = first; k <= last; k++) {
    const upTo = normalCdf(((k + 0.5) * step - mean) / deviation);
    values.push(upTo - below);
    below = upTo;
  }
  return { step, first, probability: normalised(values) };
}

/** Demand of so many periods, a fraction allowed. Counts have step 1 whatever is asked. */
export function demandPmf(demand: StageDemand, periods: number, step: number): Pmf {
  const mean = demand.meanUnits * periods;
  const variance = demandVariance(demand) * periods;
  if (demand.law === "normal") return normalPmf(mean, Math.sqrt(variance), step);
  return mean === 0 ? pointMass(1) : countPmf(mean, variance);
}

/** Demand over a lead time that is itself random, and `morePeriods` on top. */
export function compoundPmf(
  demand: StageDemand,
  leadTime: Law,
  morePeriods: number,
  step: number,
): Pmf {
  const parts = Array.from(leadTime.value, (periods) =>
    demandPmf(demand, periods + morePeriods, step),
  );
  return mixture(parts, leadTime.probability);
}

export function mixture(parts: readonly Pmf[], weight: Float64Array): Pmf {
  const first = Math.min(...parts.map((part) => part.first));
  const end = Math.max(...parts.map((part) => part.first + part.probability.length));
  const probability = new Float64Array(end - first);
  parts.forEach((part, k) => {
    const shift = part.first - first;
    for (let n = 0; n < part.probability.length; n++) {
      probability[shift + n]! += weight[k]! * part.probability[n]!;
    }
  });
  return { step: parts[0]!.step, first, probability };
}

/** The law of a sum of independent numbers on one lattice. Cost O(a * b). */
export function convolve(a: Pmf, b: Pmf): Pmf {
  const probability = new Float64Array(a.probability.length + b.probability.length - 1);
  for (let m = 0; m < a.probability.length; m++) {
    const p = a.probability[m]!;
    if (p === 0) continue;
    for (let n = 0; n < b.probability.length; n++) probability[m + n]! += p * b.probability[n]!;
  }
  return trimmed({ step: a.step, first: a.first + b.first, probability });
}

/** Without the tails that nobody will miss. */
function trimmed({ step, first, probability }: Pmf): Pmf {
  let from = 0;
  let to = probability.length;
  let low = 0;
  let high = 0;
  while (from < to - 1 && low + probability[from]! < TAIL) low += probability[from++]!;
  while (to - 1 > from && high + probability[to - 1]! < TAIL) high += probability[--to]!;
  return { step, first: first + from, probability: probability.slice(from, to) };
}

export function pmfMean({ step, first, probability }: Pmf): number {
  let sum = 0;
  for (let k = 0; k < probability.length; k++) sum += (first + k) * probability[k]!;
  return sum * step;
}

/** Smallest lattice value x with P(X <= x) >= level. */
export function pmfQuantile({ step, first, probability }: Pmf, level: number): number {
  let sum = 0;
  for (let k = 0; k < probability.length; k++) {
    sum += probability[k]!;
    if (sum >= level - 1e-14) return (first + k) * step;
  }
  return (first + probability.length - 1) * step;
}

/** E max(X - x, 0). */
export function expectedExcess({ step, first, probability }: Pmf, x: number): number {
  let sum = 0;
  for (let k = 0; k < probability.length; k++) {
    const value = (first + k) * step;
    if (value > x) sum += (value - x) * probability[k]!;
  }
  return sum;
}
