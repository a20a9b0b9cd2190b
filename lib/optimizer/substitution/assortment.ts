/** Items that stand in for each other, bought by the multinomial logit model. */
export interface AssortmentProblem {
  /** Earned per unit bought; may be negative. Any money unit. [itemCount] */
  readonly revenue: Float64Array;
  /** Weight of an item in the buyer's choice when it is offered, >= 0. [itemCount] */
  readonly attraction: Float64Array;
  /** Weight of buying nothing, > 0. */
  readonly noPurchase: number;
  /** Most items offered; Infinity = no limit. */
  readonly maxCount: number;
  /** 1 = has to be offered. [itemCount] */
  readonly isRequired?: Uint8Array;
  /** 1 = cannot be offered. [itemCount] */
  readonly isExcluded?: Uint8Array;
}

export interface Assortment {
  /** Offered items, ascending. */
  readonly items: Int32Array;
  /** Expected revenue per visitor. */
  readonly revenue: number;
  /** Share of visitors who buy it; 0 where it is not offered. [itemCount] */
  readonly buyShare: Float64Array;
  /**
   * Proof: at this revenue per visitor, no permitted set earns more than it costs in lost choices, beyond `excess` (0 up
   * to rounding, relative to the largest term). See README.md.
   */
  readonly excess: number;
  readonly iterations: number;
}

/**
 * The set of items with the highest expected revenue per visitor, exact. Ties go to the smaller set, then to the lower
 * index. Cost O(n log n) per iteration, 2 to 8 iterations. Throws RangeError where arrays do not fit, weights are not
 * finite and >= 0, or more items are required than allowed.
 */
export function bestAssortment(problem: AssortmentProblem): Assortment {
  checkProblem(problem);
  let chosen = requiredItems(problem);
  let revenue = revenueOf(problem, chosen);
  // Dinkelbach (1967): theta rises to the optimum; each set is the best at the last theta, so none comes twice.
  for (let iterations = 1; ; iterations++) {
    const next = bestAt(problem, revenue);
    const nextRevenue = revenueOf(problem, next);
    if (!(nextRevenue > revenue)) {
      return {
        items: chosen,
        revenue,
        buyShare: sharesOf(problem, chosen),
        excess: excessOf(problem, next, revenue),
        iterations,
      };
    }
    chosen = next;
    revenue = nextRevenue;
  }
}

/**
 * The same without a limit on the count, required or excluded items: some number of the dearest items is best (Talluri
 * and van Ryzin 2004), found in one pass over the sorted items. Cost O(n log n).
 */
export function bestRevenueOrdered(
  problem: Pick<AssortmentProblem, "revenue" | "attraction" | "noPurchase">,
): Assortment {
  const full: AssortmentProblem = { ...problem, maxCount: Infinity };
  checkProblem(full);
  const { revenue, attraction, noPurchase } = problem;
  const order = Int32Array.from(revenue.keys()).sort((a, b) => revenue[b]! - revenue[a]! || a - b);
  let [earned, weight, best, count] = [0, noPurchase, 0, 0];
  for (let k = 0; k < order.length; k++) {
    const j = order[k]!;
    earned += revenue[j]! * attraction[j]!;
    weight += attraction[j]!;
    if (earned / weight > best) {
      best = earned / weight;
      count = k + 1;
    }
  }
  const items = order
    .slice(0, count)
    .filter((j) => attraction[j]! > 0)
    .sort();
  const value = revenueOf(full, items);
  const excess = excessOf(full, bestAt(full, value), value);
  return { items, revenue: value, buyShare: sharesOf(full, items), excess, iterations: 1 };
}

export interface ItemRegret {
  /** Revenue per visitor lost when the item is offered although it is not in the best set, or left out although it is. */
  readonly revenue: number;
  readonly isOffered: boolean;
  /** The best set under that condition. */
  readonly alternative: Assortment;
}

