import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { calendarDay, id, instant, recorded, source, wholeNumber } from "./columns.ts";
import { storageType } from "./enums.ts";
import { account } from "./seller.ts";

/** Identity of a SKU in an account; what is known of it is versioned in product_version. */
export const product = pgTable(
  "product",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    sku: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    uniqueIndex("product_sku").on(t.sellerId, t.accountId, t.sku),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
  ],
);

/** What was true of a product from a day on; null means nobody has told us. */
export const productVersion = pgTable(
  "product_version",
  {
    sellerId: id().notNull(),
    productId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    validFromOn: calendarDay().notNull(),
    ...recorded,
    asin: text(),
    fnsku: text(),
    title: text().notNull(),
    category: text(),
    storageType: storageType(),
    lengthUm: wholeNumber(),
    widthUm: wholeNumber(),
    heightUm: wholeNumber(),
    unitVolumeMm3: wholeNumber(),
    weightMg: wholeNumber(),
    priceMicros: wholeNumber(),
    costMicros: wholeNumber(),
    casePackUnits: integer(),
    leadTimeDays: integer(),
    isBuyable: boolean().notNull().default(true),
    isDiscontinued: boolean().notNull().default(false),
    ...source,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    index("product_version_current").on(t.sellerId, t.productId, t.validFromOn),
    index("product_version_source").using("brin", t.importId, t.lineNo),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
    check("product_version_volume", sql`${t.unitVolumeMm3} > 0`),
    check("product_version_case_pack", sql`${t.casePackUnits} > 0`),
    check("product_version_lead_time", sql`${t.leadTimeDays} between 0 and 400`),
  ],
);
