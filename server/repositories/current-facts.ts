// What is known now: facts that no later record has closed.
import { and, eq, gt, inArray, ne, or, sql } from "drizzle-orm";
import { inventoryEvent, orderLine } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

/** recorded_to of a fact that still holds. */
export const CURRENT = sql`'infinity'::timestamptz`;

/** The account's movements of stock fit to be sold. */
export const currentSellableMoves = (scope: SellerScope) =>
  and(
    ownedBy(scope, inventoryEvent),
    eq(inventoryEvent.accountId, scope.accountId),
    eq(inventoryEvent.disposition, "sellable"),
    eq(inventoryEvent.recordedTo, CURRENT),
  );

/** Movements that bring units whatever else happened on the day. */
export const isBrought = inArray(inventoryEvent.kind, ["receipt", "customer_return", "found"]);
export const isAdjusted = eq(inventoryEvent.kind, "adjustment");

/** Movements that bring units: received, returned or found; of adjustments those that add. What moves between buildings brings none. */
export const isArrival = or(isBrought, and(isAdjusted, gt(inventoryEvent.units, 0)));

/** Units that a group of movements brought; its adjustments count where they add together. */
export const arrivedUnits = sql<number>`(coalesce(sum(${inventoryEvent.units}) filter (where ${isBrought}), 0)
  + greatest(0, coalesce(sum(${inventoryEvent.units}) filter (where ${isAdjusted}), 0)))::int`;

/** The account's order lines that were not cancelled. */
export const currentOrders = (scope: SellerScope) =>
  and(
    ownedBy(scope, orderLine),
    eq(orderLine.accountId, scope.accountId),
    ne(orderLine.status, "cancelled"),
    eq(orderLine.recordedTo, CURRENT),
  );
