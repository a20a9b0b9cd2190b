// All Orders, by order date or by last update: one row per order item. Tab-separated, unquoted.
import { otherMarketplace } from "../marketplaces.ts";
import type { RowReader } from "../row-reader.ts";
import {
  column,
  MAX_CODE_CHARS,
  MAX_SKU_CHARS,
  MAX_TITLE_CHARS,
  type ReportContext,
  type ReportFormat,
  requiredColumn,
} from "./report-format.ts";

export const ORDER_STATUSES = ["pending", "unshipped", "shipped", "cancelled"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderRow {
  readonly lineNo: number;
  readonly orderNumber: string;
  readonly sku: string;
  readonly asin: string | null;
  readonly title: string | null;
  /** Local day of the marketplace (epoch day). */
  readonly purchasedDay: number;
  readonly updatedAtMs: number | null;
  readonly units: number;
  /** Price of the whole line. */
  readonly itemPriceMicros: number | null;
  readonly status: OrderStatus;
  readonly isBusiness: boolean;
}

type Field =
  | "orderNumber"
  | "purchasedAt"
  | "updatedAt"
  | "orderStatus"
  | "itemStatus"
  | "channel"
  | "salesChannel"
  | "title"
  | "sku"
  | "asin"
  | "units"
  | "currency"
  | "itemPrice"
  | "isBusiness";

const STATUS: Readonly<Record<string, OrderStatus>> = {
  pending: "pending",
  pendingavailability: "pending",
  invoiceunconfirmed: "pending",
  unshipped: "unshipped",
  partiallyshipped: "unshipped",
  shipping: "unshipped",
  shipped: "shipped",
  complete: "shipped",
  cancelled: "cancelled",
  canceled: "cancelled",
  unfulfillable: "cancelled",
};

/** "Shipped", "Partially Shipped", "Shipped - Delivered to Buyer"; undefined = a status we do not know. */
function readStatus(cell: string): OrderStatus | undefined {
  const word =
    cell
      .split(" - ", 1)[0]
      ?.toLowerCase()
      .replaceAll(/[^a-z]/g, "") ?? "";
  return STATUS[word];
}

const MAX_ORDER_NUMBER_CHARS = 64;
const MAX_UNITS = 10_000_000;

function lineStatus(row: RowReader<Field>): OrderStatus {
  const ofOrder = readStatus(row.cell("orderStatus"));
  if (ofOrder === undefined) row.remark("unknown_status", "orderStatus");
  const itemCell = row.cell("itemStatus").trim();
  const ofItem = itemCell === "" ? ofOrder : readStatus(itemCell);
  if (ofItem === undefined && ofOrder !== undefined) row.remark("unknown_status", "itemStatus");
  if (ofOrder === "cancelled" || ofItem === "cancelled") return "cancelled";
  return ofItem ?? ofOrder ?? "pending";
}

/** Whether the row is of another trade: the file of a region holds the orders of all its marketplaces, shipped by whomever. */
function isOfOtherTrade(row: RowReader<Field>, context: ReportContext): boolean {
  const isElsewhere = otherMarketplace(row.cell("salesChannel"), context.marketplaceId);
  const isMerchant = /^(merchant|seller)/i.test(row.cell("channel").trim());
  if (isElsewhere) row.remark("other_marketplace", "salesChannel");
  else if (isMerchant) row.remark("merchant_fulfilled", "channel");
  return isElsewhere || isMerchant;
}

function checkCurrency(row: RowReader<Field>, context: ReportContext): void {
  const currency = row.cell("currency").trim();
  if (currency !== "" && currency !== context.currency) row.remark("currency_mismatch", "currency");
}

function lineUnits(row: RowReader<Field>): number {
  const units = row.required(row.count("units"), "units");
  if (units > MAX_UNITS) row.remark("bad_number", "units");
  return units;
}

export const allOrders: ReportFormat<Field, OrderRow> = {
  title: "All Orders",
  signature: [["amazon-order-id"], ["purchase-date"], ["order-status"], ["quantity"]],
  columns: [
    requiredColumn("orderNumber", ["amazon-order-id"]),
    requiredColumn("purchasedAt", ["purchase-date"]),
    column("updatedAt", ["last-updated-date"]),
    requiredColumn("orderStatus", ["order-status"]),
    column("channel", ["fulfillment-channel", "fulfilment-channel"]),
    column("salesChannel", ["sales-channel"]),
    column("title", ["product-name"]),
    requiredColumn("sku", ["sku"]),
    column("asin", ["asin"]),
    column("itemStatus", ["item-status"]),
    requiredColumn("units", ["quantity"]),
    column("currency", ["currency"]),
    column("itemPrice", ["item-price"]),
    column("isBusiness", ["is-business-order"]),
  ],
  ignored: [
    "merchant-order-id",
    "order-channel",
    "url",
    "ship-service-level",
    "item-tax",
    "shipping-price",
    "shipping-tax",
    "gift-wrap-price",
    "gift-wrap-tax",
    "item-promotion-discount",
    "ship-promotion-discount",
    "promotion-ids",
    "price-designation",
    "signature-confirmation-recommended",
    "number-of-items",
    "tax-collection-model",
    "tax-collection-responsible-party",
  ],
  rowParser: (context) => (row) => {
    if (isOfOtherTrade(row, context)) return null;
    checkCurrency(row, context);
    return {
      lineNo: row.lineNo,
      orderNumber: row.key("orderNumber", MAX_ORDER_NUMBER_CHARS),
      sku: row.key("sku", MAX_SKU_CHARS),
      asin: row.text("asin", MAX_CODE_CHARS),
      title: row.text("title", MAX_TITLE_CHARS),
      purchasedDay: row.required(row.localDay("purchasedAt"), "purchasedAt"),
      updatedAtMs: row.instantMs("updatedAt"),
      units: lineUnits(row),
      itemPriceMicros: row.price("itemPrice"),
      status: lineStatus(row),
      isBusiness: /^true$/i.test(row.cell("isBusiness").trim()),
    };
  },
};
