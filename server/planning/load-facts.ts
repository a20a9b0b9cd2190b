// One shard's rows, read at one pair (valid day, known instant).
import type { Tx } from "@/db/client.ts";
import {
  type KnownPromotionRow,
  listKnownAdjustments,
  listKnownPromotions,
} from "@/server/repositories/forecast-statement.ts";
import { listOpenShipmentUnits } from "@/server/repositories/open-shipments.ts";
import { type KnownSplitRow, listKnownSplits } from "@/server/repositories/placement-split.ts";
import {
  type ContinuationRow,
  listKnownContinuations,
} from "@/server/repositories/product-continuation.ts";

import {
  type KnownOverrideRow,
  type KnownTermRow,
  listKnownOverrides,
  listKnownTerms,
} from "@/server/repositories/restock-statement.ts";

import type { DataScope } from "@/server/repositories/scope.ts";
import {
  listShipmentReceipts,
  type ShipmentReceiptRow,
} from "@/server/repositories/shipment-receipts.ts";
import {
  type AccountSet,
  type LedgerRow,
  listFcStock,
  listLedger,
  listPlanProducts,
  listRegionSales,
  listSales,
  listStockSnapshots,
  type PlanAccountRow,
  type PlanProductRow,
  type SalesRow,
  type SeriesRow,
  type SnapshotPair,
  type StockRow,
} from "@/server/repositories/snapshot.ts";
import { listWeekPrices, type WeekPricesRow } from "@/server/repositories/week-prices.ts";
import type { Statements } from "./adjustments.ts";
import { loadWholesaleLines, type WholesaleLine } from "./wholesale-lines.ts";

/** Weeks of sales that say where demand comes from. */
export const REGION_WEEKS = 26;
/** Shipments created in so many days say how long they take: each season of the docks is in them once. */
export const SHIPMENT_DAYS = 365;

export interface ShardRows {
  readonly accounts: readonly PlanAccountRow[];
  readonly products: readonly PlanProductRow[];
  readonly sales: readonly SalesRow[];
  /** What was paid for a unit, week by week. */
  readonly prices: readonly WeekPricesRow[];
  /** Declared promotions, past ones too. */
  readonly promotions: readonly KnownPromotionRow[];
  /** Order lines in `sales` and `regionSales` that are not usual demand, by product and day. */
  readonly wholesale: readonly WholesaleLine[];
  readonly regionSales: readonly SeriesRow[];
  readonly ledger: readonly LedgerRow[];
  readonly stock: readonly StockRow[];
  /** Keys are FC ids, -1 = none named. */
  readonly openUnits: readonly SeriesRow[];
  /** Keys are FC ids. */
  readonly fcStock: readonly SeriesRow[];
  /** Products that go on where another left off, as sellers say. */
  readonly continuations: readonly ContinuationRow[];
  /** Shipments created in the last SHIPMENT_DAYS days. */
  readonly shipments: readonly ShipmentReceiptRow[];
  /** Quantities set by hand that are in force, and the terms that the sellers buy on. */
  readonly overrides: readonly KnownOverrideRow[];
  readonly terms: readonly KnownTermRow[];
  /** Splits that sellers chose and that are in force. */
  readonly splits: readonly KnownSplitRow[];
}

export interface WeekWindow {
  readonly startWeekday: number;
  readonly first: number;
  readonly last: number;
}

const accountSet = (accounts: readonly PlanAccountRow[]): AccountSet => ({
  sellerIds: [...new Set(accounts.map((account) => account.sellerId))],
  accountIds: accounts.map((account) => account.accountId),
});

/** What the shard's sellers had stated about the weeks ahead, for the products in their order. */
export async function loadStatements(
  tx: Tx,
  scope: DataScope,
  { accounts, products }: Pick<ShardRows, "accounts" | "products">,
  pair: SnapshotPair,
): Promise<Statements> {
  const set = accountSet(accounts);
  return {
    products,
    adjustments: await listKnownAdjustments(tx, scope, set, pair),
    promotions: await listKnownPromotions(tx, scope, set, pair),
  };
}

/** Reads a shard. The transaction must see one state throughout (repeatable read). */
export async function loadShard(
  tx: Tx,
  scope: DataScope,
  accounts: readonly PlanAccountRow[],
  pair: SnapshotPair,
  startWeekday: number,
): Promise<ShardRows> {
  const set = accountSet(accounts);
  return {
    accounts,
    products: await listPlanProducts(tx, scope, set, pair),
    sales: await listSales(tx, scope, set, pair, startWeekday),
    prices: await listWeekPrices(tx, scope, set, pair, startWeekday),
    promotions: await listKnownPromotions(tx, scope, set, pair),
    wholesale: await loadWholesaleLines(tx, scope, set, pair),
    regionSales: await listRegionSales(tx, scope, set, pair, REGION_WEEKS),
    ledger: await listLedger(tx, scope, set, pair),
    stock: await listStockSnapshots(tx, scope, set, pair),
    openUnits: await listOpenShipmentUnits(tx, scope, set, pair),
    fcStock: await listFcStock(tx, scope, set, pair),
    continuations: await listKnownContinuations(tx, scope, set, pair),
    shipments: await listShipmentReceipts(tx, scope, set, pair, SHIPMENT_DAYS),
    overrides: await listKnownOverrides(tx, scope, set, pair),
    terms: await listKnownTerms(tx, scope, set, pair),
    splits: await listKnownSplits(tx, scope, set, pair),
  };
}
