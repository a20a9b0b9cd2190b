import { stream } from "../core/prng.ts";
import { comparedNetworks } from "./comparison.ts";
import {
  type EchelonNetwork,
  guaranteedService,
  prepareTrial,
  type SerialBatch,
  serialHeuristics,
  serialOptimum,
  simulate,
  type Trial,
} from "./index.ts";
import { networkOfNodes } from "./known-form.ts";
import { layeredNetwork } from "./simulated.ts";

const SKUS = 1_000_000;
const STAGES = 3;

function simulatedLines(): SerialBatch {
  const random = stream(1, "serial-lines");
  const column = (size: number, least: number, most: number) =>
    Float64Array.from({ length: size }, () => least + (most - least) * random.uniform());
  return {
    skuCount: SKUS,
    stageCount: STAGES,
    meanUnits: column(SKUS, 0.1, 50),
    deviationUnits: column(SKUS, 0.1, 40),
    penaltyCost: column(SKUS, 1, 60),
    echelonCost: column(SKUS * STAGES, 0.1, 3),
    leadTimePeriods: column(SKUS * STAGES, 1, 10),
    leadTimeVariance: column(SKUS * STAGES, 0, 4),
  };
}

const shangSong = (): EchelonNetwork => {
  const node = (index: number, echelon_holding_cost: number) => ({
    index,
    echelon_holding_cost,
    shipment_lead_time: 0.25,
    stockout_cost: index === 1 ? 9 : 0,
    ...(index === 1 ? { demand: { type: "P", mean: 16, standard_deviation: 4 } } : {}),
  });
  return networkOfNodes({
    nodes: [node(1, 0.25), node(2, 2.5), node(3, 2.5), node(4, 0.25)],
    edges: [
      [4, 3],
      [3, 2],
      [2, 1],
    ],
  });
};

const PERIODS = 365;
const REPLICATIONS = 8;
const fan = comparedNetworks().at(-1)!.network;

export const benches = [
  {
    name: "newsvendor heuristic of a 3-stage line, 1 million SKUs",
    setup: simulatedLines,
    run: (batch: SerialBatch): unknown => serialHeuristics(batch),
    operations: SKUS,
  },
  {
    name: "exact Clark-Scarf policy, 4 stages, Poisson",
    setup: shangSong,
    run: (network: EchelonNetwork): unknown => serialOptimum(network),
    operations: 1,
  },
  {
    name: "guaranteed service, 30 stages in 4 layers, some circuits, proved",
    setup: () => layeredNetwork(1, [8, 6, 8, 8], 2),
    run: (network: EchelonNetwork): unknown => guaranteedService(network),
    operations: 1,
  },
  {
    name: "simulated cost with gradient, cross-dock and 3 FCs, per stage and day",
    setup: () =>
      prepareTrial(fan, {
        seed: 1,
        replications: REPLICATIONS,
        periods: PERIODS,
        warmUpPeriods: 0,
      }),
    run: (trial: Trial): unknown => simulate(trial, Float64Array.of(40, 20, 13, 7)),
    operations: PERIODS * REPLICATIONS * fan.stages.length,
  },
];
