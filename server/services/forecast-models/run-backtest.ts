// The worker's part of a backtest: taken up, computed, and stored with its end in one transaction.
import { backtestNetwork, type NetworkBacktest } from "@/server/planning/backtest.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type ForecastJobChange,
  findForecastJob,
  updateOpenJob,
} from "@/server/repositories/forecast-job.ts";
import {
  insertForecastQuality,
  type NewForecastQuality,
} from "@/server/repositories/forecast-quality.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { checkDrift } from "./check-drift.ts";
import type { BacktestResult } from "./job-result.ts";
import { newestRun } from "./request-job.ts";

type BacktestContext = WorkerContext & Pick<PlanningDeps, "compute">;

interface Begun {
  readonly marketplaceId: string;
  readonly view: {
    readonly marketplaceId: string;
    readonly asOfOn: string;
    readonly knownAt: Date;
  };
}

/**
 * Does a backtest that was asked for, unless it has ended. Safe to repeat and to race: its rows and its end are one transaction, so that a
 * job that is handed out twice is stored once. Throws what went wrong on our side, so that the queue tries again.
 */
export async function runBacktest(ctx: BacktestContext, jobId: number): Promise<void> {
  const begun = await begin(ctx, jobId);
  if (!begun) return;
  try {
    const found = await backtestNetwork(ctx, begun.view, (doneCount, shardCount) =>
      changeJob(ctx, jobId, {
        progressShare: (0.95 * doneCount) / shardCount,
        progressText: `Backtesting: ${doneCount} of ${shardCount} groups of sellers`,
      }),
    );
    await finish(ctx, jobId, begun.marketplaceId, found);
  } catch (error) {
    await changeJob(ctx, jobId, {
      failure: error instanceof Error ? error.message : String(error),
    });
    throw error;
  }
  await checkDrift(ctx, begun.marketplaceId);
}

const changeJob = (
  ctx: WorkerContext,
  jobId: number,
  change: ForecastJobChange,
): Promise<boolean> =>
  inScope(ctx.db, ctx.scope, (tx) => updateOpenJob(tx, ctx.scope, jobId, change));

function begin(ctx: WorkerContext, jobId: number): Promise<Begun | null> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const job = await findForecastJob(tx, ctx.scope, jobId);
    const change = {
      status: "running",
      startedAt: job?.startedAt ?? ctx.clock.now(),
      progressText: "Reading facts",
    } as const;
    if (!job || !(await updateOpenJob(tx, ctx.scope, jobId, change))) return null;
    const { marketplaceId } = job;
    const run = await newestRun(tx, marketplaceId);
    if (!run)
      throw new Error(`backtest ${jobId}: marketplace ${marketplaceId} has no finished run`);
    return { marketplaceId, view: { marketplaceId, asOfOn: run.asOfOn, knownAt: run.knownAt } };
  });
}

function finish(
  ctx: WorkerContext,
  jobId: number,
  marketplaceId: string,
  found: NetworkBacktest | null,
): Promise<void> {
  const finishedAt = ctx.clock.now();
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const isOurs = await updateOpenJob(tx, ctx.scope, jobId, endOf(jobId, found, finishedAt));
    if (isOurs && found)
      await store(ctx, tx, { jobId, marketplaceId, computedAt: finishedAt }, found);
    ctx.logger.info(
      { jobId, marketplaceId, isOurs, rowCount: found?.rows.length ?? 0 },
      "backtest",
    );
  });
}

function endOf(jobId: number, found: NetworkBacktest | null, finishedAt: Date): ForecastJobChange {
  if (!found)
    return {
      status: "failed",
      failure: "No account has enough history: a backtest needs 34 weeks.",
      finishedAt,
    };
  return {
    status: "done",
    progressShare: 1,
    progressText: "Done",
    failure: null,
    finishedAt,
    result: resultOf(jobId, found),
  };
}

const keyOf = (jobId: number): string => `job ${jobId}`;

function resultOf(jobId: number, { rows, uplifts }: NetworkBacktest): BacktestResult {
  return {
    backtestKey: keyOf(jobId),
    uplifts,
    intervalLosses: rows.flatMap(
      ({ isSum, intermittencyClass, volumeClass, method, intervalLoss }) =>
        isSum || intervalLoss === null
          ? []
          : [{ intermittencyClass, volumeClass, method, intervalLoss }],
    ),
  };
}

function store(
  ctx: WorkerContext,
  tx: Tx,
  at: { readonly jobId: number; readonly marketplaceId: string; readonly computedAt: Date },
  { rows, firstOriginOn, lastOriginOn }: NetworkBacktest,
): Promise<void> {
  const { jobId, marketplaceId, computedAt } = at;
  const origins = { firstOriginOn, lastOriginOn };
  return insertForecastQuality(
    tx,
    ctx.scope,
    rows.map(
      ({ isClassical: _, intervalLoss: __, ...row }): NewForecastQuality => ({
        backtestKey: keyOf(jobId),
        marketplaceId,
        computedAt,
        ...origins,
        ...row,
      }),
    ),
  );
}

/** A job that failed for good ends with the reason of its last attempt. */
export function failForecastJob(ctx: WorkerContext, jobId: number): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const job = await findForecastJob(tx, ctx.scope, jobId);
    const failure = job?.failure ?? "The worker was lost each time.";
    const finishedAt = ctx.clock.now();
    await updateOpenJob(tx, ctx.scope, jobId, { status: "failed", failure, finishedAt });
  });
}
