import { perPeriod, requireWhole } from "./checks.ts";
import { type DemandLaw, leftOver } from "./demand-law.ts";

type Values = number | readonly number[];

export interface FiniteHorizonInput {
  /** Law of each period's demand, first period first. */
  readonly demand: readonly DemandLaw[];
  /** One value for all periods or one each; per unit at a period's end, per unit bought, per order. */
  readonly holdingCost: Values;
  readonly stockoutCost: Values;
  readonly purchaseCost: Values;
  readonly fixedCost: Values;
  /** On what is left, or owed, after the last period. */
  readonly terminalHoldingCost: number;
  readonly terminalStockoutCost: number;
  /** Factor of the next period's cost, in (0, 1]. */
  readonly discount: number;
  readonly initialUnits: number;
}

export interface FiniteHorizonPlan {
  /** Order when stock is at or below the reorder point, up to the level; one each per period. */
  readonly reorderPoint: Int32Array;
  readonly orderUpTo: Int32Array;
  /** Least expected discounted cost from `initialUnits`. */
  readonly cost: number;
}

interface Grid {
  readonly least: number;
  readonly size: number;
}

/**
 * Least-cost orders over a finite horizon with random demand and backorders, by backward recursion over whole stock levels
 * (Scarf 1960: the best policy is (s, S) in every period). Demand moves between whole units; a continuous law is rounded
 * to the nearest (its tails beyond 1e-12 left out) while the cost of a period uses the law itself. Orders arrive before
 * demand. Throws RangeError on a wrong length, a negative value or a grid of more than 40,000 levels.
 * Cost O(periods * levels * units of demand).
 */
export function finiteHorizonPlan(input: FiniteHorizonInput): FiniteHorizonPlan {
  const periods = input.demand.length;
  requireWhole("finite horizon", { periods }, 1, 10_000);
  requireWhole("finite horizon", { initialUnits: input.initialUnits }, -1e6, 1e6);
  const { discount, terminalHoldingCost, terminalStockoutCost } = input;
  if (!(discount > 0 && discount <= 1)) {
    throw new RangeError(`finite horizon: discount must be in (0,1], got ${discount}`);
  }
  const of = (name: "holdingCost" | "stockoutCost" | "purchaseCost" | "fixedCost") =>
    perPeriod("finite horizon", name, input[name], periods);
  const holding = of("holdingCost");
  const stockout = of("stockoutCost");
  const purchase = of("purchaseCost");
  const fixed = of("fixedCost");
  const steps = input.demand.map(stepsOf);
  const grid = gridOf(input, steps);
  const reorderPoint = new Int32Array(periods);
  const orderUpTo = new Int32Array(periods);
  let next = Float64Array.from({ length: grid.size }, (_, k) => {
    const units = grid.least + k;
    return units >= 0 ? terminalHoldingCost * units : -terminalStockoutCost * units;
  });
  for (let t = periods - 1; t >= 0; t--) {
    const law = input.demand[t]!;
    const after = Float64Array.from({ length: grid.size }, (_, k) => {
      const y = grid.least + k;
      return (
        purchase[t]! * y +
        holding[t]! * leftOver(law, y) +
        stockout[t]! * law.short(y) +
        discount * expectedNext(next, k, steps[t]!)
      );
    });
    const best = orderFrom(after, fixed[t]!);
    reorderPoint[t] = grid.least + best.reorder;
    orderUpTo[t] = grid.least + best.upTo;
    next = after.map((stay, k) => {
      const cost = k <= best.reorder ? fixed[t]! + after[best.upTo]! : stay;
      return cost - purchase[t]! * (grid.least + k);
    });
  }
  return { reorderPoint, orderUpTo, cost: next[input.initialUnits - grid.least]! };
}

/** The level of least cost (the lowest such), and the highest level below it from which an order pays. */
function orderFrom(after: Float64Array, fixedCost: number): { upTo: number; reorder: number } {
  let upTo = 0;
  for (let k = 1; k < after.length; k++) if (after[k]! < after[upTo]!) upTo = k;
  let reorder = upTo;
  while (reorder > 0 && after[reorder]! < fixedCost + after[upTo]!) reorder--;
  return { upTo, reorder };
}

interface Steps {
  readonly first: number;
  readonly probability: Float64Array;
}

/** Demand rounded to whole units, with tails below 1e-12 left out and the rest scaled to 1. */
function stepsOf(law: DemandLaw): Steps {
  const first = Math.floor(law.isWhole ? law.quantile(1e-12) : law.quantile(1e-12) + 0.5);
  const last = Math.ceil(law.quantile(1 - 1e-12));
  const half = law.isWhole ? 0 : 0.5;
  const probability = Float64Array.from({ length: last - first + 1 }, (_, k) => {
    const x = first + k;
    return law.cdf(x + half) - law.cdf(law.isWhole ? x - 1 : x - half);
  });
  const total = probability.reduce((sum, p) => sum + p, 0);
  return { first, probability: probability.map((p) => p / total) };
}

/** Expected cost of the next period from position k; below and above the grid the end slopes go on. */
function expectedNext(next: Float64Array, k: number, { first, probability }: Steps): number {
  const last = next.length - 1;
  let sum = 0;
  for (let d = 0; d < probability.length; d++) {
    const to = k - first - d;
    const inside = Math.max(0, Math.min(to, last));
    const slope = to < 0 ? next[1]! - next[0]! : next[last]! - next[last - 1]!;
    sum += probability[d]! * (next[inside]! + slope * (to - inside));
  }
  return sum;
}

function gridOf(input: FiniteHorizonInput, steps: readonly Steps[]): Grid {
  const spans = steps.map(({ first, probability }) => first + probability.length - 1);
  const widest = Math.max(...spans, 1);
  const total = spans.reduce((sum, x) => sum + Math.max(0, x), 0);
  // A fixed cost or a dearer period ahead may make it pay to buy early; never more than all demand.
  const buysAhead =
    perPeriod("finite horizon", "fixedCost", input.fixedCost, steps.length).some((x) => x > 0) ||
    typeof input.purchaseCost !== "number";
  const top = buysAhead ? total + 1 : Math.min(total + 1, 3 * widest);
  const least = Math.min(input.initialUnits, 0) - 2 * widest;
  const most = Math.max(input.initialUnits, top);
  const size = most - least + 1;
  requireWhole("finite horizon", { "stock levels": size }, 2, 40_000);
  return { least, size };
}
