// One unit of a run: (stage, shard). Its effects and its status are one transaction, so a unit that is handed out twice
// takes effect once, and a worker that dies leaves nothing half done.
import type { Tx } from "@/db/client.ts";
import {
  beginStage,
  endRun,
  findRun,
  finishStage,
  listStages,
  lockRun,
  lockStage,
  noteStageFailure,
  type RunRow,
  type Stage,
  type StageKey,
  type StageRow,
  updateRun,
} from "@/server/repositories/run.ts";
import { insertArtifacts } from "@/server/repositories/run-artifact.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { pack } from "./pack.ts";
import {
  isUnitDone,
  type PlanningDeps,
  type RunStageFunction,
  type StageOutcome,
  type StageUnit,
  shardCountOf,
  WORKER,
  waves,
} from "./stage.ts";
import { forecastStage } from "./stages/forecast.ts";
import { limitsStage } from "./stages/limits.ts";
import { networkStage } from "./stages/network.ts";
import { placementStage } from "./stages/placement.ts";
import { positioningStage } from "./stages/positioning.ts";
import { priceStage } from "./stages/price.ts";
import { recordStage } from "./stages/record.ts";
import { replenishmentStage } from "./stages/replenishment.ts";
import { snapshotStage } from "./stages/snapshot.ts";

const stages: Readonly<Record<Stage, RunStageFunction>> = {
  snapshot: snapshotStage,
  forecast: forecastStage,
  network: networkStage,
  price: priceStage,
  limits: limitsStage,
  replenishment: replenishmentStage,
  positioning: positioningStage,
  placement: placementStage,
  record: recordStage,
};

/** What follows from a unit, handed on inside the transaction that finished it. */
export interface Handover {
  /** The next units are ready. */
  readonly next: (tx: Tx, keys: readonly StageKey[]) => Promise<void>;
  /** It was the last one: the run is sealed. */
  readonly sealed: (tx: Tx, runId: number) => Promise<void>;
}

export type UnitStatus = "done" | "already done" | "run ended";

/** Does one unit unless it is done or the run has ended. Throws what the stage throws; nothing is written then. */
export async function executeUnit(
  deps: PlanningDeps,
  key: StageKey,
  handover: Handover,
): Promise<UnitStatus> {
  const begun = await begin(deps, key);
  if (typeof begun === "string") return begun;
  const { run, shardCount } = begun;
  const startedMs = deps.clock.monotonicMs();
  const outcome = await stages[key.stage]({ ...deps, run, shard: key.shard, shardCount });
  const status = await commit(deps, key, outcome, handover);
  deps.logger.info(
    {
      runId: key.runId,
      stage: key.stage,
      shard: key.shard,
      ms: Math.round(deps.clock.monotonicMs() - startedMs),
      status: outcome.status,
    },
    outcome.message,
  );
  return status;
}

const isOver = (run: RunRow) =>
  run.status === "done" || run.status === "failed" || run.status === "cancelled";

function begin(deps: PlanningDeps, key: StageKey) {
  return inScope(
    deps.db,
    WORKER,
    async (tx): Promise<UnitStatus | { run: RunRow; shardCount: number }> => {
      const run = await findRun(tx, key.runId);
      if (!run || isOver(run)) return "run ended";
      const now = deps.clock.now();
      if (!(await beginStage(tx, key, now))) return "already done";
      if (run.status === "queued")
        await updateRun(tx, run.id, { status: "running", startedAt: now });
      const rows = await listStages(tx, run.id);
      const started = run.startedAt ?? now;
      return { run: { ...run, startedAt: started }, shardCount: shardCountOf(rows) };
    },
  );
}

