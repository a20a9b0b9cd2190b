// What sellers declare about the sales ahead of them, for their limits, and what became of it.
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { calendarDay, id, instant, wholeNumber } from "./columns.ts";
import { declaredKind, storageType } from "./enums.ts";
import { planRun } from "./run.ts";
import { account } from "./seller.ts";
import { statement, statementKeys } from "./statement.ts";

/** Extra volume that a seller expects to sell in each of some months, beyond what past sales show. Withdrawn by closing recorded_to. */
export const declaredVolume = pgTable(
  "declared_volume",
  {
    ...statement,
    kind: declaredKind().notNull(),
    storageType: storageType().notNull(),
    /** First days of the first and the last month. */
    fromMonthOn: calendarDay().notNull(),
    toMonthOn: calendarDay().notNull(),
    /** Extra volume in each month. */
    extraMm3: wholeNumber().notNull(),
    probabilityMillionths: integer().notNull(),
    note: text().notNull(),
  },
  (t) => [
    ...statementKeys(t),
    index("declared_volume_account").on(t.sellerId, t.accountId, t.fromMonthOn),
    check(
      "declared_volume_months",
      sql`extract(day from ${t.fromMonthOn}) = 1 and extract(day from ${t.toMonthOn}) = 1 and ${t.toMonthOn} - ${t.fromMonthOn} between 0 and 62`,
    ),
    check("declared_volume_extra", sql`${t.extraMm3} between 1 and 100000000000000`),
    check("declared_volume_probability", sql`${t.probabilityMillionths} between 10000 and 1000000`),
  ],
);

/** How one month of a declaration turned out, and what that made of the record's weight. */
export const declaredVolumeScore = pgTable(
  "declared_volume_score",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    declarationId: id().notNull(),
    monthOn: calendarDay().notNull(),
    /** What the forecast before the month expected to be sold in it. */
    expectedMm3: wholeNumber().notNull(),
    soldMm3: wholeNumber().notNull(),
    /** By how much the declaration raised the limit, and what of that was never used. */
    givenMm3: wholeNumber().notNull(),
    unusedMm3: wholeNumber().notNull(),
    declaredLossMillionths: integer().notNull(),
    forecastLossMillionths: integer().notNull(),
    unusedShareMillionths: integer().notNull(),
    weightBeforeMillionths: integer().notNull(),
    weightAfterMillionths: integer().notNull(),
    /** The run that confirmed the month's limit. */
    runId: id()
      .notNull()
      .references(() => planRun.id),
    scoredAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.declarationId, t.monthOn] }),
    index("declared_volume_score_account").on(t.sellerId, t.accountId, t.monthOn),
    foreignKey({
      columns: [t.sellerId, t.declarationId],
      foreignColumns: [declaredVolume.sellerId, declaredVolume.id],
    }),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    check(
      "declared_volume_score_volumes",
      sql`${t.expectedMm3} >= 0 and ${t.soldMm3} >= 0 and ${t.unusedMm3} between 0 and ${t.givenMm3}`,
    ),
    check(
      "declared_volume_score_weights",
      sql`${t.weightBeforeMillionths} between 0 and 1000000 and ${t.weightAfterMillionths} between 0 and 1000000`,
    ),
  ],
);
