// The heavy, pure parts of a run: what a compute thread can do.
import {
  type Adjusted,
  applyAdjustments,
  type DemandAdjustments,
  type DemandProblem,
  encodeDemandModel,
  type MemberJob,
  type MemberResult,
  runMemberJob,
  type TrainingOptions,
  trainDemandModel,
} from "@/lib/optimizer/forecasting/index.ts";
import type { PositioningPolicy } from "@/lib/optimizer/positioning/index.ts";
import type { ReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import {
  type AccountChange,
  type AccountSpaceInput,
  type Advice,
  backtestShard,
  type CapacityFacts,
  capacityFacts,
  explainForecastChanges,
  FORECASTERS,
  forecastShard,
  modelForecaster,
  type NetworkCapacities,
  type NetworkFlows,
  networkFlows,
  type PlacementFacts,
  type PlacementFees,
  type PlacementNetwork,
  type PlanCalendar,
  type PlanFacts,
  type PlannedNetwork,
  type PlannedPlacement,
  type PlannedPositioning,
  type PlannedReplenishment,
  type PositioningAdvice,
  placementFacts,
  planAllPlacement,
  planAllPositioning,
  planAllReplenishment,
  planNetwork,
  type ReplenishmentFacts,
  type RunHistory,
  replenishmentFacts,
  type ScenarioDraws,
  type ShardBacktest,
  type ShardForecast,
} from "@/lib/optimizer/stages/index.ts";
import {
  type Bottleneck,
  cellOf,
  type NetworkChange,
  type PriceRange,
  priceRange,
  type TransportOptions,
  type TransportProblem,
  type TransportStart,
  type WhatIf,
  whatIf,
} from "@/lib/optimizer/transport/index.ts";
import { type AdviceCausesTask, adviceCauses } from "./advice-causes.ts";
import { type AdviceSumsTask, adviceSums } from "./advice-sums.ts";
import { type LimitCauses, type LimitCausesTask, limitCauses } from "./limit-causes.ts";
import { type LimitSumsTask, limitSums } from "./limit-sums.ts";
import {
  decodedModel,
  type EncodedModel,
  type ForecastModelTask,
  modelUse,
} from "./model-cache.ts";
import { openSolverThread, type SolverThread } from "./solver-thread.ts";

export interface ForecastTask {
  readonly facts: PlanFacts;
  readonly calendar: PlanCalendar;
  readonly adjustments: DemandAdjustments;
  /** null = the structural method alone. */
  readonly model: ForecastModelTask | null;
  readonly coverWeeks: number;
  readonly replenishmentPolicy: ReplenishmentPolicy;
}

/** A shard's forecast with what its sellers stated about the weeks ahead. */
export type AdjustedForecast = ShardForecast & Adjusted;

export interface ForecastResult {
  readonly forecast: AdjustedForecast;
  readonly capacity: CapacityFacts;
  readonly replenishment: ReplenishmentFacts;
  readonly placement: PlacementFacts;
  readonly network: NetworkFlows;
}

/** A version to be scored beside the methods that need no training. */
export interface BacktestModelTask extends EncodedModel {
  readonly method: string;
  /** null = not stored yet. */
  readonly modelId: number | null;
}

export interface BacktestTask {
  readonly facts: PlanFacts;
  readonly calendar: PlanCalendar;
  readonly models: readonly BacktestModelTask[];
}

export interface TrainTask {
  /** One per account. */
  readonly problems: readonly DemandProblem[];
  readonly options: Omit<TrainingOptions, "continueFrom">;
  /** The version that training goes on from; null = from nothing. */
  readonly continueFrom: EncodedModel | null;
}

export interface TrainResult {
  /** The encoded model. */
  readonly body: Uint8Array;
  /** Examples that it learnt from. */
  readonly rowCount: number;
}

/** What a run is replayed from. */
export interface RunHistoryTask extends Omit<RunHistory, "use"> {
  readonly model: ForecastModelTask | null;
}

export interface ForecastChangesTask {
  readonly earlier: RunHistoryTask;
  readonly later: RunHistoryTask;
  /** Weeks after the later origin. */
  readonly targetWeeks: number;
}

export interface PlacementTask {
  readonly shards: readonly PlacementFacts[];
  readonly advice: Advice;
  readonly network: PlacementNetwork;
  readonly fees: PlacementFees;
  readonly scenarios: ScenarioDraws;
}

export interface NetworkTask {
  readonly shards: readonly NetworkFlows[];
  readonly capacities: NetworkCapacities;
}

export interface LimitPriceTask {
  readonly problem: TransportProblem;
  readonly start: TransportStart;
  readonly bottleneck: Bottleneck;
}

export interface NetworkChangeTask {
  readonly problem: TransportProblem;
  readonly plan: Parameters<typeof whatIf>[2];
  readonly changes: readonly NetworkChange[];
  readonly options: TransportOptions;
}

export interface PositioningTask {
  readonly shards: readonly PlacementFacts[];
  readonly advice: PositioningAdvice;
  readonly network: PlacementNetwork;
  readonly policy: PositioningPolicy;
  readonly seed: number;
}

export interface ReplenishmentTask {
  readonly shards: readonly ReplenishmentFacts[];
  readonly limits: readonly AccountSpaceInput[];
  /** Volume of the network per storage type as limits count it; null where it is not known. */
  readonly usableMm3: Float64Array | null;
  readonly policy: ReplenishmentPolicy;
}

function forecast(task: ForecastTask): ForecastResult {
  const { facts, calendar, adjustments, coverWeeks, replenishmentPolicy } = task;
  const unadjusted = forecastShard(facts, calendar, task.model && modelUse(task.model));
  const demand = applyAdjustments(unadjusted, adjustments);
  return {
    forecast: demand,
    // Limits share out scarce space: they rest on what was sold, never on what a seller states.
    capacity: capacityFacts(facts, unadjusted, calendar, coverWeeks),
    replenishment: replenishmentFacts(facts, demand, replenishmentPolicy),
    placement: placementFacts(facts, demand),
    // Its prices share out space too.
    network: networkFlows(facts, unadjusted, calendar),
  };
}

const runHistory = ({ model, ...run }: RunHistoryTask): RunHistory => ({
  ...run,
  use: model && modelUse(model),
});

const forecastChanges = (task: ForecastChangesTask): AccountChange[] =>
  explainForecastChanges(runHistory(task.earlier), runHistory(task.later), task.targetWeeks);

const backtest = ({ facts, calendar, models }: BacktestTask): ShardBacktest =>
  backtestShard(facts, calendar, [
    ...FORECASTERS,
    ...models.map((task) => modelForecaster(decodedModel(task), task.method, task.modelId)),
  ]);

function trainModel({ problems, options, continueFrom }: TrainTask): TrainResult {
  const from = continueFrom && decodedModel(continueFrom);
  const model = trainDemandModel(problems, {
    ...options,
    ...(from ? { continueFrom: from } : {}),
  });
  return { body: encodeDemandModel(model), rowCount: model.rowCount };
}

const replenishment = (task: ReplenishmentTask): PlannedReplenishment =>
  planAllReplenishment(task.shards, task.limits, task.usableMm3, task.policy);

const positioning = (task: PositioningTask): PlannedPositioning =>
  planAllPositioning(task.shards, task.advice, task.network, task.policy, task.seed);

// Loading the solver takes 50-90 ms; its thread stays, without keeping the process alive.
let solver: SolverThread | undefined;

function placement(task: PlacementTask): Promise<PlannedPlacement> {
  solver ??= openSolverThread();
  const { shards, advice, network, fees, scenarios } = task;
  return planAllPlacement(solver, shards, advice, network, fees, scenarios);
}

function network({ shards, capacities }: NetworkTask): Promise<PlannedNetwork> {
  solver ??= openSolverThread();
  return planNetwork(solver, shards, capacities);
}

function networkChange(task: NetworkChangeTask): Promise<WhatIf> {
  solver ??= openSolverThread();
  return whatIf(solver, task.problem, task.plan, task.changes, task.options);
}

function limitPrice({ problem, start, bottleneck }: LimitPriceTask): Promise<PriceRange> {
  solver ??= openSolverThread();
  return priceRange(solver, problem, start, bottleneck.function, cellOf(problem, bottleneck));
}

interface TaskTypes {
  readonly forecast: { readonly input: ForecastTask; readonly result: ForecastResult };
  readonly forecastChanges: {
    readonly input: ForecastChangesTask;
    readonly result: AccountChange[];
  };
  readonly backtest: { readonly input: BacktestTask; readonly result: ShardBacktest };
  readonly replenishment: {
    readonly input: ReplenishmentTask;
    readonly result: PlannedReplenishment;
  };
  readonly positioning: { readonly input: PositioningTask; readonly result: PlannedPositioning };
  readonly placement: { readonly input: PlacementTask; readonly result: PlannedPlacement };
  readonly network: { readonly input: NetworkTask; readonly result: PlannedNetwork };
  readonly networkChange: { readonly input: NetworkChangeTask; readonly result: WhatIf };
  readonly limitPrice: { readonly input: LimitPriceTask; readonly result: PriceRange };
  readonly limitCauses: { readonly input: LimitCausesTask; readonly result: LimitCauses };
  readonly adviceCauses: { readonly input: AdviceCausesTask; readonly result: Float64Array };
  readonly adviceSums: { readonly input: AdviceSumsTask; readonly result: Float64Array };
  readonly limitSums: { readonly input: LimitSumsTask; readonly result: Float64Array[] };
  readonly trainModel: { readonly input: TrainTask; readonly result: TrainResult };
  readonly panelMember: { readonly input: MemberJob; readonly result: MemberResult };
}

export type TaskName = keyof TaskTypes;
export type TaskInput<Name extends TaskName> = TaskTypes[Name]["input"];
export type TaskResult<Name extends TaskName> = TaskTypes[Name]["result"];

const tasks: {
  readonly [Name in TaskName]: (
    input: TaskInput<Name>,
  ) => TaskResult<Name> | Promise<TaskResult<Name>>;
} = {
  forecast,
  forecastChanges,
  backtest,
  replenishment,
  positioning,
  placement,
  network,
  networkChange,
  limitPrice,
  limitCauses,
  adviceCauses,
  adviceSums,
  limitSums,
  trainModel,
  panelMember: runMemberJob,
};

/** Runs one task on the calling thread. */
export async function runTask<Name extends TaskName>(
  name: Name,
  input: TaskInput<Name>,
): Promise<TaskResult<Name>> {
  return await tasks[name](input);
}

/** Where tasks are computed. Inputs and results are plain structs of typed arrays, copied between threads. */
export interface Compute {
  readonly run: <Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
  ) => Promise<TaskResult<Name>>;
  readonly close: () => Promise<void>;
}

/** Computes on the calling thread: for tests and small worlds. */
export const inlineCompute: Compute = { run: runTask, close: async () => undefined };
