// Where advised units shall go: FCs ahead of regional demand, with prices of the FCs' limits and regret per choice.
export { planPlacement } from "./plan.ts";
export {
  PLACEMENT_OPTIONS,
  type PlacementOptions,
  type PlacementPlan,
  type PlacementPrices,
  type PlacementProblem,
} from "./problem.ts";
