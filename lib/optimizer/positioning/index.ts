// The door of positioning: how many units of each product should lie at which FC, by delivery speed. Units are whole,
// demand is in thousandths of a unit, shares and scores in millionths, all integers; the target is the output `targetUnits`
// of `positioningDefinition`. Formulation and figures: README.md.
export type { CentreNetwork } from "./centres.ts";
export { positioningDefinition } from "./definition.ts";
export { type PositioningFacts, type PositioningPlan, planPositioning } from "./plan.ts";
export { defaultPositioningPolicy, type PositioningPolicy, positioningBounds } from "./policy.ts";
