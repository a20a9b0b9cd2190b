// Answered questions: written once, never changed.
import { and, count, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { explanation } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope, type StaffScope } from "./scope.ts";

const columns = {
  id: explanation.id,
  accountId: explanation.accountId,
  question: explanation.question,
  runId: explanation.runId,
  baseRunId: explanation.baseRunId,
  body: explanation.body,
  bodySha256: explanation.bodySha256,
  isVerified: explanation.isVerified,
  createdAt: explanation.createdAt,
};

export interface ExplanationRow {
  readonly id: string;
  readonly accountId: number;
  readonly question: unknown;
  readonly runId: number | null;
  readonly baseRunId: number | null;
  readonly body: unknown;
  readonly bodySha256: string;
  readonly isVerified: boolean;
  readonly createdAt: Date;
}

export interface NewExplanation {
  readonly cacheKey: string;
  readonly question: unknown;
  readonly runId: number | null;
  readonly baseRunId: number | null;
  readonly body: unknown;
  readonly bodySha256: string;
  readonly isVerified: boolean;
}

const inAccount = (scope: SellerScope) =>
  and(ownedBy(scope, explanation), eq(explanation.accountId, scope.accountId));

export async function findExplanation(
  tx: Tx,
  scope: SellerScope,
  id: string,
): Promise<ExplanationRow | undefined> {
  const [row] = await tx
    .select(columns)
    .from(explanation)
    .where(and(inAccount(scope), eq(explanation.id, id)))
    .limit(1);
  return row;
}

/** The id of the stored answer; undefined = nobody has asked. */
export async function findExplanationId(
  tx: Tx,
  scope: SellerScope,
  cacheKey: string,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: explanation.id })
    .from(explanation)
    .where(and(inAccount(scope), eq(explanation.cacheKey, cacheKey)))
    .limit(1);
  return row?.id;
}

/** The account's answers to questions of these kinds, newest first. */
export function listExplanationsOfKinds(
  tx: Tx,
  scope: SellerScope,
  kinds: readonly string[],
  limit: number,
): Promise<ExplanationRow[]> {
  return tx
    .select(columns)
    .from(explanation)
    .where(and(inAccount(scope), inArray(sql`${explanation.question} ->> 'kind'`, [...kinds])))
    .orderBy(desc(explanation.createdAt), explanation.id)
    .limit(limit);
}

/** Answers of all sellers since an instant, the newest first. */
export function listAnswersSince(
  tx: Tx,
  _scope: StaffScope,
  since: Date,
  limit: number,
): Promise<ExplanationRow[]> {
  return tx
    .select(columns)
    .from(explanation)
    .where(gte(explanation.createdAt, since))
    .orderBy(desc(explanation.createdAt), explanation.id)
    .limit(limit);
}

/** Stores an answer and returns its id; undefined where somebody else stored one for the same question at the same moment. */
export async function insertExplanation(
  tx: Tx,
  scope: SellerScope,
  row: NewExplanation,
): Promise<string | undefined> {
  const [stored] = await tx
    .insert(explanation)
    .values({ sellerId: scope.sellerId, accountId: scope.accountId, ...row })
    .onConflictDoNothing({ target: [explanation.sellerId, explanation.cacheKey] })
    .returning({ id: explanation.id });
  return stored?.id;
}

/**
 * How many questions of these kinds the seller has asked of a run, over all accounts. Counting takes a lock until the
 * transaction ends, so that two questions at once cannot both be the last.
 */
export async function countWhatIfs(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  kinds: readonly string[],
): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`what-ifs ${scope.sellerId} ${runId}`}, 0))`,
  );
  const [row] = await tx
    .select({ asked: count() })
    .from(explanation)
    .where(
      and(
        ownedBy(scope, explanation),
        eq(explanation.runId, runId),
        inArray(sql`${explanation.question} ->> 'kind'`, [...kinds]),
      ),
    );
  return row?.asked ?? 0;
}
