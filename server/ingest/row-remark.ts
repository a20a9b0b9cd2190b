// Remarks on rows: what is wrong, where, and the smallest thing that mends it.

/** What became of the row. */
export type RowOutcome = "refused" | "skipped" | "loaded";

export type RowRule =
  | "column_count"
  | "line_too_long"
  | "bad_quoting"
  | "bad_character"
  | "value_too_long"
  | "missing_value"
  | "bad_number"
  | "bad_date"
  | "unknown_status"
  | "currency_mismatch"
  | "other_marketplace"
  | "merchant_fulfilled"
  | "placeholder_row"
  | "ledger_identity"
  | "unknown_storage_type"
  | "volume_not_usable";

export interface RowRemark {
  readonly lineNo: number;
  readonly outcome: RowOutcome;
  readonly rule: RowRule;
  /** Column as the file names it; null when the remark is on the whole row. */
  readonly columnName: string | null;
  /** The cell, shortened; null when the row may show a buyer's data. */
  readonly value: string | null;
  readonly fix: string;
}

const OUTCOME: Partial<Record<RowRule, RowOutcome>> = {
  other_marketplace: "skipped",
  merchant_fulfilled: "skipped",
  placeholder_row: "skipped",
  ledger_identity: "loaded",
  unknown_storage_type: "loaded",
  volume_not_usable: "loaded",
};

const FIX: Record<RowRule, string> = {
  column_count:
    "Give the row as many cells as the header has: a tab or a line break is missing or too many.",
  line_too_long: "Split the line: it is longer than any report's row.",
  bad_quoting: "Close the quotation mark, or double it inside the cell.",
  bad_character: "Remove the unreadable characters from this cell.",
  value_too_long: "Shorten the value: it is longer than any report's value of this column.",
  missing_value: "Fill in this cell: the row means nothing without it.",
  bad_number: "Write a plain number here, such as 12 or 12.50.",
  bad_date: "Write the day as YYYY-MM-DD or MM/DD/YYYY.",
  unknown_status: "Use a status of the report: Pending, Unshipped, Shipped or Cancelled.",
  currency_mismatch: "Import this row into the account that sells in this currency.",
  other_marketplace: "Import this row into the account of that marketplace, if it is yours.",
  merchant_fulfilled: "Nothing to do: an order you ship yourself takes no stock from the network.",
  placeholder_row: "Nothing to do: the marketplace's placeholder stands for no product of yours.",
  ledger_identity:
    "Check the report: the ending balance is not the starting balance plus the row's movements.",
  unknown_storage_type: "Nothing to do: the product keeps the storage type known before.",
  volume_not_usable:
    "Give the unit volume in an Inventory Planning report, which names its unit of measure.",
};

const MAX_VALUE_CHARS = 40;

/** A copy of a short text that does not keep the chunk of the file alive that it was cut from. */
export const detached = (text: string): string => Buffer.from(text, "utf16le").toString("utf16le");

function shownValue(value: string): string {
  const text = value.replace(/\p{Control}/gu, " ").trim();
  return detached(text.length > MAX_VALUE_CHARS ? `${text.slice(0, MAX_VALUE_CHARS - 1)}…` : text);
}

export const rowRemark = (
  lineNo: number,
  rule: RowRule,
  columnName: string | null,
  value: string | null,
): RowRemark => ({
  lineNo,
  outcome: OUTCOME[rule] ?? "refused",
  rule,
  columnName,
  value: value === null ? null : shownValue(value),
  fix: FIX[rule],
});
