// What stands behind days without stock of many products: how each shipment came, and what runs advised.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  forecast,
  inboundShipment,
  inventoryEvent,
  planRun,
  restockDecision,
} from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import type { DaySpan } from "./stock-flows.ts";

/** Sellable units of one shipment that were received on a day. Days are epoch days. */
export interface ReceivedLotRow {
  readonly productId: number;
  readonly units: number;
  readonly createdDay: number;
  /** null = no report says when it left. */
  readonly shippedDay: number | null;
  /** First sign of it at a building: when a report first called it received, or the first receipt of any of it. */
  readonly arrivedDay: number;
  readonly receivedDay: number;
}

/** Receipts of a span by product, shipment and day. Versions of one shipment share its number; receipts name any of them. */
export async function listReceivedLots(
  tx: Tx,
  scope: SellerScope,
  span: DaySpan,
): Promise<readonly ReceivedLotRow[]> {
  const event = inventoryEvent;
  const s = inboundShipment;
  const epoch = sql`date '1970-01-01'`;
  return tx.execute<ReceivedLotRow & Record<string, unknown>>(sql`
    with shipment as materialized (
      select ${s.shipmentNumber}, min(${s.createdOn}) as created_on, min(${s.shippedOn}) as shipped_on,
        min(${s.recordedFrom}) filter (where ${s.status} = 'receiving')::date as seen_on
      from ${s} where ${ownedBy(scope, s)} and ${s.accountId} = ${scope.accountId} group by 1
    ), receipt as materialized (
      select ${s.shipmentNumber}, ${event.productId}, ${event.eventOn}, sum(${event.units})::int as units
      from ${event} join ${s} on ${s.sellerId} = ${event.sellerId} and ${s.id} = ${event.shipmentId}
      where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.kind} = 'receipt'
        and ${event.disposition} = 'sellable' and ${event.recordedTo} = ${CURRENT}
        and ${event.eventOn} > ${span.afterOn} and ${event.eventOn} <= ${span.toOn}
      group by 1, 2, 3
    )
    select product_id::int as "productId", units, created_on - ${epoch} as "createdDay", shipped_on - ${epoch} as "shippedDay",
      greatest(shipped_on, least(seen_on, min(event_on) over (partition by shipment_number))) - ${epoch} as "arrivedDay",
      event_on - ${epoch} as "receivedDay"
    from receipt join shipment using (shipment_number)
    order by product_id, event_on, shipment_number`);
}

/** What a run expected of a product and advised to send. */
export interface PlanOfProductRow {
  readonly productId: number;
  readonly runId: number;
  readonly asOfOn: string;
  readonly originOn: string;
  /** Expected units per week after the origin. */
  readonly meanMilliUnits: readonly number[];
  readonly advisedUnits: number;
  readonly leadTimeDays: number;
}

/** Plans of a span of days for some products: of each day the newest run, oldest first per product. */
export async function listPlansOfProducts(
  tx: Tx,
  scope: SellerScope,
  productIds: readonly number[],
  span: DaySpan,
): Promise<readonly PlanOfProductRow[]> {
  if (productIds.length === 0) return [];
  const d = restockDecision;
  return tx.execute<PlanOfProductRow & Record<string, unknown>>(sql`
    select distinct on (${d.productId}, ${planRun.asOfOn}) ${d.productId}::int as "productId", ${d.runId}::int as "runId",
      ${planRun.asOfOn}::text as "asOfOn", ${forecast.originOn}::text as "originOn", ${forecast.meanMilliUnits} as "meanMilliUnits",
      ${d.advisedUnits} as "advisedUnits", ${d.leadTimeDays} as "leadTimeDays"
    from ${d} join ${planRun} on ${planRun.id} = ${d.runId}
      join ${forecast} on ${forecast.sellerId} = ${d.sellerId} and ${forecast.runId} = ${d.runId} and ${forecast.productId} = ${d.productId}
    where ${ownedBy(scope, d)} and ${d.accountId} = ${scope.accountId} and ${d.productId} in ${[...productIds]}
      and ${planRun.status} = 'done' and ${planRun.asOfOn} > ${span.afterOn} and ${planRun.asOfOn} <= ${span.toOn}
    order by ${d.productId}, ${planRun.asOfOn}, ${d.runId} desc`);
}
