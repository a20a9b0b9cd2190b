// Changes of limits added up over accounts, as they are kept and as they are read.
import { z } from "zod";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { LOCALES } from "@/lib/wording/index.ts";

const mm3 = z.number().int();
const count = z.number().int();

const CauseSum = z.strictObject({
  /** A group of the limit's definition; "entered" and "left" for accounts that only one of the runs decided. */
  cause: z.string(),
  amountMm3: mm3,
  /** Accounts whose largest cause it is. */
  mainCount: count,
  mainRiseCount: count,
  mainFallCount: count,
});

/** The limits of a group of accounts in one pool. */
const CohortChange = z.strictObject({
  /** "all", "size", "age" or "category". */
  dimension: z.string(),
  name: z.string(),
  accountCount: count,
  riseCount: count,
  fallCount: count,
  fromMm3: mm3,
  toMm3: mm3,
  /** They add up to the change exactly; those that moved nothing are left out. */
  causes: z.array(CauseSum),
  /** What the network's amount is made of; empty where the run did not price it. */
  parts: z.array(z.strictObject({ player: z.string(), amountMm3: mm3 })),
});
export type CohortChange = z.infer<typeof CohortChange>;

/** What moved the advised quantities of all accounts, counted by main cause. */
const AdviceChange = z.strictObject({
  /** Products that both runs advised on, and those whose quantity is another. */
  productCount: count,
  movedCount: count,
  /** The most frequent first. */
  causes: z.array(
    z.strictObject({
      /** A group of the definition of advised quantities. */
      cause: z.string(),
      productCount: count,
      /** Accounts that these products belong to. */
      accountCount: count,
      riseCount: count,
      fallCount: count,
    }),
  ),
});
export type AdviceChange = z.infer<typeof AdviceChange>;

export const LimitChangeSummary = z.strictObject({
  /** Left out where other rules gave the advice of one of the runs, and of runs that were compared before it was kept. */
  advice: AdviceChange.optional(),
  pools: z.array(
    z.strictObject({
      storageType: z.enum(storageTypes),
      monthAhead: z.number().int(),
      /** All accounts first. */
      cohorts: z.array(CohortChange),
    }),
  ),
});
export type LimitChangeSummary = z.infer<typeof LimitChangeSummary>;

const runId = z.number().int().positive();

export const SimilarAccountsInput = z.strictObject({
  account: z.string().min(1),
  storageType: z.enum(storageTypes),
  monthOn: z.iso.date(),
  runId,
  baseRunId: runId,
  locale: z.enum(LOCALES).default("en"),
});

export const SimilarAccounts = z.strictObject({
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      accountName: z.string(),
      from: z.string(),
      to: z.string(),
      delta: z.string(),
    }),
  ),
});
export type SimilarAccounts = z.infer<typeof SimilarAccounts>;
