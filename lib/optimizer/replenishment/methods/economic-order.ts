import { requireNonNegative, requirePositive, requireWhole } from "./checks.ts";
import { goldenSection } from "./minimize.ts";

// Lots for steady, certain demand. Costs are per unit of time, in the time unit of the demand rate: `holdingCost` is money
// per unit and time, `fixedCost` money per order.

export interface SteadyDemand {
  readonly fixedCost: number;
  readonly holdingCost: number;
  readonly demandRate: number;
}

export interface EconomicOrder {
  readonly orderUnits: number;
  readonly cycleTime: number;
  /** Ordering and holding cost per unit of time, without the goods themselves. */
  readonly costRate: number;
}

/** The economic order quantity sqrt(2 K d / h) (Harris 1913) and its cost sqrt(2 K d h). Throws RangeError on a value not above 0. */
export function economicOrder({ fixedCost, holdingCost, demandRate }: SteadyDemand): EconomicOrder {
  requirePositive("economic order", { fixedCost, holdingCost, demandRate });
  const orderUnits = Math.sqrt((2 * fixedCost * demandRate) / holdingCost);
  return {
    orderUnits,
    cycleTime: orderUnits / demandRate,
    costRate: Math.sqrt(2 * fixedCost * demandRate * holdingCost),
  };
}

/** Cost per unit of time of any order quantity, and how much dearer it is than the best: (q/Q + Q/q) / 2. */
export function orderCostRate(demand: SteadyDemand, orderUnits: number): number {
  requirePositive("order cost", { orderUnits });
  const { fixedCost, holdingCost, demandRate } = demand;
  return (fixedCost * demandRate) / orderUnits + (holdingCost * orderUnits) / 2;
}

/** With planned backorders at `stockoutCost` per unit and time: the share h / (h + p) of each lot waits. */
export function economicOrderWithBackorders(
  demand: SteadyDemand & { readonly stockoutCost: number },
): EconomicOrder & { readonly backorderShare: number } {
  const { fixedCost, holdingCost, demandRate, stockoutCost } = demand;
  requirePositive("economic order", { fixedCost, holdingCost, demandRate, stockoutCost });
  const both = holdingCost + stockoutCost;
  const orderUnits = Math.sqrt((2 * fixedCost * demandRate * both) / (holdingCost * stockoutCost));
  return {
    orderUnits,
    cycleTime: orderUnits / demandRate,
    costRate: Math.sqrt((2 * fixedCost * demandRate * holdingCost * stockoutCost) / both),
    backorderShare: holdingCost / both,
  };
}

/** With goods arriving at a rate above that of demand: holding is paid on the share 1 - d / rate only (Taft 1918). */
export function economicProductionLot(
  demand: SteadyDemand & { readonly productionRate: number },
): EconomicOrder {
  const { fixedCost, holdingCost, demandRate, productionRate } = demand;
  if (!(productionRate > demandRate)) {
    throw new RangeError(
      `economic lot: productionRate must be above demandRate ${demandRate}, got ${productionRate}`,
    );
  }
  const share = 1 - demandRate / productionRate;
  return economicOrder({ fixedCost, demandRate, holdingCost: holdingCost * share });
}

export interface DiscountSchedule {
  readonly fixedCost: number;
  readonly demandRate: number;
  /** Holding cost per unit of time as a share of the unit cost. */
  readonly holdingCostRate: number;
  /** Least quantity of each price, ascending from 0. */
  readonly breakpoints: readonly number[];
  readonly unitCosts: readonly number[];
}

export interface DiscountedOrder {
  readonly orderUnits: number;
  /** Index of the price that the quantity earns. */
  readonly region: number;
  /** Ordering, holding and buying, per unit of time. */
  readonly costRate: number;
}

function checkSchedule(schedule: DiscountSchedule): void {
  const { fixedCost, demandRate, holdingCostRate, breakpoints, unitCosts } = schedule;
  requirePositive("discounted order", { fixedCost, demandRate, holdingCostRate });
  for (const [j, cost] of unitCosts.entries()) {
    requirePositive("discounted order", { [`unit cost ${j}`]: cost });
  }
  const isAscending = breakpoints.every((x, j) => (j === 0 ? x === 0 : x > breakpoints[j - 1]!));
  if (breakpoints.length === 0 || breakpoints.length !== unitCosts.length || !isAscending) {
    throw new RangeError(
      `discounted order: breakpoints must ascend from 0, one per unit cost, got ${breakpoints.join(", ")}`,
    );
  }
}

