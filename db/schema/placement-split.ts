import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { calendarDay, id, recorded, wholeNumber } from "./columns.ts";
import { splitOption, splitState } from "./enums.ts";
import { appUser } from "./identity.ts";
import { planRun } from "./run.ts";
import { account } from "./seller.ts";

/** A way to split what a run advises an account to send: which FCs, how many units, for what fee. */
export const placementSplit = pgTable(
  "placement_split",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    accountId: id().notNull(),
    split: splitOption().notNull(),
    /** Whether it is offered, and why not. */
    state: splitState().notNull(),
    /** FCs that get units, and how many; empty unless it is offered. */
    fcIds: integer().array().notNull(),
    fcUnits: integer().array().notNull(),
    /** null = it is not offered. */
    feeMicros: wholeNumber(),
    /** Mean days to the buyers of the units that sell; null = none does. */
    transitMilliDays: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.accountId, t.split] }),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    check(
      "placement_split_units",
      sql`cardinality(${t.fcIds}) = cardinality(${t.fcUnits}) and ${t.feeMicros} >= 0`,
    ),
  ],
);

/** The split that a seller chose: runs send the account's units to its FCs alone. Withdrawn by closing recorded_to. */
export const placementSplitChoice = pgTable(
  "placement_split_choice",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    split: splitOption().notNull(),
    fcIds: integer().array().notNull(),
    /** The run that offered it, and its fee there. */
    runId: id()
      .notNull()
      .references(() => planRun.id),
    feeMicros: wholeNumber().notNull(),
    /** Runs as of a later day leave it out. */
    expiresOn: calendarDay().notNull(),
    createdBy: id()
      .notNull()
      .references(() => appUser.id),
    ...recorded,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    uniqueIndex("placement_split_choice_current")
      .on(t.sellerId, t.accountId)
      .where(sql`recorded_to = 'infinity'`),
    index("placement_split_choice_run").on(t.runId),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    check(
      "placement_split_choice_fcs",
      sql`${t.split} <> 'optimised' and cardinality(${t.fcIds}) between 1 and 3`,
    ),
  ],
);
