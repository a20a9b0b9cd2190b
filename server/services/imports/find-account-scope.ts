import { findAccountBySlug } from "@/server/repositories/account.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";

/** The scope of an account by its slug, for the operator; null when there is none. */
export async function findAccountScope(
  ctx: WorkerContext,
  slug: string,
): Promise<SellerScope | null> {
  const found = await inScope(ctx.db, ctx.scope, (tx) => findAccountBySlug(tx, ctx.scope, slug));
  if (found === null) return null;
  const { sellerId, accountId } = found;
  return { kind: "seller", sellerId, accountId, userId: null };
}
