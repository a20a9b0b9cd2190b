// The accounts behind "similar cases", for support to open.
import type { z } from "zod";
import { quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findOwnLimitChange, listAccountsWithCause } from "@/server/repositories/limit-change.ts";
import { inScope, type StaffScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { monthsAhead, runOrThrow } from "@/server/services/explanation/decision.ts";
import type { SimilarAccounts, SimilarAccountsInput } from "./schemas.ts";

const LISTED_ACCOUNTS = 20;

/** Those whose limit moved most, by the same main cause as the account's of the scope. Throws forbidden for a seller. */
export async function listSimilarAccounts(
  ctx: SellerContext,
  input: z.infer<typeof SimilarAccountsInput>,
): Promise<SimilarAccounts> {
  const { viewedBy, userId } = ctx.scope;
  if (viewedBy === undefined || userId === null)
    throw new DomainError("forbidden", { rule: "for_staff" });
  const { storageType, monthOn, runId, baseRunId, locale } = input;
  const { limit, own } = await inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await runOrThrow(tx, ctx.scope, runId);
    const at = { runId, baseRunId, storageType, monthAhead: monthsAhead(run, monthOn) };
    return { limit: at, own: await findOwnLimitChange(tx, ctx.scope, at) };
  });
  const mainCause = own?.mainCause ?? null;
  if (mainCause === null) return { accounts: [] };
  // What lies beyond the opened account is read as staff.
  const staff: StaffScope = { kind: "staff", role: viewedBy, userId };
  const which = { mainCause, exceptSlug: input.account, most: LISTED_ACCOUNTS };
  const rows = await inScope(ctx.db, staff, (tx) => listAccountsWithCause(tx, staff, limit, which));
  return {
    accounts: rows.map(({ account, accountName, fromMm3, toMm3 }) => ({
      account,
      accountName,
      from: quantityText("mm3", fromMm3, undefined, locale),
      to: quantityText("mm3", toMm3, undefined, locale),
      delta: signedQuantityText("mm3", toMm3 - fromMm3, locale),
    })),
  };
}
