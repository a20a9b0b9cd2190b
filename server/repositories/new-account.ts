// Opening a seller's account: the operator's business, under the worker's role.
import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, marketplace, seller } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope, type WorkerScope } from "./scope.ts";

export interface NewMarketplace {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
}

/** Adds a marketplace that is not there yet. */
export async function addMarketplace(
  tx: Tx,
  _scope: WorkerScope,
  added: NewMarketplace,
): Promise<void> {
  const { id, name, currency, timeZone } = added;
  await tx
    .insert(marketplace)
    .values({ id, name, currency, timeZone })
    .onConflictDoNothing({ target: marketplace.id });
}

export interface NewAccount {
  readonly slug: string;
  readonly name: string;
  readonly sellerName: string;
  readonly marketplaceId: string;
  readonly kind: "individual" | "professional";
  readonly openedOn: string;
}

/** Adds a seller with one account. Null when the slug is taken. */
export async function addSellerAccount(
  tx: Tx,
  _scope: WorkerScope,
  added: NewAccount,
): Promise<{ readonly sellerId: number; readonly accountId: number } | null> {
  const { sellerName, ...values } = added;
  const taken = await tx
    .select({ id: account.id })
    .from(account)
    .where(eq(account.slug, values.slug));
  if (taken.length > 0) return null;
  const [owner] = await tx.insert(seller).values({ name: sellerName }).returning({ id: seller.id });
  if (owner === undefined) throw new Error("addSellerAccount: the seller was not added");
  const [opened] = await tx
    .insert(account)
    .values({ ...values, sellerId: owner.id })
    .returning({ id: account.id });
  if (opened === undefined) throw new Error("addSellerAccount: the account was not added");
  return { sellerId: owner.id, accountId: opened.id };
}

/** Moves an account's opening to an earlier day: its reports tell of trade before the day we knew of. */
export async function openAccountEarlier(
  tx: Tx,
  scope: SellerScope,
  openedOn: string,
): Promise<void> {
  await tx
    .update(account)
    .set({ openedOn })
    .where(
      and(ownedBy(scope, account), eq(account.id, scope.accountId), gt(account.openedOn, openedOn)),
    );
}
