import { distributionOf } from "./distribution.ts";
import { distributionStock } from "./distribution-stock.ts";
import { guaranteedService } from "./guaranteed-service.ts";
import type { EchelonNetwork } from "./network.ts";
import { pathwiseStock } from "./pathwise.ts";
import type { SimulationOptions } from "./simulate.ts";

/** The three ways to set stock over several layers; README.md says when which holds. */
export const ECHELON_MODELS = ["guaranteedService", "stochasticService", "simulation"] as const;
export type EchelonModel = (typeof ECHELON_MODELS)[number];

/**
 * Local base stocks of a distribution network by one model, ready for the simulator. Simulation starts from the stochastic
 * model. Throws RangeError as the models do. Cost: that of the model.
 */
export function stockByModel(
  network: EchelonNetwork,
  model: EchelonModel,
  options: SimulationOptions,
): Float64Array {
  distributionOf(network);
  if (model === "guaranteedService") return guaranteedService(network).baseStockUnits;
  const { baseStockUnits } = distributionStock(network);
  if (model === "stochasticService") return baseStockUnits;
  return pathwiseStock(network, baseStockUnits, { ...options, mostSteps: 200 }).baseStockUnits;
}
