// Sellers' questions and what was said about them.
import { and, asc, desc, eq, ilike, inArray, ne, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  account,
  appUser,
  caseEntry,
  product,
  productVersion,
  seller,
  supportCase,
} from "@/db/schema/index.ts";
import { type DataScope, ownedBy, type SellerScope, type StaffScope } from "./scope.ts";

export type CaseStatus = "open" | "waiting_on_seller" | "answered" | "closed";
export type CasePriority = "low" | "normal" | "high";
export type CaseEntryKind = "message" | "reply" | "note";

const caseColumns = {
  caseId: supportCase.id,
  sellerId: supportCase.sellerId,
  accountId: supportCase.accountId,
  accountSlug: account.slug,
  sellerName: seller.name,
  subject: supportCase.subject,
  status: supportCase.status,
  priority: supportCase.priority,
  question: supportCase.question,
  explanationId: supportCase.explanationId,
  assignedTo: supportCase.assignedTo,
  openedAt: supportCase.openedAt,
  firstRepliedAt: supportCase.firstRepliedAt,
  closedAt: supportCase.closedAt,
};

export interface CaseRow {
  readonly caseId: number;
  readonly sellerId: number;
  readonly accountId: number;
  readonly accountSlug: string;
  readonly sellerName: string;
  readonly subject: string;
  readonly status: CaseStatus;
  readonly priority: CasePriority;
  readonly question: unknown;
  readonly explanationId: string | null;
  readonly assignedTo: number | null;
  readonly openedAt: Date;
  readonly firstRepliedAt: Date | null;
  readonly closedAt: Date | null;
}

const caseRows = (tx: Tx) =>
  tx
    .select(caseColumns)
    .from(supportCase)
    .innerJoin(
      account,
      and(eq(account.sellerId, supportCase.sellerId), eq(account.id, supportCase.accountId)),
    )
    .innerJoin(seller, eq(seller.id, supportCase.sellerId));

/** Cases in scope: of one account for a seller, of everybody for staff; open ones first, urgent before others, then oldest first. */
export function listCases(
  tx: Tx,
  scope: SellerScope | StaffScope,
  statuses: readonly CaseStatus[],
  limit: number,
): Promise<CaseRow[]> {
  const ofAccount =
    scope.kind === "seller" ? eq(supportCase.accountId, scope.accountId) : undefined;
  return caseRows(tx)
    .where(and(ownedBy(scope, supportCase), ofAccount, inArray(supportCase.status, [...statuses])))
    .orderBy(
      sql`case ${supportCase.status} when 'open' then 0 when 'waiting_on_seller' then 1 when 'answered' then 2 else 3 end`,
      desc(supportCase.priority),
      asc(supportCase.openedAt),
      asc(supportCase.id),
    )
    .limit(limit);
}

/** Whether the account of this name has a case that is not closed. */
export async function hasOpenCase(tx: Tx, scope: StaffScope, slug: string): Promise<boolean> {
  const rows = await caseRows(tx)
    .where(
      and(ownedBy(scope, supportCase), eq(account.slug, slug), ne(supportCase.status, "closed")),
    )
    .limit(1);
  return rows.length > 0;
}

export async function findCase(
  tx: Tx,
  scope: DataScope,
  caseId: number,
): Promise<CaseRow | undefined> {
  const ofAccount =
    scope.kind === "seller" ? eq(supportCase.accountId, scope.accountId) : undefined;
  const [row] = await caseRows(tx)
    .where(and(ownedBy(scope, supportCase), ofAccount, eq(supportCase.id, caseId)))
    .limit(1);
  return row;
}

export interface NewCase {
  readonly subject: string;
  readonly priority: CasePriority;
  readonly question: unknown;
  readonly explanationId: string | null;
  readonly openedBy: number;
}

export async function insertCase(tx: Tx, scope: SellerScope, row: NewCase): Promise<number> {
  const [added] = await tx
    .insert(supportCase)
    .values({ sellerId: scope.sellerId, accountId: scope.accountId, ...row })
    .returning({ caseId: supportCase.id });
  if (!added) throw new Error("insertCase: the database returned no row");
  return added.caseId;
}

export interface CaseChange {
  readonly status?: CaseStatus;
  readonly priority?: CasePriority;
  readonly assignedTo?: number | null;
  readonly explanationId?: string;
  readonly firstRepliedAt?: Date;
  readonly closedAt?: Date | null;
}

/** Changes a case of the scope. Throws Error where the database lets the scope read it and not change it. */
export async function updateCase(
  tx: Tx,
  scope: DataScope,
  caseId: number,
  change: CaseChange,
): Promise<void> {
  const changed = await tx
    .update(supportCase)
    .set(change)
    .where(and(ownedBy(scope, supportCase), eq(supportCase.id, caseId)))
    .returning({ caseId: supportCase.id });
  if (changed.length === 0) throw new Error(`updateCase: case ${caseId} was not changed`);
}

