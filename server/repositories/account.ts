// Sellers' accounts: found by the slug in the address, never by an id that a request names.
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, marketplace, membership, seller } from "@/db/schema/index.ts";
import {
  ownedBy,
  type SellerScope,
  type SessionScope,
  type StaffScope,
  type TokenScope,
  type UserScope,
  type WorkerScope,
} from "./scope.ts";

export interface AccountRow {
  readonly sellerId: number;
  readonly accountId: number;
  readonly slug: string;
  readonly name: string;
  readonly sellerName: string;
  readonly kind: "individual" | "professional";
  readonly marketplaceId: string;
  readonly marketplaceName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly openedOn: string;
}

const accountColumns = {
  sellerId: account.sellerId,
  accountId: account.id,
  slug: account.slug,
  name: account.name,
  sellerName: seller.name,
  kind: account.kind,
  marketplaceId: marketplace.id,
  marketplaceName: marketplace.name,
  currency: marketplace.currency,
  timeZone: marketplace.timeZone,
  openedOn: account.openedOn,
};

const accounts = (tx: Tx) =>
  tx
    .select(accountColumns)
    .from(account)
    .innerJoin(seller, eq(seller.id, account.sellerId))
    .innerJoin(marketplace, eq(marketplace.id, account.marketplaceId));

/** The accounts of every seller this person is a member of, by name. */
export function listAccountsOfMember(
  tx: Tx,
  _scope: UserScope | SessionScope | TokenScope,
  userId: number,
): Promise<AccountRow[]> {
  return accounts(tx)
    .innerJoin(
      membership,
      and(eq(membership.sellerId, account.sellerId), eq(membership.userId, userId)),
    )
    .orderBy(asc(account.name), asc(account.id));
}

/** For staff and the operator: the account with this slug, whoever owns it. */
export async function findAccountBySlug(
  tx: Tx,
  scope: StaffScope | WorkerScope,
  slug: string,
): Promise<AccountRow | null> {
  const rows = await accounts(tx)
    .where(and(ownedBy(scope, account), eq(account.slug, slug)))
    .limit(1);
  return rows[0] ?? null;
}

/** The account of the scope. */
export async function findAccount(tx: Tx, scope: SellerScope): Promise<AccountRow | null> {
  const rows = await accounts(tx)
    .where(and(ownedBy(scope, account), eq(account.id, scope.accountId)))
    .limit(1);
  return rows[0] ?? null;
}
