import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, calendarDay, id, instant } from "./columns.ts";
import { traceTier } from "./enums.ts";
import { planRun } from "./run.ts";

/** Public keys that runs were signed with. A key is never removed: what it signed stays checkable. */
export const signingKey = pgTable("signing_key", {
  /** First 16 hex digits of the SHA-256 of the public key. */
  keyId: text().primaryKey(),
  /** Ed25519, 32 bytes in hex. */
  publicKey: text().notNull(),
  firstUsedAt: instant().notNull(),
});

/** What a run was when it ended: the hashes that its root is taken of, and the signature under the root. Open to everybody. */
export const runSeal = pgTable("run_seal", {
  runId: id()
    .primaryKey()
    .references(() => planRun.id),
  /** Commitments of the run's chunks in tree order (definition, seller, account, chunk), 32 bytes each. */
  chunkRoots: bytea().notNull(),
  treeRootSha256: text().notNull(),
  snapshotSha256: text().notNull(),
  policySha256: text().notNull(),
  codeSha256: text().notNull(),
  /** What codeSha256 is the hash of; null in runs of before bundles were sealed. */
  rules: jsonb().$type<readonly { readonly codeSha256: string; readonly bundleSha256: string }[]>(),
  previousRootSha256: text(),
  rootSha256: text().notNull(),
  keyId: text()
    .notNull()
    .references(() => signingKey.keyId),
  /** Ed25519 under the root, hex. */
  signature: text().notNull(),
  sealedAt: instant().notNull(),
});

/** The key that a run's salts come from. Without it commitments stay closed. */
export const runSalt = pgTable("run_salt", {
  runId: id()
    .primaryKey()
    .references(() => planRun.id),
  saltKey: bytea().notNull(),
});

/** A run whose traces were moved to a cheaper tier, or released: what was proved before. */
export const traceMove = pgTable(
  "trace_move",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    tier: traceTier().notNull(),
    movedAt: instant().notNull(),
    /** Decisions that were re-derived and compared with the run's commitments before the move. */
    provedCount: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.tier] })],
);

/** A night's proof that traces are what they were, and what was moved. A failure stays on record and stops the night's moves. */
export const traceAudit = pgTable(
  "trace_audit",
  {
    nightOn: calendarDay().primaryKey(),
    startedAt: instant().notNull(),
    finishedAt: instant().notNull(),
    sampledCount: integer().notNull(),
    explainedCount: integer().notNull(),
    movedRunCount: integer().notNull(),
    failureCount: integer().notNull(),
    /** Which run, account and decision, and what differed. */
    failures: jsonb().notNull(),
  },
  (t) => [index("trace_audit_failed").on(t.failureCount, t.nightOn)],
);
