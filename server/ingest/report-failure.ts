/** Why a whole file cannot be read; the text is for the person who sent it and holds nothing of the file but column names. */
export class ReportFailure extends Error {
  readonly rule: FailureRule;

  constructor(rule: FailureRule, message: string) {
    super(message);
    this.name = "ReportFailure";
    this.rule = rule;
  }
}

export type FailureRule =
  | "empty_file"
  | "not_text"
  | "damaged_gzip"
  | "too_large"
  | "unknown_report"
  | "missing_column"
  | "date_needed";
