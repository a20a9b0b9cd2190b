// The simulated world's facts as lines for COPY: account by account, in the order of each account's reports.
import {
  DISPOSITIONS,
  INVENTORY_EVENT_KINDS,
  orderNumberText,
  type World,
} from "@/lib/optimizer/simulation/index.ts";
import { copyLine } from "@/server/repositories/copy-rows.ts";
import { dateText, recordedText } from "./instants.ts";
import type { WorldIds } from "./world-ids.ts";

/** Rows joined into one piece of text: fewer, larger writes. */
const BATCH_ROWS = 2_000;
/** Line 1 of a report is its header. */
const FIRST_LINE = 2;

/** Row numbers by account, in their order. */
function rowsByAccount(world: World, accountOf: (row: number) => number, length: number) {
  const rows: number[][] = world.accounts.map(() => []);
  for (let row = 0; row < length; row++) rows[accountOf(row)]?.push(row);
  return rows;
}

/** Lines in batches; `count` receives the number of rows of each account. */
async function* batched(
  rows: readonly (readonly number[])[],
  count: number[],
  line: (row: number, account: number, lineNo: number) => string,
): AsyncGenerator<string> {
  for (let account = 0; account < rows.length; account++) {
    const own = rows[account] ?? [];
    count[account] = own.length;
    for (let at = 0; at < own.length; at += BATCH_ROWS) {
      let text = "";
      for (let k = at; k < Math.min(at + BATCH_ROWS, own.length); k++) {
        text += line(own[k] ?? 0, account, FIRST_LINE + k);
      }
      yield text;
    }
  }
}

export interface FactLines {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lines: AsyncIterable<string>;
  /** Rows per account, filled as the lines are read. */
  readonly count: readonly number[];
}

const owner = (ids: WorldIds, account: number) => ids.sellerId[account] ?? 0;

export function productVersionLines(world: World, ids: WorldIds): FactLines {
  const versions = world.productVersions;
  const count: number[] = [];
  const accountOf = (row: number) => world.products[versions.product[row] ?? 0]?.account ?? 0;
  const rows = rowsByAccount(world, accountOf, versions.length);
  const lines = batched(rows, count, (row, account, lineNo) => {
    const p = versions.product[row] ?? 0;
    const product = world.products[p];
    if (!product) throw new Error(`demo world: no product ${p}`);
    const day = versions.validFromDay[row] ?? 0;
    return copyLine([
      owner(ids, account),
      ids.productId[p] ?? 0,
      dateText(day),
      recordedText(day),
      product.asin,
      product.fnsku,
      product.title,
      world.categories[product.category]?.name ?? null,
      product.storageType,
      product.lengthUm,
      product.widthUm,
      product.heightUm,
      product.unitVolumeMm3,
      product.weightMg,
      versions.priceMicros[row] ?? null,
      product.costMicros,
      product.casePackUnits,
      product.declaredLeadTimeDays,
      versions.isBuyable[row] === 1,
      versions.isDiscontinued[row] === 1,
      ids.importId.fba_inventory[account] ?? 0,
      lineNo,
    ]);
  });
  return { table: "product_version", columns: PRODUCT_VERSION_COLUMNS, lines, count };
}

const PRODUCT_VERSION_COLUMNS = [
  "seller_id",
  "product_id",
  "valid_from_on",
  "recorded_from",
  "asin",
  "fnsku",
  "title",
  "category",
  "storage_type",
  "length_um",
  "width_um",
  "height_um",
  "unit_volume_mm3",
  "weight_mg",
  "price_micros",
  "cost_micros",
  "case_pack_units",
  "lead_time_days",
  "is_buyable",
  "is_discontinued",
  "import_id",
  "line_no",
] as const;

export function orderLines(world: World, ids: WorldIds): FactLines {
  const orders = world.orderLines;
  const count: number[] = [];
  const accountOf = (row: number) => world.products[orders.product[row] ?? 0]?.account ?? 0;
  const rows = rowsByAccount(world, accountOf, orders.length);
  // Lines of one product in one order lie on one day, and a day's lines lie together.
  let day = -1;
  const seen = new Map<string, number>();
  const lines = batched(rows, count, (row, account, lineNo) => {
    const p = orders.product[row] ?? 0;
    const purchased = orders.day[row] ?? 0;
    if (purchased !== day) {
      seen.clear();
      day = purchased;
    }
    const number = orders.orderNumber[row] ?? 0;
    const occurrence = (seen.get(`${number}:${p}`) ?? 0) + 1;
    seen.set(`${number}:${p}`, occurrence);
    const units = orders.units[row] ?? 0;
    return copyLine([
      owner(ids, account),
      ids.accountId[account] ?? 0,
      ids.productId[p] ?? 0,
      orderNumberText(number),
      occurrence,
      dateText(purchased),
      (orders.region[row] ?? 0) + 1,
      units,
      units * (orders.priceMicros[row] ?? 0),
      orders.isCancelled[row] === 1 ? "cancelled" : "shipped",
      recordedText(orders.recordedDay[row] ?? 0),
      ids.importId.all_orders_by_order_date[account] ?? 0,
      lineNo,
    ]);
  });
  return { table: "order_line", columns: ORDER_COLUMNS, lines, count };
}

const ORDER_COLUMNS = [
  "seller_id",
  "account_id",
  "product_id",
  "order_number",
  "occurrence",
  "purchased_on",
  "region_id",
  "units",
  "item_price_micros",
  "status",
  "recorded_from",
  "import_id",
  "line_no",
] as const;

/** `receiptOf` gives the row id of the shipment that a receipt belongs to, by shipment index. */
export function ledgerLines(
  world: World,
  ids: WorldIds,
  receiptOf: ReadonlyMap<number, number>,
): FactLines {
  const events = world.inventoryEvents;
  const count: number[] = [];
  const accountOf = (row: number) => world.products[events.product[row] ?? 0]?.account ?? 0;
  const rows = rowsByAccount(world, accountOf, events.length);
  const lines = batched(rows, count, (row, account, lineNo) => {
    const p = events.product[row] ?? 0;
    const day = events.day[row] ?? 0;
    return copyLine([
      owner(ids, account),
      ids.accountId[account] ?? 0,
      ids.productId[p] ?? 0,
      dateText(day),
      (events.fc[row] ?? 0) + 1,
      INVENTORY_EVENT_KINDS[events.kind[row] ?? 0] ?? "adjustment",
      DISPOSITIONS[events.disposition[row] ?? 0] ?? "sellable",
      events.units[row] ?? 0,
      receiptOf.get(events.shipment[row] ?? -1) ?? null,
      recordedText(day),
      ids.importId.inventory_ledger_summary[account] ?? 0,
      lineNo,
    ]);
  });
  return { table: "inventory_event", columns: LEDGER_COLUMNS, lines, count };
}

const LEDGER_COLUMNS = [
  "seller_id",
  "account_id",
  "product_id",
  "event_on",
  "fc_id",
  "kind",
  "disposition",
  "units",
  "shipment_id",
  "recorded_from",
  "import_id",
  "line_no",
] as const;
