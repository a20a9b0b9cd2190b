// For which account, and with whose eyes, an assistant asks: the same admission as on the pages, and for support an open case besides.
import { DomainError } from "@/server/core/errors.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { hasOpenCase } from "@/server/repositories/support-case.ts";
import type { RequestContext, SellerContext, StaffContext } from "@/server/services/context.ts";
import { openSellerView } from "@/server/services/identity/open-seller-view.ts";
import type { Person } from "@/server/services/identity/session.ts";

const actorOf = ({ userId, role }: Person) => ({ kind: "user", userId, role }) as const;

/**
 * The context of one account. A seller's own accounts; support's, read-only and on record, where the seller has a case that is not
 * closed; nobody else's. An account of somebody else and one that does not exist are the same `not_found`.
 */
export async function accountContext(
  ctx: RequestContext,
  person: Person,
  slug: string,
): Promise<SellerContext> {
  const actor = actorOf(person);
  const { userId } = person;
  if (person.role === "seller") {
    const account = person.accounts.find((row) => row.slug === slug);
    if (!account) throw new DomainError("not_found");
    const { sellerId, accountId } = account;
    return { ...ctx, actor, scope: { kind: "seller", sellerId, accountId, userId } };
  }
  if (person.role !== "support") throw new DomainError("forbidden", { reason: "role" });
  const staff: StaffContext = { ...ctx, actor, scope: { kind: "staff", role: "support", userId } };
  if (!(await inScope(ctx.db, staff.scope, (tx) => hasOpenCase(tx, staff.scope, slug))))
    throw new DomainError("not_found", { reason: "no_open_case" });
  const { sellerId, accountId } = await openSellerView(staff, slug);
  return {
    ...ctx,
    actor,
    scope: { kind: "seller", sellerId, accountId, userId, viewedBy: "support" },
  };
}

/** The context of a policy admin, who asks about the network and never about one seller. Throws `forbidden` for anybody else. */
export function policyContext(ctx: RequestContext, person: Person): StaffContext {
  const { role, userId } = person;
  if (role !== "policy_admin") throw new DomainError("forbidden", { reason: "role" });
  return { ...ctx, actor: actorOf(person), scope: { kind: "staff", role, userId } };
}
