import { DomainError } from "@/server/core/errors.ts";
import { endRun, findRun } from "@/server/repositories/run.ts";
import { type DataScope, inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { ServiceContext } from "@/server/services/context.ts";

/** Ends a run that has not ended; what its units are doing is rolled back. Throws precondition_failed when it has ended. */
export function cancelRun(ctx: ServiceContext<DataScope>, runId: number): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await findRun(tx, runId))) throw new DomainError("not_found", { runId });
    const finishedAt = ctx.clock.now();
    const isEnded = await endRun(tx, runId, { status: "cancelled", failure: null, finishedAt });
    if (!isEnded) throw new DomainError("precondition_failed", { rule: "run_ended" });
    await recordEvent(tx, ctx, { action: "run.cancel", target: `run:${runId}` });
  });
}
