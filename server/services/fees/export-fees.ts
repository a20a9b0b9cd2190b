// Every product's fees of a month, for a file.
import type { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { openFeeBook } from "./account-months.ts";
import { knownMonth, productRows } from "./get-fees.ts";
import type { FeeProductView, FeesExportInput } from "./schemas.ts";

/** Throws precondition_failed where no rate card was in force, invalid for a month without movements. */
export function exportFees(
  ctx: SellerContext,
  input: z.infer<typeof FeesExportInput>,
): Promise<{ readonly currency: string; readonly rows: readonly FeeProductView[] }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const book = await openFeeBook(tx, ctx.scope, ctx.scope.accountId);
    const found = book && (await book.monthOf(knownMonth(book, input.month)));
    if (!found) throw new DomainError("precondition_failed", { rule: "no_rate_card" });
    return { currency: book.currency, rows: productRows(book, found.fees) };
  });
}
