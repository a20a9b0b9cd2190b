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
  type FeeAccountRow,
  type FeeMoveRow,
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
  readonly factsOf: (month: number, sizes: readonly ProductSize[], card: RateCard) => FeeFacts;
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
  const firstDay = moves.reduce((first, row) => Math.min(first, row.day), Infinity);
  const span = { fromOn: dayToDate(firstDay), toOn: asOfOn };
  const placed = await listPlacedUnits(tx, scope, account, span);
  const lastDay = dayFromDate(asOfOn);
  const index = new Map(product.map((row, i) => [row.productId, i]));
  const tables = tablesOf(moves, index, firstDay, lastDay - firstDay + 1);
  const storageType = Int32Array.from(product, (row) =>
    row.storageType === null ? -1 : storageTypeIndex(row.storageType),
  );
  const placedByMonth = Map.groupBy(placed, (row) => row.monthOn);
  const factsOf = (month: number, size: readonly ProductSize[], card: RateCard): FeeFacts => {
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
      placed: placedUnits(placedByMonth.get(monthOn) ?? [], index, card),
    };
  };
  return { account, product, firstDay, lastDay, factsOf };
}

function tablesOf(
  moves: readonly FeeMoveRow[],
  index: ReadonlyMap<number, number>,
  firstDay: number,
  dayCount: number,
) {
  const cells = index.size * dayCount;
  const tables = {
    dayCount,
    heldUnits: new Int32Array(cells),
    sellableUnits: new Int32Array(cells),
    arrivedUnits: new Int32Array(cells),
    shippedUnits: new Int32Array(cells),
    firstMoveDay: new Int32Array(index.size).fill(dayCount),
  };
  for (const row of moves) {
    const i = index.get(row.productId);
    if (i === undefined) continue;
    const cell = i * dayCount + row.day - firstDay;
    tables.heldUnits[cell] = row.heldUnits;
    tables.sellableUnits[cell] = row.sellableUnits;
    tables.arrivedUnits[cell] = row.arrivedUnits;
    tables.shippedUnits[cell] = Math.max(0, row.shippedUnits);
    tables.firstMoveDay[i] = Math.min(tables.firstMoveDay[i] ?? dayCount, row.day - firstDay);
  }
  accumulate(tables.heldUnits, index.size, dayCount);
  accumulate(tables.sellableUnits, index.size, dayCount);
  return tables;
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
