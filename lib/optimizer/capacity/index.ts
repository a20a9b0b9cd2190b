// The door of capacity limits: how much space each account may use per storage type and month. All volumes are integer
// mm3; a limit is the output `announced` of `capacityDefinition`. Formulation and figures: README.md.
export type { PolicyProblem } from "../core/policy-problem.ts";
export { type BulkFacts, type BulkPlan, bulkEfficiency, planBulk } from "./bulk.ts";
export {
  contrastLimit,
  type LimitConstraint,
  type LimitContrast,
  type LimitRung,
  limitConstraints,
  TIGHTNESS_STEPS,
  tightnessStep,
} from "./contrast.ts";
export {
  type DeclarationOutcome,
  type DeclarationScore,
  scoreDeclaration,
} from "./declared-record.ts";
export {
  capacityDefinition,
  efficiencyParts,
  scoreDefinition,
  scoreLeaves,
  shareLeaf,
} from "./definition.ts";
export {
  type CohortKpi,
  type FinalKpis,
  type LimitKpiFacts,
  type LimitKpis,
  limitKpis,
} from "./kpi.ts";
export {
  capacityLevers,
  capacityOutlooks,
  capacityScenarios,
  nextRunLeaves,
  scoreLevers,
} from "./levers.ts";
export { type LimitUse, type Overbooking, overbookingOf, poolOverbooking } from "./overbooking.ts";
export {
  capacityFactLeaves,
  capacityLeaves,
  type LimitPlan,
  type PlanLimitsInput,
  planLimits,
} from "./plan.ts";
export {
  type CapacityPolicy,
  completeCapacityPolicy,
  type DeclaredPolicy,
  defaultCapacityPolicy,
  type EfficiencyPart,
  type OverbookingPolicy,
  validateCapacityPolicy,
} from "./policy.ts";
export {
  type CapacityCertificate,
  type CapacityPool,
  type CapacityPrice,
  type HardFloor,
  MAX_WATER_LEVEL_MILLI_WEEKS,
  type PriceCapacityInput,
  type PricedCapacity,
  priceCapacity,
} from "./pricing.ts";
export { scorePart } from "./score-part.ts";
export {
  groupOf,
  limitStandings,
  type MeasuredGroup,
  type MeasuredRows,
  measuredGroups,
  type StandingGroup,
  type StandingRows,
  standingOf,
  tenthsBelow,
  wholePoints,
} from "./standing.ts";
export { type Claims, fillingLevel } from "./water-filling.ts";
