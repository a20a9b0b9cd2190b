import { z } from "zod";
import { limitConstraints } from "@/lib/optimizer/capacity/index.ts";
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

export const declaredKinds = ["launch", "promotion", "moving_volume", "new_funds"] as const;

const MonthOn = z.iso.date().regex(/-01$/, "a month is named by its first day");

export const DeclareVolumeInput = LimitsInput.extend({
  kind: z.enum(declaredKinds),
  storageType: z.enum(storageTypes),
  /** First days of the first and the last month. */
  fromMonthOn: MonthOn,
  toMonthOn: MonthOn,
  /** Extra volume sold in each month. */
  extraMm3: z.int().positive().max(100_000_000_000_000),
  probability: z.number().min(0.01).max(1),
  note: z.string().trim().min(3).max(500),
});
export type DeclareVolumeInput = z.infer<typeof DeclareVolumeInput>;
export const DeclareVolumeOutput = z.strictObject({ declarationId: z.number().int() });

export const DeclarationPreview = z.strictObject({
  asOfOn: z.string(),
  weightMillionths: z.number().int(),
  months: z.array(
    z.strictObject({
      monthOn: z.string(),
      /** Volume times probability. */
      declaredMm3: z.number(),
      /** The newest run's limit of the month without and with the declaration; null for months that no run has reached. */
      limit: z
        .strictObject({
          fromMm3: z.number(),
          toMm3: z.number(),
          countedMm3: z.number(),
          capMm3: z.number(),
          isCapped: z.boolean(),
          /** What sets the limit with the declaration. */
          setBy: z.string(),
        })
        .nullable(),
    }),
  ),
});
export type DeclarationPreview = z.infer<typeof DeclarationPreview>;

export const WithdrawDeclarationInput = LimitsInput.extend({ declarationId: z.int().positive() });
export const DeclarationWithdrawn = z.strictObject({ withdrawnAt: z.string() });

/**
 * open: can be withdrawn; bound: a confirmed limit of a month that is not over rests on it; begun: none does, but its months
 * run; over: they have ended.
 */
const declarationStatuses = ["open", "bound", "begun", "over", "withdrawn"] as const;
export type DeclarationStatus = (typeof declarationStatuses)[number];

const DeclarationScore = z.strictObject({
  monthOn: z.string(),
  expectedMm3: z.number(),
  soldMm3: z.number(),
  givenMm3: z.number(),
  unusedMm3: z.number(),
  declaredLossMillionths: z.number().int(),
  forecastLossMillionths: z.number().int(),
  unusedShareMillionths: z.number().int(),
  weightBeforeMillionths: z.number().int(),
  weightAfterMillionths: z.number().int(),
  scoredAt: z.string(),
});

export const DeclarationsView = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  /** First days of the months that can be declared for. */
  months: z.array(z.string()),
  record: z
    .strictObject({
      weightMillionths: z.number().int(),
      firstWeightMillionths: z.number().int(),
      capShareMillionths: z.number().int(),
      leastCapMm3: z.number(),
      scoreCount: z.number().int(),
    })
    .nullable(),
  declarations: z.array(
    z.strictObject({
      declarationId: z.number().int(),
      kind: z.enum(declaredKinds),
      storageType: z.enum(storageTypes),
      fromMonthOn: z.string(),
      toMonthOn: z.string(),
      extraMm3: z.number(),
      probabilityMillionths: z.number().int(),
      expectedMm3: z.number(),
      note: z.string(),
      declaredAt: z.string(),
      isOwnWord: z.boolean(),
      status: z.enum(declarationStatuses),
      scores: z.array(DeclarationScore),
    }),
  ),
});
export type DeclarationsView = z.infer<typeof DeclarationsView>;

/** How the words of accounts turned out, for the rules that weigh them. */
export const DeclaredRecordsView = z.strictObject({
  records: z.array(
    z.strictObject({
      slug: z.string(),
      name: z.string(),
      scoreCount: z.int(),
      declaredMm3: z.number(),
      beyondForecastMm3: z.number(),
      declaredLossMillionths: z.int(),
      forecastLossMillionths: z.int(),
      weightMillionths: z.int(),
    }),
  ),
});
export type DeclaredRecordsView = z.infer<typeof DeclaredRecordsView>;

export const CeilingsView = z.strictObject({
  ceilings: z.array(
    z.strictObject({
      storageType: z.enum(storageTypes),
      label: z.string(),
      monthOn: z.string(),
      /** The run that decided it. */
      runId: z.number().int(),
      limitMm3: z.number(),
      /** The limit if only this rule were lifted, largest gain first. */
      lifted: z.array(
        z.strictObject({ constraint: z.enum(limitConstraints), limitMm3: z.number() }),
      ),
      /** What one percentage point better of each measured share gives. */
      points: z.array(
        z.strictObject({
          label: z.string(),
          efficiencyMillionths: z.number().int(),
          gainMm3: z.number(),
        }),
      ),
    }),
  ),
  /** Why nothing can be told of limits that there are. */
  note: z.string().nullable(),
});
export type CeilingsView = z.infer<typeof CeilingsView>;
