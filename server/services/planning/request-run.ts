import { sendFromWeb } from "@/server/repositories/job-queue.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import type { ServiceContext } from "@/server/services/context.ts";
import { type RequestedRun, startRun } from "./start-run.ts";

/** Asks the workers to plan a whole marketplace as of the last day with facts. */
export const requestRun = (
  ctx: ServiceContext<DataScope>,
  input: { readonly marketplaceId: string },
): Promise<RequestedRun> => startRun(ctx, { ...input, accountId: null }, sendFromWeb);
