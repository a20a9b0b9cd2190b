import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { wholeNumber } from "./columns.ts";

/** Counters of failed sign-ins; the key is a hash, so that the table names nobody. The columns are rate-limiter-flexible's. */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: text().primaryKey(),
    points: integer().notNull(),
    /** Milliseconds since 1970; null never expires. */
    expire: wholeNumber(),
  },
  (t) => [index("rate_limit_expire").on(t.expire)],
);
