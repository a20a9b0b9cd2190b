import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";
import { seller } from "./seller.ts";

/** A question that got no answer: what it was about and why not, never its words. Kept for 90 days. */
export const declinedQuestion = pgTable(
  "declined_question",
  {
    sellerId: id()
      .notNull()
      .references(() => seller.id),
    id: id().notNull().generatedByDefaultAsIdentity(),
    at: instant().notNull(),
    /** Who asked: "seller", "support" or "policyAdmin". */
    viewer: text().notNull(),
    /** A kind of question, or "box" for plain words that named none. */
    kind: text().notNull(),
    /** The number it was about, as the box understood it; null where a kind says it. */
    metric: text(),
    /** Code of the reason. */
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.id] }), index("declined_question_at").on(t.at)],
);