/** Everything the unit did, its status, the run's progress and the next units: all or nothing. */
function commit(
  deps: PlanningDeps,
  key: StageKey,
  outcome: StageOutcome,
  handover: Handover,
): Promise<UnitStatus> {
  return inScope(deps.db, WORKER, async (tx) => {
    const stage = await lockStage(tx, key);
    if (stage?.status === "done" || stage?.status === "skipped") return "already done";
    await insertArtifacts(
      tx,
      key.runId,
      (outcome.artifacts ?? []).map(({ name, shard, value }) => ({
        stage: key.stage,
        shard: shard ?? key.shard,
        name,
        body: pack(value),
      })),
    );
    await finishStage(tx, key, {
      status: outcome.status,
      message: outcome.message,
      finishedAt: deps.clock.now(),
      result: outcome.result ?? null,
    });
    await outcome.write?.(tx);
    // Locked after the unit's own writes, so that shards wait for each other only here: the last one sees all the others.
    const run = await lockRun(tx, key.runId);
    if (run?.status === "cancelled" || run?.status === "failed") throw new RunEnded(key.runId);
    await advance(tx, key, handover);
    return "done" as const;
  }).catch((error: unknown) => {
    if (error instanceof RunEnded) return "run ended" as const;
    throw error;
  });
}

/** Rolls back a unit whose run was cancelled while it worked. */
class RunEnded extends Error {
  constructor(runId: number) {
    super(`run ${runId} has ended`);
    this.name = "RunEnded";
  }
}

async function advance(tx: Tx, key: StageKey, handover: Handover): Promise<void> {
  const rows = await listStages(tx, key.runId);
  const run = await findRun(tx, key.runId);
  const order = waves(shardCountOf(rows));
  const wave = order.findIndex((units) => units.some((unit) => isSame(unit, key)));
  const done = rows.filter(isUnitDone);
  if (run && !isOver(run))
    await updateRun(tx, key.runId, progressOf(rows, done, order[wave] ?? []));
  const isWaveDone = (order[wave] ?? []).every((unit) => done.some((row) => isSame(row, unit)));
  const next = order[wave + 1];
  if (!isWaveDone) return;
  if (!next) return handover.sealed(tx, key.runId);
  await handover.next(
    tx,
    next.map(({ stage, shard }) => ({ runId: key.runId, stage, shard })),
  );
}

const isSame = (a: StageUnit, b: StageUnit) => a.stage === b.stage && a.shard === b.shard;

/** Share of a run's time that each stage takes, as measured on the demo world. */
const WEIGHT: Readonly<Record<Stage, number>> = {
  snapshot: 0.27,
  forecast: 0.22,
  network: 0.1,
  price: 0.03,
  limits: 0.02,
  replenishment: 0.08,
  positioning: 0.03,
  placement: 0.15,
  record: 0.1,
};

const DOING: Readonly<Record<Stage, string>> = {
  snapshot: "Reading facts",
  forecast: "Forecasting demand",
  network: "Planning flows through the network",
  price: "Pricing shared space",
  limits: "Deciding limits",
  replenishment: "Deciding quantities",
  positioning: "Setting stock per centre",
  placement: "Placing units",
  record: "Recording decisions",
};

function progressOf(
  rows: readonly StageRow[],
  done: readonly StageRow[],
  wave: readonly StageUnit[],
) {
  let progressShare = 0;
  for (const row of done) {
    progressShare += WEIGHT[row.stage] / rows.filter(({ stage }) => stage === row.stage).length;
  }
  const waveDone = wave.filter((unit) => done.some((row) => isSame(row, unit))).length;
  const stage = wave[0]?.stage ?? "record";
  const progressText =
    wave.length > 1
      ? `${DOING[stage]}: ${waveDone} of ${wave.length} groups of sellers`
      : `${DOING[stage]}: done`;
  return { progressShare: Math.min(0.99, progressShare), progressText };
}

/** Remembers why an attempt at a unit failed; the unit stays to be done. */
export async function noteFailure(
  deps: PlanningDeps,
  key: StageKey,
  message: string,
): Promise<void> {
  await inScope(deps.db, WORKER, (tx) => noteStageFailure(tx, key, message));
}

/** Ends a run that cannot go on, with the reason; its decisions so far stay unread, because the run is not done. */
export async function failRun(
  deps: PlanningDeps,
  runId: number,
  failure: string,
  key?: StageKey,
): Promise<void> {
  const finishedAt = deps.clock.now();
  await inScope(deps.db, WORKER, async (tx) => {
    const stage = key && (await lockStage(tx, key));
    const reason = stage?.message ? `${failure}: ${stage.message}` : failure;
    await endRun(tx, runId, { status: "failed", failure: reason, finishedAt });
  });
}
