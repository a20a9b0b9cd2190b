// The door of stock over several layers (supplier, cross-dock, FC, last-mile node) under uncertain demand, lead time and
// capacity. Units are those of one item, costs per unit and period in any one currency. Formulations, sources and
// figures: README.md.
export { type ComparedRow, compareModels } from "./comparison.ts";
export { distributionCost, distributionStock, type StockPlan } from "./distribution-stock.ts";
export {
  type GuaranteedServicePlan,
  guaranteedService,
  type PromisePrice,
  promisePrices,
} from "./guaranteed-service.ts";
export {
  networkOfChain,
  networkOfNodes,
  type PublishedChain,
  type PublishedNodes,
} from "./known-form.ts";
export { certain, inOrder, type Law, lawMean } from "./law.ts";
export { ECHELON_MODELS, type EchelonModel, stockByModel } from "./models.ts";
export type { Arc, DemandClass, EchelonNetwork, Stage, StageDemand } from "./network.ts";
export { type PathwiseOptions, type PathwisePlan, pathwiseStock } from "./pathwise.ts";
export { criticalLevels, type RationingPlan } from "./rationing.ts";
export { CAUSE_COUNT, SHORTAGE_CAUSE } from "./replication.ts";
export { type SerialBounds, type SerialPlan, serialBounds, serialOptimum } from "./serial.ts";
export { type SerialBatch, serialHeuristics } from "./serial-batch.ts";
export {
  type BaseStock,
  type CapacitatedBaseStock,
  capacitatedBaseStock,
  makeToStockQueue,
} from "./shortfall.ts";
export {
  prepareTrial,
  type SimulatedCost,
  type SimulationOptions,
  simulate,
  type Trial,
} from "./simulate.ts";
