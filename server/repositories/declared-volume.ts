// What sellers declare about the sales ahead of them, and how it turned out.
import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, declaredVolume, declaredVolumeScore } from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { CURRENT } from "./current-facts.ts";
import {
  type DataScope,
  ownedBy,
  type SellerScope,
  type StaffScope,
  type WorkerScope,
} from "./scope.ts";
import { knownThen } from "./snapshot.ts";

export type DeclaredKind = "launch" | "promotion" | "moving_volume" | "new_funds";

export interface NewDeclaration {
  readonly kind: DeclaredKind;
  readonly storageType: StorageType;
  readonly fromMonthOn: string;
  readonly toMonthOn: string;
  readonly extraMm3: number;
  readonly probabilityMillionths: number;
  readonly note: string;
  readonly createdBy: number;
  readonly recordedFrom: Date;
}

export async function insertDeclaration(
  tx: Tx,
  { sellerId, accountId }: SellerScope,
  row: NewDeclaration,
): Promise<number> {
  const [added] = await tx
    .insert(declaredVolume)
    .values({ sellerId, accountId, ...row })
    .returning({ id: declaredVolume.id });
  if (!added) throw new Error("insertDeclaration: no row came back");
  return added.id;
}

export interface DeclarationRow {
  readonly declarationId: number;
  readonly kind: DeclaredKind;
  readonly storageType: StorageType;
  readonly fromMonthOn: string;
  readonly toMonthOn: string;
  readonly extraMm3: number;
  readonly probabilityMillionths: number;
  readonly note: string;
  readonly createdBy: number;
  readonly recordedFrom: Date;
  readonly isStanding: boolean;
}

const ownDeclarations = (scope: SellerScope): SQL | undefined =>
  and(ownedBy(scope, declaredVolume), eq(declaredVolume.accountId, scope.accountId));

/** An account's declarations, standing and withdrawn, newest first. */
export function listDeclarations(
  tx: Tx,
  scope: SellerScope,
  limit: number,
): Promise<DeclarationRow[]> {
  return tx
    .select({
      declarationId: declaredVolume.id,
      kind: declaredVolume.kind,
      storageType: declaredVolume.storageType,
      fromMonthOn: declaredVolume.fromMonthOn,
      toMonthOn: declaredVolume.toMonthOn,
      extraMm3: declaredVolume.extraMm3,
      probabilityMillionths: declaredVolume.probabilityMillionths,
      note: declaredVolume.note,
      createdBy: declaredVolume.createdBy,
      recordedFrom: declaredVolume.recordedFrom,
      isStanding: sql<boolean>`${declaredVolume.recordedTo} = ${CURRENT}`,
    })
    .from(declaredVolume)
    .where(ownDeclarations(scope))
    .orderBy(desc(declaredVolume.recordedFrom), desc(declaredVolume.id))
    .limit(limit);
}

/** Closes a declaration that stands; false when there is none of this id. */
export async function closeDeclaration(
  tx: Tx,
  scope: SellerScope,
  declarationId: number,
  recordedTo: Date,
): Promise<boolean> {
  const closed = await tx
    .update(declaredVolume)
    .set({ recordedTo })
    .where(
      and(
        ownDeclarations(scope),
        eq(declaredVolume.id, declarationId),
        eq(declaredVolume.recordedTo, CURRENT),
      ),
    )
    .returning({ id: declaredVolume.id });
  return closed.length > 0;
}

export interface KnownDeclarationRow {
  readonly sellerId: number;
  readonly accountId: number;
  readonly declarationId: number;
  readonly storageType: StorageType;
  readonly fromMonthOn: string;
  readonly toMonthOn: string;
  readonly extraMm3: number;
  readonly probabilityMillionths: number;
}

interface Known {
  readonly marketplaceId: string;
  readonly knownAt: Date;
}

/** Declarations of a marketplace that were known then and touch the months of a span, oldest first. */
export function listKnownDeclarations(
  tx: Tx,
  scope: DataScope,
  at: Known & { readonly fromMonthOn: string; readonly toMonthOn: string },
): Promise<KnownDeclarationRow[]> {
  return tx
    .select({
      sellerId: declaredVolume.sellerId,
      accountId: declaredVolume.accountId,
      declarationId: declaredVolume.id,
      storageType: declaredVolume.storageType,
      fromMonthOn: declaredVolume.fromMonthOn,
      toMonthOn: declaredVolume.toMonthOn,
      extraMm3: declaredVolume.extraMm3,
      probabilityMillionths: declaredVolume.probabilityMillionths,
    })
    .from(declaredVolume)
    .innerJoin(
      account,
      and(eq(account.sellerId, declaredVolume.sellerId), eq(account.id, declaredVolume.accountId)),
    )
    .where(
      and(
        ownedBy(scope, declaredVolume),
        eq(account.marketplaceId, at.marketplaceId),
        lte(declaredVolume.fromMonthOn, at.toMonthOn),
        gte(declaredVolume.toMonthOn, at.fromMonthOn),
        knownThen(declaredVolume, { asOfOn: at.fromMonthOn, knownAt: at.knownAt }),
      ),
    )
    .orderBy(asc(declaredVolume.recordedFrom), asc(declaredVolume.id));
}

export interface WeightRow {
  readonly accountId: number;
  readonly weightMillionths: number;
}

