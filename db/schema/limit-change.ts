import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, wholeNumber } from "./columns.ts";
import { storageType } from "./enums.ts";
import { planRun } from "./run.ts";
import { account } from "./seller.ts";

/** What moved one limit between two runs: the bars of its explanation, kept so that many can be added up and compared. */
export const limitChange = pgTable(
  "limit_change",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    baseRunId: id()
      .notNull()
      .references(() => planRun.id),
    accountId: id().notNull(),
    storageType: storageType().notNull(),
    monthAhead: integer().notNull(),
    fromMm3: wholeNumber().notNull(),
    toMm3: wholeNumber().notNull(),
    /** The largest of its causes; null where nothing moved it. */
    mainCause: text(),
  },
  (t) => [
    primaryKey({
      name: "limit_change_pk",
      columns: [t.sellerId, t.runId, t.baseRunId, t.accountId, t.storageType, t.monthAhead],
    }),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    index("limit_change_cause").on(t.runId, t.baseRunId, t.storageType, t.monthAhead, t.mainCause),
  ],
);

/** The changes of all limits between two runs added up by pool, group of accounts and cause. The operator's own. */
export const runLimitChange = pgTable(
  "run_limit_change",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    baseRunId: id()
      .notNull()
      .references(() => planRun.id),
    summary: jsonb().notNull(),
    computedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.baseRunId] })],
);
