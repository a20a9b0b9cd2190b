import { exp, ln } from "../core/elementary.ts";

/** Days beyond which a lead time is not told apart: longer ones count as this long. */
export const MAX_LEAD_TIME_DAYS = 800;

/** A lead time as a random number of days: probability[d] = P(L = d), d = 0..length - 1; sums to 1. */
export interface LeadTimeLaw {
  readonly probability: Float64Array;
}

/** Shape of the told law: half of the arrivals within 9 % of what was told, nine of ten by 1.2 times it. */
const TOLD_SHAPE = 12;
/** Mean of a log-logistic law of that shape over its median: (pi / shape) / sin(pi / shape). */
const TOLD_MEAN_PER_MEDIAN = 1.0115151599274625;

/**
 * What is believed of a lead time of which only the told value is known: log-logistic, so that the longer a shipment is
 * overdue the longer it is expected to take still, with the told days as its mean. Throws RangeError on a negative value.
 */
export function toldLaw(toldDays: number): LeadTimeLaw {
  if (!(toldDays >= 0)) throw new RangeError(`toldLaw: days must be >= 0, got ${toldDays}`);
  if (toldDays < 1) return { probability: Float64Array.of(1) };
  const lnMedian = ln(toldDays / TOLD_MEAN_PER_MEDIAN);
  const probability = new Float64Array(MAX_LEAD_TIME_DAYS + 1);
  let before = 0;
  for (let day = 0; day < MAX_LEAD_TIME_DAYS; day++) {
    const cdf = 1 / (1 + exp(TOLD_SHAPE * (lnMedian - ln(day + 0.5))));
    probability[day] = cdf - before;
    before = cdf;
  }
  probability[MAX_LEAD_TIME_DAYS] = 1 - before;
  return { probability };
}

/** Expected days. */
export function lawMean({ probability }: LeadTimeLaw): number {
  let sum = 0;
  for (let day = 0; day < probability.length; day++) sum += day * probability[day]!;
  return sum;
}

/** Variance in days squared. */
export function lawVariance(law: LeadTimeLaw): number {
  const { probability } = law;
  const mean = lawMean(law);
  let sum = 0;
  for (let day = 0; day < probability.length; day++) {
    sum += (day - mean) * (day - mean) * probability[day]!;
  }
  return sum;
}

/** P(L <= days). */
export function lawCdf({ probability }: LeadTimeLaw, days: number): number {
  let sum = 0;
  for (let day = 0; day <= days && day < probability.length; day++) sum += probability[day]!;
  return Math.min(1, sum);
}

/** Probabilities are sums of rounded numbers: a level is reached within this. */
const ROUNDING = 1e-12;

/** Smallest number of days with P(L <= days) >= level; level in (0, 1). */
export function lawQuantile({ probability }: LeadTimeLaw, level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`lawQuantile: level must be in (0,1), got ${level}`);
  }
  let sum = 0;
  for (let day = 0; day < probability.length; day++) {
    sum += probability[day]!;
    if (sum >= level - ROUNDING) return day;
  }
  return probability.length - 1;
}

/** The law of L + days, never below 0 nor above the longest lead time. */
export function shiftLaw({ probability }: LeadTimeLaw, days: number): LeadTimeLaw {
  if (days === 0) return { probability };
  const shifted = new Float64Array(MAX_LEAD_TIME_DAYS + 1);
  for (let day = 0; day < probability.length; day++) {
    shifted[Math.max(0, Math.min(MAX_LEAD_TIME_DAYS, day + days))]! += probability[day]!;
  }
  return { probability: shifted };
}

/** Sum of weight * law over weights that sum to 1. */
export function mixLaws(laws: readonly LeadTimeLaw[], weight: ArrayLike<number>): LeadTimeLaw {
  const length = laws.reduce((most, { probability }) => Math.max(most, probability.length), 1);
  const mixed = new Float64Array(length);
  laws.forEach(({ probability }, k) => {
    for (let day = 0; day < probability.length; day++) {
      mixed[day]! += weight[k]! * probability[day]!;
    }
  });
  return { probability: mixed };
}
