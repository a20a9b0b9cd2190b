// Units that an account sent: by one rule, whatever they are held against.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { inboundShipment, inboundShipmentItem } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import type { DaySpan } from "./stock-flows.ts";

export interface SentRow {
  readonly productId: number;
  /** Epoch day on which the shipment was created. */
  readonly day: number;
  readonly units: number;
}

/**
 * Units in shipments created in a span of days, those that are cancelled by now left out. Versions of one shipment share its
 * number: the newest says what became of it, its items name any of them.
 */
export async function listSentUnits(
  tx: Tx,
  scope: SellerScope,
  span: DaySpan,
  productId: number | null = null,
): Promise<readonly SentRow[]> {
  const s = inboundShipment;
  const item = inboundShipmentItem;
  const ofOne = productId === null ? sql`` : sql`and ${item.productId} = ${productId}`;
  return tx.execute<SentRow & Record<string, unknown>>(sql`
    select ${item.productId}::int as "productId", ${s.createdOn} - date '1970-01-01' as day, sum(${item.sentUnits})::int as units
    from ${s} join ${s} version on version.seller_id = ${s.sellerId} and version.account_id = ${s.accountId}
        and version.shipment_number = ${s.shipmentNumber}
      join ${item} on ${item.sellerId} = version.seller_id and ${item.shipmentId} = version.id
    where ${ownedBy(scope, s)} and ${ownedBy(scope, item)} and ${s.accountId} = ${scope.accountId}
      and ${s.recordedTo} = ${CURRENT} and ${item.recordedTo} = ${CURRENT} and ${s.status} <> 'cancelled'
      and ${s.createdOn} > ${span.afterOn} and ${s.createdOn} <= ${span.toOn} ${ofOne}
    group by 1, 2 order by 1, 2`);
}

/** The same of one product, added up. */
export async function sumSentUnits(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  span: DaySpan,
): Promise<number> {
  const rows = await listSentUnits(tx, scope, span, productId);
  return rows.reduce((sum, { units }) => sum + units, 0);
}
