// Units of shipments that were open on a day: what a plan counts as on its way, and when it is expected.
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { inboundShipment, inboundShipmentItem, inventoryEvent } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { type DataScope, ownedBy, type SellerScope } from "./scope.ts";
import {
  type AccountSet,
  inSet,
  knownThen,
  type RecordedTable,
  type SeriesRow,
  type SnapshotPair,
} from "./snapshot.ts";

interface OpenOn {
  readonly set: AccountSet;
  readonly asOfOn: string;
  /** Which rows are known. */
  readonly isKnown: (table: RecordedTable) => SQL;
}

/**
 * The table left_over: units sent and not received by a day, by shipment, product and FC (-1 = none was named). A shipment is
 * open on the day when it was created by then and neither cancelled nor closed by then; versions of one shipment share its
 * number, items and receipts name any of them. What one FC received beyond what was sent to it makes up for no other.
 */
function withLeftOver(scope: DataScope, { set, asOfOn, isKnown }: OpenOn): SQL {
  const s = inboundShipment;
  const item = inboundShipmentItem;
  const event = inventoryEvent;
  return sql`with open as (
      select version.seller_id, version.id as shipment_id, ${s.id} as current_id, ${s.expectedOn}
      from ${s} join ${s} version
        on version.seller_id = ${s.sellerId} and version.account_id = ${s.accountId}
        and version.shipment_number = ${s.shipmentNumber}
      where ${inSet(s, set)} and ${isKnown(s)} and ${ownedBy(scope, s)}
        and ${s.createdOn} <= ${asOfOn} and ${s.status} <> 'cancelled'
        and (${s.closedOn} > ${asOfOn} or (${s.closedOn} is null and ${s.status} <> 'closed'))
    ), sent as (
      select open.seller_id, open.current_id, open.expected_on, ${item.productId} as product_id, coalesce(${item.fcId}, -1) as fc_id,
        sum(${item.sentUnits}) as units
      from open join ${item} on ${item.sellerId} = open.seller_id and ${item.shipmentId} = open.shipment_id
      where ${isKnown(item)} and ${ownedBy(scope, item)} group by 1, 2, 3, 4, 5
    ), received as (
      select open.seller_id, open.current_id, ${event.productId} as product_id, coalesce(${event.fcId}, -1) as fc_id,
        sum(${event.units}) as units
      from open join ${event} on ${event.sellerId} = open.seller_id and ${event.shipmentId} = open.shipment_id
      where ${event.kind} = 'receipt' and ${event.eventOn} <= ${asOfOn} and ${isKnown(event)}
        and ${event.accountId} in ${set.accountIds} and ${ownedBy(scope, event)}
      group by 1, 2, 3, 4
    ), left_over as (
      select sent.product_id, sent.fc_id, sent.expected_on, sent.units - coalesce(received.units, 0) as units
      from sent left join received using (seller_id, current_id, product_id, fc_id)
      where sent.units > coalesce(received.units, 0)
    )`;
}

/** Units on their way per FC, as they were known; keys are FC ids, -1 = none was named. */
export async function listOpenShipmentUnits(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<readonly SeriesRow[]> {
  const open = {
    set,
    asOfOn: pair.asOfOn,
    isKnown: (table: RecordedTable) => knownThen(table, pair),
  };
  return tx.execute<SeriesRow & Record<string, unknown>>(sql`
    ${withLeftOver(scope, open)}
    select product_id::int as "productId", array_agg(fc_id order by fc_id) as key, array_agg(units order by fc_id) as units
    from (select product_id, fc_id, sum(units)::int as units from left_over group by 1, 2) bound
    group by product_id order by product_id`);
}

export interface OpenLotRow {
  readonly productId: number;
  /** Epoch day; null = no report says when it is expected. */
  readonly expectedDay: number | null;
  /** Sent and not received yet. */
  readonly units: number;
}

/** Units on their way on a day, as it is known now, by product and day expected. */
export async function listOpenLots(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<readonly OpenLotRow[]> {
  const set = { sellerIds: [scope.sellerId], accountIds: [scope.accountId] };
  const isKnown = (table: RecordedTable) => sql`${table.recordedTo} = ${CURRENT}`;
  return tx.execute<OpenLotRow & Record<string, unknown>>(sql`
    ${withLeftOver(scope, { set, asOfOn, isKnown })}
    select product_id::int as "productId", expected_on - date '1970-01-01' as "expectedDay", sum(units)::int as units
    from left_over group by 1, 2 order by 1, 2`);
}

export interface OpenPlaceRow extends OpenLotRow {
  /** -1 = no report names the FC. */
  readonly fcId: number;
}

/** The same by FC too. */
export async function listOpenLotsByFc(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<readonly OpenPlaceRow[]> {
  const set = { sellerIds: [scope.sellerId], accountIds: [scope.accountId] };
  const isKnown = (table: RecordedTable) => sql`${table.recordedTo} = ${CURRENT}`;
  return tx.execute<OpenPlaceRow & Record<string, unknown>>(sql`
    ${withLeftOver(scope, { set, asOfOn, isKnown })}
    select product_id::int as "productId", fc_id::int as "fcId", expected_on - date '1970-01-01' as "expectedDay",
      sum(units)::int as units
    from left_over group by 1, 2, 3 order by 1, 2, 3`);
}
