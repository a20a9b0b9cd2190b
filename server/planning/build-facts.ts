// Rows of a shard -> typed arrays for the optimizer; missing facts become assumptions, each flagged.
import { dayFromDate, weekStartDay } from "@/lib/calendar/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { ASSUMED, type PlanFacts } from "@/lib/optimizer/stages/index.ts";
import type { PlanAccountRow, PlanProductRow, SeriesRow } from "@/server/repositories/snapshot.ts";
import { type FactsInput, type FactsShape, fill, openUnits } from "./facts-shape.ts";
import { historyArrays, wholesaleArrays } from "./history-arrays.ts";
import { REGION_WEEKS, type ShardRows } from "./load-facts.ts";
import { offerArrays } from "./offer-arrays.ts";
import { HORIZON_WEEKS } from "./plan-calendar.ts";
import { shipmentArrays } from "./shipment-evidence.ts";
import { type StockHistory, stockHistory } from "./stock-history.ts";

/** Assumed where nobody has told us, and flagged on the decision. */
export const ASSUMPTIONS = {
  leadTimeDays: 30,
  reviewDays: 7,
  /** A small box of 20 x 15 x 10 cm, where no product of the account has a known size. */
  unitVolumeMm3: 3_000_000,
  casePackUnits: 1,
} as const;

/** Builds the arrays; rows keep the order of `rows.products`, which is by seller, account and product. */
export function buildFacts(input: FactsInput): PlanFacts {
  const { rows, weeks } = input;
  const weekCount = weeks.last - weeks.first + 1;
  const rowOf = new Map(rows.products.map((product, i) => [product.productId, i]));
  const firstDay = weekStartDay(weeks.first, weeks.startWeekday);
  const stock = stockHistory(rows, rowOf, { firstDay, asOfDay: input.asOfDay });
  const shape: FactsShape = { ...input, weekCount, rowOf, stock };
  return {
    accountCount: rows.accounts.length,
    skuCount: rows.products.length,
    weekCount,
    regionCount: input.regionIds.length,
    fcCount: input.fcIds.length,
    ...accountArrays(rows),
    ...shipmentArrays(rows.accounts, rows.shipments, input.fcIds),
    ...productArrays(rows, stock),
    ...statedArrays(rows, rowOf),
    splitFc: splitFcs(rows, input.fcIds),
    ...stockArrays(shape),
    ...wholesaleArrays(shape),
    ...historyArrays(shape, stock.weeklyShare(firstDay, weekCount)),
    ...offerArrays(shape, HORIZON_WEEKS),
    ...regionArrays(shape),
    ...fcArrays(shape),
  };
}

function accountArrays(rows: ShardRows) {
  const { accounts, products } = rows;
  const accountStart = new Int32Array(accounts.length + 1);
  const index = new Map(accounts.map((account, a) => [account.accountId, a]));
  for (const product of products) {
    const a = index.get(product.accountId);
    if (a === undefined) throw new Error(`facts: product ${product.productId} has no account`);
    accountStart[a + 1] = (accountStart[a + 1] ?? 0) + 1;
  }
  for (let a = 0; a < accounts.length; a++) {
    accountStart[a + 1] = (accountStart[a + 1] ?? 0) + (accountStart[a] ?? 0);
  }
  return {
    accountId: Float64Array.from(accounts, (account) => account.accountId),
    sellerId: Float64Array.from(accounts, (account) => account.sellerId),
    accountStart,
    isIndividual: Uint8Array.from(accounts, ({ kind }) => (kind === "individual" ? 1 : 0)),
    reviewDays: Int32Array.from(accounts, ({ reviewDays }) => reviewDays ?? 0),
    ...categoryArrays(rows),
  };
}

const leadTimeOf = (product: PlanProductRow, account: PlanAccountRow | undefined): number =>
  product.leadTimeDays ?? account?.leadTimeDays ?? ASSUMPTIONS.leadTimeDays;

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function categoryArrays(rows: ShardRows) {
  const categoryIndex = new Int32Array(rows.products.length);
  const names = new Map<number, Map<string, number>>();
  rows.products.forEach((product, i) => {
    const own = names.get(product.accountId) ?? new Map<string, number>();
    names.set(product.accountId, own);
    const name = product.category ?? "";
    if (!own.has(name)) own.set(name, own.size);
    categoryIndex[i] = own.get(name) ?? 0;
  });
  const categoryCount = Int32Array.from(
    rows.accounts,
    ({ accountId }) => names.get(accountId)?.size ?? 0,
  );
  return { categoryIndex, categoryCount };
}

