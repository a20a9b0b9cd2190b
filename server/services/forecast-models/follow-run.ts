// What follows when a run's forecasts were scored: alarms are brought up to date, and a backtest is asked for when one is due.
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { findRun } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { checkDrift } from "./check-drift.ts";
import { requestDueBacktests } from "./request-job.ts";

/** Safe to repeat. A run over one account says nothing about a marketplace. */
export async function followRun(ctx: WorkerContext, runId: number, send: SendJob): Promise<void> {
  const run = await inScope(ctx.db, ctx.scope, (tx) => findRun(tx, runId));
  if (run?.status !== "done" || run.accountId !== null) return;
  await checkDrift(ctx, run.marketplaceId);
  await requestDueBacktests(ctx, send);
}
