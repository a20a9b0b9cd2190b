// The door of replenishment: how many units of each SKU to send, as a capacity-priced base stock. Units are whole, money
// is micros, volumes are mm3, all integers; the advice is the output `advisedUnits` of `replenishmentDefinition`.
// Formulation and figures: README.md.
export { replenishmentDefinition } from "./definition.ts";
export { certainLeadTime, safetyDaysWorth } from "./lead-time-safety.ts";
export {
  type PlanReplenishmentInput,
  planReplenishment,
  type ReplenishmentPlan,
  replenishmentColumns,
  replenishmentFactLeaves,
} from "./plan.ts";
export {
  defaultReplenishmentPolicy,
  type ReplenishmentPolicy,
  validateReplenishmentPolicy,
} from "./policy.ts";
export {
  type AccountSpace,
  ladderPrice,
  type PricedSpace,
  type PriceSpaceInput,
  priceSpace,
  type SpacePool,
  type SpacePrice,
} from "./pricing.ts";
export { type DemandSurface, surfaceLevelsMillionths, surfaceWeeks } from "./surface.ts";
