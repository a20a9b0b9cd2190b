import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";
import { staffRole } from "./enums.ts";
import { seller } from "./seller.ts";

/** A person who signs in. */
export const appUser = pgTable(
  "app_user",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id in PHC string form; null for people who sign in through an identity provider only. */
    passwordHash: text(),
    staffRole: staffRole(),
    isDisabled: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [uniqueIndex("app_user_email").on(sql`lower(${t.email})`)],
);

/** A person who acts for a seller. */
export const membership = pgTable(
  "membership",
  {
    userId: id()
      .notNull()
      .references(() => appUser.id),
    sellerId: id()
      .notNull()
      .references(() => seller.id),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.sellerId] })],
);

/** A server-side session: the cookie holds a random key, this holds its hash. Revoking it takes effect on the next request. */
export const userSession = pgTable(
  "user_session",
  {
    keySha256: text().primaryKey(),
    userId: id()
      .notNull()
      .references(() => appUser.id),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index("user_session_user").on(t.userId)],
);

/** A person's key for programs that ask on their behalf: we hold its hash, and it ends at the latest on `expiresAt`. */
export const accessToken = pgTable(
  "access_token",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    userId: id()
      .notNull()
      .references(() => appUser.id),
    name: text().notNull(),
    tokenSha256: text().notNull(),
    /** The person's staff role when it was made: with another role it opens nothing. */
    staffRole: staffRole(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    uniqueIndex("access_token_sha256").on(t.tokenSha256),
    index("access_token_user").on(t.userId, t.createdAt),
    check("access_token_name", sql`length(${t.name}) between 1 and 60`),
  ],
);
