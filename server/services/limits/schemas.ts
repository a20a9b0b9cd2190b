import { z } from "zod";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";

export const LimitsInput = z.strictObject({ account: z.string().min(1) });

const Announcement = z.strictObject({
  kind: z.enum(["estimate", "confirmed"]),
  announcedAt: z.string(),
  asOfOn: z.string(),
  limitMm3: z.number(),
  runId: z.number().int(),
  policyVersion: z.number().int(),
});

const MonthLimit = z.strictObject({
  monthOn: z.string(),
  /** The announcement that holds now: the newest of this month. */
  current: Announcement,
  /** All announcements of this month, oldest first. */
  history: z.array(Announcement),
  /** The month before's newest announcement, to compare with; null for the first month. */
  before: z
    .strictObject({ monthOn: z.string(), limitMm3: z.number(), runId: z.number().int() })
    .nullable(),
});
export type MonthLimit = z.infer<typeof MonthLimit>;

const StorageTypeLimits = z.strictObject({
  storageType: z.enum(storageTypes),
  label: z.string(),
  /** Space in use as of the newest run, by kind; null when the run holds no limit decision of this type. */
  usage: z
    .strictObject({
      onHandMm3: z.number(),
      openShipmentsMm3: z.number(),
      limitMm3: z.number(),
      monthOn: z.string(),
    })
    .nullable(),
  months: z.array(MonthLimit),
});
export type StorageTypeLimits = z.infer<typeof StorageTypeLimits>;

export const LimitsView = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  runId: z.number().int().nullable(),
  storageTypes: z.array(StorageTypeLimits),
  /** Said when the account has no limits at all, and why. */
  note: z.string().nullable(),
});
export type LimitsView = z.infer<typeof LimitsView>;
