import { requireNonNegative, requirePositive } from "./checks.ts";
import { type DemandLaw, leftOver, type WholeDemandLaw } from "./demand-law.ts";
import { bisect } from "./minimize.ts";
import { type NewsvendorPlan, newsvendor } from "./newsvendor.ts";
import { sumOfSpans } from "./whole-law.ts";

// Periodic review: (R, S) orders up to S at every review; (s, S) orders up to S when the position is at s or below.
// Costs are per period: `holdingCost` and `stockoutCost` per unit at a period's end, `fixedCost` per order.

/**
 * (R, S): the base stock of reviews that are certain to come every `reviewPeriods` with lead time `leadTimePeriods`:
 * the newsvendor over lead time plus review (Silver, Pyke and Thomas). `demandOver(n)` is the law of demand over n periods.
 * With a fixed cost per review `costRate` adds it; `bestReviewPeriods` chooses R.
 */
export function reviewedBaseStock(problem: {
  readonly holdingCost: number;
  readonly stockoutCost: number;
  readonly fixedCost: number;
  readonly leadTimePeriods: number;
  readonly reviewPeriods: number;
  readonly demandOver: (periods: number) => DemandLaw;
}): NewsvendorPlan & { readonly costRate: number } {
  const { holdingCost, stockoutCost, fixedCost, leadTimePeriods, reviewPeriods, demandOver } =
    problem;
  requirePositive("(R,S)", { reviewPeriods });
  requireNonNegative("(R,S)", { leadTimePeriods, fixedCost });
  const ends = Array.from({ length: reviewPeriods }, (_, k) => demandOver(leadTimePeriods + k + 1));
  const costAt = (stock: number) =>
    ends.reduce(
      (sum, law) => sum + holdingCost * leftOver(law, stock) + stockoutCost * law.short(stock),
      0,
    ) / reviewPeriods;
  const plan = newsvendor(averageLaw(ends), { underage: stockoutCost, overage: holdingCost });
  const expectedCost = costAt(plan.baseStockUnits);
  return { ...plan, expectedCost, costRate: expectedCost + fixedCost / reviewPeriods };
}

/** One of several laws, each as likely: the stock that is best on average over the periods of a review. */
function averageLaw(laws: readonly DemandLaw[]): DemandLaw {
  if (laws.length === 1) return laws[0]!;
  const average = (of: (law: DemandLaw) => number) =>
    laws.reduce((sum, law) => sum + of(law), 0) / laws.length;
  const mean = average((law) => law.mean);
  const square = average((law) => law.deviation ** 2 + law.mean ** 2);
  const isWhole = laws.every((law) => law.isWhole);
  const cdf = (x: number) => average((law) => law.cdf(x));
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, square - mean * mean)),
    isWhole,
    cdf,
    quantile: (level) => {
      const each = laws.map((law) => law.quantile(level));
      return isWhole
        ? leastWhole(cdf, level, Math.min(...each))
        : bisect((x) => cdf(x) - level, Math.min(...each), Math.max(...each));
    },
    short: (x) => average((law) => law.short(x)),
    shortSquared: (x) => average((law) => law.shortSquared(x)),
  };
}

function leastWhole(cdf: (x: number) => number, level: number, from: number): number {
  let x = from;
  while (cdf(x) < level) x++;
  return x;
}

export interface PeriodicReview {
  readonly holdingCost: number;
  readonly stockoutCost: number;
  readonly fixedCost: number;
  /** Whole periods from order to arrival; 0 = it arrives before the period's demand. */
  readonly leadTimePeriods: number;
}

export interface MinMaxPolicy {
  /** Order when the position is at this or below. */
  readonly reorderPointUnits: number;
  readonly orderUpToUnits: number;
  /** Exact average cost per period. */
  readonly costRate: number;
}

/**
 * The best (s, S) for demand in whole units, exact (Zheng and Federgruen 1991). With G the cost of a position after
 * ordering, M(j) = expected periods and sums that j units of demand take, the average cost of (s, S) is
 * (K + sum m(j) G(S - j)) / M(S - s); s is lowered while G(s) stays at or below the best cost, S tried while G(S) does.
 * `demand` is one period's law. Throws RangeError on a demand that is 0 for certain. Cost O((S - s)^2 + (S - s) * most).
 */