export interface CaseEntryRow {
  readonly entryId: number;
  readonly kind: CaseEntryKind;
  readonly authorId: number;
  /** null where the reader may not list the author. */
  readonly authorName: string | null;
  readonly body: string;
  readonly explanationId: string | null;
  readonly createdAt: Date;
}

/** What was said, oldest first. Sellers never get notes: the condition here is the first wall, row-level security the second. */
export function listCaseEntries(tx: Tx, scope: DataScope, caseId: number): Promise<CaseEntryRow[]> {
  const isStaff = scope.kind !== "seller" || scope.viewedBy !== undefined;
  return tx
    .select({
      entryId: caseEntry.id,
      kind: caseEntry.kind,
      authorId: caseEntry.authorId,
      authorName: appUser.name,
      body: caseEntry.body,
      explanationId: caseEntry.explanationId,
      createdAt: caseEntry.createdAt,
    })
    .from(caseEntry)
    .leftJoin(appUser, eq(appUser.id, caseEntry.authorId))
    .where(
      and(
        ownedBy(scope, caseEntry),
        eq(caseEntry.caseId, caseId),
        isStaff ? undefined : inArray(caseEntry.kind, ["message", "reply"]),
      ),
    )
    .orderBy(asc(caseEntry.createdAt), asc(caseEntry.id));
}

export async function insertCaseEntry(
  tx: Tx,
  sellerId: number,
  row: {
    readonly caseId: number;
    readonly kind: CaseEntryKind;
    readonly authorId: number;
    readonly body: string;
    readonly explanationId: string | null;
  },
): Promise<void> {
  await tx.insert(caseEntry).values({ sellerId, ...row });
}

export interface FoundAccount {
  readonly accountSlug: string;
  readonly accountName: string;
  readonly sellerName: string;
  readonly marketplaceId: string;
  /** The SKU that matched; null when the seller or account did. */
  readonly sku: string | null;
  readonly productId: number | null;
}

/** A % or _ typed by a reader is a character, not a pattern. */
const escaped = (search: string) => search.replace(/[\\%_]/g, "\\$&");

/** Accounts whose name, slug or seller matches; an empty search lists all. Staff only. */
export function findAccounts(
  tx: Tx,
  _scope: StaffScope,
  search: string,
  limit: number,
): Promise<FoundAccount[]> {
  const pattern = `%${escaped(search)}%`;
  return tx
    .select({
      accountSlug: account.slug,
      accountName: account.name,
      sellerName: seller.name,
      marketplaceId: account.marketplaceId,
      sku: sql<string | null>`null`,
      productId: sql<number | null>`null`,
    })
    .from(account)
    .innerJoin(seller, eq(seller.id, account.sellerId))
    .where(
      or(ilike(account.name, pattern), ilike(account.slug, pattern), ilike(seller.name, pattern)),
    )
    .orderBy(asc(account.name), asc(account.id))
    .limit(limit);
}

/** Products whose SKU starts with the search or whose ASIN or FNSKU is it, with their account. Staff only. */
export function findSkus(
  tx: Tx,
  _scope: StaffScope,
  search: string,
  limit: number,
): Promise<FoundAccount[]> {
  const prefix = `${escaped(search)}%`;
  return tx
    .selectDistinctOn([product.sellerId, product.id], {
      accountSlug: account.slug,
      accountName: account.name,
      sellerName: seller.name,
      marketplaceId: account.marketplaceId,
      sku: sql<string | null>`${product.sku}`,
      productId: sql<number | null>`${product.id}::int`,
    })
    .from(product)
    .innerJoin(
      account,
      and(eq(account.sellerId, product.sellerId), eq(account.id, product.accountId)),
    )
    .innerJoin(seller, eq(seller.id, product.sellerId))
    .innerJoin(
      productVersion,
      and(eq(productVersion.sellerId, product.sellerId), eq(productVersion.productId, product.id)),
    )
    .where(
      or(
        ilike(product.sku, prefix),
        eq(productVersion.asin, search.toUpperCase()),
        eq(productVersion.fnsku, search.toUpperCase()),
      ),
    )
    .orderBy(asc(product.sellerId), asc(product.id), desc(productVersion.id))
    .limit(limit);
}

/** Every account's slug and name. Staff only. */
export function listAccountNames(
  tx: Tx,
  _scope: StaffScope,
): Promise<
  { readonly accountId: number; readonly accountSlug: string; readonly accountName: string }[]
> {
  return tx
    .select({ accountId: account.id, accountSlug: account.slug, accountName: account.name })
    .from(account)
    .orderBy(asc(account.id));
}
