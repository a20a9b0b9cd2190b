import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { calendarDay, id, wholeNumber } from "./columns.ts";
import { planRun } from "./run.ts";
import { aboutProduct, statement, statementKeys } from "./statement.ts";

/** A quantity that a person set in place of the advice, priced before it was confirmed. Withdrawn by closing recorded_to. */
export const restockOverride = pgTable(
  "restock_override",
  {
    ...statement,
    productId: id().notNull(),
    units: integer().notNull(),
    reason: text().notNull(),
    /** Runs as of a later day leave it out. */
    expiresOn: calendarDay().notNull(),
    /** The run whose decision it was priced on, and what that planned. */
    runId: id()
      .notNull()
      .references(() => planRun.id),
    plannedUnits: integer().notNull(),
    /** Expected profit with it minus without it; null = the price of the product is not known. */
    profitChangeMicros: wholeNumber(),
    spaceChangeMm3: wholeNumber().notNull(),
    /** Chance that stock covers demand until the next order arrives, without and with it. */
    plannedCoverMillionths: integer().notNull(),
    coverMillionths: integer().notNull(),
  },
  (t) => [
    ...statementKeys(t),
    uniqueIndex("restock_override_current")
      .on(t.sellerId, t.accountId, t.productId)
      .where(sql`recorded_to = 'infinity'`),
    index("restock_override_run").on(t.runId),
    aboutProduct(t.sellerId, t.productId),
    check("restock_override_units", sql`${t.units} between 0 and 10000000`),
  ],
);

/** Terms that a seller buys on: the least order of a product, or the budget of an account. Replaced by closing recorded_to. */
export const restockTerm = pgTable(
  "restock_term",
  {
    ...statement,
    /** null = for the account as a whole. */
    productId: id(),
    /** Of a product: units that an order holds at least. */
    minimumUnits: integer(),
    /** Of an account: what the orders of one plan may cost together. */
    budgetMicros: wholeNumber(),
  },
  (t) => [
    ...statementKeys(t),
    uniqueIndex("restock_term_current")
      .on(t.sellerId, t.accountId, sql`coalesce(${t.productId}, 0)`)
      .where(sql`recorded_to = 'infinity'`),
    aboutProduct(t.sellerId, t.productId),
    check(
      "restock_term_kind",
      sql`(${t.productId} is null) = (${t.minimumUnits} is null) and (${t.productId} is null) = (${t.budgetMicros} is not null)`,
    ),
    check("restock_term_minimum", sql`${t.minimumUnits} between 1 and 10000000`),
    check("restock_term_budget", sql`${t.budgetMicros} >= 0`),
  ],
);
