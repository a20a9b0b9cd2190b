import { addMs } from "@/server/core/clock.ts";
import { DomainError } from "@/server/core/errors.ts";
import { type AccountRow, findAccountBySlug } from "@/server/repositories/account.ts";
import { hasAuditEventSince } from "@/server/repositories/audit.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";

/** A view is on record once an hour per person and account: enough to see who looked, and when. */
const RECORD_EVERY_MS = 3_600_000;

/** The account that a member of staff wants to look at; the look is written into the seller's record. Throws DomainError `not_found`. */
export async function openSellerView(ctx: StaffContext, slug: string): Promise<AccountRow> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const account = await findAccountBySlug(tx, ctx.scope, slug);
    if (account === null) throw new DomainError("not_found");
    const act = { action: "seller.view", target: `account:${account.accountId}` };
    const since = addMs(ctx.clock.now(), -RECORD_EVERY_MS);
    if (!(await hasAuditEventSince(tx, ctx.scope, { ...act, since })))
      await recordEvent(tx, ctx, { ...act, sellerId: account.sellerId });
    return account;
  });
}
