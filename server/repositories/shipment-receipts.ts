// What became of shipments, as a planning run may know it: one row per shipment and FC.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { inboundShipment, inboundShipmentItem, inventoryEvent } from "@/db/schema/index.ts";
import { type DataScope, ownedBy } from "./scope.ts";
import { type AccountSet, knownThen, type SnapshotPair } from "./snapshot.ts";

/** Units of one shipment bound for, or received at, one FC. */
export interface ShipmentReceiptRow {
  readonly accountId: number;
  readonly shipmentNumber: string;
  readonly origin: string | null;
  /** null = none named. */
  readonly fcId: number | null;
  readonly sentUnits: number;
  /** Days from the shipment's creation to each receipt, ascending, and the units of it. */
  readonly receivedDays: readonly number[];
  readonly receivedUnits: readonly number[];
  /** Days from creation to the run's day. */
  readonly ageDays: number;
  /** Days from creation to the day it was closed; null = open on the run's day, or no day is known. */
  readonly closedDays: number | null;
  readonly isClosed: boolean;
  /** Left its origin by the run's day, as far as we know. */
  readonly isShipped: boolean;
}

/**
 * Shipments created in the last `days` days and not cancelled, with what was received of them; versions of one shipment
 * share its number, items and receipts name any of them. In (account, shipment number, FC) order, no FC last.
 */
export async function listShipmentReceipts(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
  days: number,
): Promise<readonly ShipmentReceiptRow[]> {
  const s = inboundShipment;
  const item = inboundShipmentItem;
  const event = inventoryEvent;
  const asOf = sql`${pair.asOfOn}::date`;
  return tx.execute<ShipmentReceiptRow & Record<string, unknown>>(sql`
    with shipment as materialized (
      select ${s.sellerId}, ${s.accountId}, ${s.id} as shipment_id, ${s.shipmentNumber}, ${s.origin}, ${s.createdOn},
        case when ${s.closedOn} <= ${asOf} then ${s.closedOn} - ${s.createdOn} end as closed_days,
        coalesce(${s.closedOn} <= ${asOf}, ${s.status} = 'closed') as is_closed,
        coalesce(${s.shippedOn} <= ${asOf}, false) as is_shipped
      from ${s}
      where ${s.sellerId} in ${set.sellerIds} and ${s.accountId} in ${set.accountIds} and ${ownedBy(scope, s)}
        and ${knownThen(s, pair)} and ${s.status} <> 'cancelled'
        and ${s.createdOn} <= ${asOf} and ${s.createdOn} > ${asOf} - ${days}::int
    ), version as materialized (
      select ${s.sellerId}, ${s.id} as version_id, shipment.shipment_id, shipment.created_on
      from shipment join ${s} on ${s.sellerId} = shipment.seller_id and ${s.accountId} = shipment.account_id
        and ${s.shipmentNumber} = shipment.shipment_number
    ), item as materialized (
      select ${item.sellerId}, ${item.shipmentId} as version_id, coalesce(${item.fcId}, -1) as fc_id,
        sum(${item.sentUnits}) as units
      from ${item} where ${item.sellerId} in ${set.sellerIds} and ${knownThen(item, pair)} group by 1, 2, 3
    ), receipt as materialized (
      select ${event.sellerId}, ${event.shipmentId} as version_id, coalesce(${event.fcId}, -1) as fc_id,
        ${event.eventOn}, sum(${event.units}) as units
      from ${event}
      where ${event.sellerId} in ${set.sellerIds} and ${event.accountId} in ${set.accountIds} and ${ownedBy(scope, event)}
        and ${event.kind} = 'receipt' and ${event.eventOn} <= ${asOf} and ${event.eventOn} > ${asOf} - ${days}::int
        and ${knownThen(event, pair)} and ${event.shipmentId} is not null
      group by 1, 2, 3, 4
    ), sent as (
      select version.seller_id, version.shipment_id, item.fc_id, sum(item.units)::int as units
      from version join item using (seller_id, version_id) group by 1, 2, 3
    ), received as (
      select seller_id, shipment_id, fc_id, array_agg(days order by days) as days, array_agg(units order by days) as units
      from (
        select version.seller_id, version.shipment_id, receipt.fc_id, receipt.event_on - version.created_on as days,
          sum(receipt.units)::int as units
        from version join receipt using (seller_id, version_id) group by 1, 2, 3, 4
      ) daily
      group by 1, 2, 3
    )
    select shipment.account_id::int as "accountId", shipment.shipment_number as "shipmentNumber", shipment.origin as origin,
      nullif(fc_id, -1)::int as "fcId", coalesce(sent.units, 0) as "sentUnits",
      coalesce(received.days, '{}') as "receivedDays", coalesce(received.units, '{}') as "receivedUnits",
      (${asOf} - shipment.created_on) as "ageDays", shipment.closed_days as "closedDays",
      shipment.is_closed as "isClosed", shipment.is_shipped as "isShipped"
    from shipment join (sent full join received using (seller_id, shipment_id, fc_id)) using (seller_id, shipment_id)
    order by shipment.account_id, shipment.shipment_number, fc_id = -1, fc_id`);
}
