// Movements of sellable stock by kind, and what a run planned for the days that followed it.
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  forecast,
  inventoryEvent,
  orderLine,
  restockDecision,
  stockSnapshot,
} from "@/db/schema/index.ts";
import { CURRENT, currentOrders, currentSellableMoves } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface DaySpan {
  /** Not counted itself. */
  readonly afterOn: string;
  readonly toOn: string;
}

export interface StockFlowRow {
  readonly productId: number;
  readonly kind: (typeof inventoryEvent.kind.enumValues)[number];
  readonly units: number;
}

/** Signed units of sellable stock per product and kind of movement in a span of days. */
export function listStockFlows(tx: Tx, scope: SellerScope, span: DaySpan): Promise<StockFlowRow[]> {
  return tx
    .select({
      productId: inventoryEvent.productId,
      kind: inventoryEvent.kind,
      units: sql<number>`sum(${inventoryEvent.units})::int`,
    })
    .from(inventoryEvent)
    .where(
      and(
        currentSellableMoves(scope),
        gt(inventoryEvent.eventOn, span.afterOn),
        lte(inventoryEvent.eventOn, span.toOn),
      ),
    )
    .groupBy(inventoryEvent.productId, inventoryEvent.kind)
    .orderBy(asc(inventoryEvent.productId), asc(inventoryEvent.kind));
}

export interface StatedStockRow {
  readonly productId: number;
  readonly units: number;
}

/** Sellable units that reports stated for the very day, reserved ones that are still in a building included. */
export function listStatedStock(
  tx: Tx,
  scope: SellerScope,
  day: string,
): Promise<StatedStockRow[]> {
  return tx
    .select({
      productId: stockSnapshot.productId,
      units: sql<number>`(${stockSnapshot.onHandUnits} + coalesce(${stockSnapshot.reservedCustomerOrderUnits}, 0)
        + coalesce(${stockSnapshot.reservedProcessingUnits}, 0))::int`,
    })
    .from(stockSnapshot)
    .where(
      and(
        ownedBy(scope, stockSnapshot),
        eq(stockSnapshot.accountId, scope.accountId),
        eq(stockSnapshot.snapshotOn, day),
        eq(stockSnapshot.recordedTo, CURRENT),
        sql`${stockSnapshot.onHandUnits} is not null`,
      ),
    )
    .orderBy(asc(stockSnapshot.productId));
}

export interface PlannedFlowRow {
  readonly productId: number;
  readonly originOn: string;
  /** Expected units per week after the origin. */
  readonly meanMilliUnits: readonly number[];
  /** null = the run gave no advice on it. */
  readonly advisedUnits: number | null;
  readonly leadTimeDays: number | null;
}

/** What a run expected of each product of the account, and advised to send. */
export function listPlannedFlows(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<PlannedFlowRow[]> {
  return tx
    .select({
      productId: forecast.productId,
      originOn: forecast.originOn,
      meanMilliUnits: forecast.meanMilliUnits,
      advisedUnits: restockDecision.advisedUnits,
      leadTimeDays: restockDecision.leadTimeDays,
    })
    .from(forecast)
    .leftJoin(
      restockDecision,
      and(
        eq(restockDecision.sellerId, forecast.sellerId),
        eq(restockDecision.runId, forecast.runId),
        eq(restockDecision.productId, forecast.productId),
      ),
    )
    .where(
      and(
        ownedBy(scope, forecast),
        eq(forecast.accountId, scope.accountId),
        eq(forecast.runId, runId),
      ),
    )
    .orderBy(asc(forecast.productId));
}

export interface RegionOrderRow {
  readonly productId: number;
  readonly day: string;
  readonly regionId: number;
  readonly units: number;
}

/** Units ordered per product, day and region; orders without a region are left out. */
export function listRegionOrders(
  tx: Tx,
  scope: SellerScope,
  span: DaySpan,
): Promise<RegionOrderRow[]> {
  return tx
    .select({
      productId: orderLine.productId,
      day: orderLine.purchasedOn,
      regionId: sql<number>`${orderLine.regionId}::int`,
      units: sql<number>`sum(${orderLine.units})::int`,
    })
    .from(orderLine)
    .where(
      and(
        currentOrders(scope),
        sql`${orderLine.regionId} is not null`,
        gt(orderLine.purchasedOn, span.afterOn),
        lte(orderLine.purchasedOn, span.toOn),
      ),
    )
    .groupBy(orderLine.productId, orderLine.purchasedOn, orderLine.regionId)
    .orderBy(asc(orderLine.productId), asc(orderLine.purchasedOn), asc(orderLine.regionId));
}

export interface BuildingStockRow {
  readonly productId: number;
  readonly fcId: number;
  /** The span's first day before which everything is one opening balance; null there. */
  readonly day: string | null;
  readonly units: number;
}

/** Sellable units per product and building: the balance at the span's start (no day), then changes by day. */
export function listBuildingStock(
  tx: Tx,
  scope: SellerScope,
  span: DaySpan,
): Promise<BuildingStockRow[]> {
  const day = sql<string | null>`case when ${inventoryEvent.eventOn} > ${span.afterOn}::date
    then ${inventoryEvent.eventOn}::text end`;
  return tx
    .select({
      productId: inventoryEvent.productId,
      fcId: sql<number>`${inventoryEvent.fcId}::int`,
      day,
      units: sql<number>`sum(${inventoryEvent.units})::int`,
    })
    .from(inventoryEvent)
    .where(
      and(
        currentSellableMoves(scope),
        sql`${inventoryEvent.fcId} is not null`,
        lte(inventoryEvent.eventOn, span.toOn),
      ),
    )
    .groupBy(inventoryEvent.productId, inventoryEvent.fcId, sql`3`)
    .orderBy(asc(inventoryEvent.productId), asc(inventoryEvent.fcId), sql`3 nulls first`);
}
