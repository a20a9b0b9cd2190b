// Reports for tests: text with one row changed at a time, and everything a reading of it gives.
import { type Report, readReport } from "./read-report.ts";
import type { RowRemark } from "./row-remark.ts";
import { type ByteSource, type Charset, inspectContent } from "./text/content.ts";

export const UK = {
  marketplaceId: "UK",
  currency: "GBP",
  timeZone: "Europe/London",
  asOfDay: 20_000,
} as const;

export const US = {
  marketplaceId: "US",
  currency: "USD",
  timeZone: "America/Los_Angeles",
  asOfDay: 20_000,
} as const;

/** All Orders, variant A: the 31 columns as documented. */
export const ORDER_COLUMNS: readonly string[] =
  "amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel order-channel ship-service-level product-name sku asin item-status quantity currency item-price item-tax shipping-price shipping-tax gift-wrap-price gift-wrap-tax item-promotion-discount ship-promotion-discount ship-city ship-state ship-postal-code ship-country promotion-ids is-business-order purchase-order-number price-designation".split(
    " ",
  );

const ORDER: Readonly<Record<string, string>> = {
  "amazon-order-id": "026-1",
  "purchase-date": "2010-01-04T09:43:00+00:00",
  "last-updated-date": "2010-01-05T09:43:00+00:00",
  "order-status": "Shipped",
  "fulfillment-channel": "Amazon",
  "sales-channel": "Amazon.co.uk",
  "product-name": "RED BOWL",
  sku: "BOWL-1",
  asin: "B0BOWL",
  "item-status": "Shipped",
  quantity: "2",
  currency: "GBP",
  "item-price": "8.50",
  "is-business-order": "false",
};

export const tsv = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
  end = "\n",
): string =>
  [columns.join("\t"), ...rows.map((row) => columns.map((name) => row[name] ?? "").join("\t"))]
    .map((line) => line + end)
    .join("");

export const orderRow = (change: Readonly<Record<string, string>> = {}) => ({
  ...ORDER,
  ...change,
});

/** An All Orders file with one row per change. */
export const orders = (
  changes: readonly Readonly<Record<string, string>>[],
  columns = ORDER_COLUMNS,
): string => tsv(columns, changes.map(orderRow));

export const bytesOf = (data: string | Uint8Array, chunkSize = 1000): ByteSource =>
  async function* () {
    const bytes = Buffer.from(data);
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  };

type RowOf<R> = R extends { batches: AsyncIterable<{ rows: readonly (infer Row)[] }> }
  ? Row
  : never;

export interface Reading {
  readonly reportType: Report["reportType"];
  readonly unknownColumns: readonly string[];
  readonly rows: readonly RowOf<Report>[];
  readonly remarks: readonly RowRemark[];
  readonly recordCount: number;
  readonly charset: Charset;
}

export async function readAll(
  data: string | Uint8Array,
  options: {
    readonly context?: typeof UK | typeof US;
    readonly fileName?: string;
    readonly charset?: Charset;
    readonly chunkSize?: number;
  } = {},
): Promise<Reading> {
  const source = bytesOf(data, options.chunkSize);
  const { charset } = await inspectContent(source, options.charset ?? null);
  const { context = UK, fileName = "orders.txt" } = options;
  const report = await readReport({ source, charset, fileName, context });
  const rows: RowOf<Report>[] = [];
  const remarks: RowRemark[] = [];
  let recordCount = 0;
  for await (const batch of report.batches) {
    rows.push(...batch.rows);
    remarks.push(...batch.remarks);
    recordCount += batch.recordCount;
  }
  const { reportType, unknownColumns } = report;
  return { reportType, unknownColumns, rows, remarks, recordCount, charset };
}
