// What fees are computed from: movements by day, products as they were at a month's end, receipts by building, limits.
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  account,
  fc,
  inboundShipment,
  inboundShipmentItem,
  inventoryEvent,
  limitAnnouncement,
  marketplace,
  planRun,
  product,
  productVersion,
} from "@/db/schema/index.ts";
import { CURRENT, isAdjusted, isBrought } from "./current-facts.ts";
import { type DataScope, ownedBy } from "./scope.ts";

/** An account with its seller: every index of a seller's rows begins with the seller. */
export interface AccountRef {
  readonly sellerId: number;
  readonly accountId: number;
}

export interface FeeAccountRow extends AccountRef {
  readonly kind: "individual" | "professional";
  readonly openedOn: string;
  readonly marketplaceId: string;
  readonly currency: string;
}

/** The account; undefined when it lies outside the scope. */
export async function findFeeAccount(
  tx: Tx,
  scope: DataScope,
  accountId: number,
): Promise<FeeAccountRow | undefined> {
  const [row] = await tx.execute<FeeAccountRow & Record<string, unknown>>(sql`
    select ${account.sellerId}::int as "sellerId", ${account.id}::int as "accountId", ${account.kind} as kind, ${account.openedOn}::text as "openedOn",
      ${marketplace.id} as "marketplaceId", ${marketplace.currency} as currency
    from ${account} join ${marketplace} on ${marketplace.id} = ${account.marketplaceId}
    where ${account.id} = ${accountId} and ${ownedBy(scope, account)}`);
  return row;
}

export interface FeeProductRow {
  readonly productId: number;
  readonly sku: string;
  readonly title: string;
  readonly storageType: "standard" | "oversize" | "apparel" | null;
  readonly unitVolumeMm3: number | null;
  readonly lengthUm: number | null;
  readonly widthUm: number | null;
  readonly heightUm: number | null;
  readonly weightMg: number | null;
}

/** The account's products as they were on a day; one that was told later is taken as it was told first. By id. */
export async function listFeeProducts(
  tx: Tx,
  scope: DataScope,
  ref: AccountRef,
  onDay: string,
): Promise<readonly FeeProductRow[]> {
  const isValid = sql`${productVersion.validFromOn} <= ${onDay}`;
  return tx.execute<FeeProductRow & Record<string, unknown>>(sql`
    select distinct on (${product.id}) ${product.id}::int as "productId", ${product.sku} as sku,
      ${productVersion.title} as title, ${productVersion.storageType} as "storageType",
      ${productVersion.unitVolumeMm3}::float8 as "unitVolumeMm3", ${productVersion.lengthUm}::float8 as "lengthUm",
      ${productVersion.widthUm}::float8 as "widthUm", ${productVersion.heightUm}::float8 as "heightUm",
      ${productVersion.weightMg}::float8 as "weightMg"
    from ${product}
    join ${productVersion} on ${productVersion.sellerId} = ${product.sellerId} and ${productVersion.productId} = ${product.id}
    where ${product.sellerId} = ${ref.sellerId} and ${product.accountId} = ${ref.accountId} and ${ownedBy(scope, product)} and ${productVersion.recordedTo} = ${CURRENT}
    order by ${product.id}, ${isValid} desc,
      case when ${isValid} then ${productVersion.validFromOn} - date '1970-01-01'
        else date '1970-01-01' - ${productVersion.validFromOn} end desc,
      ${productVersion.id} desc`);
}

/** What a movement counts as, added up; every movement is of units held. */
export const FEE_MOVE = { held: 0, sellable: 1, brought: 2, adjusted: 4, shipped: 8 } as const;

/** Movements of a product: three arrays in step, in no order. */
export interface FeeMovesRow {
  readonly productId: number;
  /** Epoch days. */
  readonly day: readonly number[];
  /** Signed. */
  readonly units: readonly number[];
  /** Sums of FEE_MOVE. */
  readonly counts: readonly number[];
}

