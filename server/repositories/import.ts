// Imports: the file, what became of it, and the remarks on its rows.
import { and, asc, count, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { importError, importFile } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export type ImportStatus = "queued" | "running" | "loaded" | "failed";
export type ImportOrigin = "upload" | "command" | "demo_world";
export type ReportType = NonNullable<typeof importFile.$inferSelect.reportType>;

export interface ImportRow {
  readonly importId: number;
  readonly fileName: string;
  readonly contentSha256: string;
  readonly byteCount: number;
  readonly charset: string | null;
  readonly reportType: ReportType | null;
  readonly origin: ImportOrigin;
  readonly status: ImportStatus;
  readonly asOfOn: string | null;
  readonly rowCount: number;
  readonly loadedCount: number;
  readonly unchangedCount: number;
  readonly skippedCount: number;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly unknownColumns: readonly string[];
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const importColumns = {
  importId: importFile.id,
  fileName: importFile.fileName,
  contentSha256: importFile.contentSha256,
  byteCount: importFile.byteCount,
  charset: importFile.charset,
  reportType: importFile.reportType,
  origin: importFile.origin,
  status: importFile.status,
  asOfOn: importFile.asOfOn,
  rowCount: importFile.rowCount,
  loadedCount: importFile.loadedCount,
  unchangedCount: importFile.unchangedCount,
  skippedCount: importFile.skippedCount,
  errorCount: importFile.errorCount,
  warningCount: importFile.warningCount,
  unknownColumns: importFile.unknownColumns,
  failure: importFile.failure,
  createdAt: importFile.createdAt,
  finishedAt: importFile.finishedAt,
};

const inAccount = (scope: SellerScope) =>
  and(ownedBy(scope, importFile), eq(importFile.accountId, scope.accountId));

const isImport = (scope: SellerScope, importId: number) =>
  and(inAccount(scope), eq(importFile.id, importId));

export async function findImport(
  tx: Tx,
  scope: SellerScope,
  importId: number,
): Promise<ImportRow | null> {
  const rows = await tx.select(importColumns).from(importFile).where(isImport(scope, importId));
  return rows[0] ?? null;
}

/** The account an import of this seller belongs to: what a job, which carries ids only, must look up. */
export async function findImportAccount(
  tx: Tx,
  sellerId: number,
  importId: number,
): Promise<number | null> {
  const rows = await tx
    .select({ accountId: importFile.accountId })
    .from(importFile)
    .where(and(eq(importFile.sellerId, sellerId), eq(importFile.id, importId)));
  return rows[0]?.accountId ?? null;
}

export interface ImportPage {
  readonly rows: readonly ImportRow[];
  readonly totalCount: number;
}

/** Imports of the account, newest first. */
export async function listImports(
  tx: Tx,
  scope: SellerScope,
  page: { readonly limit: number; readonly offset: number },
): Promise<ImportPage> {
  const [total] = await tx.select({ rows: count() }).from(importFile).where(inAccount(scope));
  const rows = await tx
    .select(importColumns)
    .from(importFile)
    .where(inAccount(scope))
    .orderBy(desc(importFile.id))
    .limit(page.limit)
    .offset(page.offset);
  return { rows, totalCount: total?.rows ?? 0 };
}

/** Imports that wait or run. */
export async function countOpenImports(tx: Tx, scope: SellerScope): Promise<number> {
  const [open] = await tx
    .select({ rows: count() })
    .from(importFile)
    .where(and(inAccount(scope), inArray(importFile.status, ["queued", "running"])));
  return open?.rows ?? 0;
}

export interface NewImport {
  readonly fileName: string;
  readonly contentSha256: string;
  readonly byteCount: number;
  readonly charset: string;
  readonly asOfOn: string | null;
  readonly origin: ImportOrigin;
  readonly createdBy: number | null;
  readonly createdAt: Date;
}

/** Registers a file; the same content in the same account is the same import. */
export async function addImport(tx: Tx, scope: SellerScope, file: NewImport): Promise<ImportRow> {
  const [added] = await tx
    .insert(importFile)
    .values({
      ...file,
      sellerId: scope.sellerId,
      accountId: scope.accountId,
      status: "queued",
    })
    .onConflictDoNothing({
      target: [importFile.sellerId, importFile.accountId, importFile.contentSha256],
    })
    .returning(importColumns);
  if (added) return added;
  const rows = await tx
    .select(importColumns)
    .from(importFile)
    .where(and(inAccount(scope), eq(importFile.contentSha256, file.contentSha256)));
  if (rows[0] === undefined)
    throw new Error("addImport: the import in the way of this one is not to be seen");
  return rows[0];
}

/** Puts a failed import back into the queue, with what was stated about the file this time. */
export async function requeueImport(
  tx: Tx,
  scope: SellerScope,
  importId: number,
  file: Pick<NewImport, "fileName" | "charset" | "asOfOn">,
): Promise<void> {
  await tx
    .update(importFile)
    .set({
      fileName: file.fileName,
      charset: file.charset,
      asOfOn: file.asOfOn,
      status: "queued",
      failure: null,
      finishedAt: null,
    })
    .where(isImport(scope, importId));
}

/** Shows how far a load is; it commits at once, while the load's own transaction is open. */
export async function showProgress(
  tx: Tx,
  scope: SellerScope,
  importId: number,
  rowCount: number,
): Promise<void> {
  await tx.update(importFile).set({ status: "running", rowCount }).where(isImport(scope, importId));
}

export interface ImportOutcome {
  readonly reportType: ReportType;
  readonly asOfOn: string | null;
  readonly rowCount: number;
  readonly loadedCount: number;
  readonly unchangedCount: number;
  readonly skippedCount: number;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly unknownColumns: readonly string[];
}

export async function markLoaded(
  tx: Tx,
  scope: SellerScope,
  importId: number,
  outcome: ImportOutcome,
  finishedAt: Date,
): Promise<void> {
  await tx
    .update(importFile)
    .set({
      ...outcome,
      unknownColumns: [...outcome.unknownColumns],
      status: "loaded",
      failure: null,
      finishedAt,
    })
    .where(isImport(scope, importId));
}

export async function markFailed(
  tx: Tx,
  scope: SellerScope,
  importId: number,
  failure: string,
  finishedAt: Date,
): Promise<void> {
  await tx
    .update(importFile)
    .set({ status: "failed", failure, rowCount: 0, finishedAt })
    .where(isImport(scope, importId));
}

/** One load at a time per account: the next one waits for this transaction to end. */
export async function lockAccountImports(tx: Tx, scope: SellerScope): Promise<void> {
  const name = `import ${scope.sellerId} ${scope.accountId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

export interface RemarkRow {
  readonly id: number;
  readonly lineNo: number;
  readonly outcome: "refused" | "skipped" | "loaded";
  readonly columnName: string | null;
  readonly rule: string;
  readonly value: string | null;
  readonly fix: string;
}

const REMARKS_PER_INSERT = 1000;

/** Keeps remarks of an import, in their order. */
export async function addRemarks(
  tx: Tx,
  scope: SellerScope,
  importId: number,
  remarks: readonly Omit<RemarkRow, "id">[],
): Promise<void> {
  const { sellerId } = scope;
  for (let at = 0; at < remarks.length; at += REMARKS_PER_INSERT) {
    const some = remarks.slice(at, at + REMARKS_PER_INSERT);
    await tx.insert(importError).values(some.map((remark) => ({ ...remark, sellerId, importId })));
  }
}

/** Remarks of an import in the order of its lines, after a given remark; nothing of an import of another account. */
export function listRemarks(
  tx: Tx,
  scope: SellerScope,
  importId: number,
  page: { readonly afterId: number; readonly limit: number },
): Promise<RemarkRow[]> {
  const own = tx.select({ id: importFile.id }).from(importFile).where(isImport(scope, importId));
  return tx
    .select({
      id: importError.id,
      lineNo: importError.lineNo,
      outcome: importError.outcome,
      columnName: importError.columnName,
      rule: importError.rule,
      value: importError.value,
      fix: importError.fix,
    })
    .from(importError)
    .where(
      and(
        ownedBy(scope, importError),
        sql`${importError.importId} in (${own})`,
        gt(importError.id, page.afterId),
      ),
    )
    .orderBy(asc(importError.id))
    .limit(page.limit);
}
