// An account's facts as the typed arrays that lib/optimizer/fees reads: tables once, months cut out of them.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate, firstDayOfMonth } from "@/lib/calendar/index.ts";
import { storageTypeCount, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import {
  type FeeFacts,
  type PlacedUnits,
  type ProductSize,
  placementBand,
  placementZone,
  type RateCard,
  splitOptionOf,
  UNKNOWN_PLACEMENT_BAND,
} from "@/lib/optimizer/fees/index.ts";
import {
  FEE_MOVE,
  type FeeAccountRow,
  type FeeMovesRow,
  type FeeProductRow,
  listFeeMoves,
  listFeeProducts,
  listHighestLimits,
  listPlacedUnits,
  type MonthLimitRow,
  type PlacedRow,
} from "@/server/repositories/fee-facts.ts";
import type { DataScope } from "@/server/repositories/scope.ts";

export interface AccountFees {
  readonly account: FeeAccountRow;
  /** By id; the same list for every month. */
  readonly product: readonly FeeProductRow[];
  /** Epoch day of the first movement, and of the last known day. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** A month's facts with products as they were at its end. */
  readonly factsOf: (
    month: number,
    sizes: readonly ProductSize[],
    card: RateCard,
  ) => Promise<FeeFacts>;
}

/** Facts of an account up to a day; null when its ledger holds nothing. */
export async function loadAccountFees(
  tx: Tx,
  scope: DataScope,
  account: FeeAccountRow,
  asOfOn: string,
): Promise<AccountFees | null> {
  const moves = await listFeeMoves(tx, scope, account, asOfOn);
  if (moves.length === 0) return null;
  const product = await listFeeProducts(tx, scope, account, asOfOn);
  const limits = await listHighestLimits(tx, scope, account);
  const firstDay = moves.reduce(
    (first, { day }) => day.reduce((least, one) => Math.min(least, one), first),
    Infinity,
  );
  const placedIn = placedByMonth((fromOn) =>
    listPlacedUnits(tx, scope, account, { fromOn, toOn: asOfOn }),
  );
  const lastDay = dayFromDate(asOfOn);
  const index = new Map(product.map((row, i) => [row.productId, i]));
  const tables = tablesOf(moves, index, firstDay, lastDay - firstDay + 1);
  const storageType = Int32Array.from(product, (row) =>
    row.storageType === null ? -1 : storageTypeIndex(row.storageType),
  );
  const factsOf = async (
    month: number,
    size: readonly ProductSize[],
    card: RateCard,
  ): Promise<FeeFacts> => {
    const monthDay = firstDayOfMonth(month);
    const monthOn = dayToDate(monthDay);
    return {
      ...tables,
      skuCount: product.length,
      firstDay,
      monthDay,
      monthEndDay: firstDayOfMonth(month + 1),
      monthNumber: (month % 12) + 1,
      size,
      storageType,
      isProfessional: account.kind === "professional",
      openedDay: dayFromDate(account.openedOn),
      limitMm3: limitsOf(limits, monthOn),
      placed: placedUnits(await placedIn(monthOn), index, card),
    };
  };
  return { account, product, firstDay, lastDay, factsOf };
}

const add = (table: Int32Array, cell: number, units: number): void => {
  table[cell] = (table[cell] ?? 0) + units;
};

/** Tables that a movement is added to, by what it counts as. */
type Counted = readonly (readonly [number, Int32Array])[];

/** Adds a product's movements, the product's day 0 being at cell `first`; answers the day of the first one. */
function addMoves({ day, units, counts }: FeeMovesRow, first: number, counted: Counted): number {
  let earliest = Infinity;
  for (const [k, epochDay] of day.entries()) {
    earliest = Math.min(earliest, epochDay);
    for (const [bits, table] of counted)
      if (((counts[k] ?? 0) & bits) === bits) add(table, first + epochDay, units[k] ?? 0);
  }
  return earliest;
}

function tablesOf(
  moves: readonly FeeMovesRow[],
  index: ReadonlyMap<number, number>,
  firstDay: number,
  dayCount: number,
) {
  const cells = index.size * dayCount;
  const heldUnits = new Int32Array(cells);
  const sellableUnits = new Int32Array(cells);
  const arrivedUnits = new Int32Array(cells);
  const adjustedUnits = new Int32Array(cells);
  const shippedUnits = new Int32Array(cells);
  const firstMoveDay = new Int32Array(index.size).fill(dayCount);
  const counted = [
    [FEE_MOVE.held, heldUnits],
    [FEE_MOVE.sellable, sellableUnits],
    [FEE_MOVE.brought, arrivedUnits],
    [FEE_MOVE.adjusted, adjustedUnits],
    [FEE_MOVE.shipped, shippedUnits],
  ] as const;
  for (const row of moves) {
    const i = index.get(row.productId);
    if (i !== undefined)
      firstMoveDay[i] = addMoves(row, i * dayCount - firstDay, counted) - firstDay;
  }
  for (let cell = 0; cell < cells; cell++) {
    // Adjustments of a day bring units where they add together; what is shipped leaves.
    add(arrivedUnits, cell, Math.max(0, adjustedUnits[cell] ?? 0));
    shippedUnits[cell] = Math.max(0, -(shippedUnits[cell] ?? 0));
  }
  accumulate(heldUnits, index.size, dayCount);
  accumulate(sellableUnits, index.size, dayCount);
  return { dayCount, heldUnits, sellableUnits, arrivedUnits, shippedUnits, firstMoveDay };
}

/** Daily changes to balances. A ledger that goes below 0 lacks an earlier row: it is shown as 0 and never charged for. */
function accumulate(table: Int32Array, skuCount: number, dayCount: number): void {
  for (let i = 0; i < skuCount; i++) {
    let balance = 0;
    for (let k = i * dayCount; k < (i + 1) * dayCount; k++) {
      balance = Math.max(0, balance + (table[k] ?? 0));
      table[k] = balance;
    }
  }
}

function limitsOf(rows: readonly MonthLimitRow[], monthOn: string): Float64Array {
  const limit = new Float64Array(storageTypeCount).fill(NaN);
  for (const row of rows)
    if (row.monthOn === monthOn) limit[storageTypeIndex(row.storageType)] = row.limitMm3;
  return limit;
}

/** What was placed in a month; read from the earliest month asked about so far, as most ask about late ones. */
function placedByMonth(
  listFrom: (monthOn: string) => Promise<readonly PlacedRow[]>,
): (monthOn: string) => Promise<readonly PlacedRow[]> {
  let read: { fromOn: string; rows: Promise<Map<string, PlacedRow[]>> } | null = null;
  return async (monthOn) => {
    if (read === null || monthOn < read.fromOn) {
      const rows = listFrom(monthOn).then((found) => Map.groupBy(found, (row) => row.monthOn));
      read = { fromOn: monthOn, rows };
    }
    return (await read.rows).get(monthOn) ?? [];
  };
}

function placedUnits(
  rows: readonly PlacedRow[],
  index: ReadonlyMap<number, number>,
  card: RateCard,
): PlacedUnits[] {
  return rows.flatMap((row) => {
    const skuIndex = index.get(row.productId);
    if (skuIndex === undefined || row.units <= 0) return [];
    const option = splitOptionOf(card, row.buildingCount);
    const band =
      row.longitude === null
        ? UNKNOWN_PLACEMENT_BAND
        : placementBand(option, placementZone(card, row.longitude));
    return [{ skuIndex, units: row.units, band }];
  });
}

/** Products as they were on a day, in the order of `product`. */
export async function loadSizes(
  tx: Tx,
  scope: DataScope,
  { account, product }: Pick<AccountFees, "account" | "product">,
  onDay: string,
): Promise<ProductSize[]> {
  const rows = await listFeeProducts(tx, scope, account, onDay);
  const byId = new Map(rows.map((row) => [row.productId, row]));
  return product.map((row) => sizeOf(byId.get(row.productId) ?? row));
}

function sizeOf(row: FeeProductRow): ProductSize {
  const edges = [row.lengthUm, row.widthUm, row.heightUm].filter((edge) => edge !== null);
  const [shortestUm = NaN, medianUm = NaN, longestUm = NaN] =
    edges.length === 3 ? edges.sort((a, b) => a - b) : [];
  return {
    unitVolumeMm3: row.unitVolumeMm3 ?? NaN,
    longestUm,
    medianUm,
    shortestUm,
    weightMg: row.weightMg ?? NaN,
    isBulky: row.storageType === "oversize",
  };
}

/** The last day of a month: products are measured as they were then. */
export const sizesDay = (month: number): string => dayToDate(firstDayOfMonth(month + 1) - 1);
