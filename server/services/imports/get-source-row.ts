// A line of an imported file as we kept it: the end of every drill-down.
import { microsToNumber, mm3ToCubicFeet } from "@/lib/units/index.ts";
import { findAccount } from "@/server/repositories/account.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  listMovesOf,
  listOrderLinesOf,
  listStockOf,
  listVersionsOf,
  type SourceLine,
} from "@/server/repositories/import-source.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { reportTitle } from "./import-view.ts";
import { requireImport } from "./list-remarks.ts";
import type { SourceRowView } from "./schemas.ts";

type Fact = SourceRowView["facts"][number];

/** What we kept of one line. Throws `not_found` when the import is none of the account's. */
export async function getSourceRow(ctx: SellerContext, line: SourceLine): Promise<SourceRowView> {
  const file = await requireImport(ctx, line.importId);
  const facts = await inScope(ctx.db, ctx.scope, (tx) => factsOf(tx, ctx.scope, line));
  return {
    ...line,
    fileName: file.fileName,
    reportTitle: reportTitle(file.reportType),
    createdAt: file.createdAt.toISOString(),
    facts,
  };
}

async function factsOf(tx: Tx, scope: SellerScope, line: SourceLine): Promise<Fact[]> {
  const currency = (await findAccount(tx, scope))?.currency ?? "";
  const orders = await listOrderLinesOf(tx, scope, line);
  const stock = await listStockOf(tx, scope, line);
  const moves = await listMovesOf(tx, scope, line);
  const versions = await listVersionsOf(tx, scope, line);
  return [
    ...orders.map((row) => orderFact(row, currency)),
    ...stock.map(stockFact),
    ...moves.map(moveFact),
    ...versions.map((row) => versionFact(row, currency)),
  ];
}

type Labelled = readonly [label: string, value: string | number | null];

/** Fields in words; what the report did not say is left out. */
const fields = (labelled: readonly Labelled[]): Fact["fields"] =>
  labelled
    .filter(([, value]) => value !== null)
    .map(([label, value]) => ({ label, text: String(value) }));

// A timestamp of 'infinity' is no date of JavaScript: the driver reads it as an invalid one.
const isCurrent = ({ recordedTo }: { readonly recordedTo: Date }): boolean =>
  Number.isNaN(recordedTo.getTime());

const amount = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});

const money = (micros: number | null, currency: string): string | null =>
  micros === null ? null : `${amount.format(microsToNumber(micros))} ${currency}`;

/** "2026-05-05 09:43:00 UTC". */
const instantText = (at: Date | null): string | null =>
  at === null ? null : `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

type RowOf<F extends (...args: never[]) => PromiseLike<readonly unknown[]>> = Awaited<
  ReturnType<F>
>[number];

const orderFact = (row: RowOf<typeof listOrderLinesOf>, currency: string): Fact => ({
  title: "Order line",
  sku: row.sku,
  isCurrent: isCurrent(row),
  fields: fields([
    ["Order", row.orderNumber],
    ["Purchased on", row.purchasedOn],
    ["Units", row.units],
    ["Price of the line", money(row.itemPriceMicros, currency)],
    ["Status", row.status],
    ["Business order", row.isBusiness ? "yes" : "no"],
    ["Last updated", instantText(row.updatedAt)],
  ]),
});

const stockFact = (row: RowOf<typeof listStockOf>): Fact => ({
  title: "Stock",
  sku: row.sku,
  isCurrent: isCurrent(row),
  fields: fields([
    ["On", row.snapshotOn],
    ["On hand", row.onHandUnits],
    ["Inbound, working", row.inboundWorkingUnits],
    ["Inbound, shipped", row.inboundShippedUnits],
    ["Inbound, receiving", row.inboundReceivingUnits],
    ["Reserved for customers", row.reservedCustomerOrderUnits],
    ["Reserved, in transfer", row.reservedTransferUnits],
    ["Reserved, in processing", row.reservedProcessingUnits],
    ["Unfulfillable", row.unfulfillableUnits],
    ["Aged 181 days or more", row.aged181Units],
  ]),
});

const moveFact = (row: RowOf<typeof listMovesOf>): Fact => ({
  title: "Movement of stock",
  sku: row.sku,
  isCurrent: isCurrent(row),
  fields: fields([
    ["On", row.eventOn],
    ["Kind", row.kind.replaceAll("_", " ")],
    ["Units", row.units],
    ["Condition", row.disposition],
  ]),
});

const VOLUME_DIGITS = 10_000;

const versionFact = (row: RowOf<typeof listVersionsOf>, currency: string): Fact => ({
  title: "Product",
  sku: row.sku,
  isCurrent: isCurrent(row),
  fields: fields([
    ["Valid from", row.validFromOn],
    ["Title", row.title],
    ["ASIN", row.asin],
    ["FNSKU", row.fnsku],
    ["Category", row.category],
    ["Storage type", row.storageType],
    ["Unit volume", volumeText(row.unitVolumeMm3)],
    ["Price", money(row.priceMicros, currency)],
  ]),
});

const volumeText = (mm3: number | null): string | null =>
  mm3 === null ? null : `${Math.round(mm3ToCubicFeet(mm3) * VOLUME_DIGITS) / VOLUME_DIGITS} ft³`;
