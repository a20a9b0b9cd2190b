// Sellable units that came to an account's buildings, as the table that age layers are cut from.
import type { Tx } from "@/db/client.ts";
import { dayToDate } from "@/lib/calendar/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listArrivedUnits } from "@/server/repositories/stock.ts";
import type { AccountStock } from "./daily-stock.ts";

/** Received, returned or found by product and day, whatever left meanwhile. [skuCount, dayCount] */
export async function loadArrivedUnits(
  tx: Tx,
  scope: SellerScope,
  { product, firstDay, dayCount }: AccountStock,
): Promise<Int32Array> {
  const table = new Int32Array(product.length * dayCount);
  const index = new Map(product.map(({ productId }, i) => [productId, i]));
  for (const row of await listArrivedUnits(tx, scope, dayToDate(firstDay + dayCount - 1))) {
    const i = index.get(row.productId);
    if (i === undefined) continue;
    for (const [k, day] of row.day.entries())
      table[i * dayCount + day - firstDay] = row.units[k] ?? 0;
  }
  return table;
}
