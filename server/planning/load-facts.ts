// One shard's rows, read at one pair (valid day, known instant).
import type { Tx } from "@/db/client.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import {
  type AccountSet,
  type LedgerRow,
  listFcStock,
  listLedger,
  listOpenShipmentUnits,
  listPlanProducts,
  listRegionSales,
  listSales,
  listShipmentDays,
  listStockSnapshots,
  type PlanAccountRow,
  type PlanProductRow,
  type SalesRow,
  type SeriesRow,
  type ShipmentDaysRow,
  type SnapshotPair,
  type StockRow,
} from "@/server/repositories/snapshot.ts";

/** Weeks of sales that say where demand comes from. */
const REGION_WEEKS = 26;
/** Days of shipments that say how long they take. */
const SHIPMENT_DAYS = 180;

export interface ShardRows {
  readonly accounts: readonly PlanAccountRow[];
  readonly products: readonly PlanProductRow[];
  readonly sales: readonly SalesRow[];
  readonly regionSales: readonly SeriesRow[];
  readonly ledger: readonly LedgerRow[];
  readonly stock: readonly StockRow[];
  /** Keys are FC ids, -1 = none named. */
  readonly openUnits: readonly SeriesRow[];
  /** Keys are FC ids. */
  readonly fcStock: readonly SeriesRow[];
  readonly shipmentDays: readonly ShipmentDaysRow[];
}

export interface WeekWindow {
  readonly startWeekday: number;
  readonly first: number;
  readonly last: number;
}

/** Reads a shard. The transaction must see one state throughout (repeatable read). */
export async function loadShard(
  tx: Tx,
  scope: DataScope,
  accounts: readonly PlanAccountRow[],
  pair: SnapshotPair,
  startWeekday: number,
): Promise<ShardRows> {
  const set: AccountSet = {
    sellerIds: [...new Set(accounts.map((account) => account.sellerId))],
    accountIds: accounts.map((account) => account.accountId),
  };
  return {
    accounts,
    products: await listPlanProducts(tx, scope, set, pair),
    sales: await listSales(tx, scope, set, pair, startWeekday),
    regionSales: await listRegionSales(tx, scope, set, pair, REGION_WEEKS),
    ledger: await listLedger(tx, scope, set, pair),
    stock: await listStockSnapshots(tx, scope, set, pair),
    openUnits: await listOpenShipmentUnits(tx, scope, set, pair),
    fcStock: await listFcStock(tx, scope, set, pair),
    shipmentDays: await listShipmentDays(tx, scope, set, pair, SHIPMENT_DAYS),
  };
}
