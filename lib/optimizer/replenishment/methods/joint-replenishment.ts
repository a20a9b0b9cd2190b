import { requireNonNegative, requirePositive } from "./checks.ts";

export interface JointInput {
  /** Cost of an order of the supplier, whatever it holds. */
  readonly sharedFixedCost: number;
  /** Per product: cost of taking it into an order, holding cost per unit and time, units demanded per unit of time. */
  readonly fixedCost: readonly number[];
  readonly holdingCost: readonly number[];
  readonly demandRate: readonly number[];
}

export interface JointPlan {
  /** Time between two orders of the supplier; product i joins every multiple[i]-th. */
  readonly baseTime: number;
  readonly multiple: Int32Array;
  readonly orderUnits: Float64Array;
  readonly costRate: number;
}

interface Prepared {
  readonly shared: number;
  readonly fixed: Float64Array;
  /** Half of holding cost times demand: cost rate per unit of cycle time. */
  readonly slope: Float64Array;
  readonly rate: Float64Array;
}

function prepare(input: JointInput): Prepared {
  const { sharedFixedCost, fixedCost, holdingCost, demandRate } = input;
  requirePositive("joint replenishment", { sharedFixedCost, products: fixedCost.length });
  if (holdingCost.length !== fixedCost.length || demandRate.length !== fixedCost.length) {
    throw new RangeError(
      `joint replenishment: ${fixedCost.length} products need as many holding costs and demand rates`,
    );
  }
  fixedCost.forEach((cost, i) => {
    requireNonNegative("joint replenishment", { [`fixed cost ${i}`]: cost });
    requirePositive("joint replenishment", { [`holding cost ${i}`]: holdingCost[i]! });
    requirePositive("joint replenishment", { [`demand rate ${i}`]: demandRate[i]! });
  });
  return {
    shared: sharedFixedCost,
    fixed: Float64Array.from(fixedCost),
    slope: Float64Array.from(fixedCost, (_, i) => (holdingCost[i]! * demandRate[i]!) / 2),
    rate: Float64Array.from(demandRate),
  };
}

/** The best base time of given multiples, and its cost 2 sqrt((K + sum k/m) (sum slope m)). */
function planOf({ shared, fixed, slope, rate }: Prepared, multiple: Int32Array): JointPlan {
  let orders = shared;
  let holding = 0;
  for (let i = 0; i < fixed.length; i++) {
    orders += fixed[i]! / multiple[i]!;
    holding += slope[i]! * multiple[i]!;
  }
  const baseTime = Math.sqrt(orders / holding);
  return {
    baseTime,
    multiple,
    orderUnits: rate.map((units, i) => units * multiple[i]! * baseTime),
    costRate: 2 * Math.sqrt(orders * holding),
  };
}

/**
 * Silver's rule (1976): the product with the least fixed cost per holding cost joins every order, the others every
 * sqrt(ratio / (shared + its own))-th, rounded to the multiple of least cost. Cost O(products).
 */
export function silverJointReplenishment(input: JointInput): JointPlan {
  const data = prepare(input);
  const { shared, fixed, slope } = data;
  const ratio = fixed.map((cost, i) => cost / slope[i]!);
  let first = 0;
  for (let i = 1; i < ratio.length; i++) if (ratio[i]! < ratio[first]!) first = i;
  const scale = slope[first]! / (shared + fixed[first]!);
  const multiple = Int32Array.from(ratio, (value, i) => {
    if (i === first) return 1;
    return roundedMultiple(value * scale);
  });
  return planOf(data, multiple);
}

/** The whole m that minimises ratio / m + m: the least m with m (m + 1) >= ratio (Goyal 1974). */
function roundedMultiple(ratio: number): number {
  let m = Math.max(1, Math.floor(Math.sqrt(ratio)));
  while (m > 1 && m * (m - 1) >= ratio) m--;
  while (m * (m + 1) < ratio) m++;
  return m;
}

/**
 * No policy of any kind, cyclic or not, costs less: products may order at any times not more often than the supplier
 * (Jackson, Maxwell and Muckstadt 1985). Rounding to powers of two of a base time costs at most 6.07 % more than this.
 * Cost O(products log products).
 */
export function jointReplenishmentBound(input: JointInput): number {
  const { shared, fixed, slope } = prepare(input);
  const order = Array.from(fixed, (_, i) => i).sort(
    (a, b) => fixed[a]! / slope[a]! - fixed[b]! / slope[b]! || a - b,
  );
  let orders = shared;
  let holding = 0;
  let joined = 0;
  for (const i of order) {
    // A product whose own cycle would be shorter than the supplier's joins each of the supplier's orders.
    if (joined > 0 && fixed[i]! / slope[i]! > orders / holding) break;
    orders += fixed[i]!;
    holding += slope[i]!;
    joined++;
  }
  let bound = 2 * Math.sqrt(orders * holding);
  for (const i of order.slice(joined)) bound += 2 * Math.sqrt(fixed[i]! * slope[i]!);
  return bound;
}

export interface SearchedJointPlan extends JointPlan {
  /** False when the search ended at its limit of steps: then the best plan met so far. */
  readonly isProved: boolean;
  /** Of any policy whatever: see `jointReplenishmentBound`. */
  readonly lowerBoundCostRate: number;
}

const MOST_STEPS = 1_000_000;

/**
 * The best plan of whole multiples of a base time, exactly (Wildeman, Frenk and Dekker 1997): as the base time falls,
 * product i's best multiple steps from m to m + 1 at sqrt(k / (slope m (m + 1))); between two steps the multiples are
 * constant, so the best plan is among those met. With base time T a plan costs at least shared / T + what the products
 * would cost alone, each at its own best cycle: no base time below shared / (best - alone) can be better.
 * Throws RangeError without products or unless costs and rates are above 0. Cost O(steps * products).
 */
export const jointReplenishment = (input: JointInput): SearchedJointPlan =>
  searchDown(input, (m) => m + 1);

/** The best plan whose multiples are powers of two: easier to keep, and at most 6.07 % above the bound. */
export const powerOfTwoJointReplenishment = (input: JointInput): SearchedJointPlan =>
  searchDown(input, (m) => 2 * m);

function searchDown(input: JointInput, next: (multiple: number) => number): SearchedJointPlan {
  const data = prepare(input);
  const { shared, fixed, slope } = data;
  const multiple = new Int32Array(fixed.length).fill(1);
  const stepAt = (i: number) => fixed[i]! / (slope[i]! * multiple[i]! * next(multiple[i]!));
  const step = Float64Array.from(fixed, (_, i) => stepAt(i));
  let alone = 0;
  for (let i = 0; i < fixed.length; i++) alone += 2 * Math.sqrt(fixed[i]! * slope[i]!);
  let best = planOf(data, multiple.slice());
  let isProved = false;
  for (let count = 0; count < MOST_STEPS; count++) {
    let i = 0;
    for (let k = 1; k < step.length; k++) if (step[k]! > step[i]!) i = k;
    // Squares of base times are compared.
    if (step[i]! * (best.costRate - alone) ** 2 < shared * shared) {
      isProved = true;
      break;
    }
    multiple[i] = next(multiple[i]!);
    step[i] = stepAt(i);
    const plan = planOf(data, multiple);
    if (plan.costRate < best.costRate) best = planOf(data, multiple.slice());
  }
  return { ...best, isProved, lowerBoundCostRate: jointReplenishmentBound(input) };
}
