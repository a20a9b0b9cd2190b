import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";
import { caseEntryKind, casePriority, caseStatus } from "./enums.ts";
import { appUser } from "./identity.ts";
import { account } from "./seller.ts";

/** A seller's question to support. */
export const supportCase = pgTable(
  "support_case",
  {
    sellerId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    accountId: id().notNull(),
    subject: text().notNull(),
    status: caseStatus().notNull().default("open"),
    priority: casePriority().notNull().default("normal"),
    /** What it is about, in the form explanations are asked for; null when it is not about a number. */
    question: jsonb(),
    explanationId: uuid(),
    openedBy: id()
      .notNull()
      .references(() => appUser.id),
    assignedTo: id().references(() => appUser.id),
    openedAt: instant().notNull().defaultNow(),
    firstRepliedAt: instant(),
    closedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    index("support_case_status").on(t.status, t.openedAt),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
  ],
);

/** A message, reply or internal note of a case, append-only. Sellers never see notes. */
export const caseEntry = pgTable(
  "case_entry",
  {
    sellerId: id().notNull(),
    caseId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    kind: caseEntryKind().notNull(),
    authorId: id()
      .notNull()
      .references(() => appUser.id),
    body: text().notNull(),
    explanationId: uuid(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    index("case_entry_case").on(t.sellerId, t.caseId, t.createdAt),
    foreignKey({
      columns: [t.sellerId, t.caseId],
      foreignColumns: [supportCase.sellerId, supportCase.id],
    }),
  ],
);
