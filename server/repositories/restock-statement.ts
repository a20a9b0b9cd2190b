// What sellers set by hand for their orders: quantities in place of the advice, least orders of products, budgets of accounts.
import { and, asc, eq, gte, isNull, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { product, restockOverride, restockTerm } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { type DataScope, ownedBy, type SellerScope } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

const inSet = (table: typeof restockOverride | typeof restockTerm, set: AccountSet): SQL =>
  sql`${table.sellerId} in ${set.sellerIds} and ${table.accountId} in ${set.accountIds}`;

export interface KnownOverrideRow {
  readonly productId: number;
  readonly units: number;
}

/** Quantities of these accounts that were set by then and had not expired on the day, oldest first. */
export function listKnownOverrides(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<KnownOverrideRow[]> {
  return tx
    .select({ productId: restockOverride.productId, units: restockOverride.units })
    .from(restockOverride)
    .where(
      and(
        inSet(restockOverride, set),
        ownedBy(scope, restockOverride),
        gte(restockOverride.expiresOn, pair.asOfOn),
        knownThen(restockOverride, pair),
      ),
    )
    .orderBy(asc(restockOverride.recordedFrom), asc(restockOverride.id));
}

/** The quantity that stood for a product by then, with why and since when; null where the advice stood. */
export async function findKnownOverride(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  pair: SnapshotPair,
): Promise<{
  readonly units: number;
  readonly reason: string;
  readonly recordedFrom: Date;
} | null> {
  const [row] = await tx
    .select({
      units: restockOverride.units,
      reason: restockOverride.reason,
      recordedFrom: restockOverride.recordedFrom,
    })
    .from(restockOverride)
    .where(
      and(
        ownedBy(scope, restockOverride),
        eq(restockOverride.accountId, scope.accountId),
        eq(restockOverride.productId, productId),
        gte(restockOverride.expiresOn, pair.asOfOn),
        knownThen(restockOverride, pair),
      ),
    )
    .limit(1);
  return row ?? null;
}

export interface KnownTermRow {
  readonly accountId: number;
  readonly productId: number | null;
  readonly minimumUnits: number | null;
  readonly budgetMicros: number | null;
}

/** Terms of these accounts that were told by then. */
export function listKnownTerms(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<KnownTermRow[]> {
  return tx
    .select({
      accountId: restockTerm.accountId,
      productId: restockTerm.productId,
      minimumUnits: restockTerm.minimumUnits,
      budgetMicros: restockTerm.budgetMicros,
    })
    .from(restockTerm)
    .where(and(inSet(restockTerm, set), ownedBy(scope, restockTerm), knownThen(restockTerm, pair)))
    .orderBy(asc(restockTerm.recordedFrom), asc(restockTerm.id));
}

export type NewOverride = Omit<
  typeof restockOverride.$inferInsert,
  "id" | "sellerId" | "accountId" | "recordedTo"
>;

const ownOverrides = (scope: SellerScope): SQL | undefined =>
  and(
    ownedBy(scope, restockOverride),
    eq(restockOverride.accountId, scope.accountId),
    eq(restockOverride.recordedTo, CURRENT),
  );

export async function insertOverride(
  tx: Tx,
  { sellerId, accountId }: SellerScope,
  row: NewOverride,
): Promise<number> {
  const [added] = await tx
    .insert(restockOverride)
    .values({ sellerId, accountId, ...row })
    .returning({ id: restockOverride.id });
  if (!added) throw new Error("insertOverride: no row came back");
  return added.id;
}

/** Closes the override that stands, by its id or its product; null when there is none in the account. */
export async function closeOverride(
  tx: Tx,
  scope: SellerScope,
  which: { readonly overrideId: number } | { readonly productId: number },
  recordedTo: Date,
): Promise<{
  readonly overrideId: number;
  readonly productId: number;
  readonly units: number;
} | null> {
  const [closed] = await tx
    .update(restockOverride)
    .set({ recordedTo })
    .where(
      and(
        ownOverrides(scope),
        "overrideId" in which
          ? eq(restockOverride.id, which.overrideId)
          : eq(restockOverride.productId, which.productId),
      ),
    )
    .returning({
      overrideId: restockOverride.id,
      productId: restockOverride.productId,
      units: restockOverride.units,
    });
  return closed ?? null;
}

export interface OverrideRow {
  readonly overrideId: number;
  readonly productId: number;
  readonly sku: string;
  readonly units: number;
  readonly plannedUnits: number;
  readonly reason: string;
  readonly expiresOn: string;
  readonly profitChangeMicros: number | null;
  readonly createdAt: Date;
}

/** Overrides of the account that stand on a day, by SKU. */
export function listOverrides(tx: Tx, scope: SellerScope, onDay: string): Promise<OverrideRow[]> {
  return tx
    .select({
      overrideId: restockOverride.id,
      productId: restockOverride.productId,
      sku: product.sku,
      units: restockOverride.units,
      plannedUnits: restockOverride.plannedUnits,
      reason: restockOverride.reason,
      expiresOn: restockOverride.expiresOn,
      profitChangeMicros: restockOverride.profitChangeMicros,
      createdAt: restockOverride.recordedFrom,
    })
    .from(restockOverride)
    .innerJoin(
      product,
      and(
        eq(product.sellerId, restockOverride.sellerId),
        eq(product.id, restockOverride.productId),
      ),
    )
    .where(and(ownOverrides(scope), gte(restockOverride.expiresOn, onDay)))
    .orderBy(asc(product.sku));
}

const ownTerms = (scope: SellerScope, productId: number | null): SQL | undefined =>
  and(
    ownedBy(scope, restockTerm),
    eq(restockTerm.accountId, scope.accountId),
    eq(restockTerm.recordedTo, CURRENT),
    productId === null ? isNull(restockTerm.productId) : eq(restockTerm.productId, productId),
  );

export interface TermRow {
  readonly minimumUnits: number | null;
  readonly budgetMicros: number | null;
}

/** What stands for a product, or for the account where the product is null. */
export async function findTerm(
  tx: Tx,
  scope: SellerScope,
  productId: number | null,
): Promise<TermRow | null> {
  const [row] = await tx
    .select({ minimumUnits: restockTerm.minimumUnits, budgetMicros: restockTerm.budgetMicros })
    .from(restockTerm)
    .where(ownTerms(scope, productId))
    .limit(1);
  return row ?? null;
}

/** Closes what stands for a product or the account and, unless `term` is null, puts a new one in its place. */
export async function replaceTerm(
  tx: Tx,
  scope: SellerScope,
  productId: number | null,
  term: (TermRow & { readonly createdBy: number }) | null,
  at: Date,
): Promise<void> {
  await tx.update(restockTerm).set({ recordedTo: at }).where(ownTerms(scope, productId));
  if (term === null) return;
  const { sellerId, accountId } = scope;
  await tx
    .insert(restockTerm)
    .values({ sellerId, accountId, productId, ...term, recordedFrom: at });
}
