// Work on forecast models is asked for: its row and its job in the queue, in one transaction.
import { DomainError } from "@/server/core/errors.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  findNewestDoneJob,
  findOpenJob,
  insertForecastJob,
} from "@/server/repositories/forecast-job.ts";
import { type SendJob, sendFromWeb } from "@/server/repositories/job-queue.ts";
import { findMarketplace, listPlannableMarketplaces } from "@/server/repositories/network.ts";
import { findPreviousRun } from "@/server/repositories/run.ts";
import { inScope, type StaffScope, type WorkerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { ServiceContext, WorkerContext } from "@/server/services/context.ts";

type JobContext = ServiceContext<StaffScope | WorkerScope>;

const QUEUE = { backtest: "backtest-forecasts", train: "train-forecast-model" } as const;

export interface ForecastJobRequest {
  readonly kind: keyof typeof QUEUE;
  readonly marketplaceId: string;
  readonly reason: string;
}

export interface RequestedJob {
  readonly jobId: number;
  /** False when one of the kind was queued or under way there: that one is answered. */
  readonly isNew: boolean;
}

/**
 * Asks for a backtest or a training. Throws not_found for an unknown marketplace, precondition_failed where nothing was planned yet: both
 * look at the facts of the newest run.
 */
export function requestForecastJob(
  ctx: JobContext,
  request: ForecastJobRequest,
  send: SendJob = sendFromWeb,
): Promise<RequestedJob> {
  return inScope(ctx.db, ctx.scope, (tx) => addJob(ctx, tx, request, send));
}

async function addJob(
  ctx: JobContext,
  tx: Tx,
  { kind, marketplaceId, reason }: ForecastJobRequest,
  send: SendJob,
): Promise<RequestedJob> {
  if (!(await findMarketplace(tx, marketplaceId)))
    throw new DomainError("not_found", { marketplaceId });
  if (!(await newestRun(tx, marketplaceId)))
    throw new DomainError("precondition_failed", { rule: "no_run" });
  const requestedBy = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const row = { kind, marketplaceId, reason, requestedBy, createdAt: ctx.clock.now() };
  const jobId = await insertForecastJob(tx, ctx.scope, row);
  if (jobId === null) {
    const open = await findOpenJob(tx, ctx.scope, kind, marketplaceId);
    // It ended between the two statements: the caller may ask again.
    if (!open) throw new DomainError("conflict", { rule: "job_just_ended" });
    return { jobId: open.jobId, isNew: false };
  }
  await send(tx, QUEUE[kind], { jobId });
  await recordEvent(tx, ctx, {
    action: "forecast_job.request",
    target: `forecast_job:${jobId}`,
    detail: { kind, marketplaceId, reason },
  });
  return { jobId, isNew: true };
}

/** The newest finished run over a whole marketplace. */
export const newestRun = (tx: Tx, marketplaceId: string) =>
  findPreviousRun(tx, { marketplaceId, accountId: null }, { asOfOn: "9999-12-31", knownAt: null });

const DUE_MS = 7 * 86_400_000;

/** Asks for a backtest of each planned marketplace whose last one is a week old or more, or has none. Answers how many. */
export function requestDueBacktests(ctx: WorkerContext, send: SendJob): Promise<number> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    let count = 0;
    for (const { marketplaceId } of await listPlannableMarketplaces(tx)) {
      if (!(await newestRun(tx, marketplaceId))) continue;
      const last = await findNewestDoneJob(tx, ctx.scope, "backtest", marketplaceId);
      const ageMs = last?.finishedAt ? ctx.clock.now().getTime() - last.finishedAt.getTime() : null;
      if (ageMs !== null && ageMs < DUE_MS) continue;
      const reason = "The last backtest is a week old, or there is none";
      const { isNew } = await addJob(ctx, tx, { kind: "backtest", marketplaceId, reason }, send);
      if (isNew) count++;
    }
    return count;
  });
}
