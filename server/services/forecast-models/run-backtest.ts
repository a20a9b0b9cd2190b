// The worker's part of a backtest: taken up, computed, and stored with its end in one transaction.
import { backtestNetwork, type NetworkBacktest } from "@/server/planning/backtest.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { type ForecastJobChange, updateOpenJob } from "@/server/repositories/forecast-job.ts";
import {
  insertForecastQuality,
  type NewForecastQuality,
} from "@/server/repositories/forecast-quality.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { checkDrift } from "./check-drift.ts";
import type { BacktestResult } from "./job-result.ts";
import { changeJob, workOn } from "./job-steps.ts";

type BacktestContext = WorkerContext & Pick<PlanningDeps, "compute">;

/**
 * Does a backtest that was asked for, unless it has ended. Safe to repeat and to race: its rows and its end are one transaction, so that a
 * job that is handed out twice is stored once. Throws what went wrong on our side, so that the queue tries again.
 */
export async function runBacktest(ctx: BacktestContext, jobId: number): Promise<void> {
  const marketplaceId = await workOn(ctx, jobId, async ({ view }) => {
    const found = await backtestNetwork(ctx, view, (doneCount, shardCount) =>
      changeJob(ctx, jobId, {
        progressShare: (0.95 * doneCount) / shardCount,
        progressText: `Backtesting: ${doneCount} of ${shardCount} groups of sellers`,
      }),
    );
    await finish(ctx, jobId, view.marketplaceId, found);
  });
  if (marketplaceId !== null) await checkDrift(ctx, marketplaceId);
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
