// The rows of reports that a traced value rests on, as they were known to a run: valid by its day, recorded by its instant.
import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import {
  importFile,
  inboundShipment,
  inboundShipmentItem,
  inventoryEvent,
  orderLine,
  product,
  productVersion,
  stockSnapshot,
} from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { isArrival } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import { knownThen, type SnapshotPair } from "./snapshot.ts";

/** Which facts, as known when. */
export interface SourceQuery extends SnapshotPair {
  readonly fromOn: string;
  /** One product, or all of a storage type. */
  readonly subject: { readonly productId: number } | { readonly storageType: StorageType };
  readonly limit: number;
  readonly offset: number;
}

export interface SourceRow {
  readonly importId: number;
  readonly fileName: string;
  readonly lineNo: number;
  readonly day: string;
  readonly sku: string;
  /** What the row says, e.g. "2 units ordered"; `sku` is empty where it speaks of no single product. */
  readonly text: string;
}

export interface SourcePage {
  readonly rows: readonly SourceRow[];
  readonly totalCount: number;
}

/** Columns that every kind of source row has, in this order. */
const rowOf = (
  table: { readonly importId: PgColumn; readonly lineNo: PgColumn; readonly id: PgColumn },
  productId: PgColumn | null,
  day: SQL | PgColumn,
  text: SQL,
): SQL => sql`
  select ${table.importId} as import_id, ${table.lineNo} as line_no, ${table.id} as row_id,
    ${productId ?? sql`null`}::bigint as product_id, ${day} as day, ${text} as text`;

/** Products the query speaks of: one, or those whose version that the planner takes has the storage type. */
export function aboutSubject(
  scope: SellerScope,
  productId: PgColumn,
  query: Pick<SourceQuery, "subject" | "asOfOn" | "knownAt">,
): SQL {
  if ("productId" in query.subject) return eq(productId, query.subject.productId);
  const isValid = sql`v.valid_from_on <= ${query.asOfOn}`;
  const at = sql`${query.knownAt.toISOString()}::timestamptz`;
  return sql`${productId} in (
    select taken.product_id from (
      select distinct on (v.product_id) v.product_id, v.storage_type from ${productVersion} v
      where v.seller_id = ${scope.sellerId} and v.recorded_from <= ${at} and v.recorded_to > ${at}
      order by v.product_id, ${isValid} desc, abs(v.valid_from_on - ${query.asOfOn}::date), v.recorded_from desc, v.id desc
    ) taken
    where coalesce(taken.storage_type, 'standard') = ${query.subject.storageType})`;
}

/** One page of the rows of `parts`, newest first; the rest of the order makes paging stable. */
async function pageOf(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
  parts: readonly SQL[],
): Promise<SourcePage> {
  const rows = sql`(${sql.join([...parts], sql` union all `)}) source`;
  const [total] = await tx.execute<{ rows: number }>(
    sql`select count(*)::int as rows from ${rows}`,
  );
  const page = await tx.execute<SourceRow & Record<string, unknown>>(sql`
    select source.import_id::int as "importId", ${importFile.fileName} as "fileName", source.line_no::int as "lineNo",
      source.day::text as day, coalesce(${product.sku}, '') as sku, source.text as text
    from ${rows}
    join ${importFile} on ${ownedBy(scope, importFile)} and ${importFile.id} = source.import_id
    left join ${product} on ${ownedBy(scope, product)} and ${product.id} = source.product_id
    order by source.day desc, source.import_id, source.line_no, source.row_id
    limit ${query.limit} offset ${query.offset}`);
  return { rows: page.map((row) => ({ ...row })), totalCount: total?.rows ?? 0 };
}

const between = (day: PgColumn, query: SourceQuery): SQL =>
  sql`${day} between ${query.fromOn} and ${query.asOfOn}`;

/** "3 units", "1 unit". */
const unitsText = (units: PgColumn | SQL): SQL =>
  sql`${units} || case when abs(${units}) = 1 then ' unit' else ' units' end`;

/** Order lines bought in the period, cancelled ones left out. */
export function listOrderLineSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const text = sql`${unitsText(orderLine.units)} || ' ordered, order ' || ${orderLine.orderNumber}`;
  return pageOf(tx, scope, query, [
    sql`${rowOf(orderLine, orderLine.productId, orderLine.purchasedOn, text)} from ${orderLine}
      where ${ownedBy(scope, orderLine)} and ${orderLine.accountId} = ${scope.accountId}
        and ${aboutSubject(scope, orderLine.productId, query)} and ${between(orderLine.purchasedOn, query)}
        and ${orderLine.status} <> 'cancelled' and ${knownThen(orderLine, query)}`,
  ]);
}

function ledgerPart(scope: SellerScope, query: SourceQuery, condition: SQL): SQL {
  const event = inventoryEvent;
  const text = sql`${unitsText(event.units)} || ', ' || replace(${event.kind}::text, '_', ' ')
    || case when ${event.disposition} = 'unsellable' then ' (unsellable)' else '' end`;
  return sql`${rowOf(event, event.productId, event.eventOn, text)} from ${event}
    where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId}
      and ${aboutSubject(scope, event.productId, query)} and ${between(event.eventOn, query)}
      and ${knownThen(event, query)} and ${condition}`;
}

