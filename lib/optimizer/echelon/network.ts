import type { Law } from "./law.ts";

/** Customers of one delivery speed: their share of the demand, and what a unit late costs per period. */
export interface DemandClass {
  readonly share: number;
  readonly penaltyCost: number;
}

/** Demand of the customers that a stage serves itself, independent between periods. */
export interface StageDemand {
  readonly law: "normal" | "poisson" | "negativeBinomial";
  /** Per period. A Poisson law has the deviation of its mean, whatever is given. */
  readonly meanUnits: number;
  readonly deviationUnits: number;
  /** Fastest speed first, with penalties that do not rise; shares sum to 1. */
  readonly classes: readonly DemandClass[];
  /** Demand over t periods is taken to stay below mean t + safetyFactor * deviation * sqrt(t) in guaranteed service. */
  readonly safetyFactor: number;
}

/** A place that holds stock of one item. */
export interface Stage {
  readonly name: string;
  /** Per unit and period on hand here, or on its way from here (local, not echelon). */
  readonly holdingCost: number;
  /** Periods from the release of an order until its units can be used here. */
  readonly leadTime: Law;
  /** Units that can be started per period; null = any number. */
  readonly capacity: Law | null;
  readonly demand: StageDemand | null;
  /** Longest service time quoted to whoever this stage serves (periods); null = any. */
  readonly promisedPeriods: number | null;
  /** Service time of what comes from outside the network (periods). */
  readonly inboundPeriods: number;
}

/** `units` of the item at `from` go into one unit at `to`. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

/** One instance, read by all three models. */
export interface EchelonNetwork {
  readonly stages: readonly Stage[];
  readonly arcs: readonly Arc[];
  /** 0 = orders are placed at any moment (textbook continuous review); 1 = once a period, before its demand. */
  readonly reviewPeriods: 0 | 1;
}

export interface Topology {
  /** Stages, suppliers before those they supply. */
  readonly order: Int32Array;
  /** Arc indices into and out of each stage. */
  readonly inbound: readonly (readonly number[])[];
  readonly outbound: readonly (readonly number[])[];
}

/** Suppliers first, lowest index first among equals. Throws RangeError where the arcs run in a circle. */
export function topologyOf({ stages, arcs }: EchelonNetwork): Topology {
  const inbound: number[][] = stages.map(() => []);
  const outbound: number[][] = stages.map(() => []);
  arcs.forEach(({ from, to }, a) => {
    inbound[to]!.push(a);
    outbound[from]!.push(a);
  });
  const waiting = Int32Array.from(inbound, (list) => list.length);
  const order: number[] = [];
  const ready = stages.flatMap((_, j) => (waiting[j] === 0 ? [j] : []));
  for (let head = 0; head < ready.length; head++) {
    const j = ready[head]!;
    order.push(j);
    for (const a of outbound[j]!) {
      const to = arcs[a]!.to;
      waiting[to]!--;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  if (order.length < stages.length) {
    const name = stages[waiting.findIndex((count) => count > 0)]!.name;
    throw new RangeError(`echelon: the arcs run in a circle through stage "${name}"`);
  }
  return { order: Int32Array.from(order), inbound, outbound };
}

const fail = (stage: string, field: string, expected: string, got: unknown): never => {
  throw new RangeError(`echelon: stage "${stage}": ${field} must be ${expected}, got ${got}`);
};

function checkLaw(stage: string, field: string, { value, probability }: Law): void {
  const total = probability.reduce((sum, p) => sum + p, 0);
  if (value.length === 0 || value.length !== probability.length) {
    fail(stage, field, "a law with as many probabilities as values", value.length);
  }
  for (let k = 0; k < value.length; k++) {
    const isAscending = k === 0 || value[k]! > value[k - 1]!;
    if (!(value[k]! >= 0 && value[k]! < Infinity && isAscending)) {
      fail(stage, field, "ascending values of at least 0", value[k]);
    }
    if (!(probability[k]! >= 0)) fail(stage, field, "probabilities of at least 0", probability[k]);
  }
  if (Math.abs(total - 1) > 1e-9) fail(stage, field, "probabilities that sum to 1", total);
}

function checkDemand(name: string, demand: StageDemand): void {
  const { meanUnits, deviationUnits, classes, safetyFactor } = demand;
  if (!(meanUnits >= 0 && meanUnits < Infinity)) fail(name, "meanUnits", "at least 0", meanUnits);
  if (!(deviationUnits >= 0 && deviationUnits < Infinity)) {
    fail(name, "deviationUnits", "at least 0", deviationUnits);
  }
  if (!(safetyFactor >= 0)) fail(name, "safetyFactor", "at least 0", safetyFactor);
  const total = classes.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-9) fail(name, "classes", "shares that sum to 1", total);
  classes.forEach(({ share, penaltyCost }, k) => {
    if (!(share >= 0)) fail(name, `classes[${k}].share`, "at least 0", share);
    const most = k === 0 ? Infinity : classes[k - 1]!.penaltyCost;
    if (!(penaltyCost >= 0 && penaltyCost <= most)) {
      fail(name, `classes[${k}].penaltyCost`, "at least 0 and not above the faster's", penaltyCost);
    }
  });
}

/** Throws RangeError naming stage or arc, field, rule and what was got. Cost O(stages + arcs). */
export function checkNetwork({ stages, arcs }: EchelonNetwork): void {
  if (stages.length === 0) throw new RangeError("echelon: a network needs at least one stage");
  for (const { name, holdingCost, leadTime, capacity, demand, ...service } of stages) {
    if (!(holdingCost >= 0 && holdingCost < Infinity)) {
      fail(name, "holdingCost", "at least 0", holdingCost);
    }
    checkLaw(name, "leadTime", leadTime);
    if (capacity) checkLaw(name, "capacity", capacity);
    if (demand) checkDemand(name, demand);
    if (!(service.promisedPeriods === null || service.promisedPeriods >= 0)) {
      fail(name, "promisedPeriods", "null or at least 0", service.promisedPeriods);
    }
    if (!(service.inboundPeriods >= 0)) {
      fail(name, "inboundPeriods", "at least 0", service.inboundPeriods);
    }
  }
  arcs.forEach(({ from, to, units }, a) => {
    const isKnown = stages[from] !== undefined && stages[to] !== undefined && from !== to;
    if (isKnown && units > 0) return;
    throw new RangeError(
      `echelon: arc ${a} must join two stages with units above 0, got ${from} -> ${to} x ${units}`,
    );
  });
}

/** What a unit late costs per period over all speeds, by their shares of demand. */
export const meanPenalty = ({ classes }: StageDemand): number =>
  classes.reduce((sum, { share, penaltyCost }) => sum + share * penaltyCost, 0);

/** Variance of a period's demand. */
export const demandVariance = ({ law, meanUnits, deviationUnits }: StageDemand): number =>
  law === "poisson" ? meanUnits : deviationUnits * deviationUnits;
