// Reading reports, against csv-parse doing the splitting alone.
import { parse } from "csv-parse/sync";
import { readReport } from "./read-report.ts";
import type { ByteSource } from "./text/content.ts";
import { readTable } from "./text/records.ts";

const rowCount = 20_000;
const CHUNK_BYTES = 65_536;

const ORDER_HEADER =
  "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\tsales-channel\torder-channel\tship-service-level\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\tgift-wrap-price\tgift-wrap-tax\titem-promotion-discount\tship-promotion-discount\tship-city\tship-state\tship-postal-code\tship-country\tpromotion-ids\tis-business-order\tpurchase-order-number\tprice-designation";

function orderText(): string {
  const line = (i: number): string => {
    const minute = String(i % 60).padStart(2, "0");
    const day = String(1 + (i % 28)).padStart(2, "0");
    const at = `2010-0${1 + (i % 9)}-${day}T09:${minute}:00+00:00`;
    return `026-${i}\t\t${at}\t${at}\tShipped\tAmazon\tAmazon.co.uk\t\tExpedited\tRED BOWL ${i % 997}\tSKU-${i % 997}\tB0\tShipped\t${1 + (i % 7)}\tGBP\t4.25\t\t\t\t\t\t\t\tLeeds\t\tLS1\tGB\t\tfalse\t\t`;
  };
  return [ORDER_HEADER, ...Array.from({ length: rowCount }, (_, i) => line(i)), ""].join("\r\n");
}

const LEDGER_HEADER =
  "Date|FNSKU|ASIN|MSKU|Title|Disposition|Starting Warehouse Balance|In Transit Between Warehouses|Receipts|Customer Shipments|Customer Returns|Vendor Returns|Warehouse Transfer In/Out|Found|Lost|Damaged|Disposed|Other Events|Ending Warehouse Balance|Unknown Events|Location";

function ledgerText(): string {
  const line = (i: number): string =>
    `03/04/2026|X${i}|B0|SKU-${i}|Bowl, ""red""|SELLABLE|100|0|20|-7|0|0|0|0|0|0|0|0|113|0|US`;
  const lines = [LEDGER_HEADER, ...Array.from({ length: rowCount }, (_, i) => line(i))];
  return lines.map((text) => `"${text.split("|").join('"\t"')}"`).join("\r\n");
}

const source = (text: string): ByteSource =>
  async function* () {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      yield bytes.subarray(at, at + CHUNK_BYTES);
  };

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

async function countRows(text: string): Promise<number> {
  const report = await readReport({
    source: source(text),
    charset: "utf-8",
    fileName: "orders.txt",
    context: { marketplaceId: "UK", currency: "GBP", timeZone: "Europe/London", asOfDay: 0 },
  });
  let count = 0;
  for await (const { rows } of report.batches) count += rows.length;
  return count;
}

async function countRecords(text: string): Promise<number> {
  let count = 0;
  for await (const records of (await readTable(whole(text))).batches) count += records.length;
  return count;
}

export const benches = [
  {
    name: "All Orders, bytes to typed rows, per row; csv-parse: cells only",
    setup: orderText,
    run: countRows,
    baseline: (text: string): unknown => parse(text, { delimiter: "\t", quote: false }).length,
    operations: rowCount,
  },
  {
    name: "quoted ledger, text to cells, per row; csv-parse: the same",
    setup: ledgerText,
    run: countRecords,
    baseline: (text: string): unknown => parse(text, { delimiter: "\t" }).length,
    operations: rowCount,
  },
];