/** Weight of each account's record as it stood then; accounts without a score are absent. */
export async function listWeights(
  tx: Tx,
  scope: DataScope,
  knownAt: Date,
  accountIds: readonly number[],
): Promise<readonly WeightRow[]> {
  if (accountIds.length === 0) return [];
  return tx
    .selectDistinctOn([declaredVolumeScore.accountId], {
      accountId: declaredVolumeScore.accountId,
      weightMillionths: declaredVolumeScore.weightAfterMillionths,
    })
    .from(declaredVolumeScore)
    .where(
      and(
        ownedBy(scope, declaredVolumeScore),
        inArray(declaredVolumeScore.accountId, [...accountIds]),
        lte(declaredVolumeScore.scoredAt, knownAt),
      ),
    )
    .orderBy(
      asc(declaredVolumeScore.accountId),
      desc(declaredVolumeScore.scoredAt),
      desc(declaredVolumeScore.monthOn),
      desc(declaredVolumeScore.declarationId),
    );
}

export interface DeclarationScoreRow {
  readonly declarationId: number;
  readonly monthOn: string;
  readonly expectedMm3: number;
  readonly soldMm3: number;
  readonly givenMm3: number;
  readonly unusedMm3: number;
  readonly declaredLossMillionths: number;
  readonly forecastLossMillionths: number;
  readonly unusedShareMillionths: number;
  readonly weightBeforeMillionths: number;
  readonly weightAfterMillionths: number;
  readonly runId: number;
  readonly scoredAt: Date;
}

/** Scores of an account's declarations, oldest first. */
export function listDeclarationScores(tx: Tx, scope: SellerScope): Promise<DeclarationScoreRow[]> {
  const t = declaredVolumeScore;
  return tx
    .select({
      declarationId: t.declarationId,
      monthOn: t.monthOn,
      expectedMm3: t.expectedMm3,
      soldMm3: t.soldMm3,
      givenMm3: t.givenMm3,
      unusedMm3: t.unusedMm3,
      declaredLossMillionths: t.declaredLossMillionths,
      forecastLossMillionths: t.forecastLossMillionths,
      unusedShareMillionths: t.unusedShareMillionths,
      weightBeforeMillionths: t.weightBeforeMillionths,
      weightAfterMillionths: t.weightAfterMillionths,
      runId: t.runId,
      scoredAt: t.scoredAt,
    })
    .from(t)
    .where(and(ownedBy(scope, t), eq(t.accountId, scope.accountId)))
    .orderBy(asc(t.scoredAt), asc(t.monthOn), asc(t.declarationId));
}

export interface NewDeclarationScore extends DeclarationScoreRow {
  readonly sellerId: number;
  readonly accountId: number;
}

/** Adds scores; one that is there already stays as it is. */
export async function insertDeclarationScores(
  tx: Tx,
  _scope: WorkerScope,
  rows: readonly NewDeclarationScore[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(declaredVolumeScore)
    .values([...rows])
    .onConflictDoNothing();
}

/** Declarations of which a month is scored already. */
export async function listScoredMonths(
  tx: Tx,
  scope: WorkerScope,
  monthOn: string,
): Promise<number[]> {
  const rows = await tx
    .select({ declarationId: declaredVolumeScore.declarationId })
    .from(declaredVolumeScore)
    .where(and(ownedBy(scope, declaredVolumeScore), eq(declaredVolumeScore.monthOn, monthOn)))
    .orderBy(asc(declaredVolumeScore.declarationId));
  return rows.map(({ declarationId }) => declarationId);
}

export interface DeclaredRecordRow {
  readonly slug: string;
  readonly name: string;
  readonly scoreCount: number;
  /** Declared volume times probability, over the scored months. */
  readonly declaredMm3: number;
  /** Sold beyond what the forecast expected without the word; negative where less was sold. */
  readonly beyondForecastMm3: number;
  /** Means over the scored months. */
  readonly declaredLossMillionths: number;
  readonly forecastLossMillionths: number;
  readonly weightMillionths: number;
}

/** Records of the accounts that have a scored month, those whose word weighs most first. */
export function listDeclaredRecords(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<readonly DeclaredRecordRow[]> {
  const [s, d] = [declaredVolumeScore, declaredVolume];
  return tx.execute<DeclaredRecordRow & Record<string, unknown>>(sql`
    select ${account.slug} as slug, ${account.name} as name, count(*)::int as "scoreCount",
      sum(floor(${d.extraMm3}::numeric * ${d.probabilityMillionths} / 1000000))::float8 as "declaredMm3",
      sum(${s.soldMm3} - ${s.expectedMm3})::float8 as "beyondForecastMm3",
      round(avg(${s.declaredLossMillionths}))::int as "declaredLossMillionths",
      round(avg(${s.forecastLossMillionths}))::int as "forecastLossMillionths",
      (array_agg(${s.weightAfterMillionths} order by ${s.scoredAt} desc, ${s.monthOn} desc, ${s.declarationId} desc))[1] as "weightMillionths"
    from ${s}
    join ${d} on ${d.sellerId} = ${s.sellerId} and ${d.id} = ${s.declarationId}
    join ${account} on ${account.sellerId} = ${s.sellerId} and ${account.id} = ${s.accountId}
    where ${ownedBy(scope, s)}
    group by ${account.id}, ${account.slug}, ${account.name}
    order by "weightMillionths" desc, slug
    limit ${limit}`);
}
