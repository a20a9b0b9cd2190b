import { poissonTable } from "./poisson.ts";

/** Units with a ladder of prices over periods; demand of a period is Poisson with a mean that depends on the price. */
export interface LadderProblem {
  readonly units: number;
  readonly periodCount: number;
  /** Prices to choose from, in any order. Any money unit. [priceCount] */
  readonly price: Float64Array;
  /** Mean demand. [periodCount, priceCount] */
  readonly demandMean: Float64Array;
  /** Cost of a unit that is still there at the end of a period. [periodCount] */
  readonly holdingCost: Float64Array;
  /** What a unit taken out at the start of a period brings; negative where that costs. [periodCount] */
  readonly removalValue: Float64Array;
  /** What a unit left after the last period brings. */
  readonly leftoverValue: number;
}

/** The best choices, row-major over period and units at hand. */
export interface LadderPlan {
  /** Expected value from the start of a period; the last row is after all periods. [periodCount + 1, units + 1] */
  readonly value: Float64Array;
  /** Units to take out at the start of the period. [periodCount, units + 1] */
  readonly removedUnits: Int32Array;
  /** Price for those that stay, as an index. [periodCount, units + 1] */
  readonly priceIndex: Int32Array;
  /** Value with all units less value with one fewer, now. */
  readonly lastUnitValue: number;
  /** Value lost by a price now, with the best choices after it. [priceCount] */
  readonly priceRegret: Float64Array;
}

/** What choices lead to, in expectation. revenue - holdingCost + removalValue + leftoverValue = value. */
export interface LadderOutcome {
  readonly value: number;
  readonly soldUnits: number;
  readonly revenue: number;
  readonly holdingCost: number;
  readonly removedUnits: number;
  readonly removalValue: number;
  readonly leftoverUnits: number;
}

const MAX_UNITS = 5_000;

/**
 * The best price and number of units to take out in every state: backward induction, exact. Ties go to the price listed
 * first and to keeping units. Cost O(periods x prices x units^2 / 2): 13 x 8 prices x 200 units take milliseconds.
 * Throws RangeError beyond 5,000 units, where arrays do not fit, or at what is not finite.
 */
export function planLadder(problem: LadderProblem): LadderPlan {
  checkProblem(problem);
  const { units, periodCount, price } = problem;
  const width = units + 1;
  const value = new Float64Array((periodCount + 1) * width);
  const removedUnits = new Int32Array(periodCount * width);
  const priceIndex = new Int32Array(periodCount * width);
  for (let n = 0; n <= units; n++) value[periodCount * width + n] = n * problem.leftoverValue;
  for (let t = periodCount - 1; t >= 0; t--) {
    const next = value.subarray((t + 1) * width, (t + 2) * width);
    const best = new Float64Array(width).fill(-Infinity);
    for (let a = 0; a < price.length; a++) {
      const kept = periodValues(problem, t, a, next);
      for (let n = 0; n <= units; n++) {
        if (kept[n]! > best[n]!) {
          best[n] = kept[n]!;
          priceIndex[t * width + n] = a;
        }
      }
    }
    takeOut(best, problem.removalValue[t]!, value, removedUnits, priceIndex, t * width);
  }
  const first = value.subarray(width, 2 * width);
  const priceRegret = Float64Array.from(
    price,
    (_, a) => value[units]! - periodValues(problem, 0, a, first)[units]!,
  );
  const lastUnitValue = units > 0 ? value[units]! - value[units - 1]! : 0;
  return { value, removedUnits, priceIndex, lastUnitValue, priceRegret };
}

/** W(n) = max(V(n), W(n - 1) + removal): taking out one more unit from the best state with one fewer. */
function takeOut(
  kept: Float64Array,
  removal: number,
  value: Float64Array,
  removedUnits: Int32Array,
  priceIndex: Int32Array,
  row: number,
): void {
  value[row] = kept[0]!;
  for (let n = 1; n < kept.length; n++) {
    const less = value[row + n - 1]! + removal;
    const isKept = kept[n]! >= less;
    value[row + n] = isKept ? kept[n]! : less;
    if (isKept) continue;
    removedUnits[row + n] = removedUnits[row + n - 1]! + 1;
    priceIndex[row + n] = priceIndex[row + n - 1]!;
  }
}

