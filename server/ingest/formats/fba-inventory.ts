// Manage FBA Inventory (MYI unsuppressed): stock of each SKU at the moment the report was made. Tab-separated, unquoted; it holds no
// date, so the day is told at upload. Reserved units are one figure here, of which nothing says what is for customers' orders.
import { findMarketplace } from "../marketplaces.ts";
import type { RowReader } from "../row-reader.ts";
import { unitVolumeMm3 } from "../volume.ts";
import { isPlaceholderSku, type ProductStockRow } from "./product-stock.ts";
import {
  column,
  MAX_CODE_CHARS,
  MAX_SKU_CHARS,
  MAX_TITLE_CHARS,
  type ReportContext,
  type ReportFormat,
  requiredColumn,
} from "./report-format.ts";

type Field =
  | "sku"
  | "fnsku"
  | "asin"
  | "title"
  | "price"
  | "onHand"
  | "unfulfillable"
  | "unitVolume"
  | "working"
  | "shipped"
  | "receiving";

function volume(row: RowReader<Field>, context: ReportContext): number | null {
  const value = row.measure("unitVolume");
  if (value === null || value === 0) return null;
  const unit = findMarketplace(context.marketplaceId)?.volumeUnit ?? "";
  const mm3 = unitVolumeMm3(value, unit);
  if (mm3 === null) row.remark("volume_not_usable", "unitVolume");
  return mm3;
}

export const fbaInventory: ReportFormat<Field, ProductStockRow> = {
  title: "Manage FBA Inventory",
  signature: [["sku"], ["fnsku"], ["afn-fulfillable-quantity"]],
  columns: [
    requiredColumn("sku", ["sku"]),
    column("fnsku", ["fnsku"]),
    column("asin", ["asin"]),
    column("title", ["product-name"]),
    column("price", ["your-price"]),
    requiredColumn("onHand", ["afn-fulfillable-quantity"]),
    column("unfulfillable", ["afn-unsellable-quantity"]),
    column("unitVolume", ["per-unit-volume"]),
    column("working", ["afn-inbound-working-quantity"]),
    column("shipped", ["afn-inbound-shipped-quantity"]),
    column("receiving", ["afn-inbound-receiving-quantity"]),
  ],
  ignored: [
    "condition",
    "mfn-listing-exists",
    "mfn-fulfillable-quantity",
    "afn-listing-exists",
    "afn-warehouse-quantity",
    "afn-reserved-quantity",
    "afn-total-quantity",
    "afn-researching-quantity",
    "afn-reserved-future-supply",
    "afn-future-supply-buyable",
    "afn-fulfillable-quantity-local",
    "afn-fulfillable-quantity-remote",
    "store",
  ],
  rowParser: (context) => (row) => {
    if (isPlaceholderSku(row.cell("sku"))) {
      row.remark("placeholder_row", "sku");
      return null;
    }
    return {
      lineNo: row.lineNo,
      sku: row.key("sku", MAX_SKU_CHARS),
      day: context.asOfDay,
      asin: row.text("asin", MAX_CODE_CHARS),
      fnsku: row.text("fnsku", MAX_CODE_CHARS),
      title: row.text("title", MAX_TITLE_CHARS),
      category: null,
      storageType: null,
      unitVolumeMm3: volume(row, context),
      priceMicros: row.price("price"),
      onHandUnits: row.count("onHand"),
      inboundWorkingUnits: row.count("working"),
      inboundShippedUnits: row.count("shipped"),
      inboundReceivingUnits: row.count("receiving"),
      reservedCustomerOrderUnits: null,
      reservedTransferUnits: null,
      reservedProcessingUnits: null,
      unfulfillableUnits: row.count("unfulfillable"),
      aged181Units: null,
    };
  },
};