/** What the other choice for one item would cost. Null where the other choice is not permitted. Cost of a solve. */
export function itemRegret(
  problem: AssortmentProblem,
  best: Assortment,
  item: number,
): ItemRegret | null {
  const isOffered = best.items.includes(item);
  const mark = (flags: Uint8Array | undefined): Uint8Array => {
    const marked = flags?.slice() ?? new Uint8Array(problem.revenue.length);
    marked[item] = 1;
    return marked;
  };
  if (isOffered ? problem.isRequired?.[item] : problem.isExcluded?.[item]) return null;
  const changed: AssortmentProblem = isOffered
    ? { ...problem, isExcluded: mark(problem.isExcluded) }
    : { ...problem, isRequired: mark(problem.isRequired) };
  if (requiredItems(changed).length > problem.maxCount) return null;
  const alternative = bestAssortment(changed);
  return { revenue: best.revenue - alternative.revenue, isOffered, alternative };
}

/** Revenue per visitor that one more place would bring; 0 without a limit. Cost of a solve. */
export function slotValue(problem: AssortmentProblem, best: Assortment): number {
  if (problem.maxCount >= problem.revenue.length) return 0;
  const more = bestAssortment({ ...problem, maxCount: problem.maxCount + 1 });
  return Math.max(0, more.revenue - best.revenue);
}

function requiredItems({ revenue, isRequired }: AssortmentProblem): Int32Array {
  return Int32Array.from(revenue.keys()).filter((j) => isRequired?.[j] === 1);
}

function revenueOf(
  { revenue, attraction, noPurchase }: AssortmentProblem,
  items: Int32Array,
): number {
  let earned = 0;
  let weight = noPurchase;
  for (const j of items) {
    earned += revenue[j]! * attraction[j]!;
    weight += attraction[j]!;
  }
  return earned / weight;
}

/** The set that gains most over theta: required items, then the largest positive v (r - theta) while there are places. */
function bestAt(problem: AssortmentProblem, theta: number): Int32Array {
  const { revenue, attraction, isRequired, isExcluded, maxCount } = problem;
  const required = requiredItems(problem);
  const score = (j: number) => attraction[j]! * (revenue[j]! - theta);
  const candidates = Int32Array.from(revenue.keys()).filter(
    (j) => !isRequired?.[j] && !isExcluded?.[j] && score(j) > 0,
  );
  const places = Math.min(candidates.length, maxCount - required.length);
  if (places < candidates.length) candidates.sort((a, b) => score(b) - score(a) || a - b);
  const joined = new Int32Array(required.length + places);
  joined.set(required);
  joined.set(candidates.subarray(0, places), required.length);
  return joined.sort();
}

/** sum of v (r - theta) over the set, less theta v0, relative to the largest term. */
function excessOf(problem: AssortmentProblem, items: Int32Array, theta: number): number {
  let sum = -theta * problem.noPurchase;
  let largest = Math.abs(sum);
  for (const j of items) {
    const term = problem.attraction[j]! * (problem.revenue[j]! - theta);
    sum += term;
    largest = Math.max(largest, Math.abs(term));
  }
  return largest === 0 ? 0 : sum / largest;
}

function sharesOf({ attraction, noPurchase }: AssortmentProblem, items: Int32Array): Float64Array {
  const shares = new Float64Array(attraction.length);
  let weight = noPurchase;
  for (const j of items) weight += attraction[j]!;
  for (const j of items) shares[j] = attraction[j]! / weight;
  return shares;
}

function checkProblem(problem: AssortmentProblem): void {
  const { revenue, attraction, noPurchase, maxCount, isRequired, isExcluded } = problem;
  if (attraction.length !== revenue.length) {
    throw new RangeError(
      `assortment: ${revenue.length} revenues, but ${attraction.length} attractions`,
    );
  }
  for (let j = 0; j < revenue.length; j++) {
    if (!Number.isFinite(revenue[j]!) || !(attraction[j]! >= 0 && attraction[j]! < Infinity)) {
      throw new RangeError(
        `assortment: item ${j} has revenue ${revenue[j]} and attraction ${attraction[j]}`,
      );
    }
    if (isRequired?.[j] && isExcluded?.[j]) {
      throw new RangeError(`assortment: item ${j} is both required and excluded`);
    }
  }
  if (!(noPurchase > 0 && noPurchase < Infinity)) {
    throw new RangeError(`assortment: noPurchase must be > 0, got ${noPurchase}`);
  }
  const least = requiredItems(problem).length;
  if (!(maxCount >= least)) {
    throw new RangeError(
      `assortment: maxCount must be at least the ${least} required items, got ${maxCount}`,
    );
  }
}
