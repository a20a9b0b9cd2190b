// The in-stock rate of an account over time, with what happened in the network, and the products that pull it down.

import type { Tx } from "@/db/client.ts";
import { dayFromDate } from "@/lib/calendar/index.ts";
import { type InStockWindow, inStockRate, inStockWindow } from "@/lib/optimizer/inventory/index.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { listNetworkEvents } from "@/server/repositories/stock.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { type AccountStock, dayOfIndex, loadAccountStock } from "./daily-stock.ts";
import type { InStockView } from "./schemas.ts";

const SERIES_WEEKS = 78;
const WINDOW_DAYS = 30;
const LOWEST_ROWS = 10;

const EMPTY: Omit<InStockView, "note"> = {
  asOfOn: null,
  rateMillionths: null,
  countedSkus: 0,
  onHandUnits: null,
  series: [],
  events: [],
  lowest: [],
};

/** The rate as of the newest run, its last 78 week ends, network events, and the lowest products. */
export function getInStock(ctx: SellerContext): Promise<InStockView> {
  return inScope(ctx.db, ctx.scope, (tx) => inStockOf(tx, ctx.scope));
}

/** As {@link getInStock}, inside a transaction. */
export async function inStockOf(tx: Tx, scope: SellerScope): Promise<InStockView> {
  const run = await findLatestRun(tx, scope);
  if (!run) return { ...EMPTY, note: "The in-stock rate appears after the first planning run." };
  const account = await loadAccountStock(tx, scope, run.asOfOn);
  if (!account || account.dayCount < WINDOW_DAYS) {
    const note =
      "Upload an Inventory Ledger report of at least 30 days: without it nobody knows what was in stock.";
    return { ...EMPTY, asOfOn: run.asOfOn, note };
  }
  const endDay = dayFromDate(run.asOfOn) - account.firstDay;
  const window = inStockWindow(account.stockOn(endDay), endDay);
  const firstOn = dayOfIndex(account, 0);
  const events = await listNetworkEvents(tx, run.marketplaceId, run.asOfOn);
  return {
    asOfOn: run.asOfOn,
    rateMillionths: inStockRate(window),
    countedSkus: window.isCounted.reduce((sum, counted) => sum + counted, 0),
    onHandUnits: onHandOn(account, endDay),
    series: seriesOf(account, window, endDay),
    events: events.filter((event) => event.endOn >= firstOn),
    lowest: lowestOf(account, window, endDay),
    note: null,
  };
}

function onHandOn(account: AccountStock, day: number): number {
  const { onHandUnits, skuCount, dayCount } = account.stockOn(day);
  let total = 0;
  for (let i = 0; i < skuCount; i++) total += onHandUnits[i * dayCount + day] ?? 0;
  return total;
}

function seriesOf(
  account: AccountStock,
  last: InStockWindow,
  endDay: number,
): InStockView["series"] {
  const points: InStockView["series"] = [];
  for (let k = SERIES_WEEKS - 1; k >= 0; k--) {
    const day = endDay - 7 * k;
    if (day < WINDOW_DAYS - 1) continue;
    const window = day === endDay ? last : inStockWindow(account.stockOn(day), day);
    points.push({ day: dayOfIndex(account, day), rateMillionths: inStockRate(window) });
  }
  return points;
}

function lowestOf(
  account: AccountStock,
  window: InStockWindow,
  endDay: number,
): InStockView["lowest"] {
  const rows = account.product.map((product, i) => ({
    productId: product.productId,
    sku: product.sku,
    title: product.title,
    buyableDays: window.buyableDays[i] ?? 0,
    offeredDays: window.offeredDays[i] ?? 0,
    soldUnits: window.soldUnits[i] ?? 0,
    outOn: lastOutOn(account, i, endDay),
    isCounted: window.isCounted[i] === 1,
  }));
  return rows
    .filter((row) => row.isCounted && row.buyableDays < row.offeredDays)
    .sort((a, b) => lostWeight(b) - lostWeight(a) || a.productId - b.productId)
    .slice(0, LOWEST_ROWS)
    .map(({ isCounted: _, ...row }) => row);
}

/** The last day of the window that ended without stock of a product. */
function lastOutOn(account: AccountStock, i: number, endDay: number): string | null {
  const { onHandUnits, dayCount, firstDay } = account.stockOn(endDay);
  for (let d = endDay; d > endDay - WINDOW_DAYS; d--)
    if (d >= (firstDay[i] ?? 0) && (onHandUnits[i * dayCount + d] ?? 0) === 0)
      return dayOfIndex(account, d);
  return null;
}

// How much a product holds the rate down: its missing days times what it sells.
const lostWeight = (row: { buyableDays: number; offeredDays: number; soldUnits: number }): number =>
  (1 - row.buyableDays / Math.max(1, row.offeredDays)) * row.soldUnits;
