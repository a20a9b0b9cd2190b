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

export const ModelList = z.strictObject({
  models: z.array(ModelSummary),
  /** Whose data a version can be trained on. */
  marketplaces: z.array(z.strictObject({ marketplaceId: z.string(), name: z.string() })),
});
export const ModelInput = z.strictObject({ modelId });
export const ActivateModelInput = z.strictObject({
  modelId,
  reason: Reason,
  /** Activates it although it measured worse than the version in use, or was not measured. */
  isConfirmed: z.boolean(),
});
export const RetireModelInput = z.strictObject({ modelId, reason: Reason });

const MarketplaceId = z.string().min(1).max(8);
const jobId = z.int().positive();

/** One method on one segment; null = not defined there. */
const MethodView = z.strictObject({
  method: z.string(),
  isClassical: z.boolean(),
  isUsed: z.boolean(),
  spl: z.number().nullable(),
  sumSpl: z.number().nullable(),
  wspl: z.number().nullable(),
  mase: z.number().nullable(),
  rmsse: z.number().nullable(),
  biasShare: z.number().nullable(),
  coverage80Share: z.number().nullable(),
  coverage90Share: z.number().nullable(),
  coverage95Share: z.number().nullable(),
  cumulative90Share: z.number().nullable(),
  cumulative95Share: z.number().nullable(),
});
export type MethodView = z.infer<typeof MethodView>;

const SegmentKey = {
  /** As lib/optimizer/forecasting names it; "all" = over every class. */
  intermittencyClass: z.string(),
  volumeClass: z.string(),
};

export const SegmentQuality = z.strictObject({
  ...SegmentKey,
  skuCount: z.int(),
  /** Weeks that were forecast and known afterwards. */
  windowCount: z.int(),
  /** Enough was scored for the segment to choose for itself; else it follows a wider one. */
  isOwnChoice: z.boolean(),
  /** The method that the segment is forecast by; null where none could be chosen. */
  used: MethodView.nullable(),
  bestClassical: MethodView.nullable(),
  /** Share by which the used method's deciding score is below (better than) the best classical one's. */
  gainShare: z.number().nullable(),
  /** Every method, the best first. */
  methods: z.array(MethodView),
});
export type SegmentQuality = z.infer<typeof SegmentQuality>;

const BacktestView = z.strictObject({
  backtestKey: z.string(),
  computedAt: z.string(),
  firstOriginOn: z.string(),
  lastOriginOn: z.string(),
  /** Last day that was scored. */
  completeToOn: z.string(),
});

const BacktestPoint = BacktestView.extend({
  /** Of the method used, over all segments together. */
  spl: z.number().nullable(),
  sumSpl: z.number().nullable(),
  gainShare: z.number().nullable(),
  coverage80Share: z.number().nullable(),
  cumulative90Share: z.number().nullable(),
});
export type BacktestPoint = z.infer<typeof BacktestPoint>;

export const AlarmView = z.strictObject({
  alarmId: z.int(),
  ...SegmentKey,
  metric: z.enum(["coverage80Share", "coverage90Share", "intervalLoss"]),
  value: z.number(),
  threshold: z.number(),
  /** What the backtest said. */
  reference: z.number(),
  windowCount: z.int(),
  productCount: z.int(),
  weekCount: z.int(),
  /** Last day of the newest week that was scored. */
  toOn: z.string(),
  raisedAt: z.string(),
  resolvedAt: z.string().nullable(),
});
export type AlarmView = z.infer<typeof AlarmView>;

export const JobView = z.strictObject({
  jobId,
  kind: z.enum(["train", "backtest"]),
  status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  progressShare: z.number(),
  progressText: z.string(),
  failure: z.string().nullable(),
  reason: z.string(),
  /** null = the system itself. */
  requesterName: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type JobView = z.infer<typeof JobView>;

export const QualityInput = z.strictObject({ marketplaceId: MarketplaceId.optional() });
export const QualityView = z.strictObject({
  /** null = nobody sells anywhere yet. */
  marketplaceId: z.string().nullable(),
  marketplaces: z.array(z.strictObject({ marketplaceId: z.string(), name: z.string() })),
  /** The newest; null before the first. */
  backtest: BacktestView.nullable(),
  /** The whole first, then by class. */
  segments: z.array(SegmentQuality),
  /** Oldest first. */
  history: z.array(BacktestPoint),
  /** Open ones first, then those of the last 30 days. */
  alarms: z.array(AlarmView),
});
export type QualityView = z.infer<typeof QualityView>;

export const JobList = z.strictObject({ jobs: z.array(JobView) });
export const JobInput = z.strictObject({ jobId });
export const RequestJobInput = z.strictObject({
  kind: z.enum(["backtest", "train"]),
  marketplaceId: MarketplaceId,
  reason: Reason,
});
export const RequestedJobRef = z.strictObject({ jobId, isNew: z.boolean() });
