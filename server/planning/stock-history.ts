// Daily stock of a shard's products, from ledger moves anchored to the last stated stock.
import { dayFromDate } from "@/lib/calendar/index.ts";
import {
  dailyBalances,
  IN_STOCK_OPTIONS,
  weeklyInStockShare,
} from "@/lib/optimizer/inventory/index.ts";
import { SNAPSHOT_COUNT } from "@/lib/optimizer/stages/index.ts";
import type { ShardRows } from "./load-facts.ts";

/** Between snapshots. */
const SNAPSHOT_DAYS = 30;

export interface StockHistory {
  /** 1 = a ledger or a stock report tells what is there. [skuCount] */
  readonly isKnown: Uint8Array;
  /** First day with a ledger row or stated stock (epoch day), -1 = none. [skuCount] */
  readonly firstDay: Int32Array;
  /** At the end of the run's day; 0 where unknown. [skuCount] */
  readonly onHandUnits: Int32Array;
  /** At the end of the run's day and 30, 60, 90 days before. [skuCount, 4] */
  readonly snapshotUnits: Int32Array;
  /** Days of the last 30 that ended with stock, and days on offer. [skuCount, 2] */
  readonly stockDays: Int32Array;
  /** Share of each week in stock, NaN where unknown. [skuCount, weekCount] */
  readonly weeklyShare: (firstWeekDay: number, weekCount: number) => Float32Array;
}

interface Moves {
  readonly skuIndex: number[];
  readonly day: number[];
  readonly changeUnits: number[];
}

/** Balances of every day from `firstDay` to the run's day. Moves before it belong to the opening balance. */
export function stockHistory(
  rows: ShardRows,
  rowOf: ReadonlyMap<number, number>,
  span: { readonly firstDay: number; readonly asOfDay: number },
): StockHistory {
  const skuCount = rows.products.length;
  const dayCount = span.asOfDay - span.firstDay + 1;
  const hasLedger = new Uint8Array(skuCount);
  const isKnown = new Uint8Array(skuCount);
  const firstDay = new Int32Array(skuCount).fill(-1);
  const opening = new Int32Array(skuCount);
  const moves: Moves = { skuIndex: [], day: [], changeUnits: [] };
  for (const row of rows.ledger) {
    const i = rowOf.get(row.productId);
    if (i === undefined) continue;
    hasLedger[i] = 1;
    isKnown[i] = 1;
    firstDay[i] = row.key[0] ?? -1;
    addMoves(moves, opening, i, row, span.firstDay);
  }
  anchor(rows, rowOf, { opening, isKnown, firstDay, moves, start: span.firstDay });
  const { onHandUnits: balance } = dailyBalances(skuCount, dayCount, opening, {
    skuIndex: Int32Array.from(moves.skuIndex),
    day: Int32Array.from(moves.day),
    changeUnits: Int32Array.from(moves.changeUnits),
  });
  const at = (i: number, day: number) => (day < 0 ? 0 : (balance[i * dayCount + day] ?? 0));
  const last = dayCount - 1;
  const perSku = <T extends Int32Array>(values: T, put: (i: number) => void): T => {
    for (let i = 0; i < skuCount; i++) put(i);
    return values;
  };
  const onHandUnits = new Int32Array(skuCount);
  const snapshotUnits = new Int32Array(skuCount * SNAPSHOT_COUNT);
  const stockDays = new Int32Array(skuCount * 2);
  const offered = firstDay.map((day) => (day < 0 ? dayCount : day - span.firstDay));
  return {
    isKnown,
    firstDay,
    onHandUnits: perSku(onHandUnits, (i) => {
      onHandUnits[i] = at(i, last);
    }),
    snapshotUnits: perSku(snapshotUnits, (i) => {
      for (let k = 0; k < SNAPSHOT_COUNT; k++) {
        snapshotUnits[i * SNAPSHOT_COUNT + k] = at(i, last - k * SNAPSHOT_DAYS);
      }
    }),
    stockDays: perSku(stockDays, (i) => {
      // Without a ledger nobody knows on which days there was stock.
      if (!hasLedger[i]) return;
      const from = Math.max(0, last - IN_STOCK_OPTIONS.windowDays + 1, offered[i] ?? 0);
      let days = 0;
      for (let day = from; day <= last; day++) if (at(i, day) > 0) days += 1;
      stockDays[i * 2] = days;
      stockDays[i * 2 + 1] = Math.max(0, last - from + 1);
    }),
    weeklyShare: (firstWeekDay, weekCount) => {
      const share = weeklyInStockShare(
        balance,
        offered,
        dayCount,
        firstWeekDay - span.firstDay,
        weekCount,
      );
      for (let i = 0; i < skuCount; i++) {
        if (!hasLedger[i]) share.fill(Number.NaN, i * weekCount, (i + 1) * weekCount);
      }
      return share;
    },
  };
}

function addMoves(
  moves: Moves,
  opening: Int32Array,
  i: number,
  row: ShardRows["ledger"][number],
  start: number,
): void {
  row.key.forEach((day, k) => {
    const units = row.units[k] ?? 0;
    if (day < start) {
      opening[i] = (opening[i] ?? 0) + units;
      return;
    }
    moves.skuIndex.push(i);
    moves.day.push(day - start);
    moves.changeUnits.push(units);
  });
}

interface Anchored {
  readonly opening: Int32Array;
  readonly isKnown: Uint8Array;
  readonly firstDay: Int32Array;
  readonly moves: Moves;
  readonly start: number;
}

/** A stated stock is believed over the sum of a ledger that may not start at 0: the opening is moved so that it is met. */
function anchor(rows: ShardRows, rowOf: ReadonlyMap<number, number>, state: Anchored): void {
  const { opening, isKnown, firstDay, moves, start } = state;
  const stated = new Map<number, { day: number; units: number }>();
  for (const { productId, snapshotOn, onHandUnits } of rows.stock) {
    const i = rowOf.get(productId);
    if (i === undefined || onHandUnits === null) continue;
    const day = dayFromDate(snapshotOn) - start;
    // Stock stated before the table begins is overtaken by a ledger.
    if (day < 0 && isKnown[i] === 1) continue;
    stated.set(i, { day, units: onHandUnits });
    isKnown[i] = 1;
    if (firstDay[i] === -1) firstDay[i] = day + start;
  }
  const moved = new Map<number, number>();
  moves.skuIndex.forEach((i, k) => {
    const day = stated.get(i)?.day;
    if (day !== undefined && (moves.day[k] ?? 0) <= day) {
      moved.set(i, (moved.get(i) ?? 0) + (moves.changeUnits[k] ?? 0));
    }
  });
  for (const [i, { units }] of stated) opening[i] = units - (moved.get(i) ?? 0);
}
