import { DomainError } from "@/server/core/errors.ts";
import { findForecastJob, updateOpenJob } from "@/server/repositories/forecast-job.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";

/** Ends work that has not ended; what it computed is not stored. Throws not_found, precondition_failed when it has ended. */
export function cancelForecastJob(ctx: StaffContext, jobId: number): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await findForecastJob(tx, ctx.scope, jobId)))
      throw new DomainError("not_found", { jobId });
    const end = { status: "cancelled", finishedAt: ctx.clock.now() } as const;
    if (!(await updateOpenJob(tx, ctx.scope, jobId, end)))
      throw new DomainError("precondition_failed", { rule: "job_ended" });
    await recordEvent(tx, ctx, { action: "forecast_job.cancel", target: `forecast_job:${jobId}` });
  });
}
