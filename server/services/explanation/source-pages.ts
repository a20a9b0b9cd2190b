// Which rows of reports a kind of value rests on, and how far back they were read.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { SHIPMENT_DAYS } from "@/server/planning/load-facts.ts";
import { MAX_HISTORY_WEEKS } from "@/server/planning/plan-calendar.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  listArrivedSources,
  listOpenShipmentSources,
  listOrderLineSources,
  listProductSources,
  listShipmentDaysSources,
  listShippedSources,
  listStockSources,
  type SourcePage,
  type SourceQuery,
} from "@/server/repositories/source-rows.ts";
import type { SourceKind } from "./source-kind.ts";

/** How far back facts of a kind were read: 13 weeks of shipments to customers, the whole history of orders; inbound ones, a year. */
const RECENT_DAYS = 91;
const HISTORY_DAYS = 7 * MAX_HISTORY_WEEKS;

/** Stock is the sum of all movements, however old; the shares of efficiency look at the last 13 weeks of them. */
export const ALL_DAYS = Number.POSITIVE_INFINITY;

/** The first of so many days up to one, as the database reads days. */
export const firstOfDays = (asOfOn: string, days: number): string =>
  days === ALL_DAYS ? "-infinity" : dayToDate(dayFromDate(asOfOn) + 1 - days);

export function daysBack(kind: SourceKind, leafId: string): number {
  if (kind === "shipped") return RECENT_DAYS;
  if (kind === "shipmentDays" || kind === "leadTime") return SHIPMENT_DAYS;
  if (kind !== "stock") return HISTORY_DAYS;
  return leafId.startsWith("onHand") ? ALL_DAYS : RECENT_DAYS;
}

/** A page of the rows that values of a kind rest on, as they were known. */
export async function sourcePage(
  tx: Tx,
  scope: SellerScope,
  kind: SourceKind,
  query: SourceQuery,
): Promise<SourcePage> {
  switch (kind) {
    case "forecast":
    case "orders":
      return listOrderLineSources(tx, scope, query);
    case "shipped": {
      // Without a ledger the planner takes orders for what was shipped.
      const page = await listShippedSources(tx, scope, query);
      return page.totalCount > 0 ? page : listOrderLineSources(tx, scope, query);
    }
    case "stock":
      return listStockSources(tx, scope, query);
    case "arrivals":
      return listArrivedSources(tx, scope, query);
    case "openShipments":
      return listOpenShipmentSources(tx, scope, query);
    case "shipmentDays":
      return listShipmentDaysSources(tx, scope, query);
    case "leadTime": {
      // Without shipments the planner takes what was told.
      const page = await listShipmentDaysSources(tx, scope, query);
      return page.totalCount > 0 ? page : listProductSources(tx, scope, query);
    }
    case "product":
      return listProductSources(tx, scope, query);
    case "none":
      return { rows: [], totalCount: 0 };
  }
}