/** Movements by product up to a day, by id. As arrays: an account has tens of thousands. */
export async function listFeeMoves(
  tx: Tx,
  scope: DataScope,
  ref: AccountRef,
  asOfOn: string,
): Promise<readonly FeeMovesRow[]> {
  const { kind, disposition } = inventoryEvent;
  const flag = (is: SQL, bit: number) => sql`(${is})::int * ${sql.raw(String(bit))}`;
  const counts = sql.join(
    [
      flag(sql`${disposition} = 'sellable'`, FEE_MOVE.sellable),
      flag(isBrought, FEE_MOVE.brought),
      flag(isAdjusted, FEE_MOVE.adjusted),
      flag(sql`${kind} = 'customer_shipment'`, FEE_MOVE.shipped),
    ],
    sql` + `,
  );
  return tx.execute<FeeMovesRow & Record<string, unknown>>(sql`
    select ${inventoryEvent.productId}::int as "productId", array_agg(${inventoryEvent.eventOn} - date '1970-01-01') as day,
      array_agg(${inventoryEvent.units}) as units, array_agg(${counts}) as counts
    from ${inventoryEvent}
    where ${inventoryEvent.sellerId} = ${ref.sellerId} and ${inventoryEvent.accountId} = ${ref.accountId} and ${ownedBy(scope, inventoryEvent)}
      and ${inventoryEvent.recordedTo} = ${CURRENT} and ${inventoryEvent.eventOn} <= ${asOfOn}
    group by ${inventoryEvent.productId}
    order by 1`);
}

export interface PlacedRow {
  readonly productId: number;
  readonly monthOn: string;
  readonly units: number;
  /** null = the receipt names no building. */
  readonly longitude: number | null;
  /** Buildings that the shipment was sent to or received at. */
  readonly buildingCount: number;
}

/**
 * Units of shipments received per month, product and building; receipts that name no shipment are left out. Buildings are
 * counted once, materialised: the planner expects one row behind row-level security and would count them for every receipt.
 */
export async function listPlacedUnits(
  tx: Tx,
  scope: DataScope,
  ref: AccountRef,
  span: { readonly fromOn: string; readonly toOn: string },
): Promise<readonly PlacedRow[]> {
  const event = inventoryEvent;
  const s = inboundShipment;
  const item = inboundShipmentItem;
  return tx.execute<PlacedRow & Record<string, unknown>>(sql`
    with received as (
      select ${event.sellerId}, ${s.shipmentNumber}, ${event.productId}, ${event.fcId},
        date_trunc('month', ${event.eventOn})::date as month_on, sum(${event.units})::int as units
      from ${event} join ${s} on ${s.sellerId} = ${event.sellerId} and ${s.id} = ${event.shipmentId}
      where ${event.sellerId} = ${ref.sellerId} and ${event.accountId} = ${ref.accountId} and ${ownedBy(scope, event)} and ${event.kind} = 'receipt'
        and ${event.recordedTo} = ${CURRENT} and ${event.eventOn} between ${span.fromOn} and ${span.toOn}
      group by 1, 2, 3, 4, 5
    ), spread as materialized (
      select ${s.shipmentNumber}, count(distinct ${item.fcId})::int as buildings
      from ${s} join ${item} on ${item.sellerId} = ${s.sellerId} and ${item.shipmentId} = ${s.id}
      where ${s.sellerId} = ${ref.sellerId} and ${s.accountId} = ${ref.accountId} and ${ownedBy(scope, s)} and ${item.recordedTo} = ${CURRENT}
      group by 1
    )
    select received.product_id::int as "productId", received.month_on::text as "monthOn", received.units,
      ${fc.longitude} as longitude, greatest(1, coalesce(spread.buildings, 1)) as "buildingCount"
    from received left join spread using (shipment_number) left join ${fc} on ${fc.id} = received.fc_id
    order by received.month_on, received.product_id, received.shipment_number, received.fc_id`);
}

export interface MonthLimitRow {
  readonly monthOn: string;
  readonly storageType: "standard" | "oversize" | "apparel";
  readonly limitMm3: number;
}

/** The highest limit that finished runs published for each month. */
export async function listHighestLimits(
  tx: Tx,
  scope: DataScope,
  ref: AccountRef,
): Promise<readonly MonthLimitRow[]> {
  return tx.execute<MonthLimitRow & Record<string, unknown>>(sql`
    select ${limitAnnouncement.monthOn}::text as "monthOn", ${limitAnnouncement.storageType} as "storageType",
      max(${limitAnnouncement.limitMm3})::float8 as "limitMm3"
    from ${limitAnnouncement} join ${planRun} on ${planRun.id} = ${limitAnnouncement.runId}
    where ${limitAnnouncement.sellerId} = ${ref.sellerId} and ${limitAnnouncement.accountId} = ${ref.accountId} and ${ownedBy(scope, limitAnnouncement)}
      and ${planRun.status} = 'done'
    group by 1, 2 order by 1, 2`);
}
