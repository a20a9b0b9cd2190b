// Ways to split what an account is advised to send: what runs offer, and what its seller chose.
import { and, asc, eq, gte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { placementSplit, placementSplitChoice } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { type DataScope, ownedBy, type SellerScope } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

export type SplitName = (typeof placementSplit.$inferSelect)["split"];
export type SplitStateName = (typeof placementSplit.$inferSelect)["state"];

export type NewPlacementSplit = typeof placementSplit.$inferInsert;

// PostgreSQL takes at most 65,535 parameters in one statement.
const ROWS_PER_INSERT = 1000;

/** Writes the splits that a run offers to the accounts of one shard. */
export async function insertSplits(tx: Tx, rows: readonly NewPlacementSplit[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(placementSplit).values(rows.slice(at, at + ROWS_PER_INSERT));
  }
}

export interface KnownSplitRow {
  readonly accountId: number;
  readonly fcIds: readonly number[];
}

/** Splits of these accounts that were chosen by then and had not expired on the day, oldest first. */
export function listKnownSplits(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<KnownSplitRow[]> {
  return tx
    .select({ accountId: placementSplitChoice.accountId, fcIds: placementSplitChoice.fcIds })
    .from(placementSplitChoice)
    .where(
      and(
        sql`${placementSplitChoice.sellerId} in ${set.sellerIds} and ${placementSplitChoice.accountId} in ${set.accountIds}`,
        ownedBy(scope, placementSplitChoice),
        gte(placementSplitChoice.expiresOn, pair.asOfOn),
        knownThen(placementSplitChoice, pair),
      ),
    )
    .orderBy(asc(placementSplitChoice.recordedFrom), asc(placementSplitChoice.id));
}

export interface SplitRow {
  readonly split: SplitName;
  readonly state: SplitStateName;
  readonly fcIds: readonly number[];
  readonly fcUnits: readonly number[];
  readonly feeMicros: number | null;
  readonly transitMilliDays: number | null;
}

/** What a run offers the account, in the order optimised, partial, minimal. */
export function listSplits(tx: Tx, scope: SellerScope, runId: number): Promise<SplitRow[]> {
  return tx
    .select({
      split: placementSplit.split,
      state: placementSplit.state,
      fcIds: placementSplit.fcIds,
      fcUnits: placementSplit.fcUnits,
      feeMicros: placementSplit.feeMicros,
      transitMilliDays: placementSplit.transitMilliDays,
    })
    .from(placementSplit)
    .where(
      and(
        ownedBy(scope, placementSplit),
        eq(placementSplit.accountId, scope.accountId),
        eq(placementSplit.runId, runId),
      ),
    )
    .orderBy(asc(placementSplit.split));
}

const ownChoice = (scope: SellerScope): SQL | undefined =>
  and(
    ownedBy(scope, placementSplitChoice),
    eq(placementSplitChoice.accountId, scope.accountId),
    eq(placementSplitChoice.recordedTo, CURRENT),
  );

export interface SplitChoiceRow {
  readonly choiceId: number;
  readonly split: SplitName;
  readonly fcIds: readonly number[];
  readonly feeMicros: number;
  readonly expiresOn: string;
  readonly createdAt: Date;
}

const choiceColumns = {
  choiceId: placementSplitChoice.id,
  split: placementSplitChoice.split,
  fcIds: placementSplitChoice.fcIds,
  feeMicros: placementSplitChoice.feeMicros,
  expiresOn: placementSplitChoice.expiresOn,
  createdAt: placementSplitChoice.recordedFrom,
};

/** The account's choice that stands on a day; null where none does. */
export async function findSplitChoice(
  tx: Tx,
  scope: SellerScope,
  onDay: string,
): Promise<SplitChoiceRow | null> {
  const [row] = await tx
    .select(choiceColumns)
    .from(placementSplitChoice)
    .where(and(ownChoice(scope), gte(placementSplitChoice.expiresOn, onDay)))
    .limit(1);
  return row ?? null;
}

/** Closes the account's choice; null where none stands. */
export async function closeSplitChoice(
  tx: Tx,
  scope: SellerScope,
  recordedTo: Date,
): Promise<SplitChoiceRow | null> {
  const [row] = await tx
    .update(placementSplitChoice)
    .set({ recordedTo })
    .where(ownChoice(scope))
    .returning(choiceColumns);
  return row ?? null;
}

export type NewSplitChoice = Pick<
  typeof placementSplitChoice.$inferInsert,
  "split" | "fcIds" | "runId" | "feeMicros" | "expiresOn" | "createdBy" | "recordedFrom"
>;

export async function insertSplitChoice(
  tx: Tx,
  { sellerId, accountId }: SellerScope,
  row: NewSplitChoice,
): Promise<number> {
  const [added] = await tx
    .insert(placementSplitChoice)
    .values({ sellerId, accountId, ...row })
    .returning({ choiceId: placementSplitChoice.id });
  if (!added) throw new Error("insertSplitChoice: no row came back");
  return added.choiceId;
}
