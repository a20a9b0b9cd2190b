import { certain, lawOf } from "./law.ts";
import { ECHELON_MODELS, type EchelonModel, stockByModel } from "./models.ts";
import type { EchelonNetwork, Stage, StageDemand } from "./network.ts";
import { prepareTrial, type SimulationOptions, simulate } from "./simulate.ts";

/** The three models on networks of one kind each, under one simulator; printed by `npm run compare:echelon`. */
export interface ComparedRow {
  readonly network: string;
  readonly model: EchelonModel;
  readonly cost: number;
  readonly costHalfWidth: number;
  /** Share of customers' demand served in its period, fastest speed. */
  readonly fillRate: number;
  readonly totalBaseStockUnits: number;
}

const demand = (
  law: StageDemand["law"],
  meanUnits: number,
  deviationUnits: number,
): StageDemand => ({
  law,
  meanUnits,
  deviationUnits,
  classes: [{ share: 1, penaltyCost: 20 }],
  safetyFactor: 1.645,
});

const stage = (name: string, holdingCost: number, more: Partial<Stage>): Stage => ({
  name,
  holdingCost,
  leadTime: certain(1),
  capacity: null,
  demand: null,
  promisedPeriods: null,
  inboundPeriods: 0,
  ...more,
});

const line = (stages: readonly Stage[]): EchelonNetwork => ({
  stages,
  arcs: stages.slice(1).map((_, j) => ({ from: j, to: j + 1, units: 1 })),
  reviewPeriods: 1,
});

const randomDays = lawOf([2, 3, 4, 8], [0.3, 0.3, 0.25, 0.15]);
const randomCapacity = lawOf([6, 12, 18], [0.25, 0.5, 0.25]);

/** Line, long tail, random lead time, capacity, and one cross-dock over three FCs with two speeds. */
export function comparedNetworks(): readonly {
  readonly name: string;
  readonly network: EchelonNetwork;
}[] {
  const fc = (name: string, meanUnits: number): Stage =>
    stage(name, 2, {
      demand: {
        ...demand("negativeBinomial", meanUnits, Math.sqrt(2.5 * meanUnits)),
        classes: [
          { share: 0.4, penaltyCost: 40 },
          { share: 0.6, penaltyCost: 8 },
        ],
      },
    });
  return [
    {
      name: "line of 3, Poisson",
      network: line([
        stage("supplier", 0.5, { leadTime: certain(3) }),
        stage("cross-dock", 1, { leadTime: certain(2) }),
        stage("FC", 2, { demand: demand("poisson", 10, 0) }),
      ]),
    },
    {
      name: "line of 2, long tail",
      network: line([
        stage("cross-dock", 1, { leadTime: certain(3) }),
        stage("FC", 2, { demand: demand("negativeBinomial", 10, 12) }),
      ]),
    },
    {
      name: "line of 2, random lead time",
      network: line([
        stage("cross-dock", 1, { leadTime: randomDays }),
        stage("FC", 2, { demand: demand("poisson", 10, 0) }),
      ]),
    },
    {
      name: "line of 2, random capacity",
      network: line([
        stage("cross-dock", 1, { leadTime: certain(2), capacity: randomCapacity }),
        stage("FC", 2, { demand: demand("poisson", 10, 0) }),
      ]),
    },
    {
      name: "cross-dock and 3 FCs, 2 speeds",
      network: {
        stages: [
          stage("cross-dock", 1, { leadTime: certain(3) }),
          fc("FC A", 8),
          fc("FC B", 5),
          fc("FC C", 2),
        ],
        arcs: [1, 2, 3].map((to) => ({ from: 0, to, units: 1 })),
        reviewPeriods: 1,
      },
    },
  ];
}

/** Every model on every network: found with one set of draws, judged with another that all models share. */
export function compareModels(options: SimulationOptions): readonly ComparedRow[] {
  return comparedNetworks().flatMap(({ name, network }) => {
    const judge = prepareTrial(network, { ...options, seed: options.seed + 1000 });
    return ECHELON_MODELS.map((model) => {
      const units = stockByModel(network, model, options);
      const found = simulate(judge, units);
      const end = network.stages.findIndex((one) => one.demand !== null);
      return {
        network: name,
        model,
        cost: found.cost,
        costHalfWidth: found.costHalfWidth,
        fillRate: found.fillRate[end]![0]!,
        totalBaseStockUnits: units.reduce((sum, one) => sum + one, 0),
      };
    });
  });
}
