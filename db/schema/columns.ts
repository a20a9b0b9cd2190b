import { sql } from "drizzle-orm";
import { bigint, customType, date, integer, timestamp } from "drizzle-orm/pg-core";

/** Identifier column type: PostgreSQL bigint read as a number (ids stay far below 2^53). */
export const id = () => bigint({ mode: "number" });
/** Instant, with zone. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
/** Calendar day as "YYYY-MM-DD". */
export const calendarDay = () => date({ mode: "string" });
/** Integer volume, money or other count that may pass 2^31. */
export const wholeNumber = () => bigint({ mode: "number" });

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

/** When we knew a fact. A correction closes recorded_to of the old row and adds a new one; nothing else ever changes. */
export const recorded = {
  recordedFrom: instant().notNull().defaultNow(),
  recordedTo: instant().notNull().default(sql`'infinity'`),
};

/** Where a fact came from: the report file and the line in it (header = line 1). */
export const source = {
  importId: id().notNull(),
  lineNo: integer().notNull(),
};
