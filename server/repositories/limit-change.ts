// What moved limits between two runs: account by account, and added up.
import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, limitChange, planRun, runLimitChange, runPriceMix } from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { insertRows } from "./bulk-insert.ts";
import {
  type DataScope,
  ownedBy,
  type SellerScope,
  type StaffScope,
  type WorkerScope,
} from "./scope.ts";

/** The runs that a run's prices were mixed with, newest first: what its limits are compared with. */
export async function listMixedBases(tx: Tx, runId: number): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ baseRunId: runPriceMix.baseRunId })
    .from(runPriceMix)
    .where(eq(runPriceMix.runId, runId))
    .orderBy(desc(runPriceMix.baseRunId));
  return rows.map(({ baseRunId }) => baseRunId);
}

/** Finished runs over all accounts that were not compared with every run that their prices were mixed with, newest first. */
export async function listUncomparedRuns(tx: Tx, most: number): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ runId: planRun.id })
    .from(planRun)
    .innerJoin(runPriceMix, eq(runPriceMix.runId, planRun.id))
    .leftJoin(
      runLimitChange,
      and(
        eq(runLimitChange.runId, runPriceMix.runId),
        eq(runLimitChange.baseRunId, runPriceMix.baseRunId),
      ),
    )
    .where(and(eq(planRun.status, "done"), isNull(planRun.accountId), isNull(runLimitChange.runId)))
    .orderBy(desc(planRun.id))
    .limit(most);
  return rows.map(({ runId }) => runId);
}

export type LimitChangeRow = Omit<typeof limitChange.$inferSelect, "runId" | "baseRunId">;

/** The summary of two runs and when it was made; undefined before it was. */
export async function findLimitChanges(
  tx: Tx,
  _scope: DataScope,
  runId: number,
  baseRunId: number,
): Promise<{ readonly summary: unknown; readonly computedAt: Date } | undefined> {
  const [row] = await tx
    .select({ summary: runLimitChange.summary, computedAt: runLimitChange.computedAt })
    .from(runLimitChange)
    .where(and(eq(runLimitChange.runId, runId), eq(runLimitChange.baseRunId, baseRunId)))
    .limit(1);
  return row;
}

/** Keeps the changes of two runs; false when somebody else has kept them. The summary comes first, so that only one does. */
export async function insertLimitChanges(
  tx: Tx,
  _scope: WorkerScope,
  runs: { readonly runId: number; readonly baseRunId: number },
  rows: readonly LimitChangeRow[],
  kept: { readonly summary: unknown; readonly computedAt: Date },
): Promise<boolean> {
  const [added] = await tx
    .insert(runLimitChange)
    .values({ ...runs, ...kept })
    .onConflictDoNothing()
    .returning({ runId: runLimitChange.runId });
  if (!added) return false;
  await insertRows(
    tx,
    limitChange,
    rows.map((row) => ({ ...row, ...runs })),
  );
  return true;
}

export interface LimitAt {
  readonly runId: number;
  readonly baseRunId: number;
  readonly storageType: StorageType;
  readonly monthAhead: number;
}

const at = ({ runId, baseRunId, storageType, monthAhead }: LimitAt) =>
  and(
    eq(limitChange.runId, runId),
    eq(limitChange.baseRunId, baseRunId),
    eq(limitChange.storageType, storageType),
    eq(limitChange.monthAhead, monthAhead),
  );

/** The account's own; undefined where it was not compared. */
export async function findOwnLimitChange(
  tx: Tx,
  scope: SellerScope,
  limit: LimitAt,
): Promise<Pick<LimitChangeRow, "fromMm3" | "toMm3" | "mainCause"> | undefined> {
  const [row] = await tx
    .select({
      fromMm3: limitChange.fromMm3,
      toMm3: limitChange.toMm3,
      mainCause: limitChange.mainCause,
    })
    .from(limitChange)
    .where(and(ownedBy(scope, limitChange), eq(limitChange.accountId, scope.accountId), at(limit)))
    .limit(1);
  return row;
}

export interface SimilarAccountRow {
  readonly account: string;
  readonly accountName: string;
  readonly fromMm3: number;
  readonly toMm3: number;
}

/** Other accounts with a main cause, those whose limit moved most first. */
export function listAccountsWithCause(
  tx: Tx,
  _scope: StaffScope,
  limit: LimitAt,
  which: { readonly mainCause: string; readonly exceptSlug: string; readonly most: number },
): Promise<SimilarAccountRow[]> {
  return tx
    .select({
      account: account.slug,
      accountName: account.name,
      fromMm3: limitChange.fromMm3,
      toMm3: limitChange.toMm3,
    })
    .from(limitChange)
    .innerJoin(
      account,
      and(eq(account.sellerId, limitChange.sellerId), eq(account.id, limitChange.accountId)),
    )
    .where(
      and(
        at(limit),
        eq(limitChange.mainCause, which.mainCause),
        ne(account.slug, which.exceptSlug),
      ),
    )
    .orderBy(desc(sql`abs(${limitChange.toMm3} - ${limitChange.fromMm3})`), asc(account.slug))
    .limit(which.most);
}
