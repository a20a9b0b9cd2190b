// Stock per building of one product: what should lie there, what does, and what is on its way, as the newest run decided.
import type { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import { findForecastProduct } from "@/server/repositories/forecast.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { listStockTargets } from "@/server/repositories/stock-target.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { StockTargets, StockTargetsInput } from "./schemas.ts";

/** Largest target first. Throws not_found for a product that is not the account's. */
export function listTargets(
  ctx: SellerContext,
  { productId }: Omit<z.infer<typeof StockTargetsInput>, "account">,
): Promise<z.infer<typeof StockTargets>> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return { asOfOn: null, runId: null, rows: [] };
    const product = await findForecastProduct(tx, ctx.scope, productId, run.asOfOn);
    if (!product) throw new DomainError("not_found", { productId });
    const rows = await listStockTargets(tx, ctx.scope, run.runId, productId);
    return { asOfOn: run.asOfOn, runId: run.runId, rows };
  });
}
