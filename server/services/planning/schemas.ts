import { z } from "zod";

const runId = z.int().positive();
export const RUN_STATUSES = ["queued", "running", "done", "failed", "cancelled"] as const;

export const RunSummary = z.strictObject({
  runId,
  marketplaceId: z.string(),
  /** null = the whole marketplace. */
  accountId: z.int().nullable(),
  status: z.enum(RUN_STATUSES),
  asOfOn: z.string(),
  knownAt: z.string(),
  previousRunId: z.int().nullable(),
  progressShare: z.number(),
  progressText: z.string(),
  failure: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const RunDetail = RunSummary.extend({
  capacityPolicyVersion: z.int().nullable(),
  replenishmentPolicyVersion: z.int().nullable(),
  engine: z.string(),
  runRootSha256: z.string().nullable(),
  stages: z.array(
    z.strictObject({
      stage: z.string(),
      shard: z.int(),
      status: z.enum(["waiting", "running", "done", "failed", "skipped"]),
      attemptCount: z.int(),
      message: z.string(),
      startedAt: z.string().nullable(),
      finishedAt: z.string().nullable(),
    }),
  ),
  /** Counts, quality and fairness figures, as the run sealed them; null before. */
  summary: z.record(z.string(), z.json()).nullable(),
});
export type RunDetail = z.infer<typeof RunDetail>;

export const RunList = z.strictObject({
  runs: z.array(RunSummary),
  /** What can be planned, the network's own marketplaces first. */
  marketplaces: z.array(z.strictObject({ marketplaceId: z.string(), name: z.string() })),
});
export const RunInput = z.strictObject({ runId });
export const StartRunInput = z.strictObject({ marketplaceId: z.string().min(1).max(8) });
export const StartedRun = z.strictObject({ runId, isNew: z.boolean() });

export const RunProgress = z.strictObject({
  status: z.enum(RUN_STATUSES),
  progressShare: z.number(),
  progressText: z.string(),
});
export type RunProgress = z.infer<typeof RunProgress>;
