// How the worker goes through a forecast job of any kind: taken up, told how far, ended with what went wrong.
import type { NetworkView } from "@/server/planning/shard-facts.ts";
import {
  type ForecastJobChange,
  type ForecastJobRow,
  findForecastJob,
  updateOpenJob,
} from "@/server/repositories/forecast-job.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { newestRun } from "./request-job.ts";

export interface TakenJob {
  readonly job: ForecastJobRow;
  /** The facts of the newest run. */
  readonly view: NetworkView;
}

/**
 * Takes an open job up and works on it; what goes wrong is noted on the job and thrown, so that the queue tries again. Answers its
 * marketplace; null where the job has ended.
 */
export async function workOn(
  ctx: WorkerContext,
  jobId: number,
  work: (taken: TakenJob) => Promise<void>,
): Promise<string | null> {
  const taken = await takeUp(ctx, jobId);
  if (!taken) return null;
  try {
    await work(taken);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    await changeJob(ctx, jobId, { failure });
    throw error;
  }
  return taken.view.marketplaceId;
}

/** Changes a job; false where it has ended. */
export const changeJob = (
  ctx: WorkerContext,
  jobId: number,
  change: ForecastJobChange,
): Promise<boolean> =>
  inScope(ctx.db, ctx.scope, (tx) => updateOpenJob(tx, ctx.scope, jobId, change));

function takeUp(ctx: WorkerContext, jobId: number): Promise<TakenJob | null> {
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
    if (!run) throw new Error(`job ${jobId}: marketplace ${marketplaceId} has no finished run`);
    return { job, view: { marketplaceId, asOfOn: run.asOfOn, knownAt: run.knownAt } };
  });
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
