// The door of replenishment: how many units of each SKU to send, as a capacity-priced base stock. Units are whole, money
// is micros, volumes are mm3, all integers; the advice is the output `advisedUnits` of `replenishmentDefinition`.
// Formulation and figures: README.md.
export { replenishmentDefinition } from "./definition.ts";
export { certainLeadTime, safetyDaysWorth } from "./lead-time-safety.ts";
export {
  bandedPrice,
  replenishmentConstraints,
  replenishmentLevers,
  replenishmentOutlooks,
  replenishmentScenarios,
} from "./levers.ts";
// The methods: what to stock and how many, each alone, in floats of any money and time unit that fit each other.
export {
  bestCappedBaseStock,
  type LostSalesPlan,
  planLostSales,
  simulateLostSales,
  simulateMyopic,
} from "./methods/capped-base-stock.ts";
export {
  backorderLotPolicy,
  bestReorderPoint,
  type ContinuousReview,
  expectedShortagePolicy,
  leadTimeDemandLaw,
  lossFunctionPolicy,
  optimalReorderPolicy,
  optimalWholeReorderPolicy,
  type ReorderPolicy,
  reorderCostRate,
  reorderPointForFillRate,
  safetyStockPolicy,
} from "./methods/continuous-review.ts";
export {
  type DemandLaw,
  exponentialLaw,
  leftOver,
  lognormalLaw,
  lognormalLawOf,
  normalLaw,
  quantileLaw,
  uniformLaw,
  type WholeDemandLaw,
} from "./methods/demand-law.ts";
export {
  approximateOrderWithDisruptions,
  type DiscountedOrder,
  type DiscountSchedule,
  type DisruptedSupply,
  disruptedOrderCostRate,
  type EconomicOrder,
  economicOrder,
  economicOrderAdditiveYield,
  economicOrderAllUnits,
  economicOrderIncremental,
  economicOrderMultiplicativeYield,
  economicOrderWithBackorders,
  economicOrderWithDisruptions,
  economicProductionLot,
  orderCostRate,
  powerOfTwoOrder,
  type RandomYield,
  type SteadyDemand,
} from "./methods/economic-order.ts";
export {
  type FiniteHorizonInput,
  type FiniteHorizonPlan,
  finiteHorizonPlan,
} from "./methods/finite-horizon.ts";
export {
  type JointInput,
  type JointPlan,
  jointReplenishment,
  jointReplenishmentBound,
  powerOfTwoJointReplenishment,
  type SearchedJointPlan,
  silverJointReplenishment,
} from "./methods/joint-replenishment.ts";
export {
  type LostSalesOptimum,
  type LostSalesProblem,
  lostSalesWork,
  myopicLostSalesOrder,
  optimalLostSales,
} from "./methods/lost-sales.ts";
export { type LotSizes, type LotSizingInput, wagnerWhitin } from "./methods/lot-sizing.ts";
export {
  type CapacitatedNewsvendorPlan,
  capacitatedNewsvendor,
  type NewsvendorPlan,
  newsvendor,
  newsvendorCost,
  newsvendorProfit,
  type ProductOfMany,
  type SellingTerms,
  type UnitCosts,
} from "./methods/newsvendor.ts";
export {
  type MinMaxPolicy,
  minMaxCostRate,
  optimalMinMax,
  type PeriodicReview,
  powerApproximation,
  reviewedBaseStock,
} from "./methods/periodic-review.ts";
export {
  newsvendorAdditiveYield,
  newsvendorShareYield,
  newsvendorWithDisruptions,
} from "./methods/unreliable-supply.ts";
export {
  geometricLaw,
  negativeBinomialLaw,
  observedLaw,
  poissonLaw,
  sumOfSpans,
  wholeLaw,
} from "./methods/whole-law.ts";
export { type OverrideEffect, overrideEffect } from "./override.ts";
export {
  type PlanReplenishmentInput,
  planReplenishment,
  type ReplenishmentPlan,
  replenishmentColumns,
  replenishmentFactLeaves,
} from "./plan.ts";
export {
  completePolicy,
  defaultReplenishmentPolicy,
  methodOf,
  type ReplenishmentMethod,
  type ReplenishmentPolicy,
  validateReplenishmentPolicy,
} from "./policy.ts";
export {
  type AccountBudget,
  type AccountSpace,
  type BudgetPrice,
  ladderPrice,
  type PricedSpace,
  type PriceSpaceInput,
  priceSpace,
  type SpacePool,
  type SpacePrice,
} from "./pricing.ts";
export { type DemandSurface, surfaceLevelsMillionths, surfaceWeeks } from "./surface.ts";
