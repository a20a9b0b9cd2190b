// Where advised units shall go: FCs ahead of regional demand, with prices of the FCs' limits and regret per choice.

export {
  drawsScenarios,
  type PlacementWay,
  placementByCause,
  renumberedZones,
} from "./causes.ts";
export {
  CONTRAST_PARTS,
  type ContrastPart,
  contrastBand,
  contrastPlacement,
  type PlacementContrast,
} from "./contrast.ts";
export type { CoupledParts, PartPlans } from "./cutting-plane.ts";
export { decidePlacement, type PlacementDecisions } from "./decide.ts";
// For threads that share the passes: a problem's parts, and their best plans at some prices.
export { partCountOf, planParts } from "./decompose.ts";
export { placementDefinition, ZONE_SLOTS, zoneLeaf } from "./definition.ts";
export { type Economics, economics } from "./economics.ts";
export { planEconomics, planPlacement } from "./plan.ts";
export { defaultPlacementPolicy, type PlacementPolicy, placementBounds } from "./policy.ts";
export { limitCount } from "./prices.ts";
export {
  PLACEMENT_OPTIONS,
  type PlacementOptions,
  type PlacementPlan,
  type PlacementPrices,
  type PlacementProblem,
} from "./problem.ts";
export { type DemandScenarios, splitScenarios } from "./scenarios.ts";
export { scratchFor } from "./sku-plan.ts";
export { splitFeeDefinition, splitFeeLeaves } from "./split-fee.ts";
export {
  placedUse,
  SPLIT_STATES,
  type SplitFacts,
  type SplitPlan,
  splitOptions,
} from "./split-options.ts";
export { stepDemand } from "./steps.ts";
export { demandZones, zoneTransitDays } from "./zones.ts";
