// What a planning run may know: rows valid on `asOfOn` and recorded at `knownAt`. Every query takes both; neither is optional.
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import {
  account,
  accountSetting,
  importFile,
  inventoryEvent,
  orderLine,
  product,
  productVersion,
  stockSnapshot,
} from "@/db/schema/index.ts";
import { type DataScope, ownedBy } from "./scope.ts";

/** The pair that names a snapshot: what was true on a day, as it was known at an instant. */
export interface SnapshotPair {
  readonly asOfOn: string;
  readonly knownAt: Date;
}

/** The accounts whose rows are read; sellers are named too because every index leads with them. */
export interface AccountSet {
  readonly sellerIds: readonly number[];
  readonly accountIds: readonly number[];
}

export interface RecordedTable {
  readonly recordedFrom: PgColumn;
  readonly recordedTo: PgColumn;
}

interface AccountTable {
  readonly sellerId: PgColumn;
  readonly accountId: PgColumn;
}

/** Recorded at or before `knownAt` and not yet corrected then. */
export function knownThen(table: RecordedTable, pair: SnapshotPair): SQL {
  const at = sql`${pair.knownAt.toISOString()}::timestamptz`;
  return sql`${table.recordedFrom} <= ${at} and ${table.recordedTo} > ${at}`;
}

export const inSet = (table: AccountTable, set: AccountSet): SQL =>
  sql`${table.sellerId} in ${set.sellerIds} and ${table.accountId} in ${set.accountIds}`;

const epochDay = (column: PgColumn): SQL => sql`(${column} - date '1970-01-01')`;

export interface PlanAccountRow {
  readonly sellerId: number;
  readonly accountId: number;
  readonly slug: string;
  readonly kind: "individual" | "professional";
  readonly openedOn: string;
  /** As the seller told us for the whole account; null = not told. */
  readonly leadTimeDays: number | null;
  readonly reviewDays: number | null;
}

export interface AccountFilter {
  readonly marketplaceId: string;
  /** null = every account of the marketplace. */
  readonly accountId: number | null;
}

/** Accounts that were open on the day, in (seller, account) order. */
export async function listPlanAccounts(
  tx: Tx,
  scope: DataScope,
  filter: AccountFilter,
  pair: SnapshotPair,
): Promise<readonly PlanAccountRow[]> {
  const one = filter.accountId === null ? sql`` : sql`and ${account.id} = ${filter.accountId}`;
  return tx.execute<PlanAccountRow & Record<string, unknown>>(sql`
    select ${account.sellerId}::int as "sellerId", ${account.id}::int as "accountId", ${account.slug} as slug,
      ${account.kind} as kind, ${account.openedOn}::text as "openedOn",
      setting.lead_time_days as "leadTimeDays", setting.review_days as "reviewDays"
    from ${account}
    left join lateral (
      select lead_time_days, review_days from ${accountSetting}
      where ${accountSetting.sellerId} = ${account.sellerId} and ${accountSetting.accountId} = ${account.id}
        and ${knownThen(accountSetting, pair)}
      order by ${accountSetting.recordedFrom} desc, ${accountSetting.id} desc limit 1
    ) setting on true
    where ${account.marketplaceId} = ${filter.marketplaceId} and ${account.openedOn} <= ${pair.asOfOn}
      ${one} and ${ownedBy(scope, account)}
    order by ${account.sellerId}, ${account.id}`);
}

export interface MainCategoryRow {
  readonly accountId: number;
  readonly storageType: string;
  readonly category: string;
}

/** The category that most versions of an account's products of a storage type name, as known then. */
export async function listMainCategories(
  tx: Tx,
  scope: DataScope,
  filter: AccountFilter,
  pair: SnapshotPair,
): Promise<readonly MainCategoryRow[]> {
  const one = filter.accountId === null ? sql`` : sql`and ${account.id} = ${filter.accountId}`;
  return tx.execute<MainCategoryRow & Record<string, unknown>>(sql`
    select ${product.accountId}::int as "accountId", ${productVersion.storageType} as "storageType",
      mode() within group (order by ${productVersion.category}) as category
    from ${account}
    join ${product} on ${product.sellerId} = ${account.sellerId} and ${product.accountId} = ${account.id}
    join ${productVersion} on ${productVersion.sellerId} = ${product.sellerId} and ${productVersion.productId} = ${product.id}
    where ${account.marketplaceId} = ${filter.marketplaceId} ${one} and ${ownedBy(scope, product)}
      and ${knownThen(productVersion, pair)} and ${productVersion.category} is not null and ${productVersion.storageType} is not null
    group by ${product.accountId}, ${productVersion.storageType}
    order by 1, 2`);
}