/** Units that the ledger says were shipped to customers in the period. */
export const listShippedSources = (
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> =>
  pageOf(tx, scope, query, [
    ledgerPart(scope, query, sql`${inventoryEvent.kind} = 'customer_shipment'`),
  ]);

/** Units that came in the period: received, returned or found. */
export const listArrivedSources = (
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> => pageOf(tx, scope, query, [ledgerPart(scope, query, sql`${isArrival}`)]);

/** What stock rests on: movements of the ledger in the period, and the stock that reports stated. */
export const listStockSources = (
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> =>
  pageOf(tx, scope, query, [
    ledgerPart(scope, query, sql`true`),
    statedPart(scope, query, stockSnapshot.onHandUnits, "on hand"),
  ]);

function statedPart(
  scope: SellerScope,
  query: SourceQuery,
  stated: PgColumn | SQL,
  what: string,
): SQL {
  const stock = stockSnapshot;
  const text = sql`${unitsText(stated)} || ${` ${what}, as stated`}`;
  return sql`${rowOf(stock, stock.productId, stock.snapshotOn, text)} from ${stock}
    where ${ownedBy(scope, stock)} and ${stock.accountId} = ${scope.accountId}
      and ${aboutSubject(scope, stock.productId, query)} and ${between(stock.snapshotOn, query)}
      and ${stated} is not null and ${knownThen(stock, query)}`;
}

/** Items of shipments that were open on the day; where no shipment is known, what reports stated as inbound. */
export async function listOpenShipmentSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const page = await pageOf(tx, scope, query, [openItemsPart(scope, query)]);
  if (page.totalCount > 0) return page;
  const { inboundWorkingUnits, inboundShippedUnits, inboundReceivingUnits } = stockSnapshot;
  const inbound = sql`(${inboundWorkingUnits} + ${inboundShippedUnits} + ${inboundReceivingUnits})`;
  return pageOf(tx, scope, query, [statedPart(scope, query, inbound, "inbound")]);
}

/** Versions of one shipment share its number; items name any of them. */
function openItemsPart(scope: SellerScope, query: SourceQuery): SQL {
  const shipment = inboundShipment;
  const item = inboundShipmentItem;
  const text = sql`${unitsText(item.sentUnits)} || ' sent, shipment ' || ${shipment.shipmentNumber}
    || ' (' || ${shipment.status}::text || ')'`;
  return sql`${rowOf(item, item.productId, shipment.createdOn, text)}
    from ${shipment}
    join ${shipment} version on version.seller_id = ${shipment.sellerId}
      and version.account_id = ${shipment.accountId} and version.shipment_number = ${shipment.shipmentNumber}
    join ${item} on ${item.sellerId} = version.seller_id and ${item.shipmentId} = version.id
    where ${ownedBy(scope, shipment)} and ${ownedBy(scope, item)} and ${shipment.accountId} = ${scope.accountId}
      and ${aboutSubject(scope, item.productId, query)}
      and ${knownThen(shipment, query)} and ${knownThen(item, query)}
      and ${shipment.createdOn} <= ${query.asOfOn} and ${shipment.status} <> 'cancelled'
      and (${shipment.closedOn} > ${query.asOfOn} or (${shipment.closedOn} is null and ${shipment.status} <> 'closed'))`;
}

/** How long the account's shipments created since a day took until their first receipt, or have been on their way. */
export function listShipmentDaysSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const shipment = inboundShipment;
  const event = inventoryEvent;
  const asOf = sql`${query.asOfOn}::date`;
  const received = sql`coalesce(receipt.first_on, case when ${shipment.closedOn} <= ${asOf} then ${shipment.closedOn} end)`;
  const days = (until: SQL) => sql`(${until} - ${shipment.createdOn}) || ' days'`;
  const text = sql`'shipment ' || ${shipment.shipmentNumber} || case when ${received} is null
    then ' on its way for ' || ${days(asOf)} else ' first received after ' || ${days(received)} end`;
  return pageOf(tx, scope, query, [
    sql`${rowOf(shipment, null, sql`coalesce(${received}, ${asOf})`, text)} from ${shipment}
    left join (
      select version.shipment_number, min(${event.eventOn}) as first_on
      from ${event} join ${shipment} version
        on version.seller_id = ${event.sellerId} and version.id = ${event.shipmentId}
      where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.kind} = 'receipt'
        and ${event.eventOn} <= ${asOf} and ${knownThen(event, query)}
      group by 1
    ) receipt on receipt.shipment_number = ${shipment.shipmentNumber}
    where ${ownedBy(scope, shipment)} and ${shipment.accountId} = ${scope.accountId}
      and ${knownThen(shipment, query)} and ${shipment.status} <> 'cancelled' and ${shipment.createdOn} <= ${asOf}
      and ${shipment.createdOn} >= ${query.fromOn}
      and (${received} is not null or ${shipment.shippedOn} <= ${asOf})`,
  ]);
}

/** Statements about the product itself: size, price, cost, case pack, lead time. */
export function listProductSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const version = productVersion;
  const text = sql`concat_ws(', ',
    'volume ' || round(${version.unitVolumeMm3} / 28316846.592, 4) || ' ft³',
    'price ' || round(${version.priceMicros} / 1e6, 2),
    'cost ' || round(${version.costMicros} / 1e6, 2),
    'case pack ' || ${version.casePackUnits},
    'lead time ' || ${version.leadTimeDays} || ' days')`;
  return pageOf(tx, scope, query, [
    sql`${rowOf(version, version.productId, version.validFromOn, text)} from ${version}
      join ${product} owner on owner.seller_id = ${version.sellerId} and owner.id = ${version.productId}
      where ${ownedBy(scope, version)} and owner.account_id = ${scope.accountId}
        and ${aboutSubject(scope, version.productId, query)} and ${version.validFromOn} <= ${query.asOfOn}
        and ${knownThen(version, query)}`,
  ]);
}
