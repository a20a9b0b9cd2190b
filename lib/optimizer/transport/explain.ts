import {
  buildNetwork,
  demandOf,
  fcPeriod,
  lanePeriod,
  lastDeparture,
  legCost,
  type Network,
  nodeOf,
} from "./network.ts";
import { pricesOfPlan, type TransportPlan } from "./plan.ts";
import { type Prices, unmetCostOf } from "./prices.ts";
import type { TransportProblem } from "./problem.ts";
import { type SupplyPaths, type SupplyStep, supplyPaths, supplySteps } from "./supply.ts";

/** A demand by its indices. */
export interface DemandKey {
  readonly storageType: number;
  readonly region: number;
  readonly speed: number;
  readonly period: number;
}

/** One way of serving a unit of a demand, what it costs at the plan's prices, and what it loses against the best. */
export interface PathChoice {
  readonly fc: number;
  readonly departurePeriod: number;
  /** How the unit came into the FC's stock, oldest step first. */
  readonly supply: readonly SupplyStep[];
  /** Bringing and keeping it there, and what else it could be used for. */
  readonly supplyMicros: number;
  readonly pickingMicros: number;
  readonly shippingMicros: number;
  readonly laneMicros: number;
  readonly lanePriceMicros: number;
  readonly lateMicros: number;
  /** Sum of the six. */
  readonly totalMicros: number;
  /** Total less the least total. */
  readonly regretMicros: number;
  /** Units of the demand that the plan sends this way. */
  readonly units: number;
}

export interface DemandExplanation {
  readonly demandUnits: number;
  readonly unmetUnits: number;
  /** Cost of leaving a unit unserved, and what it loses against the best way. */
  readonly unmetMicros: number;
  readonly unmetRegretMicros: number;
  /** Cheapest first; ties to the earliest departure and the lowest FC. */
  readonly choices: readonly PathChoice[];
}

const MILLION = 1e6;

/**
 * Why a demand is served as it is: its cheapest path at the plan's prices and the next ones with their regret. Paths that
 * the plan uses have regret 0 within the plan's gap. Throws RangeError where the key is none of the problem's. Cost one
 * pass over the time-expanded graph.
 */
export function explainDemand(
  problem: TransportProblem,
  plan: TransportPlan,
  key: DemandKey,
  count: number,
): DemandExplanation {
  const n = buildNetwork(problem);
  const { storageType: k, region: r, speed: s, period: t } = key;
  const sizes = [n.typeCount, n.regionCount, n.speedCount, n.periodCount];
  [k, r, s, t].forEach((value, i) => {
    const name = ["storageType", "region", "speed", "period"][i];
    if (!(Number.isInteger(value) && value >= 0 && value < sizes[i]!))
      throw new RangeError(`transport: ${name} must be one of ${sizes[i]}, got ${value}`);
  });
  const price = pricesOfPlan(plan);
  const paths = supplyPaths(n, price);
  const g = demandOf(n, k, r, s, t);
  const found: PathChoice[] = [];
  for (let t1 = t; t1 <= lastDeparture(n, t); t1++) {
    for (let w = 0; w < n.fcCount; w++) {
      const cost = paths.cost[nodeOf(n, w, k, t1)]!;
      if (n.resources.planned[lanePeriod(n, w, r, t1)] === 0 || cost === Infinity) continue;
      found.push(choiceOf(n, price, paths, key, w, t1));
    }
  }
  const unmet = unmetCostOf(n, g) * MILLION;
  const least = found.reduce((best, { totalMicros }) => Math.min(best, totalMicros), unmet);
  found.sort((a, b) => a.totalMicros - b.totalMicros);
  return {
    demandUnits: problem.demandUnits[g]!,
    unmetUnits: plan.flows.unmetUnits[g]!,
    unmetMicros: unmet,
    unmetRegretMicros: unmet - least,
    choices: found.slice(0, count).map((choice) => ({
      ...choice,
      regretMicros: choice.totalMicros - least,
      units: unitsOn(plan, g, choice),
    })),
  };
}

function choiceOf(
  n: Network,
  price: Prices,
  paths: SupplyPaths,
  { storageType: k, region: r, speed: s, period: t }: DemandKey,
  w: number,
  t1: number,
): PathChoice {
  const node = nodeOf(n, w, k, t1);
  const lane = n.laneCost[(w * n.regionCount + r) * n.typeCount + k]!;
  const litres = n.litres[k]!;
  const parts = {
    supplyMicros: paths.cost[node]! * MILLION,
    pickingMicros: price.resource[fcPeriod(n, "picking", w, t1)]! * MILLION,
    shippingMicros: litres * price.resource[fcPeriod(n, "shipping", w, t1)]! * MILLION,
    laneMicros: lane * MILLION,
    lanePriceMicros: litres * price.resource[lanePeriod(n, w, r, t1)]! * MILLION,
    lateMicros: (legCost(n, k, r, s, t, w, t1) - lane) * MILLION,
  };
  let totalMicros = 0;
  for (const part of Object.values(parts)) totalMicros += part;
  const supply = supplySteps(n, paths, node);
  return { fc: w, departurePeriod: t1, supply, ...parts, totalMicros, regretMicros: 0, units: 0 };
}

function unitsOn({ flows }: TransportPlan, g: number, { fc, departurePeriod }: PathChoice): number {
  let units = 0;
  flows.serviceDemand.forEach((demand, i) => {
    if (demand !== g || flows.serviceFc[i] !== fc) return;
    if (flows.servicePeriod[i] === departurePeriod) units += flows.serviceUnits[i]!;
  });
  return units;
}
