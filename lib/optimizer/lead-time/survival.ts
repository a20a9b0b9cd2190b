import { type LeadTimeLaw, MAX_LEAD_TIME_DAYS } from "./law.ts";

/** Weighted arrivals and units still under way, by the days they took or have been under way. [MAX_LEAD_TIME_DAYS + 1] */
export interface DaysTaken {
  readonly arrived: Float64Array;
  /** Not arrived by the end of that day: their lead time is longer. */
  readonly open: Float64Array;
}

/** No evidence; filled by its caller. */
export const noDaysTaken = (): DaysTaken => ({
  arrived: new Float64Array(MAX_LEAD_TIME_DAYS + 1),
  open: new Float64Array(MAX_LEAD_TIME_DAYS + 1),
});

/**
 * The expected law given right-censored evidence and a Dirichlet process prior of weight `priorCount`: per day the hazard
 * is (a p0 + arrivals) / (a P0(L >= day) + under way). Weight 0 gives Kaplan and Meier's estimate (1958), no open
 * shipments the weighted mean of prior and evidence (Ferguson 1973; Susarla and Van Ryzin 1976). What is left after the
 * last day that anything speaks of arrives on the longest day. Cost O(MAX_LEAD_TIME_DAYS).
 */
export function posteriorLaw(
  { arrived, open }: DaysTaken,
  prior: LeadTimeLaw,
  priorCount: number,
): LeadTimeLaw {
  const length = MAX_LEAD_TIME_DAYS + 1;
  const underWay = fromTheEnd(length, (day) => arrived[day]! + open[day]!);
  const believed = fromTheEnd(length, (day) => prior.probability[day] ?? 0);
  const probability = new Float64Array(length);
  let left = 1;
  for (let day = 0; day < length; day++) {
    const atRisk = priorCount * believed[day]! + underWay[day]!;
    const ends = priorCount * (prior.probability[day] ?? 0) + arrived[day]!;
    const hazard = ends > 0 ? Math.min(1, ends / atRisk) : 0;
    probability[day] = left * hazard;
    left -= probability[day]!;
  }
  probability[length - 1]! += Math.max(0, left);
  return { probability };
}

/** Sums of what lies on a day and after it. */
function fromTheEnd(length: number, onDay: (day: number) => number): Float64Array {
  const sum = new Float64Array(length + 1);
  for (let day = length - 1; day >= 0; day--) sum[day] = sum[day + 1]! + onDay(day);
  return sum;
}