/** The last day that a loaded report of these accounts speaks of; null when nothing was loaded. */
export async function lastFactDay(
  tx: Tx,
  scope: DataScope,
  filter: AccountFilter,
): Promise<string | null> {
  const one = filter.accountId === null ? sql`` : sql`and ${account.id} = ${filter.accountId}`;
  const [row] = await tx.execute<{ day: string | null }>(sql`
    select max(${importFile.asOfOn})::text as day
    from ${importFile} join ${account}
      on ${account.sellerId} = ${importFile.sellerId} and ${account.id} = ${importFile.accountId}
    where ${account.marketplaceId} = ${filter.marketplaceId} ${one}
      and ${importFile.status} = 'loaded' and ${ownedBy(scope, account)}`);
  return row?.day ?? null;
}

export interface PlanProductRow {
  readonly sellerId: number;
  readonly accountId: number;
  readonly productId: number;
  readonly sku: string;
  readonly asin: string | null;
  readonly category: string | null;
  readonly storageType: "standard" | "oversize" | "apparel" | null;
  readonly unitVolumeMm3: number | null;
  readonly weightMg: number | null;
  readonly lengthUm: number | null;
  readonly widthUm: number | null;
  readonly heightUm: number | null;
  readonly priceMicros: number | null;
  readonly costMicros: number | null;
  readonly casePackUnits: number | null;
  readonly leadTimeDays: number | null;
  readonly isBuyable: boolean;
  readonly isDiscontinued: boolean;
}

/**
 * Products and the version valid on the day; a product whose first version became valid later is taken with that one.
 * Products of which nothing was known yet are left out. In (seller, account, product) order.
 */
