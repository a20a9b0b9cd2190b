import { requireNonNegative, requirePositive, requireWhole } from "./checks.ts";
import { leftOver, type WholeDemandLaw } from "./demand-law.ts";
import { sumOfSpans } from "./whole-law.ts";

export interface LostSalesProblem {
  /** Law of one period's demand; periods are independent. */
  readonly demand: WholeDemandLaw;
  /** Per unit left at a period's end, and per unit of demand that found no stock and is lost. */
  readonly holdingCost: number;
  readonly lostSaleCost: number;
  /** Whole periods from order to arrival, at least 1; orders are placed at the start of a period, after arrivals. */
  readonly leadTimePeriods: number;
}

export interface LostSalesOptimum {
  /** Least average cost per period lies within these. */
  readonly lowerCost: number;
  readonly upperCost: number;
  readonly averageCost: number;
  /** Units to order with this on hand and on the way (oldest first; leadTimePeriods - 1 entries). */
  orderUnits(onHandUnits: number, onTheWayUnits: readonly number[]): number;
}

const MOST_WORK = 400_000_000;
const EVALUATIONS = 8;

interface Space {
  /** On hand after arrivals, and what the last l orders may add up to at most (Zipkin 2008): [1..leadTime + 1]. */
  readonly most: Int32Array;
  readonly onHandSize: number;
  readonly orderSize: number;
  /** Number of combinations of orders on their way: orderSize^(leadTime - 1). */
  readonly pipelines: number;
}

/**
 * Where optimal orders stay: the last l orders never add up to more than the stock that l periods' demand exceeds with
 * probability h / (h + p) (Zipkin 2008, Old and new methods for lost-sales inventory systems).
 */
function spaceOf({ demand, holdingCost, lostSaleCost, leadTimePeriods }: LostSalesProblem): Space {
  const level = lostSaleCost / (holdingCost + lostSaleCost);
  const most = new Int32Array(leadTimePeriods + 2);
  for (let l = 1; l <= leadTimePeriods + 1; l++) most[l] = sumOfSpans(demand, l).quantile(level);
  const onHandSize = most[leadTimePeriods + 1]! + 1;
  const orderSize = most[1]! + 1;
  return { most, onHandSize, orderSize, pipelines: orderSize ** (leadTimePeriods - 1) };
}

function check(problem: LostSalesProblem): void {
  const { demand, holdingCost, lostSaleCost, leadTimePeriods } = problem;
  requirePositive("lost sales", { holdingCost, lostSaleCost, "mean demand": demand.mean });
  requireWhole("lost sales", { leadTimePeriods }, 1, 200);
}

/** Multiplications of one improvement step of the exact method: what `optimalLostSales` is refused by. */
export function lostSalesWork(problem: LostSalesProblem): number {
  check(problem);
  const { onHandSize, orderSize, pipelines } = spaceOf(problem);
  return (onHandSize * onHandSize * pipelines * orderSize) / 2;
}

/**
 * The best orders when unmet demand is lost, exact: relative value iteration over stock on hand and every order on its way,
 * with a few evaluations of the standing policy between improvements. The span of one step's change holds the least
 * average cost between its ends (Odoni 1969); it ends when they are within `tolerance` of each other, relatively. Throws
 * RangeError where one step would take more than 400,000,000 multiplications: use `planLostSales`.
 */
export function optimalLostSales(problem: LostSalesProblem, tolerance = 1e-6): LostSalesOptimum {
  check(problem);
  const work = lostSalesWork(problem);
  if (!(work <= MOST_WORK)) {
    throw new RangeError(
      `lost sales: ${work} multiplications a step are too many for the exact method (at most ${MOST_WORK})`,
    );
  }
  const space = spaceOf(problem);
  const { onHandSize, orderSize, pipelines } = space;
  const cost = Float64Array.from(
    { length: onHandSize },
    (_, x) =>
      problem.holdingCost * leftOver(problem.demand, x) +
      problem.lostSaleCost * problem.demand.short(x),
  );
  const sweep = sweeper(space, problem, cost);
  let value = new Float64Array(onHandSize * pipelines);
  let other = new Float64Array(onHandSize * pipelines);
  const order = new Int32Array(onHandSize * pipelines);
  let lowerCost = 0;
  let upperCost = Infinity;
  for (let k = 0; k < 20_000 && !(upperCost - lowerCost <= tolerance * lowerCost); k++) {
    [lowerCost, upperCost] = sweep(value, other, order, true);
    [value, other] = [other, value];
    for (let e = 0; e < EVALUATIONS; e++) {
      sweep(value, other, order, false);
      [value, other] = [other, value];
    }
    const base = value[0]!;
    for (let n = 0; n < value.length; n++) value[n]! -= base;
  }
  const orderUnits = (onHandUnits: number, onTheWayUnits: readonly number[]): number => {
    const x = Math.min(onHandUnits, onHandSize - 1);
    const at = onTheWayUnits.reduce(
      (n, units) => n * orderSize + Math.min(units, orderSize - 1),
      0,
    );
    return order[at * onHandSize + x]!;
  };
  return { lowerCost, upperCost, averageCost: (lowerCost + upperCost) / 2, orderUnits };
}

