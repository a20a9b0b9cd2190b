// Inventory Planning (FBA Inventory): the health of each SKU, one row per SKU and snapshot day. Tab-separated, unquoted. Its columns
// come and go (40 to 97 seen), so each is found by any name it has had, and a missing one leaves its figure unknown.
import { otherMarketplace } from "../marketplaces.ts";
import type { RowReader } from "../row-reader.ts";
import { unitVolumeMm3 } from "../volume.ts";
import { PLANNING_COLUMNS_NOT_TAKEN } from "./inventory-planning-columns.ts";
import { isPlaceholderSku, type ProductStockRow, type StorageType } from "./product-stock.ts";
import {
  column,
  MAX_CODE_CHARS,
  MAX_SKU_CHARS,
  MAX_TITLE_CHARS,
  type ReportFormat,
  requiredColumn,
} from "./report-format.ts";

type Field =
  | "snapshotOn"
  | "sku"
  | "fnsku"
  | "asin"
  | "title"
  | "marketplace"
  | "category"
  | "storageType"
  | "itemVolume"
  | "volumeUnit"
  | "price"
  | "currency"
  | "available"
  | "working"
  | "shipped"
  | "receiving"
  | "reservedOrders"
  | "reservedTransfer"
  | "reservedProcessing"
  | "unfulfillable"
  | "aged181To270"
  | "aged271To365"
  | "aged366To455"
  | "aged456"
  | "aged365";

const STORAGE_TYPE: Readonly<Record<string, StorageType>> = {
  standard: "standard",
  standardsize: "standard",
  oversize: "oversize",
  largebulky: "oversize",
  bulky: "oversize",
  extralarge: "oversize",
  apparel: "apparel",
};

function storageType(row: RowReader<Field>): StorageType | null {
  const cell = row.cell("storageType").trim();
  if (cell === "" || cell === "--") return null;
  const known = STORAGE_TYPE[cell.toLowerCase().replaceAll(/[^a-z]/g, "")];
  if (known === undefined) row.remark("unknown_storage_type", "storageType");
  return known ?? null;
}

function volume(row: RowReader<Field>): number | null {
  const value = row.measure("itemVolume");
  if (value === null || value === 0) return null;
  const mm3 = unitVolumeMm3(value, row.cell("volumeUnit"));
  if (mm3 === null) row.remark("volume_not_usable", "itemVolume");
  return mm3;
}

/** Units aged 181 days or more: the sum of the age columns, unknown when one of them is. */
function aged181(row: RowReader<Field>): number | null {
  const last = row.has("aged365")
    ? [row.count("aged365")]
    : [row.count("aged366To455"), row.count("aged456")];
  const parts = [row.count("aged181To270"), row.count("aged271To365"), ...last];
  return parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

export const inventoryPlanning: ReportFormat<Field, ProductStockRow> = {
  title: "Inventory Planning",
  signature: [["snapshot-date"], ["sku"], ["available", "afn-fulfillable-quantity"]],
  columns: [
    requiredColumn("snapshotOn", ["snapshot-date"]),
    requiredColumn("sku", ["sku"]),
    column("fnsku", ["fnsku"]),
    column("asin", ["asin"]),
    column("title", ["product-name"]),
    column("marketplace", ["marketplace"]),
    column("category", ["product-group"]),
    column("storageType", ["storage-type"]),
    column("itemVolume", ["item-volume"]),
    column("volumeUnit", ["volume-unit-measurement"]),
    column("price", ["your-price"]),
    column("currency", ["currency"]),
    requiredColumn("available", ["available", "afn-fulfillable-quantity"]),
    column("working", ["inbound-working"]),
    column("shipped", ["inbound-shipped"]),
    column("receiving", ["inbound-received", "inbound-receiving"]),
    column("reservedOrders", ["Reserved Customer Order"]),
    column("reservedTransfer", ["fc-transfer", "Reserved FC Transfer"]),
    column("reservedProcessing", ["fc-processing", "Reserved FC Processing"]),
    column("unfulfillable", ["unfulfillable-quantity"]),
    column("aged181To270", ["inv-age-181-to-270-days", "inventory-age-181-to-270-days"]),
    column("aged271To365", ["inv-age-271-to-365-days", "inventory-age-271-to-365-days"]),
    column("aged366To455", ["inv-age-366-to-455-days"]),
    column("aged456", ["inv-age-456-plus-days"]),
    column("aged365", ["inv-age-365-plus-days", "inventory-age-365-plus-days"]),
  ],
  ignored: PLANNING_COLUMNS_NOT_TAKEN,
  rowParser: (context) => (row) => {
    if (isPlaceholderSku(row.cell("sku"))) {
      row.remark("placeholder_row", "sku");
      return null;
    }
    if (otherMarketplace(row.cell("marketplace"), context.marketplaceId)) {
      row.remark("other_marketplace", "marketplace");
      return null;
    }
    const currency = row.cell("currency").trim();
    if (currency !== "" && currency !== context.currency)
      row.remark("currency_mismatch", "currency");
    return {
      lineNo: row.lineNo,
      sku: row.key("sku", MAX_SKU_CHARS),
      day: row.required(row.localDay("snapshotOn"), "snapshotOn"),
      asin: row.text("asin", MAX_CODE_CHARS),
      fnsku: row.text("fnsku", MAX_CODE_CHARS),
      title: row.text("title", MAX_TITLE_CHARS),
      category: row.text("category", MAX_TITLE_CHARS),
      storageType: storageType(row),
      unitVolumeMm3: volume(row),
      priceMicros: row.price("price"),
      onHandUnits: row.count("available"),
      inboundWorkingUnits: row.count("working"),
      inboundShippedUnits: row.count("shipped"),
      inboundReceivingUnits: row.count("receiving"),
      reservedCustomerOrderUnits: row.count("reservedOrders"),
      reservedTransferUnits: row.count("reservedTransfer"),
      reservedProcessingUnits: row.count("reservedProcessing"),
      unfulfillableUnits: row.count("unfulfillable"),
      aged181Units: aged181(row),
    };
  },
};
