import { foreignKey, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, wholeNumber } from "./columns.ts";
import { importOrigin, importStatus, reportType } from "./enums.ts";
import { account } from "./seller.ts";

/** A report file that was loaded, or is being loaded. Facts point to it by (import, line). */
export const importFile = pgTable(
  "import_file",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    fileName: text().notNull(),
    contentSha256: text().notNull(),
    byteCount: wholeNumber().notNull(),
    reportType: reportType(),
    origin: importOrigin().notNull(),
    status: importStatus().notNull(),
    rowCount: integer().notNull().default(0),
    loadedCount: integer().notNull().default(0),
    unchangedCount: integer().notNull().default(0),
    errorCount: integer().notNull().default(0),
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

/** One row that could not be loaded, and the smallest fix. */
export const importError = pgTable(
  "import_error",
  {
    sellerId: id().notNull(),
    importId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    lineNo: integer().notNull(),
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
