// The next night's proof, asked for ahead: its job waits in the queue whatever happens to the worker.
import { addMs } from "@/server/core/clock.ts";
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";

const DAY_MS = 86_400_000;
/** 02:00 UTC: when few plan or ask. */
const AUDIT_HOUR_MS = 2 * 3_600_000;

/** The next 02:00 UTC after `now`, and the day it falls on. */
export function nextNight(now: Date): { readonly nightOn: string; readonly startAfter: Date } {
  const sinceMs = (((now.getTime() - AUDIT_HOUR_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  const startAfter = addMs(now, DAY_MS - sinceMs);
  return { nightOn: startAfter.toISOString().slice(0, 10), startAfter };
}

export async function requestNextAudit(ctx: WorkerContext, send: SendJob): Promise<void> {
  const { nightOn, startAfter } = nextNight(ctx.clock.now());
  await inScope(ctx.db, ctx.scope, (tx) => send(tx, "audit-traces", { nightOn }, startAfter));
}
