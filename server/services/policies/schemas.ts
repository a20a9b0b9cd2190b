import { z } from "zod";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { LOCALES } from "@/lib/wording/index.ts";

export const POLICY_NAMES = ["capacity", "replenishment", "market", "fees"] as const;
const PolicyNameInput = z.enum(POLICY_NAMES);
const draftId = z.number().int().positive();
const Reason = z.string().trim().min(10, "say in at least 10 characters why").max(500);

/** A policy as a flat list of figures: path in the policy, unit, value. What a form edits and a diff compares. */
export const PolicyField = z.strictObject({
  path: z.string(),
  unit: z.string(),
  value: z.number().int(),
  /** In the reader's unit. */
  text: z.string(),
});
export type PolicyField = z.infer<typeof PolicyField>;

export const PolicyVersionView = z.strictObject({
  policy: PolicyNameInput,
  version: z.number().int(),
  effectiveOn: z.string(),
  publishedAt: z.string(),
  reason: z.string(),
  /** Who wrote and who approved it; null for the version that came with the installation. */
  authorName: z.string().nullable(),
  approverName: z.string().nullable(),
  isInForce: z.boolean(),
  fields: z.array(PolicyField),
});
export type PolicyVersionView = z.infer<typeof PolicyVersionView>;

export const DraftSummary = z.strictObject({
  draftId,
  policy: PolicyNameInput,
  baseVersion: z.number().int(),
  status: z.enum(["open", "approved", "published", "withdrawn"]),
  reason: z.string(),
  authorName: z.string(),
  isOwn: z.boolean(),
  updatedAt: z.string(),
});
export type DraftSummary = z.infer<typeof DraftSummary>;

const AccountChange = z.strictObject({
  account: z.string(),
  accountName: z.string(),
  storageType: z.string(),
  from: z.string(),
  to: z.string(),
  delta: z.string(),
  deltaMm3: z.number(),
});

const MovedLimit = z.strictObject({
  accountName: z.string(),
  storageType: z.enum(storageTypes),
  fromMm3: z.number(),
  toMm3: z.number(),
});

const PoolChange = z.strictObject({
  storageType: z.string(),
  /** 0 where the figures are not of a month. */
  monthAhead: z.number().int(),
  fromSum: z.string(),
  toSum: z.string(),
  riseCount: z.number().int(),
  fallCount: z.number().int(),
  sameCount: z.number().int(),
  /** Gini coefficient of limits before and after; null when nobody has one. */
  giniBefore: z.number().nullable(),
  giniAfter: z.number().nullable(),
});

/** What a draft would have done to the numbers of the last run. */
export const Simulation = z.strictObject({
  /** What the draft's rules decide: limits per pool, advised units over all products of an account, extra space per round, or fees of a month. */
  subject: z.enum(["limits", "advice", "grants", "fees"]).default("limits"),
  runId: z.number().int(),
  asOfOn: z.string(),
  pools: z.array(PoolChange),
  /** Largest first, at most 20 each, for next month. */
  gains: z.array(AccountChange),
  losses: z.array(AccountChange),
  confirmedCutCount: z.number().int(),
  /**
   * Limits of next month that would change by more than a fifth: how many, and the largest, as figures; null where it was not
   * counted, or was kept as an earlier build kept it.
   */
  movers: z
    .strictObject({ count: z.number().int(), limits: z.array(MovedLimit) })
    .nullable()
    .default(null)
    .catch(null),
  /** What the simulation cannot show, said openly. */
  notes: z.array(z.string()).default([]),
});
export type Simulation = z.infer<typeof Simulation>;

export const DraftDetail = DraftSummary.extend({
  createdAt: z.string(),
  /** All figures with their value in the base version and in the draft. */
  fields: z.array(PolicyField.extend({ baseValue: z.number().int(), baseText: z.string() })),
  problems: z.array(z.strictObject({ field: z.string(), expected: z.string(), got: z.number() })),
  simulation: Simulation.nullable(),
  simulatedAt: z.string().nullable(),
  /** The simulation is of exactly this draft and of the newest run. */
  isSimulationCurrent: z.boolean(),
  approverName: z.string().nullable(),
  approvedAt: z.string().nullable(),
  publishedVersion: z.number().int().nullable(),
  /** What this reader may do now, and why not when not. */
  can: z.strictObject({
    edit: z.boolean(),
    simulate: z.boolean(),
    approve: z.boolean(),
    publish: z.boolean(),
    withdraw: z.boolean(),
  }),
  approveNote: z.string().nullable(),
});
export type DraftDetail = z.infer<typeof DraftDetail>;

/** To be read in a language. */
export const ListPoliciesInput = z.strictObject({ locale: z.enum(LOCALES).default("en") });

export const PoliciesView = z.strictObject({
  versions: z.array(PolicyVersionView),
  drafts: z.array(DraftSummary),
});
export type PoliciesView = z.infer<typeof PoliciesView>;

export const DraftInput = z.strictObject({ draftId });
export const DraftRef = z.strictObject({ draftId });
export const CreateDraftInput = z.strictObject({ policy: PolicyNameInput, reason: Reason });
export const EditDraftInput = z.strictObject({
  draftId,
  reason: Reason,
  /** Figures to change, by path. */
  changes: z.array(z.strictObject({ path: z.string().max(120), value: z.number().int() })).max(100),
});
export const PublishInput = z.strictObject({ draftId });
export const PublishedRef = z.strictObject({ policy: PolicyNameInput, version: z.number().int() });
