// The rows of reports that a traced value rests on, as they were known to a run: valid by its day, recorded by its instant.
import {
  and,
  asc,
  between,
  count,
  desc,
  eq,
  gt,
  inArray,
  lte,
  ne,
  type SQL,
  sql,
} from "drizzle-orm";
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
} from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

/** Which facts, as known when. */
export interface SourceQuery {
  readonly asOfOn: string;
  readonly knownAt: Date;
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
  /** What the row says, e.g. "2 units ordered". */
  readonly text: string;
}

export interface SourcePage {
  readonly rows: readonly SourceRow[];
  readonly totalCount: number;
}

interface Recorded {
  readonly recordedFrom: PgColumn;
  readonly recordedTo: PgColumn;
}

const knownAt = (table: Recorded, instant: Date): SQL | undefined =>
  and(lte(table.recordedFrom, instant), gt(table.recordedTo, instant));

/** Products the query speaks of: one, or those whose newest known version has the storage type. */
function aboutSubject(scope: SellerScope, productId: PgColumn, query: SourceQuery): SQL {
  if ("productId" in query.subject) return eq(productId, query.subject.productId);
  const newest = sql`select distinct on (v.product_id) v.product_id, v.storage_type from ${productVersion} v
    where v.seller_id = ${scope.sellerId} and v.valid_from_on <= ${query.asOfOn}
      and v.recorded_from <= ${query.knownAt.toISOString()}::timestamptz
      and v.recorded_to > ${query.knownAt.toISOString()}::timestamptz
    order by v.product_id, v.valid_from_on desc, v.id desc`;
  return sql`${productId} in (select n.product_id from (${newest}) n where n.storage_type = ${query.subject.storageType})`;
}

const fileOf = (table: { readonly sellerId: PgColumn; readonly importId: PgColumn }) =>
  and(eq(importFile.sellerId, table.sellerId), eq(importFile.id, table.importId));

const productOf = (table: { readonly sellerId: PgColumn; readonly productId: PgColumn }) =>
  and(eq(product.sellerId, table.sellerId), eq(product.id, table.productId));

/** Order lines bought in the period, newest first. */
export async function listOrderLineSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const condition = and(
    ownedBy(scope, orderLine),
    eq(orderLine.accountId, scope.accountId),
    aboutSubject(scope, orderLine.productId, query),
    between(orderLine.purchasedOn, query.fromOn, query.asOfOn),
    ne(orderLine.status, "cancelled"),
    knownAt(orderLine, query.knownAt),
  );
  const [total] = await tx.select({ rows: count() }).from(orderLine).where(condition);
  const rows = await tx
    .select({
      importId: orderLine.importId,
      fileName: importFile.fileName,
      lineNo: orderLine.lineNo,
      day: orderLine.purchasedOn,
      sku: product.sku,
      text: sql<string>`${orderLine.units} || ' ordered, order ' || ${orderLine.orderNumber}`,
    })
    .from(orderLine)
    .innerJoin(importFile, fileOf(orderLine))
    .innerJoin(product, productOf(orderLine))
    .where(condition)
    .orderBy(desc(orderLine.purchasedOn), asc(orderLine.id))
    .limit(query.limit)
    .offset(query.offset);
  return { rows, totalCount: total?.rows ?? 0 };
}

/** Ledger movements in the period, newest first. */
export async function listLedgerSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const condition = and(
    ownedBy(scope, inventoryEvent),
    eq(inventoryEvent.accountId, scope.accountId),
    aboutSubject(scope, inventoryEvent.productId, query),
    between(inventoryEvent.eventOn, query.fromOn, query.asOfOn),
    knownAt(inventoryEvent, query.knownAt),
  );
  const [total] = await tx.select({ rows: count() }).from(inventoryEvent).where(condition);
  const rows = await tx
    .select({
      importId: inventoryEvent.importId,
      fileName: importFile.fileName,
      lineNo: inventoryEvent.lineNo,
      day: inventoryEvent.eventOn,
      sku: product.sku,
      text: sql<string>`${inventoryEvent.units} || ' units, ' || replace(${inventoryEvent.kind}::text, '_', ' ')
        || case when ${inventoryEvent.disposition} = 'unsellable' then ' (unsellable)' else '' end`,
    })
    .from(inventoryEvent)
    .innerJoin(importFile, fileOf(inventoryEvent))
    .innerJoin(product, productOf(inventoryEvent))
    .where(condition)
    .orderBy(desc(inventoryEvent.eventOn), asc(inventoryEvent.id))
    .limit(query.limit)
    .offset(query.offset);
  return { rows, totalCount: total?.rows ?? 0 };
}

