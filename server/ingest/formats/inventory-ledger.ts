// Inventory Ledger, summary view by day: balances and movements of each SKU, disposition and location. Every cell is quoted. Written
// with spaces in its column names on the wire and without in the documentation.
import type { RowReader } from "../row-reader.ts";
import {
  column,
  MAX_CODE_CHARS,
  MAX_SKU_CHARS,
  MAX_TITLE_CHARS,
  type ReportFormat,
  requiredColumn,
} from "./report-format.ts";

export const MOVE_KINDS = [
  "receipt",
  "customer_shipment",
  "customer_return",
  "removal",
  "transfer_in",
  "transfer_out",
  "found",
  "lost",
  "damaged",
  "disposed",
  "adjustment",
] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

export interface LedgerMove {
  readonly kind: MoveKind;
  /** Signed units; never 0. */
  readonly units: number;
}

export interface LedgerRow {
  readonly lineNo: number;
  readonly sku: string;
  readonly asin: string | null;
  readonly fnsku: string | null;
  readonly title: string | null;
  readonly day: number;
  readonly isSellable: boolean;
  /** Code of an FC, or of a country. */
  readonly location: string | null;
  readonly startingUnits: number;
  readonly moves: readonly LedgerMove[];
}

const MOVE_FIELDS = [
  "receipts",
  "customerShipments",
  "customerReturns",
  "vendorReturns",
  "transfers",
  "found",
  "lost",
  "damaged",
  "disposed",
  "otherEvents",
  "unknownEvents",
] as const;
type MoveField = (typeof MOVE_FIELDS)[number];

type Field =
  | "date"
  | "fnsku"
  | "asin"
  | "sku"
  | "title"
  | "disposition"
  | "starting"
  | "ending"
  | "location"
  | MoveField;

function kindOf(field: MoveField, units: number): MoveKind {
  switch (field) {
    case "receipts":
      return "receipt";
    case "customerShipments":
      return "customer_shipment";
    case "customerReturns":
      return "customer_return";
    case "vendorReturns":
      return "removal";
    case "transfers":
      return units > 0 ? "transfer_in" : "transfer_out";
    case "otherEvents":
    case "unknownEvents":
      return "adjustment";
    default:
      return field;
  }
}

function readMoves(row: RowReader<Field>): LedgerMove[] {
  const moves: LedgerMove[] = [];
  for (const field of MOVE_FIELDS) {
    const units = row.signedCount(field) ?? 0;
    if (units !== 0) moves.push({ kind: kindOf(field, units), units });
  }
  return moves;
}

/** Ending = starting + movements. Signs are in the cells; the unknown events count in some files and not in others. */
function checkIdentity(
  row: RowReader<Field>,
  starting: number,
  moves: readonly LedgerMove[],
): void {
  const ending = row.signedCount("ending");
  if (ending === null) return;
  const sum = moves.reduce((total, { units }) => total + units, starting);
  if (ending !== sum && ending !== sum - (row.signedCount("unknownEvents") ?? 0))
    row.remark("ledger_identity", "ending");
}

export const inventoryLedger: ReportFormat<Field, LedgerRow> = {
  title: "Inventory Ledger summary",
  signature: [["Date"], ["MSKU"], ["Disposition"], ["Starting Warehouse Balance"]],
  columns: [
    requiredColumn("date", ["Date"]),
    column("fnsku", ["FNSKU"]),
    column("asin", ["ASIN"]),
    requiredColumn("sku", ["MSKU"]),
    column("title", ["Title"]),
    requiredColumn("disposition", ["Disposition"]),
    requiredColumn("starting", ["Starting Warehouse Balance"]),
    column("receipts", ["Receipts"]),
    column("customerShipments", ["Customer Shipments"]),
    column("customerReturns", ["Customer Returns"]),
    column("vendorReturns", ["Vendor Returns"]),
    column("transfers", ["Warehouse Transfer In/Out"]),
    column("found", ["Found"]),
    column("lost", ["Lost"]),
    column("damaged", ["Damaged"]),
    column("disposed", ["Disposed"]),
    column("otherEvents", ["Other Events"]),
    column("unknownEvents", ["Unknown Events"]),
    requiredColumn("ending", ["Ending Warehouse Balance"]),
    column("location", ["Location"]),
  ],
  ignored: ["In Transit Between Warehouses", "Store"],
  rowParser: () => (row) => {
    const startingUnits = row.required(row.signedCount("starting"), "starting");
    const moves = readMoves(row);
    checkIdentity(row, startingUnits, moves);
    return {
      lineNo: row.lineNo,
      sku: row.key("sku", MAX_SKU_CHARS),
      asin: row.text("asin", MAX_CODE_CHARS),
      fnsku: row.text("fnsku", MAX_CODE_CHARS),
      title: row.text("title", MAX_TITLE_CHARS),
      day: row.required(row.day("date"), "date"),
      isSellable: row.key("disposition", MAX_CODE_CHARS).toUpperCase() === "SELLABLE",
      location: row.text("location", MAX_CODE_CHARS)?.toUpperCase() ?? null,
      startingUnits,
      moves,
    };
  },
};
