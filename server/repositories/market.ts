// Rounds of extra space: announced to all, with a book of the operator's beside each.
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { marketBook, marketplace, marketRound, policyVersion } from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import type { DataScope, StaffScope, WorkerScope } from "./scope.ts";

const roundColumns = {
  roundId: marketRound.id,
  marketplaceId: marketRound.marketplaceId,
  currency: marketplace.currency,
  storageType: marketRound.storageType,
  monthOn: marketRound.monthOn,
  policyVersionId: marketRound.policyVersionId,
  policyVersion: policyVersion.version,
  policyBody: policyVersion.body,
  runId: marketRound.runId,
  status: marketRound.status,
  opensAt: marketRound.opensAt,
  closesAt: marketRound.closesAt,
  clearedAt: marketRound.clearedAt,
  publishedMicrosPerM3: marketRound.publishedMicrosPerM3,
};

const rounds = (tx: Tx) =>
  tx
    .select(roundColumns)
    .from(marketRound)
    .innerJoin(marketplace, eq(marketplace.id, marketRound.marketplaceId))
    .innerJoin(policyVersion, eq(policyVersion.id, marketRound.policyVersionId));

export type RoundRow = Awaited<ReturnType<typeof listRounds>>[number];

/** Rounds of a marketplace, or of all (null), the newest month first, then the newest round. */
export function listRounds(tx: Tx, _scope: DataScope, marketplaceId: string | null, most: number) {
  return rounds(tx)
    .where(marketplaceId === null ? undefined : eq(marketRound.marketplaceId, marketplaceId))
    .orderBy(desc(marketRound.opensAt), asc(marketRound.storageType), desc(marketRound.id))
    .limit(most);
}

export async function findRound(
  tx: Tx,
  _scope: DataScope,
  roundId: number,
): Promise<RoundRow | undefined> {
  const [row] = await rounds(tx).where(eq(marketRound.id, roundId)).limit(1);
  return row;
}

/** Locks a round against a second clearing and answers whether it is open. */
export async function lockOpenRound(
  tx: Tx,
  _scope: WorkerScope,
  roundId: number,
): Promise<boolean> {
  const rows = await tx
    .select({ id: marketRound.id })
    .from(marketRound)
    .where(and(eq(marketRound.id, roundId), eq(marketRound.status, "open")))
    .for("update");
  return rows.length > 0;
}

/** Rounds whose days are over and that have not been cleared. */
export function listDueRounds(
  tx: Tx,
  _scope: WorkerScope,
  now: Date,
): Promise<{ readonly roundId: number }[]> {
  return tx
    .select({ roundId: marketRound.id })
    .from(marketRound)
    .where(
      and(eq(marketRound.status, "open"), sql`${marketRound.closesAt} <= ${now.toISOString()}`),
    )
    .orderBy(asc(marketRound.id));
}

export interface PoolMonth {
  readonly marketplaceId: string;
  readonly storageType: StorageType;
  readonly monthOn: string;
}

const ofPool = ({ marketplaceId, storageType, monthOn }: PoolMonth) =>
  and(
    eq(marketRound.marketplaceId, marketplaceId),
    eq(marketRound.storageType, storageType),
    eq(marketRound.monthOn, monthOn),
  );

/** Every round of one pool and month, oldest first. */
export function listRoundsOfMonth(tx: Tx, _scope: DataScope, pool: PoolMonth): Promise<RoundRow[]> {
  return rounds(tx).where(ofPool(pool)).orderBy(asc(marketRound.opensAt), asc(marketRound.id));
}

export interface NewRound extends PoolMonth {
  readonly policyVersionId: number;
  readonly runId: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly freeMm3: number;
  readonly returnedMm3: number;
}

/** Opens a round with its book; answers its id. */
export async function insertRound(
  tx: Tx,
  _scope: WorkerScope,
  { freeMm3, returnedMm3, ...round }: NewRound,
): Promise<number> {
  const [row] = await tx.insert(marketRound).values(round).returning({ id: marketRound.id });
  if (!row) throw new Error("market round: nothing was inserted");
  await tx.insert(marketBook).values({ roundId: row.id, freeMm3, returnedMm3 });
  return row.id;
}

const bookColumns = {
  roundId: marketBook.roundId,
  freeMm3: marketBook.freeMm3,
  returnedMm3: marketBook.returnedMm3,
  requestCount: marketBook.requestCount,
  sellerCount: marketBook.sellerCount,
  askedMm3: marketBook.askedMm3,
  grantedMm3: marketBook.grantedMm3,
  clearingMicrosPerM3: marketBook.clearingMicrosPerM3,
  thresholdMicrosPerM3: marketBook.thresholdMicrosPerM3,
  marginalShareMillionths: marketBook.marginalShareMillionths,
  firstRejectedMicrosPerM3: marketBook.firstRejectedMicrosPerM3,
  lowestAcceptedMicrosPerM3: marketBook.lowestAcceptedMicrosPerM3,
  firstRejectedSumMicros: marketBook.firstRejectedSumMicros,
  lowestAcceptedSumMicros: marketBook.lowestAcceptedSumMicros,
  vickreySumMicros: marketBook.vickreySumMicros,
  gapShare: marketBook.gapShare,
  resultSha256: marketBook.resultSha256,
};

export type BookRow = Awaited<ReturnType<typeof listBooks>>[number];

/** The operator's books of rounds, by round. */
export function listBooks(tx: Tx, _scope: StaffScope | WorkerScope, roundIds: readonly number[]) {
  return tx
    .select(bookColumns)
    .from(marketBook)
    .where(inArray(marketBook.roundId, [...roundIds]))
    .orderBy(asc(marketBook.roundId));
}

export type ClearedBook = Omit<BookRow, "roundId" | "freeMm3" | "returnedMm3">;

/** Writes what clearing found. `publishedMicrosPerM3` is null where too few took part. */
export async function completeRound(
  tx: Tx,
  _scope: WorkerScope,
  roundId: number,
  cleared: { readonly clearedAt: Date; readonly publishedMicrosPerM3: number | null },
  book: ClearedBook,
): Promise<void> {
  await tx
    .update(marketRound)
    .set({ status: "cleared", ...cleared })
    .where(eq(marketRound.id, roundId));
  await tx.update(marketBook).set(book).where(eq(marketBook.roundId, roundId));
}

/** Published clearing fees of a pool, newest first. */
export function listPublishedFees(
  tx: Tx,
  _scope: DataScope,
  pool: Omit<PoolMonth, "monthOn">,
  most: number,
): Promise<{ readonly monthOn: string; readonly microsPerM3: number }[]> {
  return tx
    .select({
      monthOn: marketRound.monthOn,
      microsPerM3: sql<number>`${marketRound.publishedMicrosPerM3}`.mapWith(Number),
    })
    .from(marketRound)
    .where(
      and(
        eq(marketRound.marketplaceId, pool.marketplaceId),
        eq(marketRound.storageType, pool.storageType),
        eq(marketRound.status, "cleared"),
        sql`${marketRound.publishedMicrosPerM3} is not null`,
      ),
    )
    .orderBy(desc(marketRound.clearedAt), desc(marketRound.id))
    .limit(most);
}
