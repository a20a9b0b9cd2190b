// Explanations of forecasts and limits are asked for where runs were made without the queue: seeded, planned by command, or before an upgrade.
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { listUncomparedRuns } from "@/server/repositories/limit-change.ts";
import { listNewestFollowingRuns } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";

/** Runs whose limits are asked for at one start: a year of weeks. */
const MOST_RUNS = 52;

/** Of the newest forecasts, and of the limits of all runs that lack them. Safe to repeat: a job whose numbers are all explained does nothing. */
export function requestExplanations(ctx: WorkerContext, send: SendJob): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    for (const runId of await listNewestFollowingRuns(tx))
      await send(tx, "explain-forecasts", { runId });
    for (const runId of await listUncomparedRuns(tx, MOST_RUNS))
      await send(tx, "explain-limits", { runId });
  });
}
