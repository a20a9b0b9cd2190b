import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/** Who did what, to which seller's data, and why; append-only. sellerId is null for acts that concern no seller. */
export const auditEvent = pgTable(
  "audit_event",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    at: instant().notNull().defaultNow(),
    actorId: id(),
    actorRole: text().notNull(),
    sellerId: id(),
    action: text().notNull(),
    target: text().notNull(),
    detail: jsonb().notNull().default({}),
    requestId: text(),
  },
  (t) => [index("audit_event_seller").on(t.sellerId, t.at), index("audit_event_at").on(t.at)],
);
