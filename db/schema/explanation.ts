import {
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/** An answered "why": facts only, immutable, the same bytes for ever. */
export const explanation = pgTable(
  "explanation",
  {
    sellerId: id().notNull(),
    id: uuid().notNull().defaultRandom(),
    accountId: id().notNull(),
    cacheKey: text().notNull(),
    question: jsonb().notNull(),
    runId: id(),
    baseRunId: id(),
    body: jsonb().notNull(),
    bodySha256: text().notNull(),
    isVerified: boolean().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    uniqueIndex("explanation_cache").on(t.sellerId, t.cacheKey),
    index("explanation_created").on(t.sellerId, t.createdAt),
    // The desk lists the newest of all sellers.
    index("explanation_created_at").on(t.createdAt),
  ],
);