const cheapest = (options: readonly DiscountedOrder[]): DiscountedOrder =>
  options.reduce((best, option) => (option.costRate < best.costRate ? option : best));

/** All units at the price of the region that the quantity lies in: its own best quantity, or the region's least. */
export function economicOrderAllUnits(schedule: DiscountSchedule): DiscountedOrder {
  checkSchedule(schedule);
  const { fixedCost, demandRate, holdingCostRate, breakpoints, unitCosts } = schedule;
  const options = unitCosts.flatMap((unitCost, region) => {
    const demand = { fixedCost, demandRate, holdingCost: holdingCostRate * unitCost };
    const free = economicOrder(demand).orderUnits;
    const orderUnits = Math.max(free, breakpoints[region]!);
    if (orderUnits >= (breakpoints[region + 1] ?? Infinity)) return [];
    const costRate = unitCost * demandRate + orderCostRate(demand, orderUnits);
    return [{ orderUnits, region, costRate }];
  });
  return cheapest(options);
}

/**
 * Each unit at the price of its own step: with `saved` paid more for the units below the region, its best quantity is
 * sqrt(2 (K + saved) d / (i c)) (Hadley and Whitin 1963). The best one always lies inside its region.
 */
export function economicOrderIncremental(schedule: DiscountSchedule): DiscountedOrder {
  checkSchedule(schedule);
  const { fixedCost, demandRate, holdingCostRate, breakpoints, unitCosts } = schedule;
  let saved = 0;
  const options = unitCosts.flatMap((unitCost, region) => {
    if (region > 0) saved += (unitCosts[region - 1]! - unitCost) * breakpoints[region]!;
    const holdingCost = holdingCostRate * unitCost;
    const setup = fixedCost + saved;
    if (!(setup > 0)) return [];
    const orderUnits = Math.sqrt((2 * setup * demandRate) / holdingCost);
    const isInside =
      orderUnits >= breakpoints[region]! && orderUnits < (breakpoints[region + 1] ?? Infinity);
    if (!isInside) return [];
    const costRate =
      unitCost * demandRate +
      (holdingCostRate * saved) / 2 +
      (setup * demandRate) / orderUnits +
      (holdingCost * orderUnits) / 2;
    return [{ orderUnits, region, costRate }];
  });
  if (options.length === 0) {
    throw new RangeError(
      "discounted order: no region holds its own best quantity; prices must fall",
    );
  }
  return cheapest(options);
}

export interface DisruptedSupply extends SteadyDemand {
  readonly stockoutCost: number;
  /** Rates per unit of time of a supply going down and coming back. */
  readonly disruptionRate: number;
  readonly recoveryRate: number;
}

/** Cost per unit of time of a lot when supply fails at times (Parlar and Berkin 1991 as put right by Berk and Arreola-Risa 1994). */
export function disruptedOrderCostRate(supply: DisruptedSupply, orderUnits: number): number {
  const { fixedCost, holdingCost, demandRate, stockoutCost, disruptionRate, recoveryRate } = supply;
  const time = orderUnits / demandRate;
  const both = disruptionRate + recoveryRate;
  const isDown = (disruptionRate / both) * -Math.expm1(-both * time);
  const wait = isDown / recoveryRate;
  const cycleCost =
    fixedCost + (holdingCost * orderUnits * time) / 2 + demandRate * stockoutCost * wait;
  return cycleCost / (time + wait);
}

/**
 * The lot when supply fails at times and demand meanwhile is lost at `stockoutCost` a unit. The cost is quasi-convex in
 * the lot, so a one-dimensional search is exact to about 1e-8. When ordering costs more than losing every sale, no lot
 * is worth ordering and RangeError is thrown.
 */
