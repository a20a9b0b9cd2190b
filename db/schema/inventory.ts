import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { calendarDay, id, recorded, source } from "./columns.ts";
import { disposition, inventoryEventKind } from "./enums.ts";
import { fc } from "./network.ts";
import { product } from "./product.ts";

/** Inventory ledger: one kind of movement of a product on a day, signed units. */
export const inventoryEvent = pgTable(
  "inventory_event",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    productId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    eventOn: calendarDay().notNull(),
    fcId: integer().references(() => fc.id),
    kind: inventoryEventKind().notNull(),
    disposition: disposition().notNull().default("sellable"),
    units: integer().notNull(),
    shipmentId: id(),
    ...recorded,
    ...source,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    // Rows arrive in import order, so a block range index finds a report's line at almost no cost.
    index("inventory_event_source").using("brin", t.importId, t.lineNo),
    index("inventory_event_product").on(t.sellerId, t.productId, t.eventOn),
    // A history read by product needs no sort and no table; the migration adds what else it reads (units, kind, disposition, fc_id).
    index("inventory_event_account")
      .on(t.sellerId, t.accountId, t.productId, t.eventOn)
      .where(sql`recorded_to = 'infinity'`),
    // Few rows name a shipment: without it a shipment's receipts are looked for among all that the seller moved.
    index("inventory_event_shipment")
      .on(t.sellerId, t.shipmentId)
      .where(sql`${t.shipmentId} is not null`),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
  ],
);

/** Stock of a product as a report stated it on a day; null = the report did not say. */
export const stockSnapshot = pgTable(
  "stock_snapshot",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    productId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    snapshotOn: calendarDay().notNull(),
    onHandUnits: integer(),
    inboundWorkingUnits: integer(),
    inboundShippedUnits: integer(),
    inboundReceivingUnits: integer(),
    reservedCustomerOrderUnits: integer(),
    reservedTransferUnits: integer(),
    reservedProcessingUnits: integer(),
    unfulfillableUnits: integer(),
    aged181Units: integer(),
    ...recorded,
    ...source,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    uniqueIndex("stock_snapshot_current")
      .on(t.sellerId, t.productId, t.snapshotOn)
      .where(sql`recorded_to = 'infinity'`),
    unique("stock_snapshot_source").on(t.sellerId, t.importId, t.lineNo),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
  ],
);