type Sweep = (
  from: Float64Array,
  to: Float64Array,
  order: Int32Array,
  isImproving: boolean,
) => [number, number];

/** Expected value one period later: `base` is the place of the next arrival and pipeline with nothing left on the shelf. */
type Expectation = (from: Float64Array, x: number, base: number) => number;

function expectation(probability: Float64Array): Expectation {
  const tail = probability.map((_, d) => probability.slice(d).reduce((sum, p) => sum + p, 0));
  return (from, x, base) => {
    let sum = 0;
    const sold = Math.min(x, probability.length);
    for (let d = 0; d < sold; d++) sum += probability[d]! * from[base + x - d]!;
    // Demand of x or more empties the shelf.
    return x < probability.length ? sum + tail[x]! * from[base]! : sum;
  };
}

/**
 * One step over all states. States are [pipeline][on hand], the pipeline oldest first in base orderSize. States whose
 * stock and orders together exceed the bound are never reached from inside it and stay 0.
 */
function sweeper(space: Space, problem: LostSalesProblem, cost: Float64Array): Sweep {
  const { most, onHandSize, orderSize, pipelines } = space;
  const lead = problem.leadTimePeriods;
  const sums = pipelineSums(orderSize, lead);
  const expected = expectation(problem.demand.probability);
  const top = most[lead + 1]!;
  const oldestScale = lead >= 2 ? orderSize ** (lead - 2) : 1;
  /** Place of (next arrival, pipeline after an order of 0) and how far it moves with each unit ordered. */
  const placeAfter = (pipe: number): number =>
    lead === 1 ? 0 : (pipe % oldestScale) * orderSize * onHandSize + Math.floor(pipe / oldestScale);
  const perUnit = lead === 1 ? 1 : onHandSize;
  const cheapest = (from: Float64Array, x: number, base: number, last: number): number => {
    let best = 0;
    let least = Infinity;
    for (let q = 0; q <= last; q++) {
      const later = expected(from, x, base + q * perUnit);
      if (later < least) {
        least = later;
        best = q;
      }
    }
    return best;
  };
  return (from, to, order, isImproving) => {
    let low = Infinity;
    let high = -Infinity;
    for (let pipe = 0; pipe < pipelines; pipe++) {
      const base = placeAfter(pipe);
      const room = top - sums[pipe]!;
      for (let x = 0; x <= room; x++) {
        const n = pipe * onHandSize + x;
        if (isImproving) order[n] = cheapest(from, x, base, Math.min(orderSize - 1, room - x));
        to[n] = cost[x]! + expected(from, x, base + order[n]! * perUnit);
        const change = to[n]! - from[n]!;
        low = Math.min(low, change);
        high = Math.max(high, change);
      }
    }
    return [low, high];
  };
}

function pipelineSums(orderSize: number, lead: number): Int32Array {
  const sums = new Int32Array(orderSize ** (lead - 1));
  for (let pipe = 0; pipe < sums.length; pipe++) {
    for (let rest = pipe; rest > 0; rest = Math.floor(rest / orderSize)) {
      sums[pipe]! += rest % orderSize;
    }
  }
  return sums;
}

/**
 * The myopic order (Morton 1971): the least q whose stock, when it arrives, meets that period's demand with at least
 * p / (h + p), given what is on hand and on the way. Cost O(lead time * stock * demand).
 */
export function myopicLostSalesOrder(
  problem: LostSalesProblem,
  onHandUnits: number,
  onTheWayUnits: readonly number[],
): number {
  check(problem);
  requireNonNegative("lost sales", { onHandUnits });
  const { demand, holdingCost, lostSaleCost, leadTimePeriods } = problem;
  if (onTheWayUnits.length !== leadTimePeriods - 1) {
    throw new RangeError(
      `lost sales: ${leadTimePeriods - 1} orders on their way expected, got ${onTheWayUnits.length}`,
    );
  }
  let stock = new Float64Array(onHandUnits + 1);
  stock[onHandUnits] = 1;
  for (let k = 0; k < leadTimePeriods; k++) {
    stock = afterDemand(stock, demand.probability, onTheWayUnits[k] ?? 0);
  }
  const level = lostSaleCost / (holdingCost + lostSaleCost);
  const meets = (q: number) => {
    let sum = 0;
    for (let x = 0; x < stock.length; x++) sum += stock[x]! * demand.cdf(x + q);
    return sum >= level;
  };
  let q = 0;
  while (!meets(q)) q++;
  return q;
}

/** Law of stock one period later: less demand, not below 0, and then the arrival. */
function afterDemand(
  stock: Float64Array,
  probability: Float64Array,
  arriving: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(stock.length + arriving);
  for (let x = 0; x < stock.length; x++) {
    let left = stock[x]!;
    for (let d = 0; d < Math.min(x, probability.length); d++) {
      const p = stock[x]! * probability[d]!;
      out[x - d + arriving]! += p;
      left -= p;
    }
    out[arriving]! += Math.max(0, left);
  }
  return out;
}