function productArrays({ accounts, products, shipments }: ShardRows, stock: StockHistory) {
  const account = new Map(accounts.map((row) => [row.accountId, row]));
  const withArrivals = accountsWithArrivals(shipments);
  const usualVolume = usualVolumes(products);
  const orUnknown = (value: number | null) => value ?? Number.NaN;
  return {
    productId: Float64Array.from(products, ({ productId }) => productId),
    storageTypeIndex: Int32Array.from(products, ({ storageType }) =>
      storageTypeIndex(storageType ?? "standard"),
    ),
    unitVolumeMm3: Float64Array.from(
      products,
      (row) => row.unitVolumeMm3 ?? usualVolume.get(row.accountId) ?? ASSUMPTIONS.unitVolumeMm3,
    ),
    weightMg: Float64Array.from(products, ({ weightMg }) => orUnknown(weightMg)),
    sideUm: Float64Array.from(products.flatMap(sidesUm)),
    priceMicros: Float64Array.from(products, ({ priceMicros }) => orUnknown(priceMicros)),
    costMicros: Float64Array.from(products, ({ costMicros }) => orUnknown(costMicros)),
    casePackUnits: Int32Array.from(
      products,
      ({ casePackUnits }) => casePackUnits ?? ASSUMPTIONS.casePackUnits,
    ),
    leadTimeDays: Int32Array.from(products, (row) => leadTimeOf(row, account.get(row.accountId))),
    isDiscontinued: Uint8Array.from(products, (row) => (row.isDiscontinued ? 1 : 0)),
    isBuyable: Uint8Array.from(products, (row) => (row.isBuyable ? 1 : 0)),
    assumed: Uint8Array.from(products, (row, i) => {
      const told = row.leadTimeDays ?? account.get(row.accountId)?.leadTimeDays ?? null;
      const isLeadTimeKnown = told !== null || withArrivals.has(row.accountId);
      return (
        (isLeadTimeKnown ? 0 : ASSUMED.leadTime) |
        (stock.isKnown[i] === 1 ? 0 : ASSUMED.stock) |
        (row.unitVolumeMm3 === null ? ASSUMED.size : 0)
      );
    }),
  };
}

/** Sides of a unit, longest first; unknown unless all three are told. */
function sidesUm({ lengthUm, widthUm, heightUm }: PlanProductRow): number[] {
  if (lengthUm === null || widthUm === null || heightUm === null) {
    return [Number.NaN, Number.NaN, Number.NaN];
  }
  return [lengthUm, widthUm, heightUm].sort((a, b) => b - a);
}

/** FCs of chosen splits; a split of which no FC is left holds nothing back. */
function splitFcs({ accounts, splits }: ShardRows, fcIds: readonly number[]): Uint8Array {
  const chosen = new Map(splits.map(({ accountId, fcIds: own }) => [accountId, new Set(own)]));
  return Uint8Array.from(
    accounts.flatMap(({ accountId }) => {
      const own = chosen.get(accountId);
      const isOpen = fcIds.map((id) => (own?.has(id) ? 1 : 0));
      return own && isOpen.includes(1) ? isOpen : fcIds.map(() => 1);
    }),
  );
}

/** What sellers set by hand: quantities, least orders, budgets; and units that a stock report says are between buildings. */
function statedArrays(rows: ShardRows, rowOf: ReadonlyMap<number, number>) {
  const count = rows.products.length;
  const overrideUnits = new Int32Array(count).fill(-1);
  const minimumUnits = new Int32Array(count);
  const transferUnits = new Int32Array(count);
  const budgets = new Map<number, number>();
  fill(rowOf, rows.overrides, (i, { units }) => {
    overrideUnits[i] = units;
  });
  for (const { accountId, productId, minimumUnits: least, budgetMicros } of rows.terms) {
    if (productId === null) budgets.set(accountId, budgetMicros ?? Number.NaN);
    const i = rowOf.get(productId ?? -1);
    if (i !== undefined) minimumUnits[i] = least ?? 0;
  }
  // A ledger's balance holds what is between buildings; a report tells it apart from what can be picked.
  const withLedger = new Set(rows.ledger.map(({ productId }) => productId));
  fill(rowOf, rows.stock, (i, { productId, transferUnits: moving }) => {
    if (!withLedger.has(productId)) transferUnits[i] = Math.max(0, moving ?? 0);
  });
  const budgetMicros = Float64Array.from(
    rows.accounts,
    ({ accountId }) => budgets.get(accountId) ?? Number.NaN,
  );
  return { overrideUnits, minimumUnits, transferUnits, budgetMicros };
}

/** Accounts of which shipments tell how long they took. */
const accountsWithArrivals = (shipments: ShardRows["shipments"]): ReadonlySet<number> =>
  new Set(
    shipments
      .filter(({ receivedDays, closedDays }) => receivedDays.length > 0 || closedDays !== null)
      .map(({ accountId }) => accountId),
  );

/** Median of the known unit volumes of each account. */
function usualVolumes(products: readonly PlanProductRow[]): ReadonlyMap<number, number> {
  const known = new Map<number, number[]>();
  for (const { accountId, unitVolumeMm3 } of products) {
    if (unitVolumeMm3 === null) continue;
    const list = known.get(accountId);
    if (list) list.push(unitVolumeMm3);
    else known.set(accountId, [unitVolumeMm3]);
  }
  return new Map([...known].map(([accountId, volumes]) => [accountId, medianOf(volumes)]));
}

