// Units of a product that were ordered and cancelled, or sold and sent back.
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { inventoryEvent, orderLine } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface UndemandedUnits {
  readonly cancelledUnits: number;
  readonly returnedUnits: number;
  /** Of those returned, fit to be sold again. */
  readonly resaleableUnits: number;
}

/** In the weeks up to an origin, as they are known now. */
export async function findUndemandedUnits(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  at: { readonly originOn: string; readonly weekCount: number },
): Promise<UndemandedUnits> {
  const since = sql`${at.originOn}::date - 7 * ${at.weekCount}::int`;
  const [cancelled] = await tx
    .select({ units: sql<number>`coalesce(sum(${orderLine.units}), 0)::int` })
    .from(orderLine)
    .where(
      and(
        ownedBy(scope, orderLine),
        eq(orderLine.accountId, scope.accountId),
        eq(orderLine.productId, productId),
        eq(orderLine.status, "cancelled"),
        eq(orderLine.recordedTo, CURRENT),
        sql`${orderLine.purchasedOn} <= ${at.originOn}::date and ${orderLine.purchasedOn} > ${since}`,
      ),
    );
  const sellable = sql`filter (where ${inventoryEvent.disposition} = 'sellable')`;
  const [returned] = await tx
    .select({
      units: sql<number>`coalesce(sum(${inventoryEvent.units}), 0)::int`,
      sellable: sql<number>`coalesce(sum(${inventoryEvent.units}) ${sellable}, 0)::int`,
    })
    .from(inventoryEvent)
    .where(
      and(
        ownedBy(scope, inventoryEvent),
        eq(inventoryEvent.accountId, scope.accountId),
        eq(inventoryEvent.productId, productId),
        eq(inventoryEvent.kind, "customer_return"),
        eq(inventoryEvent.recordedTo, CURRENT),
        sql`${inventoryEvent.eventOn} <= ${at.originOn}::date and ${inventoryEvent.eventOn} > ${since}`,
      ),
    );
  return {
    cancelledUnits: cancelled?.units ?? 0,
    returnedUnits: returned?.units ?? 0,
    resaleableUnits: returned?.sellable ?? 0,
  };
}
