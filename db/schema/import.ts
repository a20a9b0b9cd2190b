import { foreignKey, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { calendarDay, id, instant, wholeNumber } from "./columns.ts";
import { importOrigin, importStatus, reportType, rowOutcome } from "./enums.ts";
import { account } from "./seller.ts";

/** A report file that was loaded, or is being loaded. Facts point to it by (import, line). */
export const importFile = pgTable(
  "import_file",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    fileName: text().notNull(),
    /** Hash of the text itself: a file and its gzip are the same content. */
    contentSha256: text().notNull(),
    byteCount: wholeNumber().notNull(),
    /** Character set as stated at upload, then as used; null = to be detected. */
    charset: text(),
    reportType: reportType(),
    /** The day the file speaks of: stated at upload for reports without a date, else the latest day in it. */
    asOfOn: calendarDay(),
    origin: importOrigin().notNull(),
    status: importStatus().notNull(),
    /** Rows of the file: loaded + unchanged + skipped + error. */
    rowCount: integer().notNull().default(0),
    loadedCount: integer().notNull().default(0),
    unchangedCount: integer().notNull().default(0),
    /** Rows that are well formed and not for this account, e.g. of another marketplace. */
    skippedCount: integer().notNull().default(0),
    /** Rows refused. */
    errorCount: integer().notNull().default(0),
    /** Rows loaded with a remark. */
    warningCount: integer().notNull().default(0),
    /** Columns of the file that no alias knows, kept for the record. */
    unknownColumns: text().array().notNull().default([]),
    failure: text(),
    createdBy: id(),
    createdAt: instant().notNull().defaultNow(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    unique("import_file_content").on(t.sellerId, t.accountId, t.contentSha256),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
  ],
);

/** A remark on one row, what became of the row, and the smallest fix. */
export const importError = pgTable(
  "import_error",
  {
    sellerId: id().notNull(),
    importId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    lineNo: integer().notNull(),
    outcome: rowOutcome().notNull().default("refused"),
    columnName: text(),
    rule: text().notNull(),
    /** The offending cell, shortened; never a buyer's data. */
    value: text(),
    fix: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    index("import_error_line").on(t.sellerId, t.importId, t.lineNo),
    foreignKey({
      columns: [t.sellerId, t.importId],
      foreignColumns: [importFile.sellerId, importFile.id],
    }),
  ],
);
