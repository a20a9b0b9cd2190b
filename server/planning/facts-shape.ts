// What every part of a shard's facts is built from: its rows, their order and their axes.
import type { ShardRows, WeekWindow } from "./load-facts.ts";
import type { StockHistory } from "./stock-history.ts";

export interface FactsInput {
  readonly rows: ShardRows;
  readonly asOfDay: number;
  readonly weeks: WeekWindow;
  /** Region ids in the order of the region axis. */
  readonly regionIds: readonly number[];
  /** FC ids in the order of the FC axis. */
  readonly fcIds: readonly number[];
}

export interface FactsShape extends FactsInput {
  readonly weekCount: number;
  /** Row of each product. */
  readonly rowOf: ReadonlyMap<number, number>;
  readonly stock: StockHistory;
}

/** From shipments where the account has any, else as the last stock report states. */
export function openUnits(rows: ShardRows, rowOf: ReadonlyMap<number, number>): Int32Array {
  const open = new Int32Array(rows.products.length);
  const withShipments = new Set(rows.shipments.map(({ accountId }) => accountId));
  fill(rowOf, rows.stock, (i, { inboundUnits }) => {
    const accountId = rows.products[i]?.accountId ?? -1;
    if (!withShipments.has(accountId)) open[i] = inboundUnits ?? 0;
  });
  fill(rowOf, rows.openUnits, (i, { units }) => {
    open[i] = units.reduce((sum, each) => sum + each, 0);
  });
  return open;
}

/** Puts rows of products that are in the shard; others are left out. */
export function fill<Row extends { readonly productId: number }>(
  rowOf: ReadonlyMap<number, number>,
  rows: readonly Row[],
  put: (i: number, row: Row) => void,
): void {
  for (const row of rows) {
    const i = rowOf.get(row.productId);
    if (i !== undefined) put(i, row);
  }
}