/** Expected value of one period at price a for every number of units, with `next` after it. [units + 1] */
function periodValues(
  { units, price, demandMean, holdingCost }: LadderProblem,
  t: number,
  a: number,
  next: Float64Array,
): Float64Array {
  const table = poissonTable(demandMean[t * price.length + a]!, units + 1);
  const expected = new Float64Array(units + 1);
  for (let n = 0; n <= units; n++) {
    let sum = 0;
    let certain = 0;
    for (let d = 0; d < n; d++) {
      const p = table[d]!;
      sum += p * (price[a]! * d + next[n - d]! - holdingCost[t]! * (n - d));
      certain += p;
    }
    // All n are sold when demand is n or more.
    expected[n] = sum + Math.max(0, 1 - certain) * (price[a]! * n + next[0]!);
  }
  return expected;
}

/**
 * Expected outcome from all units when period t with n units takes out `removed(t, n)` and then asks `priceOf(t, n)`
 * for the rest (an index): of a plan, or of one price kept throughout. Cost O(periods x units^2 / 2).
 */
export function ladderOutcome(
  problem: LadderProblem,
  removed: (t: number, n: number) => number,
  priceOf: (t: number, n: number) => number,
): LadderOutcome {
  checkProblem(problem);
  const { units, periodCount, price } = problem;
  const sums = { soldUnits: 0, revenue: 0, holdingCost: 0, removedUnits: 0, removalValue: 0 };
  let state = new Float64Array(units + 1);
  state[units] = 1;
  for (let t = 0; t < periodCount; t++) {
    const after = new Float64Array(units + 1);
    for (let n = 0; n <= units; n++) {
      const share = state[n]!;
      if (share === 0) continue;
      const out = Math.min(n, removed(t, n));
      sums.removedUnits += share * out;
      sums.removalValue += share * out * problem.removalValue[t]!;
      const a = priceOf(t, n);
      const sold = sell(share, n - out, problem.demandMean[t * price.length + a]!, after);
      sums.soldUnits += sold;
      sums.revenue += sold * price[a]!;
    }
    for (let n = 0; n <= units; n++) sums.holdingCost += n * after[n]! * problem.holdingCost[t]!;
    state = after;
  }
  let leftoverUnits = 0;
  for (let n = 0; n <= units; n++) leftoverUnits += n * state[n]!;
  const value =
    sums.revenue - sums.holdingCost + sums.removalValue + leftoverUnits * problem.leftoverValue;
  return { value, ...sums, leftoverUnits };
}

/** Spreads a share of the states over what is left after a period's sales; returns the expected sales. */
function sell(share: number, n: number, mean: number, after: Float64Array): number {
  const table = poissonTable(mean, n);
  let certain = 0;
  let sold = 0;
  for (let d = 0; d < n; d++) {
    certain += table[d]!;
    sold += d * table[d]!;
    after[n - d]! += share * table[d]!;
  }
  const rest = Math.max(0, 1 - certain);
  after[0]! += share * rest;
  return share * (sold + n * rest);
}

function checkProblem(problem: LadderProblem): void {
  const { units, periodCount, price } = problem;
  if (!(Number.isInteger(units) && units >= 0 && units <= MAX_UNITS)) {
    throw new RangeError(`price ladder: units must be whole, 0 to ${MAX_UNITS}, got ${units}`);
  }
  if (price.length === 0) throw new RangeError("price ladder: no price to choose from");
  const lengths = {
    price: price.length,
    demandMean: periodCount * price.length,
    holdingCost: periodCount,
    removalValue: periodCount,
  } as const;
  for (const [name, length] of Object.entries(lengths)) {
    const values = problem[name as keyof typeof lengths];
    if (values.length !== length) {
      throw new RangeError(
        `price ladder: ${name} must have length ${length}, got ${values.length}`,
      );
    }
    const at = values.findIndex((v) => !Number.isFinite(v) || (name === "demandMean" && v < 0));
    if (at >= 0) throw new RangeError(`price ladder: ${name}[${at}] is ${values[at]}`);
  }
}
