import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { calendarDay, id, instant } from "./columns.ts";
import { draftStatus, policyName } from "./enums.ts";
import { appUser } from "./identity.ts";

/** An immutable, published policy version. */
export const policyVersion = pgTable(
  "policy_version",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    policy: policyName().notNull(),
    version: integer().notNull(),
    body: jsonb().notNull(),
    bodySha256: text().notNull(),
    effectiveOn: calendarDay().notNull(),
    publishedAt: instant().notNull().defaultNow(),
    authorId: id().references(() => appUser.id),
    approverId: id().references(() => appUser.id),
    reason: text().notNull(),
  },
  (t) => [
    unique("policy_version_number").on(t.policy, t.version),
    check(
      "policy_version_second_person",
      sql`${t.approverId} is distinct from ${t.authorId} or ${t.approverId} is null`,
    ),
  ],
);

/** A change being prepared: edited, simulated, approved by a second person, published. */
export const policyDraft = pgTable(
  "policy_draft",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    policy: policyName().notNull(),
    baseVersionId: id()
      .notNull()
      .references(() => policyVersion.id),
    body: jsonb().notNull(),
    reason: text().notNull(),
    status: draftStatus().notNull().default("open"),
    authorId: id()
      .notNull()
      .references(() => appUser.id),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** Hash of the body that was simulated; approval needs it to equal the body's. */
    simulatedSha256: text(),
    simulatedAt: instant(),
    simulatedRunId: id(),
    simulation: jsonb(),
    approverId: id().references(() => appUser.id),
    approvedAt: instant(),
    publishedVersionId: id().references(() => policyVersion.id),
  },
  (t) => [
    index("policy_draft_status").on(t.status),
    check("policy_draft_second_person", sql`${t.approverId} <> ${t.authorId}`),
  ],
);
