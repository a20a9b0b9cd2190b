// Stock over several layers: guaranteed service, lines of stages, and single stages with capacity.
import {
  capacitatedBaseStock,
  certain,
  type EchelonNetwork,
  guaranteedService,
  makeToStockQueue,
  networkOfChain,
  networkOfNodes,
  type PublishedChain,
  type PublishedNodes,
  type StageDemand,
  serialBounds,
  serialOptimum,
} from "@/lib/optimizer/echelon/index.ts";
import { type Family, type Instance, numberOf, recordsOf } from "./instance.ts";

/** Stages by name, or nodes with edges. */
function networkOf({ inputs }: Instance): EchelonNetwork {
  if (typeof inputs.stages === "object" && inputs.stages !== null) {
    return networkOfChain(inputs as unknown as PublishedChain);
  }
  recordsOf(inputs, "nodes");
  return networkOfNodes({ edges: [], ...inputs } as unknown as PublishedNodes);
}

/** Quoted times are not unique; their cost is. */
export const guaranteedServices: Family = {
  name: "guaranteed service",
  covers: (type) => /^GSM\b|guaranteed.service/i.test(type),
  solve: (instance) => {
    const plan = guaranteedService(networkOf(instance), 60_000);
    return { answer: { cost: plan.cost } };
  },
};

export const serialSystems: Family = {
  name: "serial stochastic service",
  covers: (type) => /^serial stochastic|clark.scarf/i.test(type),
  solve: (instance) => {
    const network = networkOf(instance);
    const { cost } = serialOptimum(network);
    const { heuristicUnits } = serialBounds(network);
    const heuristic = Object.fromEntries(
      network.stages.map(({ name }, j) => [name, heuristicUnits[j]]),
    );
    return { answer: { cost, newsvendor_heuristic_S: heuristic } };
  },
};

/** "Poisson(5)", or a record with type and mean. */
function countsOf({ inputs }: Instance): StageDemand {
  const text = typeof inputs.demand === "string" ? inputs.demand : JSON.stringify(inputs.demand);
  const found = /poisson\D*([\d.]+)/i.exec(text ?? "");
  if (!found) throw new TypeError(`input demand: expected Poisson(mean), got ${text}`);
  const meanUnits = Number(found[1]);
  return {
    law: "poisson",
    meanUnits,
    deviationUnits: Math.sqrt(meanUnits),
    classes: [{ share: 1, penaltyCost: numberOf(inputs, "p") }],
    safetyFactor: 0,
  };
}

export const capacitatedStages: Family = {
  name: "base stock with capacity",
  covers: (type) => /^capacitated base.stock/i.test(type),
  solve: (instance) => {
    const { inputs } = instance;
    const found = capacitatedBaseStock(
      countsOf(instance),
      certain(numberOf(inputs, "capacity")),
      numberOf(inputs, "lead_time", 0),
      numberOf(inputs, "h"),
      numberOf(inputs, "p"),
    );
    const { baseStockUnits: S, cost, meanShortfallUnits: mean_shortfall } = found;
    return { answer: { S, cost, mean_shortfall } };
  },
};

export const makeToStockQueues: Family = {
  name: "make-to-stock queue",
  covers: (type) => /^make-to-stock/i.test(type),
  solve: ({ inputs }) => {
    const rates = [numberOf(inputs, "arrival"), numberOf(inputs, "service")] as const;
    const found = makeToStockQueue(...rates, numberOf(inputs, "h"), numberOf(inputs, "b"));
    const { baseStockUnits: S, cost } = found;
    return { answer: { S, cost, closed_form_S: S } };
  },
};
