// The public face of the optimizer: a whole plan from facts, policies and a network. Each capability has a door of its own.
export {
  type LimitInputs,
  measureLimits,
  nextMonthVolumes,
  type PipelineInput,
  type PipelinePlan,
  planMarketplace,
} from "./pipeline.ts";
