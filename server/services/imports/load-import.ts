// Loads one registered file into the facts. Everything of a file happens in one transaction: until it commits nothing is to be seen
// but the progress, and a process that dies in the middle leaves an import that can be loaded again.
import { dayFromDate, dayToDate, zoneCalendar } from "@/lib/calendar/index.ts";
import type { ReportContext } from "@/server/ingest/formats/report-format.ts";
import { type Report, type RowBatch, readReport } from "@/server/ingest/read-report.ts";
import { ReportFailure } from "@/server/ingest/report-failure.ts";
import { type ByteSource, CHARSETS, type Charset } from "@/server/ingest/text/content.ts";
import { type AccountRow, findAccount } from "@/server/repositories/account.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  addRemarks,
  findImport,
  type ImportRow,
  lockAccountImports,
  markFailed,
  markLoaded,
  showProgress,
} from "@/server/repositories/import.ts";
import { mergeLedgerRows, stageLedgerRows } from "@/server/repositories/ledger-fact.ts";
import { openAccountEarlier } from "@/server/repositories/new-account.ts";
import {
  type MergeCounts,
  mergeOrderLines,
  stageOrderLines,
} from "@/server/repositories/order-fact.ts";
import type { LoadMark } from "@/server/repositories/product-fact.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { mergeProductStock, stageProductStock } from "@/server/repositories/stock-fact.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { RowTally } from "./row-tally.ts";

const PROGRESS_MS = 1000;
const OUR_FAULT = "The file could not be loaded: something went wrong on our side. Try again.";

/** Loads an import that is not loaded yet. A file that cannot be read ends as a failed import; what goes wrong on our side is thrown. */
export async function loadImport(
  ctx: SellerContext,
  importId: number,
  source: ByteSource,
): Promise<ImportRow> {
  const { account, file } = await inScope(ctx.db, ctx.scope, async (tx) => ({
    account: await findAccount(tx, ctx.scope),
    file: await findImport(tx, ctx.scope, importId),
  }));
  if (account === null || file === null)
    throw new RangeError(`loadImport: import ${importId} is not one of the account's`);
  if (file.status === "loaded") return file;
  const startMs = ctx.clock.monotonicMs();
  try {
    await showRows(ctx, importId, 0);
    await inScope(ctx.db, ctx.scope, (tx) => loadInto(tx, ctx, { account, file, source }));
  } catch (error) {
    await failImport(ctx, importId, error instanceof ReportFailure ? error.message : OUR_FAULT);
    if (!(error instanceof ReportFailure)) throw error;
  }
  const loaded = await inScope(ctx.db, ctx.scope, (tx) => findImport(tx, ctx.scope, importId));
  const { rowCount, errorCount, status } = loaded ?? file;
  const durationMs = Math.round(ctx.clock.monotonicMs() - startMs);
  ctx.logger.info({ importId, status, rowCount, errorCount, durationMs }, "import ended");
  return loaded ?? file;
}

const showRows = (ctx: SellerContext, importId: number, rowCount: number): Promise<void> =>
  inScope(ctx.db, ctx.scope, (tx) => showProgress(tx, ctx.scope, importId, rowCount));

/** Ends an import as failed, with the reason for the person who sent it. */
export const failImport = (ctx: SellerContext, importId: number, failure: string): Promise<void> =>
  inScope(ctx.db, ctx.scope, (tx) => markFailed(tx, ctx.scope, importId, failure, ctx.clock.now()));

interface Load {
  readonly account: AccountRow;
  readonly file: ImportRow;
  readonly source: ByteSource;
}

async function loadInto(tx: Tx, ctx: SellerContext, load: Load): Promise<void> {
  const { file, account, source } = load;
  const report = await readReport({
    source,
    charset: charsetOf(file),
    fileName: file.fileName,
    context: reportContext(ctx, account, file),
  });
  const tally = new RowTally();
  const merge = await stage(tx, ctx, report, (batches) =>
    watched(batches, tally, (rowCount) => showRows(ctx, file.importId, rowCount), ctx),
  );
  await lockAccountImports(tx, ctx.scope);
  const now = await findImport(tx, ctx.scope, file.importId);
  if (now?.status === "loaded") return;
  const recordedAt = ctx.clock.now();
  const counts = await merge({ importId: file.importId, recordedAt });
  if (counts.firstOn !== null) await openAccountEarlier(tx, ctx.scope, counts.firstOn);
  await addRemarks(tx, ctx.scope, file.importId, tally.remarks);
  const { rowCount, skippedCount, errorCount, warningCount } = tally;
  const outcome = {
    reportType: report.reportType,
    asOfOn: report.reportType === "fba_inventory" ? file.asOfOn : counts.lastOn,
    rowCount,
    loadedCount: counts.loadedCount,
    unchangedCount: tally.loadableCount - counts.loadedCount,
    skippedCount,
    errorCount,
    warningCount,
    unknownColumns: report.unknownColumns,
  };
  await markLoaded(tx, ctx.scope, file.importId, outcome, ctx.clock.now());
  const { fileName } = file;
  await recordEvent(tx, ctx, {
    action: "imports.load",
    target: `import:${file.importId}`,
    detail: { fileName, rowCount, loadedCount: counts.loadedCount, errorCount },
  });
}

const charsetOf = (file: ImportRow): Charset =>
  CHARSETS.find((charset) => charset === file.charset) ?? "utf-8";

function reportContext(ctx: SellerContext, account: AccountRow, file: ImportRow): ReportContext {
  const { marketplaceId, currency, timeZone } = account;
  const today = zoneCalendar(timeZone).dayOf(ctx.clock.now().getTime());
  const asOfDay = dayFromDate(file.asOfOn ?? dayToDate(today));
  return { marketplaceId, currency, timeZone, asOfDay };
}

type Watch = <Row>(batches: AsyncIterable<RowBatch<Row>>) => AsyncIterable<readonly Row[]>;
type Merge = (mark: LoadMark) => Promise<MergeCounts>;

/** Streams the rows into the report's staging table; answers how to merge them. */
async function stage(tx: Tx, ctx: SellerContext, report: Report, watch: Watch): Promise<Merge> {
  switch (report.reportType) {
    case "all_orders_by_order_date":
    case "all_orders_by_last_update":
      await stageOrderLines(tx, watch(report.batches));
      return (mark) => mergeOrderLines(tx, ctx.scope, mark);
    case "fba_inventory":
    case "inventory_planning":
      await stageProductStock(tx, watch(report.batches));
      return (mark) => mergeProductStock(tx, ctx.scope, mark);
    case "inventory_ledger_summary":
      await stageLedgerRows(tx, watch(report.batches));
      return (mark) => mergeLedgerRows(tx, ctx.scope, mark);
  }
}

/** Rows as they pass: counted, and told to whoever watches about once a second. */
async function* watched<Row>(
  batches: AsyncIterable<RowBatch<Row>>,
  tally: RowTally,
  show: (rowCount: number) => Promise<void>,
  ctx: SellerContext,
): AsyncGenerator<readonly Row[]> {
  let shownMs = ctx.clock.monotonicMs();
  for await (const batch of batches) {
    tally.add(batch);
    if (batch.rows.length > 0) yield batch.rows;
    if (ctx.clock.monotonicMs() - shownMs < PROGRESS_MS) continue;
    shownMs = ctx.clock.monotonicMs();
    await show(tally.rowCount);
  }
}
