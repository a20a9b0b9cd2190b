import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { calendarDay, id, instant, recorded, source, wholeNumber } from "./columns.ts";
import { orderStatus } from "./enums.ts";
import { region } from "./network.ts";
import { product } from "./product.ts";

/** One line of a customer order. Nothing of the buyer is kept but the region. */
export const orderLine = pgTable(
  "order_line",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    productId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    orderNumber: text().notNull(),
    /** 1 for the first line of this product in its order, 2 for the second, ... */
    occurrence: smallint().notNull().default(1),
    /** Local calendar day of the marketplace. */
    purchasedOn: calendarDay().notNull(),
    regionId: integer().references(() => region.id),
    units: integer().notNull(),
    /** Price of the whole line, in the account's currency. */
    itemPriceMicros: wholeNumber(),
    status: orderStatus().notNull(),
    isBusiness: boolean().notNull().default(false),
    updatedAt: instant(),
    ...recorded,
    ...source,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    uniqueIndex("order_line_current")
      .on(t.sellerId, t.accountId, t.orderNumber, t.productId, t.occurrence)
      .where(sql`recorded_to = 'infinity'`),
    // Rows arrive in import order, so a block range index finds a report's line at almost no cost.
    index("order_line_source").using("brin", t.importId, t.lineNo),
    index("order_line_product").on(t.sellerId, t.productId, t.purchasedOn),
    // A history read by product needs no sort and no table; the migration adds what else it reads (units, status, region_id).
    index("order_line_account")
      .on(t.sellerId, t.accountId, t.productId, t.purchasedOn)
      .where(sql`recorded_to = 'infinity'`),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
    check("order_line_units", sql`${t.units} >= 0`),
  ],
);