function stockArrays(shape: FactsShape) {
  const { rows, rowOf, stock } = shape;
  const count = rows.products.length;
  const shippedUnits = new Int32Array(count * 2);
  const recentUnits = new Int32Array(count * 2);
  fill(rowOf, rows.ledger, (i, { shipped90, shipped91 }) => {
    shippedUnits[i * 2] = Math.max(0, shipped90);
    shippedUnits[i * 2 + 1] = Math.max(0, shipped91);
  });
  fill(rowOf, rows.sales, (i, { units30, units60 }) => {
    recentUnits[i * 2] = units30;
    recentUnits[i * 2 + 1] = units60;
  });
  shipAsOrdered(shape, shippedUnits);
  return {
    onHandUnits: stock.onHandUnits,
    openUnits: openUnits(rows, rowOf),
    snapshotUnits: stock.snapshotUnits,
    stockDays: stock.stockDays,
    shippedUnits,
    recentUnits,
  };
}

/** For an account without any ledger, the orders of the last 13 weeks stand for what was shipped. */
function shipAsOrdered({ rows, rowOf, weeks }: FactsShape, shippedUnits: Int32Array): void {
  const accountOf = (i: number | undefined) => rows.products[i ?? -1]?.accountId;
  const withLedger = new Set(rows.ledger.map(({ productId }) => accountOf(rowOf.get(productId))));
  fill(rowOf, rows.sales, (i, { key, units }) => {
    if (withLedger.has(accountOf(i))) return;
    let sum = 0;
    key.forEach((week, k) => {
      if (week > weeks.last - 13 && week <= weeks.last) sum += units[k] ?? 0;
    });
    shippedUnits[i * 2] = sum;
    shippedUnits[i * 2 + 1] = sum;
  });
}

/** Rows of (key, units) per SKU as compressed rows over an axis; keys that are not on the axis are left out. */
function compressed(
  { rows, rowOf }: Pick<FactsShape, "rows" | "rowOf">,
  series: readonly SeriesRow[],
  ids: readonly number[],
) {
  const axis = new Map(ids.map((id, index) => [id, index]));
  const ofSku: (SeriesRow | undefined)[] = new Array(rows.products.length);
  fill(rowOf, series, (i, row) => {
    ofSku[i] = row;
  });
  const start = new Int32Array(rows.products.length + 1);
  const index: number[] = [];
  const units: number[] = [];
  for (let i = 0; i < rows.products.length; i++) {
    ofSku[i]?.key.forEach((id, k) => {
      const at = axis.get(id);
      if (at === undefined) return;
      index.push(at);
      units.push(ofSku[i]?.units[k] ?? 0);
    });
    start[i + 1] = index.length;
  }
  return { start, index: Int32Array.from(index), units };
}

function regionArrays(shape: FactsShape) {
  const { start, index, units } = compressed(shape, shape.rows.regionSales, shape.regionIds);
  setAsideByRegion(shape, start, index, units);
  return { regionStart: start, regionIndex: index, regionUnits: Float32Array.from(units) };
}

/** A wholesale order does not say where usual demand comes from: what is set aside leaves its region. */
function setAsideByRegion(
  { rows, rowOf, regionIds, asOfDay }: FactsShape,
  start: Int32Array,
  index: Int32Array,
  units: number[],
): void {
  fill(rowOf, rows.wholesale, (i, { purchasedOn, regionId, setAsideUnits }) => {
    if (regionId === null || dayFromDate(purchasedOn) <= asOfDay - 7 * REGION_WEEKS) return;
    const region = regionIds.indexOf(regionId);
    for (let k = start[i] ?? 0; k < (start[i + 1] ?? 0); k++) {
      if (index[k] === region) units[k] = (units[k] ?? 0) - setAsideUnits;
    }
  });
}

/** Stock and open shipments per FC on one axis: entries of stock, then those of shipments to FCs without stock. */
function fcArrays(shape: FactsShape) {
  const { rows, fcIds } = shape;
  const stock = compressed(shape, rows.fcStock, fcIds);
  const open = compressed(shape, rows.openUnits, fcIds);
  const fcStart = new Int32Array(rows.products.length + 1);
  const fcIndex: number[] = [];
  const onHand: number[] = [];
  const coming: number[] = [];
  const put = (from: typeof stock, i: number, isStock: boolean) => {
    for (let k = from.start[i] ?? 0; k < (from.start[i + 1] ?? 0); k++) {
      fcIndex.push(from.index[k] ?? 0);
      onHand.push(isStock ? (from.units[k] ?? 0) : 0);
      coming.push(isStock ? 0 : (from.units[k] ?? 0));
    }
  };
  for (let i = 0; i < rows.products.length; i++) {
    put(stock, i, true);
    put(open, i, false);
    fcStart[i + 1] = fcIndex.length;
  }
  return {
    fcStart,
    fcIndex: Int32Array.from(fcIndex),
    fcOnHandUnits: Int32Array.from(onHand),
    fcOpenUnits: Int32Array.from(coming),
  };
}