export async function listPlanProducts(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<readonly PlanProductRow[]> {
  const isValid = sql`${productVersion.validFromOn} <= ${pair.asOfOn}`;
  return tx.execute<PlanProductRow & Record<string, unknown>>(sql`
    select ${product.sellerId}::int as "sellerId", ${product.accountId}::int as "accountId",
      ${product.id}::int as "productId", ${product.sku} as sku,
      version.asin as asin, version.category as category, version.storage_type as "storageType", version.unit_volume_mm3::float8 as "unitVolumeMm3",
      version.weight_mg::float8 as "weightMg", version.length_um::float8 as "lengthUm",
      version.width_um::float8 as "widthUm", version.height_um::float8 as "heightUm", version.price_micros::float8 as "priceMicros",
      version.cost_micros::float8 as "costMicros", version.case_pack_units as "casePackUnits",
      version.lead_time_days as "leadTimeDays", version.is_buyable as "isBuyable",
      version.is_discontinued as "isDiscontinued"
    from ${product}
    join lateral (
      select * from ${productVersion}
      where ${productVersion.sellerId} = ${product.sellerId} and ${productVersion.productId} = ${product.id}
        and ${knownThen(productVersion, pair)}
      order by ${isValid} desc,
        case when ${isValid} then ${epochDay(productVersion.validFromOn)} else -${epochDay(productVersion.validFromOn)} end desc,
        ${productVersion.recordedFrom} desc, ${productVersion.id} desc
      limit 1
    ) version on true
    where ${inSet(product, set)} and ${ownedBy(scope, product)}
    order by ${product.sellerId}, ${product.accountId}, ${product.id}`);
}

/** A series of one product: sorted periods or keys, and units beside them. */
export interface SeriesRow {
  readonly productId: number;
  readonly key: readonly number[];
  readonly units: readonly number[];
}

/** Orders of one product, cancelled lines left out. */
export interface SalesRow extends SeriesRow {
  /** First day on which it was ordered, as far as we know. */
  readonly firstOn: string;
  /** Units ordered in the last 30 and 60 days. */
  readonly units30: number;
  readonly units60: number;
}

/** Units ordered per marketplace week (keys are week numbers of lib/calendar), lately, and since when. */
export async function listSales(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
  startWeekday: number,
): Promise<readonly SalesRow[]> {
  // Day 3 after 1970-01-01 is the first Sunday (lib/calendar/week.ts).
  const week = sql`((${epochDay(orderLine.purchasedOn)} - 3 - ${startWeekday}::int + 7) / 7 - 1)`;
  const since = (days: number) =>
    sql`coalesce(sum(${orderLine.units}) filter (where ${orderLine.purchasedOn} > ${pair.asOfOn}::date - ${days}::int), 0)`;
  return tx.execute<SalesRow & Record<string, unknown>>(sql`
    select product_id::int as "productId", array_agg(week order by week) as key, array_agg(units order by week) as units,
      min(first_on)::text as "firstOn", sum(units_30)::int as "units30", sum(units_60)::int as "units60"
    from (
      select ${orderLine.productId}, ${week} as week, sum(${orderLine.units})::int as units,
        min(${orderLine.purchasedOn}) as first_on, ${since(30)} as units_30, ${since(60)} as units_60
      from ${orderLine}
      where ${inSet(orderLine, set)} and ${orderLine.status} <> 'cancelled'
        and ${orderLine.purchasedOn} <= ${pair.asOfOn} and ${knownThen(orderLine, pair)}
        and ${ownedBy(scope, orderLine)}
      group by 1, 2
    ) weekly
    group by product_id order by product_id`);
}

/** Units ordered in the last 7 * `weeks` days per region; lines without a region are left out. */
export async function listRegionSales(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
  weeks: number,
): Promise<readonly SeriesRow[]> {
  return tx.execute<SeriesRow & Record<string, unknown>>(sql`
    select product_id::int as "productId", array_agg(region_id order by region_id) as key,
      array_agg(units order by region_id) as units
    from (
      select ${orderLine.productId}, ${orderLine.regionId}, sum(${orderLine.units})::int as units
      from ${orderLine}
      where ${inSet(orderLine, set)} and ${orderLine.status} <> 'cancelled' and ${orderLine.regionId} is not null
        and ${orderLine.purchasedOn} <= ${pair.asOfOn}
        and ${orderLine.purchasedOn} > ${pair.asOfOn}::date - 7 * ${weeks}::int
        and ${knownThen(orderLine, pair)} and ${ownedBy(scope, orderLine)}
      group by 1, 2
    ) regional
    group by product_id order by product_id`);
}

/** Stock movements of one product; keys are epoch days, units the net change of sellable stock. */
export interface LedgerRow extends SeriesRow {
  /** Units shipped to customers in the last 90 and 91 days (positive). */
  readonly shipped90: number;
  readonly shipped91: number;
}

/** The ledger per product and day. */
export async function listLedger(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<readonly LedgerRow[]> {
  const day = epochDay(inventoryEvent.eventOn);
  const shipped = (days: number) => sql`
    coalesce(-sum(shipped) filter (where day > ${pair.asOfOn}::date - date '1970-01-01' - ${days}::int), 0)::int`;
  return tx.execute<LedgerRow & Record<string, unknown>>(sql`
    select product_id::int as "productId", array_agg(day order by day) as key, array_agg(units order by day) as units,
      ${shipped(90)} as "shipped90", ${shipped(91)} as "shipped91"
    from (
      select ${inventoryEvent.productId}, ${day} as day,
        coalesce(sum(${inventoryEvent.units}) filter (where ${inventoryEvent.disposition} = 'sellable'), 0)::int as units,
        sum(${inventoryEvent.units}) filter (where ${inventoryEvent.kind} = 'customer_shipment') as shipped
      from ${inventoryEvent}
      where ${inSet(inventoryEvent, set)} and ${inventoryEvent.eventOn} <= ${pair.asOfOn}
        and ${knownThen(inventoryEvent, pair)} and ${ownedBy(scope, inventoryEvent)}
      group by 1, 2
    ) daily
    group by product_id order by product_id`);
}

/** Sellable stock per FC by the ledger, where above 0; keys are FC ids. */
export async function listFcStock(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<readonly SeriesRow[]> {
  return tx.execute<SeriesRow & Record<string, unknown>>(sql`
    select product_id::int as "productId", array_agg(fc_id order by fc_id) as key, array_agg(units order by fc_id) as units
    from (
      select ${inventoryEvent.productId}, ${inventoryEvent.fcId}, sum(${inventoryEvent.units})::int as units
      from ${inventoryEvent}
      where ${inSet(inventoryEvent, set)} and ${inventoryEvent.disposition} = 'sellable'
        and ${inventoryEvent.fcId} is not null and ${inventoryEvent.eventOn} <= ${pair.asOfOn}
        and ${knownThen(inventoryEvent, pair)} and ${ownedBy(scope, inventoryEvent)}
      group by 1, 2 having sum(${inventoryEvent.units}) > 0
    ) stock
    group by product_id order by product_id`);
}

export interface StockRow {
  readonly productId: number;
  readonly snapshotOn: string;
  readonly onHandUnits: number | null;
  readonly inboundUnits: number | null;
  /** On their way from one building to another. */
  readonly transferUnits: number | null;
}

/** The last stated stock of each product on or before the day. */
export async function listStockSnapshots(
  tx: Tx,
  scope: DataScope,
  set: AccountSet,
  pair: SnapshotPair,
): Promise<readonly StockRow[]> {
  return tx.execute<StockRow & Record<string, unknown>>(sql`
    select distinct on (${stockSnapshot.productId}) ${stockSnapshot.productId}::int as "productId",
      ${stockSnapshot.snapshotOn}::text as "snapshotOn", ${stockSnapshot.onHandUnits} as "onHandUnits",
      ${stockSnapshot.inboundWorkingUnits} + ${stockSnapshot.inboundShippedUnits}
        + ${stockSnapshot.inboundReceivingUnits} as "inboundUnits",
      ${stockSnapshot.reservedTransferUnits} as "transferUnits"
    from ${stockSnapshot}
    where ${inSet(stockSnapshot, set)} and ${stockSnapshot.snapshotOn} <= ${pair.asOfOn}
      and ${knownThen(stockSnapshot, pair)} and ${ownedBy(scope, stockSnapshot)}
    order by ${stockSnapshot.productId}, ${stockSnapshot.snapshotOn} desc, ${stockSnapshot.id} desc`);
}
