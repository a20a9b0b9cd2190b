import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { calendarDay, id, instant, recorded } from "./columns.ts";
import { accountKind } from "./enums.ts";

/** A marketplace an account sells in: its currency, zone and week. */
export const marketplace = pgTable("marketplace", {
  id: text().primaryKey(),
  name: text().notNull(),
  currency: text().notNull(),
  timeZone: text().notNull(),
  weekStartWeekday: integer().notNull().default(0),
});

/** The tenant. Every seller-owned row carries its id. */
export const seller = pgTable("seller", {
  id: id().primaryKey().generatedByDefaultAsIdentity(),
  name: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
});

/** A seller's account in one marketplace; its slug stands in the URL. */
export const account = pgTable(
  "account",
  {
    sellerId: id()
      .notNull()
      .references(() => seller.id),
    id: id().notNull().generatedByDefaultAsIdentity(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    kind: accountKind().notNull(),
    openedOn: calendarDay().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.id] }), unique("account_id_key").on(t.id)],
);

/** What a seller has told us for the whole account, versioned; null means not told (then assumed, and shown as assumed). */
export const accountSetting = pgTable(
  "account_setting",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    leadTimeDays: integer(),
    reviewDays: integer(),
    ...recorded,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    index("account_setting_current").on(t.sellerId, t.accountId),
    check("account_setting_lead_time", sql`${t.leadTimeDays} between 0 and 400`),
    check("account_setting_review", sql`${t.reviewDays} between 1 and 90`),
  ],
);
