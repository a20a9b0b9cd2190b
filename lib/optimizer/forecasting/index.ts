// Demand per SKU and week after an origin: means, calibrated quantiles, quantiles of lead-time sums, shares by region.

export {
  type AdjustableForecast,
  type Adjusted,
  applyAdjustments,
  type DemandAdjustments,
  MAX_ADJUSTMENT_FACTOR,
} from "./adjustment.ts";
export type { ForecastSide } from "./change/aligned.ts";
export { explainForecastChange, type ForecastChange } from "./change/forecast-change.ts";
export { CHANGE_DRIVERS, type ChangeDriver } from "./change/mixed.ts";
export { classicalQuantiles } from "./classical/classical-quantiles.ts";
export {
  CLASSICAL_METHODS,
  type ClassicalForecast,
  type ClassicalMethod,
  type ClassicalRequest,
} from "./classical/request.ts";
export { type Continuation, type ContinuedHistory, continueHistories } from "./continuation.ts";
export { decodeDemandModel, encodeDemandModel, modelFeatureNames } from "./demand-model/codec.ts";
export { forecastWithModel, type ModelForecast } from "./demand-model/forecast.ts";
export { forecastModelMeans } from "./demand-model/means.ts";
export type { DemandModel } from "./demand-model/model.ts";
export {
  TRAINING_OPTIONS,
  type TrainingOptions,
  trainDemandModel,
} from "./demand-model/train.ts";
export {
  type DriftCell,
  type DriftFinding,
  type DriftReference,
  judgeDrift,
} from "./drift.ts";
export { forecastDemand, forecastMeans } from "./forecast.ts";
export { forecastPanel } from "./global/forecast-panel.ts";
export { type MemberJob, type MemberResult, runMemberJob } from "./global/jobs.ts";
export {
  chooseMethods,
  MINIMUM_WINDOWS,
  type SegmentChoice,
  type SegmentScore,
} from "./method-choice.ts";
export type {
  CalendarCovariate,
  ForecastRequest,
  ForecastTask,
  Frequency,
  Panel,
  SeriesCovariate,
  SeriesGroup,
  TaskForecasts,
} from "./panel.ts";
export {
  type Attributes,
  type Backtest,
  type DemandProblem,
  FORECAST_OPTIONS,
  type Forecast,
  type ForecastOptions,
  type Offers,
  problemAt,
  type RegionSales,
  type SaleEvents,
} from "./problem.ts";
export {
  addTally,
  decidingScore,
  emptyTallies,
  emptyTally,
  naiveScale,
  QUALITY_LEVELS,
  type QualityFigures,
  type QualityTally,
  qualityFigures,
  type TaskForecast,
  type TaskTruth,
  tallyTask,
} from "./quality.ts";
export { regionDemandMean, regionDemandQuantiles } from "./regions.ts";
export {
  ALL_CLASSES,
  INTERMITTENCY_CLASSES,
  type Segment,
  segmentOf,
  VOLUME_CLASSES,
} from "./segment.ts";
export {
  joinOrderSizes,
  type OrderSizes,
  type WholesaleRule,
  wholesaleRule,
} from "./wholesale.ts";
