// What stands behind a day without stock: the next receipt, and the newest advice that could have helped.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  inboundShipment,
  inventoryEvent,
  planRun,
  productVersion,
  restockDecision,
} from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface NextReceiptRow {
  readonly shipmentNumber: string;
  readonly expectedOn: string | null;
  readonly receivedOn: string;
  readonly units: number;
}

/** The first receipt after a day of a shipment that was under way on it: first in, first out, its units are sold next. */
export async function findNextReceipt(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  day: string,
): Promise<NextReceiptRow | undefined> {
  const event = inventoryEvent;
  const s = inboundShipment;
  const [row] = await tx.execute<NextReceiptRow & Record<string, unknown>>(sql`
    select ${s.shipmentNumber} as "shipmentNumber", max(${s.expectedOn})::text as "expectedOn",
      ${event.eventOn}::text as "receivedOn", sum(${event.units})::int as units
    from ${event} join ${s} on ${s.sellerId} = ${event.sellerId} and ${s.id} = ${event.shipmentId}
    where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.productId} = ${productId}
      and ${event.kind} = 'receipt' and ${event.disposition} = 'sellable' and ${event.recordedTo} = ${CURRENT}
      and ${event.eventOn} > ${day} and ${s.createdOn} <= ${day}
    group by ${s.shipmentNumber}, ${event.eventOn}
    order by ${event.eventOn}, ${s.shipmentNumber} limit 1`);
  return row;
}

export interface AdviceBeforeRow {
  readonly runId: number;
  readonly asOfOn: string;
  readonly leadTimeDays: number;
  readonly advisedUnits: number;
}

/** The newest advice of which units sent at once would have arrived by a day. */
export async function findAdviceBefore(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  day: string,
): Promise<AdviceBeforeRow | undefined> {
  const d = restockDecision;
  const [row] = await tx.execute<AdviceBeforeRow & Record<string, unknown>>(sql`
    select ${d.runId}::int as "runId", ${planRun.asOfOn}::text as "asOfOn", ${d.leadTimeDays} as "leadTimeDays",
      ${d.advisedUnits} as "advisedUnits"
    from ${d} join ${planRun} on ${planRun.id} = ${d.runId}
    where ${ownedBy(scope, d)} and ${d.accountId} = ${scope.accountId} and ${d.productId} = ${productId}
      and ${planRun.status} = 'done' and ${planRun.asOfOn} + ${d.leadTimeDays} <= ${day}::date
    order by ${planRun.asOfOn} desc, ${planRun.id} desc limit 1`);
  return row;
}

/** The storage type of a product as it is known now. */
export async function findStorageType(
  tx: Tx,
  scope: SellerScope,
  productId: number,
): Promise<"standard" | "oversize" | "apparel" | null> {
  const [row] = await tx.execute<{ storageType: "standard" | "oversize" | "apparel" | null }>(sql`
    select ${productVersion.storageType} as "storageType" from ${productVersion}
    where ${ownedBy(scope, productVersion)} and ${productVersion.productId} = ${productId}
      and ${productVersion.recordedTo} = ${CURRENT}
    order by ${productVersion.validFromOn} desc, ${productVersion.id} desc limit 1`);
  return row?.storageType ?? null;
}
