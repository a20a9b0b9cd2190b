// What the worker does with a job. Each handler may be given the same job twice: what it did the first time stands.
import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { executeUnit, failRun } from "@/server/planning/execute.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import { type JobData, sendWith } from "@/server/repositories/job-queue.ts";
import { STAGES, type Stage } from "@/server/repositories/run.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { loadQueuedImport } from "@/server/services/imports/load-queued.ts";

const isStage = (text: string): text is Stage => (STAGES as readonly string[]).includes(text);

/** One unit of a planning run; the units after it are sent in the transaction that finishes it. */
export async function planStage(
  deps: PlanningDeps,
  boss: PgBoss,
  { runId, stage, shard }: JobData["plan-stage"],
): Promise<void> {
  if (!isStage(stage)) throw new RangeError(`plan-stage: there is no stage "${stage}"`);
  const send = sendWith(boss);
  await executeUnit(deps, { runId, stage, shard }, async (tx, keys) => {
    for (const key of keys) await send(tx, "plan-stage", key);
  });
}

export const importFile = (ctx: WorkerContext, job: JobData["import-file"]): Promise<void> =>
  loadQueuedImport(ctx, job);

/** A job that failed for good: its run ends with the reason, so that nobody waits for it. */
export async function buryJob(deps: PlanningDeps, data: unknown): Promise<void> {
  const runId = typeof data === "object" && data !== null && "runId" in data ? data.runId : null;
  if (typeof runId !== "number") return;
  const [row] = await deps.db.execute<{ stage: string; output: string | null }>(sql`
    select data->>'stage' as stage, output->>'message' as output from pgboss.job
    where name = 'plan-stage' and state = 'failed' and (data->>'runId')::bigint = ${runId}
    order by completed_on desc limit 1`);
  const reason = row ? `stage ${row.stage}: ${row.output ?? "failed"}` : "a stage failed";
  await failRun(deps, runId, reason);
}
