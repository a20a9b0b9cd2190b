import type { TransportPlan } from "./plan.ts";
import { type CapacityFunction, capacityFunctions, type TransportProblem } from "./problem.ts";

/** A capacity that binds: where, when, how full, and what one more unit or mm3 of it would save. */
export interface Bottleneck {
  readonly function: CapacityFunction;
  readonly fc: number;
  /** -1 where the capacity is not one of a lane. */
  readonly region: number;
  /** -1 where the capacity is not one of storage. */
  readonly storageType: number;
  readonly period: number;
  readonly capacity: number;
  readonly load: number;
  readonly priceMicros: number;
  /** Price times planned capacity: what the limit weighs in the plan's cost. */
  readonly weightMicros: number;
}

/** Price below this (micros per unit or mm3) is the solver's noise. */
const LEAST_PRICE_MICROS = {
  storage: 1e-7,
  receiving: 0.1,
  picking: 0.1,
  shipping: 1e-7,
  lane: 1e-7,
};

/** Every binding facility, function and period, and lane departure, heaviest first; ties in index order. Cost O(capacities). */
export function bottlenecks(
  problem: TransportProblem,
  plan: Pick<TransportPlan, "use">,
): Bottleneck[] {
  const found: Bottleneck[] = [];
  for (const name of capacityFunctions) {
    const planned = capacityOf(problem, name);
    const { load, priceMicros } = plan.use[name];
    for (let cell = 0; cell < planned.length; cell++) {
      if (!(priceMicros[cell]! > LEAST_PRICE_MICROS[name])) continue;
      found.push({
        function: name,
        ...whereOf(problem, name, cell),
        capacity: planned[cell]!,
        load: load[cell]!,
        priceMicros: priceMicros[cell]!,
        weightMicros: priceMicros[cell]! * planned[cell]!,
      });
    }
  }
  return found.sort((a, b) => b.weightMicros - a.weightMicros);
}

export function capacityOf({ capacity }: TransportProblem, name: CapacityFunction): Float64Array {
  switch (name) {
    case "storage":
      return capacity.storageMm3;
    case "receiving":
      return capacity.receivingUnits;
    case "picking":
      return capacity.pickingUnits;
    case "shipping":
      return capacity.shippingMm3;
    default:
      return capacity.laneMm3;
  }
}

/** Cell of the function's array that a bottleneck is about: the inverse of `whereOf`. */
export function cellOf(problem: TransportProblem, one: Bottleneck): number {
  const { fc, region, storageType, period } = one;
  const places = {
    storage: fc * problem.storageTypeCount + storageType,
    lane: fc * problem.regionCount + region,
    receiving: fc,
    picking: fc,
    shipping: fc,
  };
  return places[one.function] * problem.periodDays.length + period;
}

/** What a cell of a function's array is about. */
export function whereOf(problem: TransportProblem, name: CapacityFunction, cell: number) {
  const periods = problem.periodDays.length;
  const period = cell % periods;
  const place = (cell - period) / periods;
  if (name === "storage") {
    const storageType = place % problem.storageTypeCount;
    return {
      fc: (place - storageType) / problem.storageTypeCount,
      storageType,
      region: -1,
      period,
    };
  }
  if (name === "lane") {
    const region = place % problem.regionCount;
    return { fc: (place - region) / problem.regionCount, storageType: -1, region, period };
  }
  return { fc: place, storageType: -1, region: -1, period };
}
