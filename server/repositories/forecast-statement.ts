// What sellers state about the weeks ahead: their own adjustments of forecasts, and promotions they mean to run.
import { and, asc, eq, gte, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { declaredPromotion, forecastAdjustment, product } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { type DataScope, ownedBy, type SellerScope } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

export type AdjustmentKind = "factor" | "units_per_week";

const inSet = (table: typeof forecastAdjustment | typeof declaredPromotion, set: AccountSet): SQL =>
  sql`${table.sellerId} in ${set.sellerIds} and ${table.accountId} in ${set.accountIds}`;

export interface KnownAdjustmentRow {
  readonly productId: number;
  readonly fromOn: string;
  readonly toOn: string;
  readonly factorMillionths: number | null;
  readonly milliUnitsPerWeek: number | null;
}

/** Adjustments of these accounts that were known then, had not expired and reach beyond the day, oldest first. */
export function listKnownAdjustments(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<KnownAdjustmentRow[]> {
  return tx
    .select({
      productId: forecastAdjustment.productId,
      fromOn: forecastAdjustment.fromOn,
      toOn: forecastAdjustment.toOn,
      factorMillionths: forecastAdjustment.factorMillionths,
      milliUnitsPerWeek: forecastAdjustment.milliUnitsPerWeek,
    })
    .from(forecastAdjustment)
    .where(
      and(
        inSet(forecastAdjustment, set),
        ownedBy(scope, forecastAdjustment),
        gte(forecastAdjustment.expiresOn, pair.asOfOn),
        knownThen(forecastAdjustment, pair),
      ),
    )
    .orderBy(asc(forecastAdjustment.recordedFrom), asc(forecastAdjustment.id));
}

export interface KnownPromotionRow {
  readonly accountId: number;
  /** null = every product of the account. */
  readonly productId: number | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly expectedFactorMillionths: number | null;
  readonly priceMicros: number | null;
}

/** Promotions of these accounts that were known then, past ones too (the model learns from those), by first day. */
export function listKnownPromotions(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<KnownPromotionRow[]> {
  return tx
    .select({
      accountId: declaredPromotion.accountId,
      productId: declaredPromotion.productId,
      fromOn: declaredPromotion.fromOn,
      toOn: declaredPromotion.toOn,
      expectedFactorMillionths: declaredPromotion.expectedFactorMillionths,
      priceMicros: declaredPromotion.priceMicros,
    })
    .from(declaredPromotion)
    .where(
      and(
        inSet(declaredPromotion, set),
        ownedBy(scope, declaredPromotion),
        knownThen(declaredPromotion, pair),
      ),
    )
    .orderBy(asc(declaredPromotion.fromOn), asc(declaredPromotion.id));
}

export interface AdjustmentRow extends KnownAdjustmentRow {
  readonly adjustmentId: number;
  readonly kind: AdjustmentKind;
  readonly reason: string;
  readonly expiresOn: string;
  readonly createdBy: number;
  readonly createdAt: Date;
}

const ownAdjustments = (scope: SellerScope): SQL | undefined =>
  and(
    ownedBy(scope, forecastAdjustment),
    eq(forecastAdjustment.accountId, scope.accountId),
    eq(forecastAdjustment.recordedTo, CURRENT),
  );

/** Adjustments of a product that stand, by first day; those whose weeks ended before `sinceOn` are left out. */
export function listAdjustments(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  sinceOn: string,
): Promise<AdjustmentRow[]> {
  return tx
    .select({
      adjustmentId: forecastAdjustment.id,
      productId: forecastAdjustment.productId,
      fromOn: forecastAdjustment.fromOn,
      toOn: forecastAdjustment.toOn,
      kind: forecastAdjustment.kind,
      factorMillionths: forecastAdjustment.factorMillionths,
      milliUnitsPerWeek: forecastAdjustment.milliUnitsPerWeek,
      reason: forecastAdjustment.reason,
      expiresOn: forecastAdjustment.expiresOn,
      createdBy: forecastAdjustment.createdBy,
      createdAt: forecastAdjustment.recordedFrom,
    })
    .from(forecastAdjustment)
    .where(
      and(
        ownAdjustments(scope),
        eq(forecastAdjustment.productId, productId),
        gte(forecastAdjustment.toOn, sinceOn),
      ),
    )
    .orderBy(asc(forecastAdjustment.fromOn), asc(forecastAdjustment.id));
}

export interface NewAdjustment {
  readonly productId: number;
  readonly fromOn: string;
  readonly toOn: string;
  readonly kind: AdjustmentKind;
  readonly factorMillionths: number | null;
  readonly milliUnitsPerWeek: number | null;
  readonly reason: string;
  readonly expiresOn: string;
  readonly createdBy: number;
  readonly recordedFrom: Date;
}

export async function insertAdjustment(
  tx: Tx,
  { sellerId, accountId }: SellerScope,
  row: NewAdjustment,
): Promise<number> {
  const [added] = await tx
    .insert(forecastAdjustment)
    .values({ sellerId, accountId, ...row })
    .returning({ id: forecastAdjustment.id });
  if (!added) throw new Error("insertAdjustment: no row came back");
  return added.id;
}

/** Closes an adjustment that stands; null when there is none of this id in the account. */
export async function closeAdjustment(
  tx: Tx,
  scope: SellerScope,
  adjustmentId: number,
  recordedTo: Date,
): Promise<{ readonly productId: number } | null> {
  const [closed] = await tx
    .update(forecastAdjustment)
    .set({ recordedTo })
    .where(and(ownAdjustments(scope), eq(forecastAdjustment.id, adjustmentId)))
    .returning({ productId: forecastAdjustment.productId });
  return closed ?? null;
}

export interface PromotionRow extends KnownPromotionRow {
  readonly promotionId: number;
  readonly title: string;
  readonly createdBy: number;
  readonly createdAt: Date;
}

const ownPromotions = (scope: SellerScope): SQL | undefined =>
  and(
    ownedBy(scope, declaredPromotion),
    eq(declaredPromotion.accountId, scope.accountId),
    eq(declaredPromotion.recordedTo, CURRENT),
  );

/** Promotions that stand and touch a product (its own, and those of the whole account) between two days, by first day. */
export function listPromotions(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  span: { readonly fromOn: string; readonly toOn: string },
): Promise<PromotionRow[]> {
  return tx
    .select({
      promotionId: declaredPromotion.id,
      accountId: declaredPromotion.accountId,
      productId: declaredPromotion.productId,
      title: declaredPromotion.title,
      fromOn: declaredPromotion.fromOn,
      toOn: declaredPromotion.toOn,
      expectedFactorMillionths: declaredPromotion.expectedFactorMillionths,
      priceMicros: declaredPromotion.priceMicros,
      createdBy: declaredPromotion.createdBy,
      createdAt: declaredPromotion.recordedFrom,
    })
    .from(declaredPromotion)
    .where(
      and(
        ownPromotions(scope),
        or(eq(declaredPromotion.productId, productId), isNull(declaredPromotion.productId)),
        gte(declaredPromotion.toOn, span.fromOn),
        lte(declaredPromotion.fromOn, span.toOn),
      ),
    )
    .orderBy(asc(declaredPromotion.fromOn), asc(declaredPromotion.id));
}

export interface PromotionSpan {
  readonly productId: number | null;
  readonly fromOn: string;
  readonly toOn: string;
}

/** Promotions of the account that stand and end on or after a day, by first day. */
export function listAccountPromotions(
  tx: Tx,
  scope: SellerScope,
  sinceOn: string,
  limit: number,
): Promise<PromotionSpan[]> {
  return tx
    .select({
      productId: declaredPromotion.productId,
      fromOn: declaredPromotion.fromOn,
      toOn: declaredPromotion.toOn,
    })
    .from(declaredPromotion)
    .where(and(ownPromotions(scope), gte(declaredPromotion.toOn, sinceOn)))
    .orderBy(asc(declaredPromotion.fromOn), asc(declaredPromotion.id))
    .limit(limit);
}

export interface NewPromotion {
  readonly productId: number | null;
  readonly title: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly expectedFactorMillionths: number | null;
  readonly priceMicros: number | null;
  readonly createdBy: number;
  readonly recordedFrom: Date;
}

export async function insertPromotion(
  tx: Tx,
  { sellerId, accountId }: SellerScope,
  row: NewPromotion,
): Promise<number> {
  const [added] = await tx
    .insert(declaredPromotion)
    .values({ sellerId, accountId, ...row })
    .returning({ id: declaredPromotion.id });
  if (!added) throw new Error("insertPromotion: no row came back");
  return added.id;
}

/** Closes a promotion that stands; null when there is none of this id in the account. */
export async function closePromotion(
  tx: Tx,
  scope: SellerScope,
  promotionId: number,
  recordedTo: Date,
): Promise<{ readonly productId: number | null } | null> {
  const [closed] = await tx
    .update(declaredPromotion)
    .set({ recordedTo })
    .where(and(ownPromotions(scope), eq(declaredPromotion.id, promotionId)))
    .returning({ productId: declaredPromotion.productId });
  return closed ?? null;
}

/** Whether a product of this id is the account's. */
export async function hasProduct(tx: Tx, scope: SellerScope, productId: number): Promise<boolean> {
  const rows = await tx
    .select({ id: product.id })
    .from(product)
    .where(
      and(
        ownedBy(scope, product),
        eq(product.accountId, scope.accountId),
        eq(product.id, productId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
