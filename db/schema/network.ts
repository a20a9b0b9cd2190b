import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { calendarDay, id, recorded, wholeNumber } from "./columns.ts";
import { networkEventKind, storageType } from "./enums.ts";
import { marketplace } from "./seller.ts";

/** A fulfilment centre (FC). */
export const fc = pgTable("fc", {
  id: integer().primaryKey(),
  marketplaceId: text()
    .notNull()
    .references(() => marketplace.id),
  code: text().notNull().unique(),
  city: text().notNull(),
  state: text().notNull(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
  openedOn: calendarDay().notNull(),
});

/** Storage pool of an FC: usable volume for sellers' goods from a day on. */
export const fcPool = pgTable(
  "fc_pool",
  {
    fcId: integer()
      .notNull()
      .references(() => fc.id),
    storageType: storageType().notNull(),
    validFromOn: calendarDay().notNull(),
    usableMm3: wholeNumber().notNull(),
    note: text(),
    ...recorded,
  },
  (t) => [
    primaryKey({ columns: [t.fcId, t.storageType, t.validFromOn, t.recordedFrom] }),
    check("fc_pool_usable", sql`${t.usableMm3} >= 0`),
  ],
);

/** Inbound and outbound rates of an FC from a day on. */
export const fcRate = pgTable(
  "fc_rate",
  {
    fcId: integer()
      .notNull()
      .references(() => fc.id),
    validFromOn: calendarDay().notNull(),
    inboundUnitsPerDay: integer().notNull(),
    outboundUnitsPerDay: integer().notNull(),
    /** Volume that can be handed to carriers; null = not told, no limit. */
    shippingMm3PerDay: wholeNumber(),
    ...recorded,
  },
  (t) => [primaryKey({ columns: [t.fcId, t.validFromOn, t.recordedFrom] })],
);

/** A demand region: where customers are. */
export const region = pgTable("region", {
  id: integer().primaryKey(),
  marketplaceId: text()
    .notNull()
    .references(() => marketplace.id),
  code: text().notNull().unique(),
  name: text().notNull(),
  state: text().notNull(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
  populationShare: doublePrecision().notNull(),
});

/** From an FC to a region: transit and cost. */
export const lane = pgTable(
  "lane",
  {
    fcId: integer()
      .notNull()
      .references(() => fc.id),
    regionId: integer()
      .notNull()
      .references(() => region.id),
    transitDays: integer().notNull(),
    costMicrosPerUnit: wholeNumber().notNull(),
    costMicrosPerKg: wholeNumber().notNull(),
    /** Weekdays on which a lorry leaves; bit 0 = Sunday. */
    departureWeekdays: smallint().notNull().default(127),
    /** Volume that one takes; null = not told, no limit. */
    departureMm3: wholeNumber(),
  },
  (t) => [
    primaryKey({ columns: [t.fcId, t.regionId] }),
    check("lane_departure_weekdays", sql`${t.departureWeekdays} between 0 and 127`),
    check("lane_departure_mm3", sql`${t.departureMm3} >= 0`),
  ],
);

/** What happened in the network, as everybody may know it. */
export const networkEvent = pgTable(
  "network_event",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    kind: networkEventKind().notNull(),
    startOn: calendarDay().notNull(),
    endOn: calendarDay().notNull(),
    title: text().notNull(),
    fcId: integer().references(() => fc.id),
    storageType: storageType(),
    /** Factor on a week's demand that is expected of a sale event; null = what earlier ones taught. */
    expectedFactorMillionths: integer(),
    /** The version that this one corrects. */
    revisesId: id().references((): AnyPgColumn => networkEvent.id),
    ...recorded,
  },
  (t) => [
    index("network_event_start").on(t.marketplaceId, t.startOn),
    check("network_event_factor", sql`${t.expectedFactorMillionths} between 300000 and 8000000`),
  ],
);
