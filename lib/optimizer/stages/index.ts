// The stages of a planning run as pure functions: facts of a shard -> forecast -> capacity -> quantities. Units are in the
// names; all arrays are flat and row-major with their shape in a comment. How they are ordered: ../pipeline.ts.
export {
  type AccountForecast,
  BACKTEST,
  BACKTEST_WEEKS,
  backtestProblems,
  backtestShard,
  type DemandForecaster,
  FORECASTERS,
  isClassicalMethod,
  MODEL_METHOD,
  modelForecaster,
  type SegmentTally,
  type ShardBacktest,
  smoothingForecaster,
  type UpliftTally,
  upliftFactor,
} from "./backtest-stage.ts";
export { type CapacityFacts, capacityFacts, MONTHS_AHEAD } from "./capacity-stage.ts";
export { type AccountChange, explainForecastChanges, type RunHistory } from "./change-stage.ts";
export { ASSUMED, checkFacts, type PlanCalendar, type PlanFacts, SNAPSHOT_COUNT } from "./facts.ts";
export {
  type AccountBacktest,
  demandProblem,
  forecastShard,
  type ModelUse,
  type ShardForecast,
  sumMeanMilliUnits,
} from "./forecast-stage.ts";
export { type LimitMonth, limitsOverMonths, type MeasuredMonth } from "./limit-months.ts";
export {
  type AnnouncedLimit,
  type DeclaredSpace,
  type GrantedSpace,
  type KnownOfAccounts,
  type LimitRows,
  limitedMm3,
  MIX_PLAYERS,
  type MixPrice,
  mixPrices,
  type PlannedLimits,
  type PoolVolumes,
  type PricingSide,
  planAllLimits,
  poolCount,
  poolIndex,
  poolOf,
} from "./limits-stage.ts";
export { NETWORK_COSTS, SPEED_CLASSES } from "./network-costs.ts";
export { type NetworkFeeds, type PoolPart, placementWithFeeds } from "./network-feeds.ts";
export { type NetworkFlows, networkFlows } from "./network-flows.ts";
export {
  type NetworkCapacities,
  networkPeriodDays,
  type PlannedNetwork,
  planNetwork,
} from "./network-stage.ts";
export type { PlacementFees, PlannedSplits } from "./placement-splits.ts";
export {
  type Advice,
  type DecidedPlacement,
  type PlacementFacts,
  type PlacementNetwork,
  type PlannedPlacement,
  placementFacts,
  planAllPlacement,
  type ScenarioDraws,
} from "./placement-stage.ts";
export {
  type PlannedPositioning,
  type PositioningAdvice,
  planAllPositioning,
} from "./positioning-stage.ts";
export {
  type AccountSpaceInput,
  type PlannedReplenishment,
  planAllReplenishment,
  type ReplenishmentFacts,
  replenishmentFacts,
} from "./replenishment-stage.ts";