export function economicOrderWithDisruptions(supply: DisruptedSupply): EconomicOrder {
  const { fixedCost, holdingCost, demandRate, stockoutCost, disruptionRate, recoveryRate } = supply;
  requirePositive("disrupted order", { fixedCost, holdingCost, demandRate, stockoutCost });
  requirePositive("disrupted order", { disruptionRate, recoveryRate });
  const plain = economicOrder(supply).orderUnits;
  const cost = (units: number) => disruptedOrderCostRate(supply, units);
  let high = 2 * plain + (demandRate * 10) / recoveryRate;
  while (cost(2 * high) < cost(high)) high *= 2;
  const orderUnits = goldenSection(cost, plain / 1e6, 2 * high);
  if (cost(orderUnits) > demandRate * stockoutCost) {
    throw new RangeError("disrupted order: losing every sale costs less than any lot");
  }
  return { orderUnits, cycleTime: orderUnits / demandRate, costRate: cost(orderUnits) };
}

/** The closed form (Snyder 2014) for the same problem; near the exact lot when a cycle is long against a disruption. */
export function approximateOrderWithDisruptions(supply: DisruptedSupply): EconomicOrder {
  const { fixedCost, holdingCost, demandRate, stockoutCost, disruptionRate, recoveryRate } = supply;
  requirePositive("disrupted order", { fixedCost, holdingCost, demandRate, stockoutCost });
  requirePositive("disrupted order", { disruptionRate, recoveryRate });
  const down = disruptionRate / (disruptionRate + recoveryRate);
  const lost = down * demandRate * holdingCost;
  const orderUnits =
    (Math.sqrt(
      lost * lost +
        2 *
          holdingCost *
          recoveryRate *
          (fixedCost * demandRate * recoveryRate + demandRate * demandRate * stockoutCost * down),
    ) -
      lost) /
    (holdingCost * recoveryRate);
  return { orderUnits, cycleTime: orderUnits / demandRate, costRate: holdingCost * orderUnits };
}

export interface RandomYield extends SteadyDemand {
  /** Mean and deviation of what is added to (additive) or kept of (multiplicative) an order. */
  readonly yieldMean: number;
  readonly yieldDeviation: number;
}

/** Orders arrive with a random number of units more or fewer: arriving mean sqrt(2 K d / h + deviation^2). */
export function economicOrderAdditiveYield(demand: RandomYield): EconomicOrder {
  const { fixedCost, holdingCost, demandRate, yieldMean, yieldDeviation } = demand;
  requirePositive("order with yield", { fixedCost, holdingCost, demandRate });
  requireNonNegative("order with yield", { yieldDeviation });
  const arriving = Math.sqrt(
    (2 * fixedCost * demandRate) / holdingCost + yieldDeviation * yieldDeviation,
  );
  return {
    orderUnits: arriving - yieldMean,
    cycleTime: arriving / demandRate,
    costRate: holdingCost * arriving,
  };
}

/** A random share of every order arrives usable. */
export function economicOrderMultiplicativeYield(demand: RandomYield): EconomicOrder {
  const { fixedCost, holdingCost, demandRate, yieldMean, yieldDeviation } = demand;
  requirePositive("order with yield", { fixedCost, holdingCost, demandRate, yieldMean });
  requireNonNegative("order with yield", { yieldDeviation });
  const square = yieldMean * yieldMean + yieldDeviation * yieldDeviation;
  const orderUnits = Math.sqrt((2 * fixedCost * demandRate) / (holdingCost * square));
  return {
    orderUnits,
    cycleTime: (orderUnits * yieldMean) / demandRate,
    costRate: Math.sqrt(2 * fixedCost * demandRate * holdingCost * square) / yieldMean,
  };
}

export interface PoweredOrder extends EconomicOrder {
  /** Cycle time as baseTime * 2^power. */
  readonly power: number;
}

/** The best cycle among baseTime * 2^k: never more than 6.07 % dearer than the best of all (Roundy 1985). */
export function powerOfTwoOrder(demand: SteadyDemand, baseTime: number): PoweredOrder {
  requirePositive("power of two", { baseTime });
  const best = economicOrder(demand);
  const power = Math.ceil(Math.log2(best.cycleTime / (Math.SQRT2 * baseTime)));
  requireWhole("power of two", { power }, -1000, 1000);
  const cycleTime = baseTime * 2 ** power;
  const orderUnits = cycleTime * demand.demandRate;
  return { orderUnits, cycleTime, costRate: orderCostRate(demand, orderUnits), power };
}
