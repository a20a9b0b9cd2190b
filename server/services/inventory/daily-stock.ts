// An account's ledger as the typed arrays that lib/optimizer/inventory reads.

import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  type DailyStock,
  dailyBalances,
  type LedgerMoves,
} from "@/lib/optimizer/inventory/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  listOffers,
  listProducts,
  listSoldUnits,
  listStockMoves,
  type OfferRow,
  type ProductMovesRow,
  type ProductRow,
} from "@/server/repositories/stock.ts";

export interface AccountStock {
  readonly dayCount: number;
  readonly product: readonly ProductRow[];
  /** Calendar day of day index 0 (epoch day). */
  readonly firstDay: number;
  /** Signed change of sellable units by day. [skuCount, dayCount] */
  readonly changeUnits: Int32Array;
  /** The stock as of a day index: products that were hidden then do not count, whatever became of them later. */
  readonly stockOn: (index: number) => DailyStock;
}

/** Daily stock and sales of an account up to a day; null when its ledger holds nothing (stock has never been told). */
export async function loadAccountStock(
  tx: Tx,
  scope: SellerScope,
  asOfOn: string,
): Promise<AccountStock | null> {
  const move = await listStockMoves(tx, scope, asOfOn);
  if (move.length === 0) return null;
  const product = await listProducts(tx, scope, asOfOn);
  const sold = await listSoldUnits(tx, scope, asOfOn);
  const offer = await listOffers(tx, scope, asOfOn);
  const firstDay = move.reduce(
    (first, row) => row.day.reduce((least, day) => Math.min(least, day), first),
    Infinity,
  );
  const dayCount = dayFromDate(asOfOn) - firstDay + 1;
  const index = new Map(product.map((row, i) => [row.productId, i]));
  const moves = movesOf(move, index, firstDay);
  const opening = new Int32Array(product.length);
  const { onHandUnits } = dailyBalances(product.length, dayCount, opening, moves);
  const shared = {
    skuCount: product.length,
    dayCount,
    onHandUnits,
    soldUnits: soldTable(sold, index, firstDay, dayCount),
    firstDay: firstDays(product.length, moves, dayCount),
  };
  const known = new Map<number, DailyStock>();
  const stockOn = (day: number): DailyStock => {
    const stock = known.get(day) ?? {
      ...shared,
      isExcluded: hiddenOn(offer, index, dayToDate(firstDay + day)),
    };
    known.set(day, stock);
    return stock;
  };
  return {
    dayCount,
    product,
    firstDay,
    changeUnits: changeTable(moves, product.length, dayCount),
    stockOn,
  };
}

function hiddenOn(
  offers: readonly OfferRow[],
  index: ReadonlyMap<number, number>,
  day: string,
): Uint8Array {
  const isHidden = new Uint8Array(index.size);
  for (const { productId, validFromOn, isHidden: hidden } of offers) {
    const i = index.get(productId);
    if (i !== undefined && validFromOn <= day) isHidden[i] = hidden ? 1 : 0;
  }
  return isHidden;
}

/** The day text of a day index. */
export const dayOfIndex = (account: AccountStock, index: number): string =>
  dayToDate(account.firstDay + index);

function movesOf(
  rows: readonly ProductMovesRow[],
  index: ReadonlyMap<number, number>,
  firstDay: number,
): LedgerMoves {
  const known = rows.filter((row) => index.has(row.productId));
  const count = known.reduce((sum, row) => sum + row.day.length, 0);
  const moves = {
    skuIndex: new Int32Array(count),
    day: new Int32Array(count),
    changeUnits: new Int32Array(count),
  };
  let e = 0;
  for (const row of known) {
    moves.skuIndex.fill(index.get(row.productId) ?? 0, e, e + row.day.length);
    for (const [k, day] of row.day.entries()) {
      moves.day[e] = day - firstDay;
      moves.changeUnits[e] = row.units[k] ?? 0;
      e += 1;
    }
  }
  return moves;
}

function changeTable(
  { skuIndex, day, changeUnits }: LedgerMoves,
  skuCount: number,
  dayCount: number,
): Int32Array {
  const table = new Int32Array(skuCount * dayCount);
  for (const [e, i] of skuIndex.entries()) {
    const cell = i * dayCount + (day[e] ?? 0);
    table[cell] = (table[cell] ?? 0) + (changeUnits[e] ?? 0);
  }
  return table;
}

function soldTable(
  sold: readonly ProductMovesRow[],
  index: ReadonlyMap<number, number>,
  firstDay: number,
  dayCount: number,
): Int32Array {
  const table = new Int32Array(index.size * dayCount);
  for (const row of sold) {
    const i = index.get(row.productId);
    if (i === undefined) continue;
    for (const [k, day] of row.day.entries()) {
      const cell = i * dayCount + day - firstDay;
      if (day >= firstDay && day < firstDay + dayCount)
        table[cell] = (table[cell] ?? 0) + (row.units[k] ?? 0);
    }
  }
  return table;
}

// A product is offered from its first movement of stock on; without any it is never offered.
function firstDays(
  skuCount: number,
  moves: { readonly skuIndex: Int32Array; readonly day: Int32Array },
  dayCount: number,
): Int32Array {
  const first = new Int32Array(skuCount).fill(dayCount);
  moves.skuIndex.forEach((i, e) => {
    first[i] = Math.min(first[i] ?? dayCount, moves.day[e] ?? dayCount);
  });
  return first;
}
