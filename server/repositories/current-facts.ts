// What is known now: facts that no later record has closed.
import { and, eq, ne, sql } from "drizzle-orm";
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

/** The account's order lines that were not cancelled. */
export const currentOrders = (scope: SellerScope) =>
  and(
    ownedBy(scope, orderLine),
    eq(orderLine.accountId, scope.accountId),
    ne(orderLine.status, "cancelled"),
    eq(orderLine.recordedTo, CURRENT),
  );
