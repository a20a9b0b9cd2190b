// Remarks as CSV.
import { csvLine } from "@/server/core/csv.ts";
import type { RemarkRow } from "@/server/repositories/import.ts";

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
