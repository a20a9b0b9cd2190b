import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { calendarDay, id, recorded, source } from "./columns.ts";
import { shipmentStatus } from "./enums.ts";
import { fc } from "./network.ts";
import { product } from "./product.ts";
import { account } from "./seller.ts";

/** An inbound shipment; each change of its state is a new version (same shipment number). */
export const inboundShipment = pgTable(
  "inbound_shipment",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    shipmentNumber: text().notNull(),
    origin: text(),
    status: shipmentStatus().notNull(),
    createdOn: calendarDay().notNull(),
    shippedOn: calendarDay(),
    expectedOn: calendarDay(),
    closedOn: calendarDay(),
    ...recorded,
    ...source,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    uniqueIndex("inbound_shipment_current")
      .on(t.sellerId, t.accountId, t.shipmentNumber)
      .where(sql`recorded_to = 'infinity'`),
    index("inbound_shipment_created").on(t.sellerId, t.accountId, t.createdOn),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
  ],
);

export const inboundShipmentItem = pgTable(
  "inbound_shipment_item",
  {
    sellerId: id().notNull(),
    shipmentId: id().notNull(),
    productId: id().notNull(),
    fcId: integer().references(() => fc.id),
    id: id().notNull().generatedByDefaultAsIdentity(),
    sentUnits: integer().notNull(),
    ...recorded,
    ...source,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    index("inbound_shipment_item_product").on(t.sellerId, t.productId),
    index("inbound_shipment_item_shipment").on(t.sellerId, t.shipmentId),
    foreignKey({
      columns: [t.sellerId, t.shipmentId],
      foreignColumns: [inboundShipment.sellerId, inboundShipment.id],
    }),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
    check("inbound_shipment_item_sent", sql`${t.sentUnits} >= 0`),
  ],
);
