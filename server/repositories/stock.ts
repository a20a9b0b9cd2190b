// What stock an account's products had, day by day, as the inventory ledger tells it.
import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import {
  inventoryEvent,
  networkEvent,
  orderLine,
  product,
  productVersion,
} from "@/db/schema/index.ts";
import { arrivedUnits, CURRENT, currentOrders, currentSellableMoves } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface ProductRow {
  readonly productId: number;
  readonly sku: string;
  readonly title: string;
}

/** The account's products by id, each with its newest version as of a day. */
export function listProducts(tx: Tx, scope: SellerScope, asOfOn: string): Promise<ProductRow[]> {
  return tx
    .selectDistinctOn([product.id], {
      productId: product.id,
      sku: product.sku,
      title: productVersion.title,
    })
    .from(product)
    .innerJoin(
      productVersion,
      and(eq(productVersion.sellerId, product.sellerId), eq(productVersion.productId, product.id)),
    )
    .where(
      and(
        ownedBy(scope, product),
        eq(product.accountId, scope.accountId),
        eq(productVersion.recordedTo, CURRENT),
        lte(productVersion.validFromOn, asOfOn),
      ),
    )
    .orderBy(
      asc(product.id),
      sql`${productVersion.validFromOn} desc`,
      sql`${productVersion.id} desc`,
    );
}

export interface OfferRow {
  readonly productId: number;
  readonly validFromOn: string;
  /** Withdrawn or not offered to customers from the day on. */
  readonly isHidden: boolean;
}

/** Since when the account's products were offered or hidden, oldest first, up to a day. */
export function listOffers(tx: Tx, scope: SellerScope, asOfOn: string): Promise<OfferRow[]> {
  return tx
    .select({
      productId: productVersion.productId,
      validFromOn: productVersion.validFromOn,
      isHidden: sql<boolean>`${productVersion.isDiscontinued} or not ${productVersion.isBuyable}`,
    })
    .from(productVersion)
    .innerJoin(
      product,
      and(eq(product.sellerId, productVersion.sellerId), eq(product.id, productVersion.productId)),
    )
    .where(
      and(
        ownedBy(scope, productVersion),
        eq(product.accountId, scope.accountId),
        eq(productVersion.recordedTo, CURRENT),
        lte(productVersion.validFromOn, asOfOn),
      ),
    )
    .orderBy(asc(productVersion.validFromOn), asc(productVersion.id));
}

/** What moved of a product: an entry per record, several of one day among them. Arrays, as a row each takes most of a query's time. */
export interface ProductMovesRow {
  readonly productId: number;
  /** Epoch days. */
  readonly day: readonly number[];
  readonly units: readonly number[];
}

const epochDay = (day: PgColumn) => sql`${day} - date '1970-01-01'`;

/** Signed changes of sellable units per product, up to a day. */
export function listStockMoves(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<ProductMovesRow[]> {
  return tx
    .select({
      productId: inventoryEvent.productId,
      day: sql<number[]>`array_agg(${epochDay(inventoryEvent.eventOn)})`,
      units: sql<number[]>`array_agg(${inventoryEvent.units})`,
    })
    .from(inventoryEvent)
    .where(and(currentSellableMoves(scope), lte(inventoryEvent.eventOn, asOfOn)))
    .groupBy(inventoryEvent.productId)
    .orderBy(asc(inventoryEvent.productId));
}

/** Sellable units that came per product, by day, up to a day. */
export function listArrivedUnits(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<ProductMovesRow[]> {
  const daily = tx
    .select({
      productId: inventoryEvent.productId,
      day: sql<number>`${epochDay(inventoryEvent.eventOn)}`.as("day"),
      units: arrivedUnits.as("units"),
    })
    .from(inventoryEvent)
    .where(and(currentSellableMoves(scope), lte(inventoryEvent.eventOn, asOfOn)))
    .groupBy(inventoryEvent.productId, inventoryEvent.eventOn)
    .as("daily");
  return tx
    .select({
      productId: daily.productId,
      day: sql<number[]>`array_agg(${daily.day})`,
      units: sql<number[]>`array_agg(${daily.units})`,
    })
    .from(daily)
    .groupBy(daily.productId)
    .orderBy(asc(daily.productId));
}

/** Units ordered per product, cancelled lines left out, up to a day. */
export function listSoldUnits(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<ProductMovesRow[]> {
  return tx
    .select({
      productId: orderLine.productId,
      day: sql<number[]>`array_agg(${epochDay(orderLine.purchasedOn)})`,
      units: sql<number[]>`array_agg(${orderLine.units})`,
    })
    .from(orderLine)
    .where(and(currentOrders(scope), lte(orderLine.purchasedOn, asOfOn)))
    .groupBy(orderLine.productId)
    .orderBy(asc(orderLine.productId));
}

export interface NetworkEventRow {
  readonly kind: string;
  readonly startOn: string;
  readonly endOn: string;
  readonly title: string;
}

/** What everybody may know of the network of a marketplace, oldest first. */
export function listNetworkEvents(
  tx: Tx,
  marketplaceId: string,
  asOfOn: string,
): Promise<NetworkEventRow[]> {
  return tx
    .select({
      kind: networkEvent.kind,
      startOn: networkEvent.startOn,
      endOn: networkEvent.endOn,
      title: networkEvent.title,
    })
    .from(networkEvent)
    .where(
      and(
        eq(networkEvent.marketplaceId, marketplaceId),
        eq(networkEvent.recordedTo, CURRENT),
        lte(networkEvent.startOn, asOfOn),
      ),
    )
    .orderBy(asc(networkEvent.startOn), asc(networkEvent.id));
}
