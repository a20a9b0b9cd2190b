import { DomainError } from "@/server/core/errors.ts";

/** Where in a file something is wrong, which rule it breaks, and the smallest thing that mends it. */
export interface InputFault {
  readonly file: string;
  /** 1 = the header; null when the fault is with the whole file. */
  readonly line: number | null;
  readonly column: string | null;
  readonly rule: InputRule;
  readonly what: string;
  readonly fix: string;
}

export type InputRule =
  | "unreadable_file"
  | "missing_column"
  | "column_order"
  | "duplicate_column"
  | "column_count"
  | "bad_quoting"
  | "line_too_long"
  | "no_rows"
  | "missing_value"
  | "bad_number"
  | "bad_period"
  | "bad_date"
  | "duplicate_id"
  | "unknown_id"
  | "unknown_suite"
  | "no_tasks"
  | "conflicting_first"
  | "nothing_known"
  | "too_short"
  | "bad_suites";

/** A refused file; the message says all a person needs, the data the same for a program. */
export function inputError({ what, ...fault }: InputFault): DomainError {
  const { file, line, column, fix } = fault;
  const place = [
    file,
    line === null ? null : `line ${line}`,
    column === null ? null : `column "${column}"`,
  ];
  const where = place.filter((part) => part !== null).join(", ");
  return new DomainError("invalid", { ...fault }, `${where}: ${what} ${fix}`);
}

const MAX_SHOWN_CHARS = 40;

/** A cell as an error message shows it. */
export const shown = (cell: string): string =>
  `"${cell.length > MAX_SHOWN_CHARS ? `${cell.slice(0, MAX_SHOWN_CHARS - 1)}…` : cell}"`;
