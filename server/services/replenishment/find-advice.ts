// One product's advice by its SKU, and the run to compare it with.
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";

export interface Advice {
  readonly productId: number;
  readonly runId: number;
  /** The run before, if it advised the product too. */
  readonly baseRunId: number | null;
}

/** The newest advice about a SKU; null when the newest run advises nothing about it. */
export function findAdvice(ctx: SellerContext, sku: string): Promise<Advice | null> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    const advice = run && (await findRestock(tx, ctx.scope, run.runId, { sku }));
    if (!run || !advice) return null;
    const { productId } = advice;
    const { runId, previousRunId } = run;
    const base =
      previousRunId !== null && (await findRestock(tx, ctx.scope, previousRunId, { productId }));
    return { productId, runId, baseRunId: base ? previousRunId : null };
  });
}
