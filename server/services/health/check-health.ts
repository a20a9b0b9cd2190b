import { environment } from "@/server/core/env.ts";
import { countLiveWorkers } from "@/server/repositories/health.ts";
import type { RequestContext } from "@/server/services/context.ts";

export interface Health {
  /** "ok" when requests can be served. */
  readonly status: "ok" | "unavailable";
  readonly database: "ok" | "unavailable";
  /** Without a worker the portal serves what is planned already, and plans nothing new. */
  readonly worker: "running" | "absent" | "unknown";
  readonly version: string;
}

const TIMEOUT_MS = 3_000;

const timeout = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the database did not answer in time")), TIMEOUT_MS).unref();
  });

/** Asks the database, and through it the worker, in at most 3 s; never throws. */
export async function checkHealth(ctx: RequestContext): Promise<Health> {
  const version = environment().WHYSTOCK_CODE_VERSION;
  try {
    const { liveCount } = await Promise.race([countLiveWorkers(ctx.db), timeout()]);
    const worker = liveCount > 0 ? "running" : "absent";
    return { status: "ok", database: "ok", worker, version };
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "health check failed");
    return { status: "unavailable", database: "unavailable", worker: "unknown", version };
  }
}
