import type { Certificate, LpBackend } from "../solver/index.ts";
import { type CostParts, costParts, flowsOf, type TransportFlows } from "./flows.ts";
import {
  type Generated,
  gapShare,
  generate,
  startMaster,
  startOf,
  type TransportStart,
} from "./generate.ts";
import { buildNetwork } from "./network.ts";
import type { Prices } from "./prices.ts";
import {
  type CapacityFunction,
  capacityFunctions,
  checkTransport,
  isByVolume,
  TRANSPORT_OPTIONS,
  type TransportOptions,
  type TransportProblem,
} from "./problem.ts";
import { flowResidual } from "./verify.ts";

/** Load and price of one function's capacities, in the shape of the function's array in TransportProblem. */
export interface FunctionUse {
  /** mm3, or units for receiving and picking; may exceed the capacity by its steps. */
  readonly load: Float64Array;
  /** What one more mm3 or unit of capacity would save; >= 0. */
  readonly priceMicros: Float64Array;
}

export interface TransportPlan {
  readonly costMicros: number;
  /** What no plan can cost less than, by the prices alone, over all paths. */
  readonly boundMicros: number;
  readonly gapShare: number;
  /** Of the last master, from its raw data. */
  readonly certificate: Certificate;
  /** Largest violation of conservation, demand or capacity by the flows, from the problem's data; relative. */
  readonly flowResidual: number;
  readonly parts: CostParts;
  readonly flows: TransportFlows;
  readonly use: Readonly<Record<CapacityFunction, FunctionUse>>;
  /** Cost of one more unit ordered. [storageTypeCount, regionCount, speedCount, periodCount] */
  readonly demandMicros: Float64Array;
  readonly start: TransportStart;
  readonly roundCount: number;
  readonly columnCount: number;
}

const MILLION = 1e6;

/**
 * Plans expected flows through the network within its capacities at least cost: the linear program of README.md by
 * column generation on the time-expanded graph. Always has a plan; what finds no way is unmet at its cost. `start`, of a
 * plan of the same shape, saves rounds and changes no optimum. Throws RangeError on malformed arrays; rejects when the
 * solver finds no certified optimum. Cost: README.md.
 */
export async function planTransport(
  backend: LpBackend,
  problem: TransportProblem,
  options: TransportOptions = TRANSPORT_OPTIONS,
  start: TransportStart | null = null,
): Promise<TransportPlan> {
  checkTransport(problem);
  const network = buildNetwork(problem);
  const generated = await generate(backend, startMaster(network, start), options);
  const { answer, master, bound, price } = generated;
  const flows = flowsOf(network, master.columns, answer.x);
  return {
    costMicros: answer.objective * MILLION,
    boundMicros: bound * MILLION,
    gapShare: gapShare(bound, answer.objective),
    certificate: answer.certificate,
    flowResidual: flowResidual(problem, flows),
    parts: costParts(network, master.columns, answer.x),
    flows,
    use: functionUses(generated),
    demandMicros: price.demand.map((v) => v * MILLION),
    start: startOf(master),
    roundCount: generated.roundCount,
    columnCount: answer.x.length,
  };
}

/** Cells of each function are consecutive resources. */
function functionUses({ master, load, price }: Generated): TransportPlan["use"] {
  const { offset, count } = master.network.resources;
  const use = capacityFunctions.map((name, f): [CapacityFunction, FunctionUse] => {
    const next = capacityFunctions[f + 1];
    const [from, to] = [offset[name], next === undefined ? count : offset[next]];
    const [perLoad, perPrice] = isByVolume(name) ? [MILLION, 1] : [1, MILLION];
    return [
      name,
      {
        load: load.slice(from, to).map((v) => v * perLoad),
        priceMicros: price.resource.slice(from, to).map((v) => v * perPrice),
      },
    ];
  });
  return Object.fromEntries(use) as Record<CapacityFunction, FunctionUse>;
}

/** Prices of a plan in the network's units. */
export function pricesOfPlan(plan: Pick<TransportPlan, "use" | "demandMicros">): Prices {
  const resource = capacityFunctions.flatMap((name) => {
    const per = isByVolume(name) ? 1 : MILLION;
    return Array.from(plan.use[name].priceMicros, (v) => v / per);
  });
  return {
    resource: Float64Array.from(resource),
    demand: plan.demandMicros.map((v) => v / MILLION),
  };
}
