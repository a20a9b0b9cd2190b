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

/** Lines in batches; `size` receives how much there is of each account. */
async function* batched(
  rows: readonly (readonly number[])[],
  size: ReportSize[],
  line: (row: number, account: number, lineNo: number) => string,
): AsyncGenerator<string> {
  for (let account = 0; account < rows.length; account++) {
    const own = rows[account] ?? [];
    for (let at = 0; at < own.length; at += BATCH_ROWS) {
      let text = "";
      for (let k = at; k < Math.min(at + BATCH_ROWS, own.length); k++) {
        text += line(own[k] ?? 0, account, FIRST_LINE + k);
      }
      addSize(size, account, Math.min(BATCH_ROWS, own.length - at), text);
      yield text;
    }
  }
}

/** Rows of an account's report, and bytes of their text. */
export interface ReportSize {
  readonly rowCount: number;
  readonly byteCount: number;
}

export function addSize(size: ReportSize[], account: number, rowCount: number, text: string): void {
  const before = size[account] ?? { rowCount: 0, byteCount: 0 };
  size[account] = {
    rowCount: before.rowCount + rowCount,
    byteCount: before.byteCount + text.length,
  };
}

export interface FactLines {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lines: AsyncIterable<string>;
  /** Per account, filled as the lines are read. */
  readonly size: readonly ReportSize[];
}

const owner = (ids: WorldIds, account: number) => ids.sellerId[account] ?? 0;

export function productVersionLines(world: World, ids: WorldIds): FactLines {
  const versions = world.productVersions;
  const size: ReportSize[] = [];
  const accountOf = (row: number) => world.products[versions.product[row] ?? 0]?.account ?? 0;
  const rows = rowsByAccount(world, accountOf, versions.length);
  const lines = batched(rows, size, (row, account, lineNo) => {
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
      ids.importId.inventory_planning[account] ?? 0,
      lineNo,
    ]);
  });
  return { table: "product_version", columns: PRODUCT_VERSION_COLUMNS, lines, size };
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

type OrderReport = "all_orders_by_order_date" | "all_orders_by_last_update";

const orderAccount =
  (world: World) =>
  (row: number): number =>
    world.products[world.orderLines.product[row] ?? 0]?.account ?? 0;

/** Recorded later than on its own day: it came with a later report. */
const isLateLine = ({ orderLines: { day, recordedDay } }: World, row: number): boolean =>
  (recordedDay[row] ?? 0) > (day[row] ?? 0);

/** The day on which each account's late lines were recorded, the last one where there are several; -1 without any. */
export function lateRecordDays(world: World): number[] {
  const days = world.accounts.map(() => -1);
  const accountOf = orderAccount(world);
  for (let row = 0; row < world.orderLines.length; row++) {
    if (!isLateLine(world, row)) continue;
    const account = accountOf(row);
    days[account] = Math.max(days[account] ?? -1, world.orderLines.recordedDay[row] ?? -1);
  }
  return days;
}

const PRODUCT_KEYS = 2 ** 20;

/** 1 for the first line of a product in its order, 2 for the second: such lines lie on one day, and a day's lines together. */
function occurrences(world: World): Uint8Array {
  const { length, day, orderNumber, product } = world.orderLines;
  const occurrence = new Uint8Array(length);
  const seen = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    if (day[row] !== day[row - 1]) seen.clear();
    const key = (orderNumber[row] ?? 0) * PRODUCT_KEYS + (product[row] ?? 0);
    const turn = (seen.get(key) ?? 0) + 1;
    seen.set(key, turn);
    occurrence[row] = turn;
  }
  return occurrence;
}

/** The lines of one kind of report: those recorded in time, or those that came with a later one. */
export function orderLines(world: World, ids: WorldIds, report: OrderReport): FactLines {
  const orders = world.orderLines;
  const size: ReportSize[] = [];
  const rows = rowsByAccount(world, orderAccount(world), orders.length).map((own) =>
    own.filter((row) => isLateLine(world, row) === (report === "all_orders_by_last_update")),
  );
  const occurrence = occurrences(world);
  const lines = batched(rows, size, (row, account, lineNo) => {
    const p = orders.product[row] ?? 0;
    const number = orders.orderNumber[row] ?? 0;
    const units = orders.units[row] ?? 0;
    return copyLine([
      owner(ids, account),
      ids.accountId[account] ?? 0,
      ids.productId[p] ?? 0,
      orderNumberText(number),
      occurrence[row] ?? 1,
      dateText(orders.day[row] ?? 0),
      (orders.region[row] ?? 0) + 1,
      units,
      units * (orders.priceMicros[row] ?? 0),
      orders.isCancelled[row] === 1 ? "cancelled" : "shipped",
      recordedText(orders.recordedDay[row] ?? 0),
      ids.importId[report][account] ?? 0,
      lineNo,
    ]);
  });
  return { table: "order_line", columns: ORDER_COLUMNS, lines, size };
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
  const size: ReportSize[] = [];
  const accountOf = (row: number) => world.products[events.product[row] ?? 0]?.account ?? 0;
  const rows = rowsByAccount(world, accountOf, events.length);
  const lines = batched(rows, size, (row, account, lineNo) => {
    const p = events.product[row] ?? 0;
    const day = events.day[row] ?? 0;
    return copyLine([
      owner(ids, account),
      ids.accountId[account] ?? 0,
      ids.productId[p] ?? 0,
      dateText(day),
      (events.fc[row] ?? 0) + 1,
      // Stock from before the books began was not received in them.
      (day < world.span.firstDay ? undefined : INVENTORY_EVENT_KINDS[events.kind[row] ?? 0]) ??
        "adjustment",
      DISPOSITIONS[events.disposition[row] ?? 0] ?? "sellable",
      events.units[row] ?? 0,
      receiptOf.get(events.shipment[row] ?? -1) ?? null,
      recordedText(day),
      ids.importId.inventory_ledger_summary[account] ?? 0,
      lineNo,
    ]);
  });
  return { table: "inventory_event", columns: LEDGER_COLUMNS, lines, size };
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
