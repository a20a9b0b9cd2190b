import {
  checkNetwork,
  demandVariance,
  type EchelonNetwork,
  type StageDemand,
  topologyOf,
} from "./network.ts";

/** A network in which every stage has at most one supplier and customers buy at its ends. */
export interface Distribution {
  /** Suppliers first. */
  readonly order: Int32Array;
  /** -1 at a root. */
  readonly supplier: Int32Array;
  readonly customers: readonly (readonly number[])[];
  /** 0 at a root. */
  readonly depth: Int32Array;
  /** Demand per period of all customers below. [stageCount] */
  readonly meanUnits: Float64Array;
  readonly variance: Float64Array;
}

/** Throws RangeError as `checkNetwork`, and naming the stage that breaks the form. Cost O(stages + arcs). */
export function distributionOf(network: EchelonNetwork): Distribution {
  checkNetwork(network);
  const { stages, arcs } = network;
  const { order, inbound, outbound } = topologyOf(network);
  const supplier = new Int32Array(stages.length).fill(-1);
  const depth = new Int32Array(stages.length);
  for (const j of order) {
    const { name, demand } = stages[j]!;
    const isEnd = outbound[j]!.length === 0;
    if (inbound[j]!.length > 1) refuse(name, "have one supplier");
    if (isEnd !== (demand !== null)) {
      refuse(name, isEnd ? "serve customers" : "leave customers to the stages it supplies");
    }
    const [a] = inbound[j]!;
    if (a === undefined) continue;
    if (arcs[a]!.units !== 1) refuse(name, "take one unit for one unit");
    supplier[j] = arcs[a]!.from;
    depth[j] = depth[arcs[a]!.from]! + 1;
  }
  const { meanUnits, variance } = demandBelow(network, order, supplier);
  const customers = outbound.map((list) => list.map((a) => arcs[a]!.to));
  return { order, supplier, customers, depth, meanUnits, variance };
}

/** Demand per period of all customers below each stage. */
function demandBelow({ stages }: EchelonNetwork, order: Int32Array, supplier: Int32Array) {
  const meanUnits = new Float64Array(stages.length);
  const variance = new Float64Array(stages.length);
  for (const j of Array.from(order).reverse()) {
    const { demand } = stages[j]!;
    if (demand) {
      meanUnits[j] = demand.meanUnits;
      variance[j] = demandVariance(demand);
    }
    if (supplier[j]! < 0) continue;
    meanUnits[supplier[j]!]! += meanUnits[j]!;
    variance[supplier[j]!]! += variance[j]!;
  }
  return { meanUnits, variance };
}

function refuse(name: string, rule: string): never {
  throw new RangeError(`echelon: stage "${name}" must ${rule} in a distribution network`);
}

/** Demand that reaches stage j, as counts with the mean and variance of the sum. */
export function pooledDemand({ meanUnits, variance }: Distribution, j: number): StageDemand {
  const mean = meanUnits[j]!;
  return {
    law: variance[j]! > mean * (1 + 1e-9) ? "negativeBinomial" : "poisson",
    meanUnits: mean,
    deviationUnits: Math.sqrt(variance[j]!),
    classes: [{ share: 1, penaltyCost: 0 }],
    safetyFactor: 0,
  };
}
