// Remarks as CSV, to be opened in a spreadsheet: a cell that a spreadsheet would run as a formula is made text.
import type { RemarkRow } from "@/server/repositories/import.ts";

const FORMULA_START = /^[=+\-@\t\r]/;

/** One cell: neutralised, and quoted where the format asks for it. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(csvCell).join(",")}\r\n`;

export const REMARKS_HEADER = csvLine(["file", "line", "row", "column", "rule", "value", "fix"]);

const OUTCOME_TEXT: Readonly<Record<RemarkRow["outcome"], string>> = {
  refused: "not loaded",
  skipped: "set aside",
  loaded: "loaded",
};

export const remarkLine = (fileName: string, remark: RemarkRow): string =>
  csvLine([
    fileName,
    remark.lineNo,
    OUTCOME_TEXT[remark.outcome],
    remark.columnName,
    remark.rule,
    remark.value,
    remark.fix,
  ]);
