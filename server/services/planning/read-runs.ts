// Planning runs as policy admins see them: the list, one run, and its progress while it works.
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import { listPlannableMarketplaces } from "@/server/repositories/network.ts";
import { findPolicyVersion } from "@/server/repositories/policy-read.ts";
import { findRun, listRuns, listStages, type RunRow } from "@/server/repositories/run.ts";
import { type DataScope, inScope } from "@/server/repositories/scope.ts";
import type { ServiceContext } from "@/server/services/context.ts";
import type { RunDetail, RunList, RunProgress, RunSummary } from "./schemas.ts";

const LISTED_RUNS = 100;
const PROGRESS_MS = 500;

const runSummary = (run: RunRow): RunSummary => ({
  runId: run.id,
  marketplaceId: run.marketplaceId,
  accountId: run.accountId,
  status: run.status,
  asOfOn: run.asOfOn,
  knownAt: run.knownAt.toISOString(),
  previousRunId: run.previousRunId,
  progressShare: run.progressShare,
  progressText: run.progressText,
  failure: run.failure,
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
});

/** The newest runs that the scope may see. */
export function listPlanRuns(ctx: ServiceContext<DataScope>): Promise<z.infer<typeof RunList>> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const runs = await listRuns(tx, LISTED_RUNS);
    return { runs: runs.map(runSummary), marketplaces: await listPlannableMarketplaces(tx) };
  });
}

/** One run with its stages; throws not_found for a run that the scope may not see. */
export function getPlanRun(ctx: ServiceContext<DataScope>, runId: number): Promise<RunDetail> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findRun(tx, runId);
    if (!run) throw new DomainError("not_found", { runId });
    const capacity = await findPolicyVersion(tx, run.capacityPolicyId);
    const replenishment = await findPolicyVersion(tx, run.replenishmentPolicyId);
    const stages = await listStages(tx, runId);
    return {
      ...runSummary(run),
      capacityPolicyVersion: capacity?.version ?? null,
      replenishmentPolicyVersion: replenishment?.version ?? null,
      engine: run.engine,
      runRootSha256: run.runRootSha256,
      stages: stages.map(
        ({ stage, shard, status, attemptCount, message, startedAt, finishedAt }) => ({
          stage,
          shard,
          status,
          attemptCount,
          message,
          startedAt: startedAt?.toISOString() ?? null,
          finishedAt: finishedAt?.toISOString() ?? null,
        }),
      ),
      summary: run.summary as RunDetail["summary"],
    };
  });
}

/** The run's progress each time it changes, until it has ended or the reader has gone. */
export async function* watchPlanRun(
  ctx: ServiceContext<DataScope>,
  runId: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunProgress> {
  let told = "";
  while (!signal?.aborted) {
    const run = await inScope(ctx.db, ctx.scope, (tx) => findRun(tx, runId));
    if (!run) throw new DomainError("not_found", { runId });
    const { status, progressShare, progressText } = run;
    const progress = { status, progressShare, progressText };
    if (JSON.stringify(progress) !== told) yield progress;
    told = JSON.stringify(progress);
    if (status !== "queued" && status !== "running") return;
    await sleep(PROGRESS_MS);
  }
}
