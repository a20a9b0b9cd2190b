// What lies ahead of an account's products as far as it is known: what a run expects to be sold, and what is on its way.
import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  forecast,
  inboundShipment,
  inboundShipmentItem,
  inventoryEvent,
} from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface ForecastPathRow {
  readonly productId: number;
  readonly originOn: string;
  /** Per week after the origin. */
  readonly meanMilliUnits: readonly number[];
  readonly levelMillionths: readonly number[];
  /** [weeks x levels] row-major. */
  readonly quantileMilliUnits: readonly number[];
}

/** What a run expects of the account's products, week by week. */
export function listForecastPaths(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<ForecastPathRow[]> {
  return tx
    .select({
      productId: forecast.productId,
      originOn: forecast.originOn,
      meanMilliUnits: forecast.meanMilliUnits,
      levelMillionths: forecast.levelMillionths,
      quantileMilliUnits: forecast.quantileMilliUnits,
    })
    .from(forecast)
    .where(
      and(
        ownedBy(scope, forecast),
        eq(forecast.accountId, scope.accountId),
        eq(forecast.runId, runId),
      ),
    )
    .orderBy(asc(forecast.productId));
}

export interface OpenLotRow {
  readonly productId: number;
  /** Epoch day; null = no report says when it is expected. */
  readonly expectedDay: number | null;
  /** Sent and not received yet. */
  readonly units: number;
}

/** Units on their way to the buildings on a day, by product and day expected. */
export async function listOpenLots(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<readonly OpenLotRow[]> {
  const s = inboundShipment;
  const item = inboundShipmentItem;
  const event = inventoryEvent;
  return tx.execute<OpenLotRow & Record<string, unknown>>(sql`
    with open as materialized (
      select ${s.shipmentNumber}, ${s.expectedOn} from ${s}
      where ${ownedBy(scope, s)} and ${s.accountId} = ${scope.accountId} and ${s.recordedTo} = ${CURRENT}
        and ${s.status} <> 'cancelled' and ${s.createdOn} <= ${asOfOn} and coalesce(${s.closedOn} > ${asOfOn}, ${s.status} <> 'closed')
    ), version as materialized (
      select ${s.id} as version_id, open.shipment_number, open.expected_on from open join ${s}
        on ${ownedBy(scope, s)} and ${s.accountId} = ${scope.accountId} and ${s.shipmentNumber} = open.shipment_number
    ), moved as (
      select version.shipment_number, version.expected_on, ${item.productId} as product_id, ${item.sentUnits} as units
      from version join ${item} on ${item.shipmentId} = version.version_id
      where ${ownedBy(scope, item)} and ${item.recordedTo} = ${CURRENT}
      union all
      select version.shipment_number, version.expected_on, ${event.productId}, -${event.units}
      from version join ${event} on ${event.shipmentId} = version.version_id
      where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.kind} = 'receipt'
        and ${event.recordedTo} = ${CURRENT} and ${event.eventOn} <= ${asOfOn}
    ), left_over as (
      select shipment_number, expected_on, product_id, sum(units) as units from moved group by 1, 2, 3
    )
    select product_id::int as "productId", expected_on - date '1970-01-01' as "expectedDay", sum(units)::int as units
    from left_over where units > 0 group by 1, 2 order by 1, 2`);
}