const OPEN_STATUSES = ["working", "shipped", "receiving"] as const;

/** Items of inbound shipments that were open, newest first. */
export async function listOpenShipmentSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const condition = and(
    ownedBy(scope, inboundShipmentItem),
    eq(inboundShipment.accountId, scope.accountId),
    aboutSubject(scope, inboundShipmentItem.productId, query),
    inArray(inboundShipment.status, [...OPEN_STATUSES]),
    lte(inboundShipment.createdOn, query.asOfOn),
    knownAt(inboundShipment, query.knownAt),
    knownAt(inboundShipmentItem, query.knownAt),
  );
  const shipmentOf = and(
    eq(inboundShipment.sellerId, inboundShipmentItem.sellerId),
    eq(inboundShipment.id, inboundShipmentItem.shipmentId),
  );
  const [total] = await tx
    .select({ rows: count() })
    .from(inboundShipmentItem)
    .innerJoin(inboundShipment, shipmentOf)
    .where(condition);
  const rows = await tx
    .select({
      importId: inboundShipmentItem.importId,
      fileName: importFile.fileName,
      lineNo: inboundShipmentItem.lineNo,
      day: inboundShipment.createdOn,
      sku: product.sku,
      text: sql<string>`${inboundShipmentItem.sentUnits} || ' units sent, shipment '
        || ${inboundShipment.shipmentNumber} || ' (' || ${inboundShipment.status}::text || ')'`,
    })
    .from(inboundShipmentItem)
    .innerJoin(inboundShipment, shipmentOf)
    .innerJoin(importFile, fileOf(inboundShipmentItem))
    .innerJoin(product, productOf(inboundShipmentItem))
    .where(condition)
    .orderBy(desc(inboundShipment.createdOn), asc(inboundShipmentItem.id))
    .limit(query.limit)
    .offset(query.offset);
  return { rows, totalCount: total?.rows ?? 0 };
}

/** Statements about the product itself: size, price, cost, case pack, lead time; newest first. */
export async function listProductSources(
  tx: Tx,
  scope: SellerScope,
  query: SourceQuery,
): Promise<SourcePage> {
  const condition = and(
    ownedBy(scope, productVersion),
    eq(product.accountId, scope.accountId),
    aboutSubject(scope, productVersion.productId, query),
    lte(productVersion.validFromOn, query.asOfOn),
    knownAt(productVersion, query.knownAt),
  );
  const [total] = await tx
    .select({ rows: count() })
    .from(productVersion)
    .innerJoin(product, productOf(productVersion))
    .where(condition);
  const rows = await tx
    .select({
      importId: productVersion.importId,
      fileName: importFile.fileName,
      lineNo: productVersion.lineNo,
      day: productVersion.validFromOn,
      sku: product.sku,
      text: sql<string>`concat_ws(', ',
        'volume ' || round(${productVersion.unitVolumeMm3} / 28316846.592, 4) || ' ft³',
        'price ' || round(${productVersion.priceMicros} / 1e6, 2),
        'cost ' || round(${productVersion.costMicros} / 1e6, 2),
        'case pack ' || ${productVersion.casePackUnits},
        'lead time ' || ${productVersion.leadTimeDays} || ' days')`,
    })
    .from(productVersion)
    .innerJoin(importFile, fileOf(productVersion))
    .innerJoin(product, productOf(productVersion))
    .where(condition)
    .orderBy(desc(productVersion.validFromOn), asc(productVersion.id))
    .limit(query.limit)
    .offset(query.offset);
  return { rows, totalCount: total?.rows ?? 0 };
}
