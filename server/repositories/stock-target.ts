// Stock per FC: how many units of a product should lie at which FC, as a run decided.
import { and, asc, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { fc, stockTarget } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface StockTargetRow {
  readonly fcId: number;
  readonly code: string;
  readonly targetUnits: number;
  /** Part of the target that is kept for orders with fast delivery. */
  readonly reserveUnits: number;
  readonly onHandUnits: number;
  readonly inboundUnits: number;
}

/** Targets of one product in a run, largest first, ties by FC code. */
export const listStockTargets = (
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productId: number,
): Promise<StockTargetRow[]> =>
  tx
    .select({
      fcId: stockTarget.fcId,
      code: fc.code,
      targetUnits: stockTarget.targetUnits,
      reserveUnits: stockTarget.reserveUnits,
      onHandUnits: stockTarget.onHandUnits,
      inboundUnits: stockTarget.inboundUnits,
    })
    .from(stockTarget)
    .innerJoin(fc, eq(fc.id, stockTarget.fcId))
    .where(
      and(
        ownedBy(scope, stockTarget),
        eq(stockTarget.accountId, scope.accountId),
        eq(stockTarget.runId, runId),
        eq(stockTarget.productId, productId),
      ),
    )
    .orderBy(desc(stockTarget.targetUnits), asc(fc.code));
