import type { ColumnSpec } from "../columns.ts";
import type { RowReader } from "../row-reader.ts";

/** What a parser must know of the account a report is for. */
export interface ReportContext {
  readonly marketplaceId: string;
  readonly currency: string;
  readonly timeZone: string;
  /** The day a report without a date speaks of (epoch day). */
  readonly asOfDay: number;
}

/** A report we read: how to recognise it and what one row of it says. */
export interface ReportFormat<Field extends string, Row> {
  readonly title: string;
  readonly columns: readonly ColumnSpec<Field>[];
  /** Columns that are known and not taken. */
  readonly ignored: readonly string[];
  /** Columns (any one name of each) that together tell this report from the others. */
  readonly signature: readonly (readonly string[])[];
  /** Null where the row is refused or skipped; the reader holds the remarks. */
  readonly rowParser: (context: ReportContext) => (row: RowReader<Field>) => Row | null;
}

/** A column under its name in the report, and the other names it has had. */
export const column = <Field extends string>(
  field: Field,
  names: readonly string[],
): ColumnSpec<Field> => ({ field, names, isRequired: false });

export const requiredColumn = <Field extends string>(
  field: Field,
  names: readonly string[],
): ColumnSpec<Field> => ({ field, names, isRequired: true });

export const MAX_SKU_CHARS = 128;
export const MAX_TITLE_CHARS = 500;
export const MAX_CODE_CHARS = 40;
