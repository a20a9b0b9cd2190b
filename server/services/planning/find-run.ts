// Looking for a run by what it was asked for.
import { findFinishedRunOn, type RunRow } from "@/server/repositories/run.ts";
import { type DataScope, inScope } from "@/server/repositories/scope.ts";
import type { ServiceContext } from "@/server/services/context.ts";
import type { RunRequest } from "./start-run.ts";

/** The newest finished run of this scope and day; undefined when there is none. */
export function findFinishedRun(
  ctx: ServiceContext<DataScope>,
  request: RunRequest & { readonly asOfOn: string },
): Promise<RunRow | undefined> {
  return inScope(ctx.db, ctx.scope, (tx) => findFinishedRunOn(tx, request, request.asOfOn));
}
