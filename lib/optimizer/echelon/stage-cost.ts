import { inOrder, lawLargest } from "./law.ts";
import { checkNetwork, demandVariance, type EchelonNetwork, topologyOf } from "./network.ts";

/** What guaranteed service needs of a network: bounds of service times and each stage's cost by net time. */
export interface ServiceProblem {
  readonly stageCount: number;
  readonly order: Int32Array;
  readonly arcFrom: Int32Array;
  readonly arcTo: Int32Array;
  /** Suppliers of stage j: supplier[supplierStart[j]] up to supplierStart[j + 1]. */
  readonly supplierStart: Int32Array;
  readonly supplier: Int32Array;
  /** Longest time that makes sense to wait for supplies, per stage (periods). */
  readonly longestIn: Int32Array;
  readonly shortestIn: Int32Array;
  readonly longestOut: Int32Array;
  /** Largest processing time: out <= in + longestTime. */
  readonly longestTime: Int32Array;
  /** Demand that reaches a stage, per period, and its bound: mean t + bound * sqrt(t). */
  readonly meanUnits: Float64Array;
  readonly boundUnits: Float64Array;
  /** Row of stage i: cost at in - out = x - longestOut[i], x = 0..longestIn + longestOut. */
  readonly costStart: Int32Array;
  readonly cost: Float64Array;
  readonly safetyUnits: Float64Array;
}

/** Throws RangeError as `checkNetwork`, and where a time is not a whole number of periods. Cost O(arcs + cells). */
export function serviceProblem(network: EchelonNetwork): ServiceProblem {
  checkNetwork(network);
  const { order, inbound } = topologyOf(network);
  const { stages, arcs } = network;
  const count = stages.length;
  const longestTime = new Int32Array(count);
  const shortestIn = Int32Array.from(stages, (stage) => whole(stage.name, stage.inboundPeriods));
  const longestIn = new Int32Array(count);
  const longestOut = new Int32Array(count);
  for (const j of order) {
    const { name, leadTime, promisedPeriods, demand } = stages[j]!;
    for (const periods of leadTime.value) whole(name, periods);
    longestTime[j] = lawLargest(leadTime) + reviewOf(network, j);
    longestIn[j] = inbound[j]!.reduce(
      (most, a) => Math.max(most, longestOut[arcs[a]!.from]!),
      shortestIn[j]!,
    );
    // Whoever serves customers without a promise serves them at once.
    const promised = promisedPeriods ?? (demand ? 0 : Infinity);
    longestOut[j] = Math.min(longestIn[j]! + longestTime[j]!, Math.floor(promised));
  }
  const { meanUnits, boundUnits } = demandBounds(network, order);
  const head = { stageCount: count, order, longestIn, shortestIn, longestOut, longestTime };
  const costs = costTables(network, longestIn, longestOut, meanUnits, boundUnits);
  return {
    ...head,
    arcFrom: Int32Array.from(arcs, ({ from }) => from),
    arcTo: Int32Array.from(arcs, ({ to }) => to),
    ...suppliersOf(network, inbound),
    meanUnits,
    boundUnits,
    ...costs,
  };
}

function suppliersOf({ arcs }: EchelonNetwork, inbound: readonly (readonly number[])[]) {
  const supplierStart = new Int32Array(inbound.length + 1);
  inbound.forEach((list, j) => {
    supplierStart[j + 1] = supplierStart[j]! + list.length;
  });
  const supplier = Int32Array.from(inbound.flat(), (a) => arcs[a]!.from);
  return { supplierStart, supplier };
}

const reviewOf = ({ stages, reviewPeriods }: EchelonNetwork, j: number): number =>
  stages[j]!.demand ? reviewPeriods : 0;

function whole(name: string, periods: number): number {
  if (Number.isInteger(periods)) return periods;
  throw new RangeError(
    `echelon: stage "${name}": guaranteed service counts whole periods, got ${periods}; use a finer period`,
  );
}

/**
 * Demand at a stage is that of its customers times the units that go into each: bounds of independent demands join as
 * the root of their squares, sum over d of (paths_id z_d sigma_d)^2 (Graves and Willems 2000).
 */
function demandBounds(network: EchelonNetwork, order: Int32Array) {
  const count = network.stages.length;
  const meanUnits = new Float64Array(count);
  const squared = new Float64Array(count);
  network.stages.forEach(({ demand }, d) => {
    if (!demand) return;
    const paths = pathsTo(network, order, d);
    const bound = demand.safetyFactor ** 2 * demandVariance(demand);
    for (let j = 0; j < count; j++) {
      meanUnits[j]! += paths[j]! * demand.meanUnits;
      squared[j]! += paths[j]! ** 2 * bound;
    }
  });
  return { meanUnits, boundUnits: squared.map(Math.sqrt) };
}

/** Units of every stage that go into one unit at stage d. */
function pathsTo({ arcs }: EchelonNetwork, order: Int32Array, d: number): Float64Array {
  const paths = new Float64Array(order.length);
  paths[d] = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    const j = order[k]!;
    if (paths[j] === 0) continue;
    for (const { from, to, units } of arcs) if (to === j) paths[from]! += units * paths[j]!;
  }
  return paths;
}

/**
 * Stock of a stage when supplies are quoted `in` and its customers `out` (x = in - out): safety for the net time
 * tau = max(in + T - out, 0), sqrt(bound^2 E tau + mean^2 Var tau) where T is random, and what arrives early,
 * mean * E max(out - in - T, 0) (after Humair, Ruark, Tomlin and Willems 2013). Certain T: bound * sqrt(tau).
 */
function costTables(
  network: EchelonNetwork,
  longestIn: Int32Array,
  longestOut: Int32Array,
  meanUnits: Float64Array,
  boundUnits: Float64Array,
) {
  const count = network.stages.length;
  const costStart = new Int32Array(count + 1);
  for (let j = 0; j < count; j++) {
    costStart[j + 1] = costStart[j]! + longestIn[j]! + longestOut[j]! + 1;
  }
  const cost = new Float64Array(costStart[count]!);
  const safetyUnits = new Float64Array(costStart[count]!);
  for (let j = 0; j < count; j++) {
    const { holdingCost } = network.stages[j]!;
    const leadTime = inOrder(network.stages[j]!.leadTime);
    for (let cell = costStart[j]!; cell < costStart[j + 1]!; cell++) {
      const x = cell - costStart[j]! - longestOut[j]! + reviewOf(network, j);
      let mean = 0;
      let square = 0;
      let early = 0;
      leadTime.value.forEach((periods, k) => {
        const weight = leadTime.probability[k]!;
        const tau = Math.max(x + periods, 0);
        mean += weight * tau;
        square += weight * tau * tau;
        early += weight * Math.max(-x - periods, 0);
      });
      const variance = Math.max(0, square - mean * mean);
      safetyUnits[cell] = Math.sqrt(boundUnits[j]! ** 2 * mean + meanUnits[j]! ** 2 * variance);
      cost[cell] = holdingCost * (safetyUnits[cell]! + meanUnits[j]! * early);
    }
  }
  return { costStart, cost, safetyUnits };
}

/** Cell of stage j at the two service times. */
export const cellOf = (problem: ServiceProblem, j: number, inPeriods: number, out: number) =>
  problem.costStart[j]! + inPeriods - out + problem.longestOut[j]!;
