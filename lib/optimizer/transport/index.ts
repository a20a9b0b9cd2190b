// Facility and lane capacity: expected flows through the network at least cost, the price of every limit that binds, the
// paths behind it, and what a change of capacity would do.
export { type Bottleneck, bottlenecks, cellOf } from "./bottlenecks.ts";
export {
  type DemandExplanation,
  type DemandKey,
  explainDemand,
  type PathChoice,
} from "./explain.ts";
export type { CostParts, TransportFlows } from "./flows.ts";
export type { TransportStart } from "./generate.ts";
export { type FunctionUse, planTransport, type TransportPlan } from "./plan.ts";
export { type PriceRange, type PriceSide, priceRange } from "./price-range.ts";
export {
  type CapacityFunction,
  type CapacitySteps,
  capacityFunctions,
  TRANSPORT_OPTIONS,
  type TransportOptions,
  type TransportProblem,
} from "./problem.ts";
export type { SupplyStep } from "./supply.ts";
export { applyChanges, type NetworkChange, type WhatIf, whatIf } from "./what-if.ts";
