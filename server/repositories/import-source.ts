// What was kept of one line of an imported file: the facts that point to it, current and corrected ones.
import { and, asc, eq } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import {
  inventoryEvent,
  orderLine,
  product,
  productVersion,
  stockSnapshot,
} from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface SourceLine {
  readonly importId: number;
  readonly lineNo: number;
}

interface FactTable {
  readonly sellerId: PgColumn;
  readonly productId: PgColumn;
  readonly importId: PgColumn;
  readonly lineNo: PgColumn;
}

const ofLine = (scope: SellerScope, table: FactTable, line: SourceLine) =>
  and(
    ownedBy(scope, table),
    eq(table.importId, line.importId),
    eq(table.lineNo, line.lineNo),
    eq(product.accountId, scope.accountId),
  );

const productOf = (table: FactTable) =>
  and(eq(product.sellerId, table.sellerId), eq(product.id, table.productId));

const MAX_FACTS = 50;

export const listOrderLinesOf = (tx: Tx, scope: SellerScope, line: SourceLine) =>
  tx
    .select({
      sku: product.sku,
      orderNumber: orderLine.orderNumber,
      purchasedOn: orderLine.purchasedOn,
      units: orderLine.units,
      itemPriceMicros: orderLine.itemPriceMicros,
      status: orderLine.status,
      isBusiness: orderLine.isBusiness,
      updatedAt: orderLine.updatedAt,
      recordedTo: orderLine.recordedTo,
    })
    .from(orderLine)
    .innerJoin(product, productOf(orderLine))
    .where(ofLine(scope, orderLine, line))
    .orderBy(asc(orderLine.id))
    .limit(MAX_FACTS);

export const listStockOf = (tx: Tx, scope: SellerScope, line: SourceLine) =>
  tx
    .select({
      sku: product.sku,
      snapshotOn: stockSnapshot.snapshotOn,
      onHandUnits: stockSnapshot.onHandUnits,
      inboundWorkingUnits: stockSnapshot.inboundWorkingUnits,
      inboundShippedUnits: stockSnapshot.inboundShippedUnits,
      inboundReceivingUnits: stockSnapshot.inboundReceivingUnits,
      reservedCustomerOrderUnits: stockSnapshot.reservedCustomerOrderUnits,
      reservedTransferUnits: stockSnapshot.reservedTransferUnits,
      reservedProcessingUnits: stockSnapshot.reservedProcessingUnits,
      unfulfillableUnits: stockSnapshot.unfulfillableUnits,
      aged181Units: stockSnapshot.aged181Units,
      recordedTo: stockSnapshot.recordedTo,
    })
    .from(stockSnapshot)
    .innerJoin(product, productOf(stockSnapshot))
    .where(ofLine(scope, stockSnapshot, line))
    .orderBy(asc(stockSnapshot.id))
    .limit(MAX_FACTS);

export const listMovesOf = (tx: Tx, scope: SellerScope, line: SourceLine) =>
  tx
    .select({
      sku: product.sku,
      eventOn: inventoryEvent.eventOn,
      kind: inventoryEvent.kind,
      disposition: inventoryEvent.disposition,
      units: inventoryEvent.units,
      recordedTo: inventoryEvent.recordedTo,
    })
    .from(inventoryEvent)
    .innerJoin(product, productOf(inventoryEvent))
    .where(ofLine(scope, inventoryEvent, line))
    .orderBy(asc(inventoryEvent.id))
    .limit(MAX_FACTS);

export const listVersionsOf = (tx: Tx, scope: SellerScope, line: SourceLine) =>
  tx
    .select({
      sku: product.sku,
      validFromOn: productVersion.validFromOn,
      title: productVersion.title,
      asin: productVersion.asin,
      fnsku: productVersion.fnsku,
      category: productVersion.category,
      storageType: productVersion.storageType,
      unitVolumeMm3: productVersion.unitVolumeMm3,
      priceMicros: productVersion.priceMicros,
      recordedTo: productVersion.recordedTo,
    })
    .from(productVersion)
    .innerJoin(product, productOf(productVersion))
    .where(ofLine(scope, productVersion, line))
    .orderBy(asc(productVersion.id))
    .limit(MAX_FACTS);