export function optimalMinMax(demand: WholeDemandLaw, problem: PeriodicReview): MinMaxPolicy {
  const { holdingCost, stockoutCost, fixedCost, leadTimePeriods } = problem;
  requirePositive("(s,S)", { holdingCost, stockoutCost, "mean demand": demand.mean });
  requireNonNegative("(s,S)", { fixedCost });
  const law = sumOfSpans(demand, leadTimePeriods + 1);
  const cost = (y: number) => holdingCost * leftOver(law, y) + stockoutCost * law.short(y);
  const least = law.quantile(stockoutCost / (stockoutCost + holdingCost));
  const renewal = renewalOf(demand);
  const average = (s: number, top: number) => {
    let sum = fixedCost;
    for (let j = 0; j < top - s; j++) sum += renewal.visits(j) * cost(top - j);
    return sum / renewal.duration(top - s);
  };
  let top = least;
  let s = least;
  do s--;
  while (average(s, least) > cost(s));
  let best = average(s, least);
  for (let candidate = top + 1; cost(candidate) <= best; candidate++) {
    if (!(average(s, candidate) < best)) continue;
    top = candidate;
    while (average(s, top) <= cost(s + 1) && s + 1 < top) s++;
    best = average(s, top);
  }
  return { reorderPointUnits: s, orderUpToUnits: top, costRate: best };
}

/** Expected visits m(j) of j units below the top before the next order, and expected periods M(j) (Zheng and Federgruen 1991). */
function renewalOf({ probability }: WholeDemandLaw) {
  const stay = 1 - probability[0]!;
  const visit = [1 / stay];
  const total = [0, 1 / stay];
  const grow = (j: number) => {
    for (let k = visit.length; k <= j; k++) {
      let sum = 0;
      for (let d = 1; d <= Math.min(k, probability.length - 1); d++) {
        sum += probability[d]! * visit[k - d]!;
      }
      visit.push(sum / stay);
      total.push(total[k]! + visit[k]!);
    }
  };
  return {
    visits: (j: number) => {
      grow(j);
      return visit[j]!;
    },
    duration: (units: number) => {
      grow(units);
      return total[units]!;
    },
  };
}

/** Exact average cost per period of any (s, S) with S above s. Cost as one step of `optimalMinMax`. */
export function minMaxCostRate(
  demand: WholeDemandLaw,
  problem: PeriodicReview,
  reorderPointUnits: number,
  orderUpToUnits: number,
): number {
  if (!(orderUpToUnits > reorderPointUnits)) {
    throw new RangeError(
      `(s,S): S must be above s, got ${reorderPointUnits} and ${orderUpToUnits}`,
    );
  }
  const law = sumOfSpans(demand, problem.leadTimePeriods + 1);
  const { holdingCost, stockoutCost, fixedCost } = problem;
  const renewal = renewalOf(demand);
  let sum = fixedCost;
  for (let j = 0; j < orderUpToUnits - reorderPointUnits; j++) {
    const y = orderUpToUnits - j;
    sum += renewal.visits(j) * (holdingCost * leftOver(law, y) + stockoutCost * law.short(y));
  }
  return sum / renewal.duration(orderUpToUnits - reorderPointUnits);
}

/**
 * The power approximation of (s, S) from mean and deviation of one period's demand (Ehrhardt and Mosier 1984): meant for
 * lots of more than 1.5 periods of demand; where they are smaller a base stock is the better rule. Throws RangeError on values not above 0.
 */
export function powerApproximation(
  demandMean: number,
  demandDeviation: number,
  problem: PeriodicReview,
): Omit<MinMaxPolicy, "costRate"> {
  const { holdingCost, stockoutCost, fixedCost, leadTimePeriods } = problem;
  requirePositive("(s,S) power approximation", { holdingCost, stockoutCost, fixedCost });
  requirePositive("(s,S) power approximation", { demandMean, demandDeviation });
  requireNonNegative("(s,S) power approximation", { leadTimePeriods });
  const spanMean = demandMean * (leadTimePeriods + 1);
  const spanDeviation = demandDeviation * Math.sqrt(leadTimePeriods + 1);
  const lot =
    1.3 *
    demandMean ** 0.494 *
    (fixedCost / holdingCost) ** 0.506 *
    (1 + (spanDeviation * spanDeviation) / (demandMean * demandMean)) ** 0.116;
  const z = Math.sqrt((lot * holdingCost) / (spanDeviation * stockoutCost));
  const reorder = 0.973 * spanMean + spanDeviation * (0.183 / z + 1.063 - 2.192 * z);
  return { reorderPointUnits: reorder, orderUpToUnits: reorder + lot };
}
