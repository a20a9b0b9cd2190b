// Which product goes on where another of the account left off: as sellers say, and as runs knew it.
import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import { product, productContinuation } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { type DataScope, ownedBy, type SellerScope } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

export interface ContinuationRow {
  readonly continuationId: number;
  readonly productId: number;
  readonly predecessorId: number;
  /** Share of the predecessor's demand. */
  readonly shareMillionths: number;
}

const columns = {
  continuationId: productContinuation.id,
  productId: productContinuation.productId,
  predecessorId: productContinuation.predecessorId,
  shareMillionths: productContinuation.shareMillionths,
} as const;

/** What sellers had said by then, oldest first. */
export function listKnownContinuations(
  tx: Tx,
  scope: DataScope,
  { sellerIds, accountIds }: AccountSet,
  pair: SnapshotPair,
): Promise<ContinuationRow[]> {
  return tx
    .select(columns)
    .from(productContinuation)
    .where(
      and(
        sql`${productContinuation.sellerId} in ${sellerIds} and ${productContinuation.accountId} in ${accountIds}`,
        ownedBy(scope, productContinuation),
        knownThen(productContinuation, pair),
      ),
    )
    .orderBy(asc(productContinuation.recordedFrom), asc(productContinuation.id));
}

const standing = (scope: SellerScope) =>
  and(
    ownedBy(scope, productContinuation),
    eq(productContinuation.accountId, scope.accountId),
    eq(productContinuation.recordedTo, CURRENT),
  );

export interface StandingContinuation extends ContinuationRow {
  readonly sku: string;
  readonly predecessorSku: string;
  readonly createdBy: number;
  readonly createdAt: Date;
}

/** What stands and names the product, as the one that goes on or as the one that is gone on from. */
export function listContinuationsOf(
  tx: Tx,
  scope: SellerScope,
  productId: number,
): Promise<StandingContinuation[]> {
  const predecessor = alias(product, "predecessor");
  return tx
    .select({
      ...columns,
      sku: product.sku,
      predecessorSku: predecessor.sku,
      createdBy: productContinuation.createdBy,
      createdAt: productContinuation.recordedFrom,
    })
    .from(productContinuation)
    .innerJoin(
      product,
      and(
        eq(product.sellerId, productContinuation.sellerId),
        eq(product.id, productContinuation.productId),
      ),
    )
    .innerJoin(
      predecessor,
      and(
        eq(predecessor.sellerId, productContinuation.sellerId),
        eq(predecessor.id, productContinuation.predecessorId),
      ),
    )
    .where(
      and(
        standing(scope),
        sql`${productId} in (${productContinuation.productId}, ${productContinuation.predecessorId})`,
      ),
    )
    .orderBy(asc(productContinuation.recordedFrom), asc(productContinuation.id));
}

export interface NewContinuation {
  readonly productId: number;
  readonly predecessorId: number;
  readonly shareMillionths: number;
  readonly createdBy: number;
  readonly recordedFrom: Date;
}

export async function insertContinuation(
  tx: Tx,
  { sellerId, accountId }: SellerScope,
  row: NewContinuation,
): Promise<number> {
  const [added] = await tx
    .insert(productContinuation)
    .values({ sellerId, accountId, ...row })
    .returning({ id: productContinuation.id });
  if (!added) throw new Error("insertContinuation: no row came back");
  return added.id;
}

/** Closes what stands; null when there is none of this id in the account. */
export async function closeContinuation(
  tx: Tx,
  scope: SellerScope,
  continuationId: number,
  recordedTo: Date,
): Promise<{ readonly productId: number } | null> {
  const [closed] = await tx
    .update(productContinuation)
    .set({ recordedTo })
    .where(and(standing(scope), eq(productContinuation.id, continuationId)))
    .returning({ productId: productContinuation.productId });
  return closed ?? null;
}

export interface ProductName {
  readonly productId: number;
  readonly sku: string;
}

/** The account's product of a SKU. */
export async function findProductBySku(
  tx: Tx,
  scope: SellerScope,
  sku: string,
): Promise<ProductName | undefined> {
  const [row] = await tx
    .select({ productId: product.id, sku: product.sku })
    .from(product)
    .where(
      and(ownedBy(scope, product), eq(product.accountId, scope.accountId), eq(product.sku, sku)),
    )
    .limit(1);
  return row;
}

/** SKUs of the account's products among these ids. */
export function listProductNames(
  tx: Tx,
  scope: SellerScope,
  ids: readonly number[],
): Promise<ProductName[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .select({ productId: product.id, sku: product.sku })
    .from(product)
    .where(
      and(
        ownedBy(scope, product),
        eq(product.accountId, scope.accountId),
        sql`${product.id} in ${ids}`,
      ),
    )
    .orderBy(asc(product.id));
}
