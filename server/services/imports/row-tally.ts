import type { RowBatch } from "@/server/ingest/read-report.ts";
import type { RowRemark } from "@/server/ingest/row-remark.ts";

/** Remarks kept of one file; all of them are counted. A file with more is of another kind or another account, and the first ones show it. */
export const MAX_REMARKS = 10_000;

/** Counts what becomes of the rows of a file while they pass, and keeps the remarks. */
export class RowTally {
  rowCount = 0;
  skippedCount = 0;
  errorCount = 0;
  warningCount = 0;
  readonly remarks: RowRemark[] = [];

  add(batch: RowBatch<unknown>): void {
    const linesOf = (outcome: RowRemark["outcome"]) =>
      new Set(batch.remarks.filter((r) => r.outcome === outcome).map((r) => r.lineNo)).size;
    const skipped = linesOf("skipped");
    this.rowCount += batch.recordCount;
    this.skippedCount += skipped;
    this.errorCount += batch.recordCount - batch.rows.length - skipped;
    this.warningCount += linesOf("loaded");
    const room = MAX_REMARKS - this.remarks.length;
    if (room > 0) this.remarks.push(...batch.remarks.slice(0, room));
  }

  /** Rows that were handed on to be loaded. */
  get loadableCount(): number {
    return this.rowCount - this.skippedCount - this.errorCount;
  }
}
