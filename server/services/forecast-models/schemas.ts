import { z } from "zod";

export const MODEL_STATUSES = ["candidate", "active", "retired"] as const;
const modelId = z.int().positive();
const Reason = z.string().trim().min(10, "say in at least 10 characters why").max(500);

const ScoreView = z.strictObject({
  method: z.string(),
  spl: z.number().nullable(),
  sumSpl: z.number().nullable(),
  biasShare: z.number().nullable(),
  coverage80Share: z.number().nullable(),
  cumulative90Share: z.number().nullable(),
});

export const ModelSummary = z.strictObject({
  modelId,
  name: z.string(),
  version: z.int(),
  kind: z.enum(["pretrained", "network"]),
  frequency: z.enum(["day", "week", "month"]),
  /** null = any. */
  marketplaceId: z.string().nullable(),
  status: z.enum(MODEL_STATUSES),
  statusChangedAt: z.string(),
  trainedAt: z.string(),
  /** null where it was not stored. */
  rowCount: z.int().nullable(),
  seriesCount: z.int().nullable(),
  byteCount: z.int().nullable(),
  /** Share by which its deciding score is below (better than) the best classical method's; null where it was not measured. */
  gainShare: z.number().nullable(),
  bestClassical: z.string().nullable(),
});
export type ModelSummary = z.infer<typeof ModelSummary>;

export const ModelDetail = ModelSummary.extend({
  dataSha256: z.string(),
  modelSha256: z.string(),
  source: z.string().nullable(),
  dataToOn: z.string().nullable(),
  reason: z.string(),
  createdAt: z.string(),
  /** null = a job. */
  creatorName: z.string().nullable(),
  deciderName: z.string().nullable(),
  /** The version's own scores first, then the others' on the same weeks. */
  scores: z.array(ScoreView),
  windowCount: z.int().nullable(),
  /** What the reader may do, and what makes it need a second look. */
  can: z.strictObject({ activate: z.boolean(), retire: z.boolean() }),
  /** It would replace this version. */
  replaces: z.strictObject({ modelId, name: z.string(), version: z.int() }).nullable(),
  /** Why activating it must be confirmed; null where it need not be. */
  warning: z.enum(["worse_than_active", "not_measured"]).nullable(),
});
export type ModelDetail = z.infer<typeof ModelDetail>;

export const ModelList = z.strictObject({ models: z.array(ModelSummary) });
export const ModelInput = z.strictObject({ modelId });
export const ActivateModelInput = z.strictObject({
  modelId,
  reason: Reason,
  /** Activates it although it measured worse than the version in use, or was not measured. */
  isConfirmed: z.boolean(),
});
export const RetireModelInput = z.strictObject({ modelId, reason: Reason });
