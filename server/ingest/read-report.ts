// The door: bytes of a report in, typed rows and remarks out, some at a time. Nothing here touches a database.
import { zoneCalendar } from "../../lib/calendar/index.ts";
import { canonicalName, type HeaderMatch, matchHeader } from "./columns.ts";
import { allOrders, type OrderRow } from "./formats/all-orders.ts";
import { fbaInventory } from "./formats/fba-inventory.ts";
import { inventoryLedger, type LedgerRow } from "./formats/inventory-ledger.ts";
import { inventoryPlanning } from "./formats/inventory-planning.ts";
import type { ProductStockRow } from "./formats/product-stock.ts";
import type { ReportContext, ReportFormat } from "./formats/report-format.ts";
import { ReportFailure } from "./report-failure.ts";
import { RowReader } from "./row-reader.ts";
import { type RowRemark, type RowRule, rowRemark } from "./row-remark.ts";
import { type ByteSource, type Charset, contentText } from "./text/content.ts";
import { type RawRecord, readTable, type Table } from "./text/records.ts";

export interface RowBatch<Row> {
  readonly rows: readonly Row[];
  readonly remarks: readonly RowRemark[];
  /** Records read, loadable or not. */
  readonly recordCount: number;
}

interface OpenReport<Row> {
  /** Columns of the file that no name of the format knows. */
  readonly unknownColumns: readonly string[];
  readonly batches: AsyncIterable<RowBatch<Row>>;
}

export type Report =
  | (OpenReport<OrderRow> & {
      readonly reportType: "all_orders_by_order_date" | "all_orders_by_last_update";
    })
  | (OpenReport<ProductStockRow> & { readonly reportType: "fba_inventory" | "inventory_planning" })
  | (OpenReport<LedgerRow> & { readonly reportType: "inventory_ledger_summary" });

export interface ReportInput {
  readonly source: ByteSource;
  readonly charset: Charset;
  /** Tells the two All Orders reports apart, whose columns are the same; nothing else is read from it. */
  readonly fileName: string;
  readonly context: ReportContext;
}

/** Opens a report, recognised by its header. Throws ReportFailure when the file cannot be read as one. */
export async function readReport(input: ReportInput): Promise<Report> {
  const table = await readTable(contentText(input.source, input.charset));
  const { context } = input;
  if (hasSignature(table, allOrders)) {
    const isByUpdate = /last[-_ ]?update/i.test(input.fileName);
    const reportType = isByUpdate ? "all_orders_by_last_update" : "all_orders_by_order_date";
    return { reportType, ...open(table, allOrders, context) };
  }
  if (hasSignature(table, inventoryPlanning))
    return { reportType: "inventory_planning", ...open(table, inventoryPlanning, context) };
  if (hasSignature(table, fbaInventory))
    return { reportType: "fba_inventory", ...open(table, fbaInventory, context) };
  if (hasSignature(table, inventoryLedger))
    return { reportType: "inventory_ledger_summary", ...open(table, inventoryLedger, context) };
  throw unknownReport(table);
}

const FORMATS = [allOrders, inventoryPlanning, fbaInventory, inventoryLedger];

type Signed = Pick<ReportFormat<string, unknown>, "signature">;

function missingOf(table: Table, format: Signed): string[] {
  const present = new Set(table.header.map(canonicalName));
  return format.signature
    .filter((names) => !names.some((name) => present.has(canonicalName(name))))
    .map((names) => names[0] ?? "");
}

const hasSignature = (table: Table, format: Signed): boolean =>
  missingOf(table, format).length === 0;

function unknownReport(table: Table): ReportFailure {
  const [nearest] = FORMATS.map(({ title, signature }) => {
    const missing = missingOf(table, { signature });
    return { title, missing, share: missing.length / signature.length };
  }).sort((a, b) => a.share - b.share);
  if (nearest && nearest.share < 1) {
    const names = nearest.missing.map((name) => `"${name}"`).join(", ");
    const message = `This looks like ${nearest.title}, but it has no column ${names}.`;
    return new ReportFailure("missing_column", message);
  }
  const known = FORMATS.map(({ title }) => title).join(", ");
  return new ReportFailure(
    "unknown_report",
    `The header is of no report that is read here (${known}). Request it with English column names.`,
  );
}

function open<Field extends string, Row>(
  table: Table,
  format: ReportFormat<Field, Row>,
  context: ReportContext,
): OpenReport<Row> {
  const match = matchHeader(table.header, format.columns, format.ignored);
  return {
    unknownColumns: match.unknownColumns,
    batches: readRows(table, match, format, context),
  };
}

/** Why a record cannot be a row of the table; cells past the header's are allowed when they are empty. */
function recordRule(record: RawRecord, cellCount: number): RowRule | null {
  if (record.cells === null) return record.rule ?? "column_count";
  if (record.cells.length < cellCount) return "column_count";
  return record.cells.slice(cellCount).some((cell) => cell.trim() !== "") ? "column_count" : null;
}

async function* readRows<Field extends string, Row>(
  table: Table,
  match: HeaderMatch<Field>,
  format: ReportFormat<Field, Row>,
  context: ReportContext,
): AsyncGenerator<RowBatch<Row>> {
  const reader = new RowReader(match, zoneCalendar(context.timeZone));
  const parse = format.rowParser(context);
  const cellCount = table.header.length;
  for await (const records of table.batches) {
    const rows: Row[] = [];
    const remarks: RowRemark[] = [];
    let recordCount = 0;
    for (const record of records) {
      if (record.cells?.every((cell) => cell.trim() === "")) continue;
      recordCount++;
      const rule = recordRule(record, cellCount);
      if (rule !== null || record.cells === null) {
        remarks.push(rowRemark(record.lineNo, rule ?? "column_count", null, null));
        continue;
      }
      reader.start(record.cells, record.lineNo);
      const row = parse(reader);
      const end = reader.finish();
      remarks.push(...end.remarks);
      if (row !== null && end.isLoadable) rows.push(row);
    }
    yield { rows, remarks, recordCount };
  }
}
