// Work on forecast models as policy admins see it.
import type { z } from "zod";
import { type ForecastJobRow, listForecastJobs } from "@/server/repositories/forecast-job.ts";
import { listPlannableMarketplaces } from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import type { JobList, JobView, QualityInput } from "./schemas.ts";

const LISTED_JOBS = 20;

/** The newest jobs of a marketplace; of the first that can be planned when none is named. */
export function listJobs(
  ctx: StaffContext,
  input: z.infer<typeof QualityInput>,
): Promise<z.infer<typeof JobList>> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const marketplaceId =
      input.marketplaceId ?? (await listPlannableMarketplaces(tx))[0]?.marketplaceId;
    if (marketplaceId === undefined) return { jobs: [] };
    const jobs = await listForecastJobs(tx, ctx.scope, marketplaceId, LISTED_JOBS);
    return { jobs: jobs.map(jobView) };
  });
}

const jobView = (job: ForecastJobRow): JobView => ({
  jobId: job.jobId,
  kind: job.kind,
  status: job.status,
  progressShare: job.progressShare,
  progressText: job.progressText,
  failure: job.failure,
  reason: job.reason,
  requesterName: job.requesterName,
  createdAt: job.createdAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  finishedAt: job.finishedAt?.toISOString() ?? null,
});
