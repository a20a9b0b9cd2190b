import { storageTypeCount, storageTypeIndex } from "../core/storage-type.ts";
import { type DailyStock, dailyBalances, inStockSeries } from "../inventory/index.ts";
import { SELLABLE } from "./fact-writer.ts";
import type { World } from "./types.ts";

/** What the facts say about one account at the end of the world. */
export interface AccountSummary {
  readonly account: number;
  readonly sellerName: string;
  readonly productCount: number;
  /** Order lines, cancelled ones included. */
  readonly lineCount: number;
  readonly soldUnits: number;
  /** Mean in-stock rate at the last 26 week ends, 0..1; null without sales. */
  readonly inStockShare: number | null;
  /** Sellable and unsellable. [storageTypeCount] */
  readonly onHandMm3: readonly number[];
  /** Sent or drafted and not yet closed. [storageTypeCount] */
  readonly openShipmentMm3: readonly number[];
  /** Sellable units over weekly sales of the last 13 weeks; null without sales. */
  readonly weeksOfCover: number | null;
}

const SUMMARY_WEEKS = 26;
const COVER_DAYS = 91;

interface Totals {
  readonly line: Int32Array;
  readonly sold: Int32Array;
  readonly recentSold: Int32Array;
  readonly sellable: Int32Array;
  /** [accountCount, storageTypeCount] */
  readonly onHandMm3: Float64Array;
  readonly openMm3: Float64Array;
}

function countLines(world: World, totals: Totals): void {
  const { orderLines, products, span } = world;
  for (let k = 0; k < orderLines.length; k++) {
    const a = products[orderLines.product[k]!]!.account;
    totals.line[a]! += 1;
    if (orderLines.isCancelled[k] === 1) continue;
    totals.sold[a]! += orderLines.units[k]!;
    if (orderLines.day[k]! > span.asOfDay - COVER_DAYS)
      totals.recentSold[a]! += orderLines.units[k]!;
  }
}

function countStock(world: World, totals: Totals): void {
  const { inventoryEvents, products, shipmentItems } = world;
  for (let k = 0; k < inventoryEvents.length; k++) {
    const product = products[inventoryEvents.product[k]!]!;
    const units = inventoryEvents.units[k]!;
    totals.onHandMm3[product.account * storageTypeCount + storageTypeIndex(product.storageType)]! +=
      units * product.unitVolumeMm3;
    if (inventoryEvents.disposition[k] === SELLABLE) totals.sellable[product.account]! += units;
  }
  for (let k = 0; k < shipmentItems.length; k++) {
    if (shipmentItems.closedDay[k] !== -1) continue;
    const product = products[shipmentItems.product[k]!]!;
    const units = shipmentItems.unitsSent[k]! - shipmentItems.unitsReceived[k]!;
    totals.openMm3[product.account * storageTypeCount + storageTypeIndex(product.storageType)]! +=
      units * product.unitVolumeMm3;
  }
}

/** Rows of the ledger and of the orders that belong to products [first, first + count). */
function accountStock(world: World, first: number, count: number): DailyStock {
  const { inventoryEvents, orderLines, span, products } = world;
  const skuIndex: number[] = [];
  const day: number[] = [];
  const changeUnits: number[] = [];
  const opening = new Int32Array(count);
  for (let k = 0; k < inventoryEvents.length; k++) {
    const i = inventoryEvents.product[k]! - first;
    if (i < 0 || i >= count || inventoryEvents.disposition[k] !== SELLABLE) continue;
    const d = inventoryEvents.day[k]! - span.firstDay;
    if (d < 0) opening[i]! += inventoryEvents.units[k]!;
    else {
      skuIndex.push(i);
      day.push(d);
      changeUnits.push(inventoryEvents.units[k]!);
    }
  }
  const moves = {
    skuIndex: Int32Array.from(skuIndex),
    day: Int32Array.from(day),
    changeUnits: Int32Array.from(changeUnits),
  };
  const soldUnits = new Int32Array(count * span.dayCount);
  for (let k = 0; k < orderLines.length; k++) {
    const i = orderLines.product[k]! - first;
    if (i < 0 || i >= count || orderLines.isCancelled[k] === 1) continue;
    soldUnits[i * span.dayCount + orderLines.day[k]! - span.firstDay]! += orderLines.units[k]!;
  }
  return {
    skuCount: count,
    dayCount: span.dayCount,
    onHandUnits: dailyBalances(count, span.dayCount, opening, moves).onHandUnits,
    soldUnits,
    firstDay: Int32Array.from({ length: count }, (_, i) =>
      Math.max(0, products[first + i]!.createdDay - span.firstDay),
    ),
    isExcluded: new Uint8Array(count),
  };
}

/** In-stock rate of one account at the last `weekCount` Saturdays, 0..1; NaN where nothing was sold. */
export function accountInStockShares(
  world: World,
  account: number,
  weekCount: number,
): Float64Array {
  const { firstProduct, productCount } = world.accounts[account]!;
  const lastSaturday = world.span.dayCount - 1 - ((world.span.asOfDay + 5) % 7);
  const days = Int32Array.from(
    { length: weekCount },
    (_, k) => lastSaturday - 7 * (weekCount - 1 - k),
  );
  const series = inStockSeries(accountStock(world, firstProduct, productCount), days);
  return Float64Array.from(series.rateMillionths, (rate) => rate / 1e6);
}

function meanOf(values: Float64Array): number | null {
  const known = values.filter((x) => !Number.isNaN(x));
  return known.length === 0 ? null : known.reduce((sum, x) => sum + x, 0) / known.length;
}

/** One row per account, from the facts alone. Cost O(facts * accounts) for the in-stock rates, about a second. */
export function summariseWorld(world: World): AccountSummary[] {
  const n = world.accounts.length;
  const totals: Totals = {
    line: new Int32Array(n),
    sold: new Int32Array(n),
    recentSold: new Int32Array(n),
    sellable: new Int32Array(n),
    onHandMm3: new Float64Array(n * storageTypeCount),
    openMm3: new Float64Array(n * storageTypeCount),
  };
  countLines(world, totals);
  countStock(world, totals);
  return world.accounts.map((account, a) => ({
    account: a,
    sellerName: account.sellerName,
    productCount: account.productCount,
    lineCount: totals.line[a]!,
    soldUnits: totals.sold[a]!,
    inStockShare: meanOf(accountInStockShares(world, a, SUMMARY_WEEKS)),
    onHandMm3: Array.from(
      totals.onHandMm3.subarray(a * storageTypeCount, (a + 1) * storageTypeCount),
    ),
    openShipmentMm3: Array.from(
      totals.openMm3.subarray(a * storageTypeCount, (a + 1) * storageTypeCount),
    ),
    weeksOfCover:
      totals.recentSold[a]! === 0
        ? null
        : totals.sellable[a]! / (totals.recentSold[a]! / (COVER_DAYS / 7)),
  }));
}
