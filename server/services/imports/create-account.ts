import { DomainError } from "@/server/core/errors.ts";
import { findMarketplace } from "@/server/ingest/marketplaces.ts";
import { addMarketplace, addSellerAccount } from "@/server/repositories/new-account.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { AccountSlug } from "@/server/services/identity/schemas.ts";

export interface AccountToCreate {
  readonly slug: string;
  readonly name: string;
  /** A marketplace's id or any name reports give it: "UK", "amazon.co.uk". */
  readonly marketplace: string;
  readonly openedOn: string;
}

/** Opens an account of a new seller. Throws DomainError: `invalid` for a slug or marketplace that cannot be, `conflict` when the slug is taken. */
export async function createAccount(
  ctx: WorkerContext,
  { slug, name, marketplace, openedOn }: AccountToCreate,
): Promise<SellerScope> {
  const known = findMarketplace(marketplace);
  if (known === undefined) throw new DomainError("invalid", { field: "marketplace" });
  if (!AccountSlug.safeParse(slug).success) throw new DomainError("invalid", { field: "account" });
  return inScope(ctx.db, ctx.scope, async (tx) => {
    await addMarketplace(tx, ctx.scope, known);
    const added = await addSellerAccount(tx, ctx.scope, {
      slug,
      name,
      sellerName: name,
      marketplaceId: known.id,
      kind: "professional",
      openedOn,
    });
    if (added === null) throw new DomainError("conflict", { field: "account" });
    const target = `account:${added.accountId}`;
    await recordEvent(tx, ctx, { action: "account.create", target, sellerId: added.sellerId });
    return { kind: "seller", ...added, userId: null };
  });
}
