// Units that a run saw of each product, on hand and in shipments that were open, and those that it advised.
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { restockDecision } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface HeldRow {
  readonly productId: number;
  /** null = the run kept none. */
  readonly onHandUnits: number | null;
  readonly inboundUnits: number | null;
  readonly advisedUnits: number;
}

/** By product, of those that the run decided about. */
export function listHeldUnits(tx: Tx, scope: SellerScope, runId: number): Promise<HeldRow[]> {
  return tx
    .select({
      productId: restockDecision.productId,
      onHandUnits: restockDecision.onHandUnits,
      inboundUnits: restockDecision.inboundUnits,
      advisedUnits: restockDecision.advisedUnits,
    })
    .from(restockDecision)
    .where(
      and(
        ownedBy(scope, restockDecision),
        eq(restockDecision.accountId, scope.accountId),
        eq(restockDecision.runId, runId),
      ),
    )
    .orderBy(asc(restockDecision.productId));
}
