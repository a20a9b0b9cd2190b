// Every product's fees of a month, as the lines of a file.
import type { z } from "zod";
import { FEE_KINDS } from "@/lib/optimizer/fees/index.ts";
import { microsToNumber } from "@/lib/units/index.ts";
import { groupLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { openFeeBook } from "./account-months.ts";
import { knownMonth, productRows } from "./get-fees.ts";
import type { FeesExportInput } from "./schemas.ts";

export interface FeesFile {
  readonly columns: readonly string[];
  /** In currency units; null = cannot be priced. */
  readonly lines: readonly (readonly (string | number | null)[])[];
}

/** Throws precondition_failed where no rate card was in force, invalid for a month without movements. */
export function exportFees(
  ctx: SellerContext,
  input: z.infer<typeof FeesExportInput>,
): Promise<FeesFile> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const book = await openFeeBook(tx, ctx.scope, ctx.scope.accountId);
    const found = book && (await book.monthOf(knownMonth(book, input.month)));
    if (!found) throw new DomainError("precondition_failed", { rule: "no_rate_card" });
    const labels = FEE_KINDS.map((kind) => groupLabel("fees", kind).toLowerCase());
    return {
      columns: ["sku", "title", "total", ...labels, "currency"],
      lines: productRows(book, found.fees).map(({ sku, title, totalMicros, micros }) => [
        sku,
        title,
        microsToNumber(totalMicros),
        ...micros.map((amount) => (amount === null ? null : microsToNumber(amount))),
        book.currency,
      ]),
    };
  });
}
