// Terms that a seller buys on: the least order of a product and the budget of the account; the next plan keeps both.
import { DomainError } from "@/server/core/errors.ts";
import { hasProduct } from "@/server/repositories/forecast-statement.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { findTerm, replaceTerm } from "@/server/repositories/restock-statement.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { deciderOf } from "./override.ts";
import type { BudgetView, SetMinimumInput } from "./override-schemas.ts";

export function getBudget(ctx: SellerContext): Promise<BudgetView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    const term = await findTerm(tx, ctx.scope, null);
    return { budgetMicros: term?.budgetMicros ?? null, currency: run?.currency ?? null };
  });
}

/** Keeps what the orders of one plan may cost; null takes it back. */
export async function setBudget(
  ctx: SellerContext,
  budgetMicros: number | null,
): Promise<BudgetView> {
  await inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = deciderOf(ctx);
    const term = budgetMicros === null ? null : { minimumUnits: null, budgetMicros, createdBy };
    await replaceTerm(tx, ctx.scope, null, term, ctx.clock.now());
    await recordEvent(tx, ctx, {
      action: "replenishment.setBudget",
      target: `account:${ctx.scope.accountId}`,
      detail: { budgetMicros },
    });
  });
  return getBudget(ctx);
}

/** Keeps the least order of a product; null takes it back. Throws not_found for a product of nobody's or of another's. */
export function setMinimum(
  ctx: SellerContext,
  { productId, minimumUnits }: Omit<SetMinimumInput, "account">,
): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = deciderOf(ctx);
    if (!(await hasProduct(tx, ctx.scope, productId)))
      throw new DomainError("not_found", { productId });
    const term = minimumUnits === null ? null : { minimumUnits, budgetMicros: null, createdBy };
    await replaceTerm(tx, ctx.scope, productId, term, ctx.clock.now());
    await recordEvent(tx, ctx, {
      action: "replenishment.setMinimum",
      target: `product:${productId}`,
      detail: { minimumUnits },
    });
  });
}
