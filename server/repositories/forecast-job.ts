// Work on forecast models: one row per training or backtest, with how far it is and what it found.
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { appUser, forecastJob } from "@/db/schema/index.ts";
import type { StaffScope, WorkerScope } from "./scope.ts";

export type ForecastJobKind = (typeof forecastJob.$inferSelect)["kind"];
export type ForecastJobStatus = (typeof forecastJob.$inferSelect)["status"];
type JobScope = StaffScope | WorkerScope;

const OPEN: readonly ForecastJobStatus[] = ["queued", "running"];

const jobColumns = {
  jobId: forecastJob.id,
  kind: forecastJob.kind,
  marketplaceId: forecastJob.marketplaceId,
  status: forecastJob.status,
  progressShare: forecastJob.progressShare,
  progressText: forecastJob.progressText,
  failure: forecastJob.failure,
  reason: forecastJob.reason,
  requestedBy: forecastJob.requestedBy,
  requesterName: appUser.name,
  createdAt: forecastJob.createdAt,
  startedAt: forecastJob.startedAt,
  finishedAt: forecastJob.finishedAt,
  result: forecastJob.result,
};

export type ForecastJobRow = Awaited<ReturnType<typeof listForecastJobs>>[number];

const jobs = (tx: Tx) =>
  tx
    .select(jobColumns)
    .from(forecastJob)
    .leftJoin(appUser, eq(appUser.id, forecastJob.requestedBy));

/** Jobs of a marketplace, newest first. */
export function listForecastJobs(tx: Tx, _scope: JobScope, marketplaceId: string, limit: number) {
  return jobs(tx)
    .where(eq(forecastJob.marketplaceId, marketplaceId))
    .orderBy(desc(forecastJob.id))
    .limit(limit);
}

export async function findForecastJob(
  tx: Tx,
  _scope: JobScope,
  jobId: number,
): Promise<ForecastJobRow | undefined> {
  const [row] = await jobs(tx).where(eq(forecastJob.id, jobId)).limit(1);
  return row;
}

/** The newest finished job of a kind. */
export async function findNewestDoneJob(
  tx: Tx,
  _scope: JobScope,
  kind: ForecastJobKind,
  marketplaceId: string,
): Promise<ForecastJobRow | undefined> {
  const [row] = await jobs(tx)
    .where(
      and(
        eq(forecastJob.kind, kind),
        eq(forecastJob.marketplaceId, marketplaceId),
        eq(forecastJob.status, "done"),
      ),
    )
    .orderBy(desc(forecastJob.id))
    .limit(1);
  return row;
}

export type NewForecastJob = Pick<
  typeof forecastJob.$inferInsert,
  "kind" | "marketplaceId" | "reason" | "requestedBy" | "createdAt"
>;

/** The id of the added job; null when one of the kind is queued or under way there. */
export async function insertForecastJob(
  tx: Tx,
  _scope: JobScope,
  job: NewForecastJob,
): Promise<number | null> {
  const [added] = await tx
    .insert(forecastJob)
    .values(job)
    .onConflictDoNothing()
    .returning({ jobId: forecastJob.id });
  return added?.jobId ?? null;
}

/** The job of the kind that is queued or under way there. */
export async function findOpenJob(
  tx: Tx,
  _scope: JobScope,
  kind: ForecastJobKind,
  marketplaceId: string,
): Promise<ForecastJobRow | undefined> {
  const [row] = await jobs(tx)
    .where(
      and(
        eq(forecastJob.kind, kind),
        eq(forecastJob.marketplaceId, marketplaceId),
        inArray(forecastJob.status, [...OPEN]),
      ),
    )
    .limit(1);
  return row;
}

export type ForecastJobChange = Partial<
  Pick<
    typeof forecastJob.$inferInsert,
    "status" | "progressShare" | "progressText" | "failure" | "startedAt" | "finishedAt" | "result"
  >
>;

/** Changes a job that has not ended; answers whether it had not. */
export async function updateOpenJob(
  tx: Tx,
  _scope: JobScope,
  jobId: number,
  change: ForecastJobChange,
): Promise<boolean> {
  const rows = await tx
    .update(forecastJob)
    .set(change)
    .where(and(eq(forecastJob.id, jobId), inArray(forecastJob.status, [...OPEN])))
    .returning({ jobId: forecastJob.id });
  return rows.length > 0;
}
