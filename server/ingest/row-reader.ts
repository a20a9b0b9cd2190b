import type { ZoneCalendar } from "../../lib/calendar/index.ts";
import {
  readCount,
  readDay,
  readInstant,
  readLocalDay,
  readMeasure,
  readMicros,
  readWhole,
} from "./cells.ts";
import type { HeaderMatch } from "./columns.ts";
import { type RowRemark, type RowRule, rowRemark } from "./row-remark.ts";

// U+FFFD is what a byte that is no text of the character set becomes.
const UNREADABLE = /[\p{Control}\uFFFD]/u;
const SPACES = /\s+/g;

/**
 * Reads the cells of one row after the other by field, and keeps the remarks on the row. It holds one row at a time, looks only at
 * the columns a format takes, and shows no cell of a row in which several do not fit: such a row may be shifted, with a buyer's
 * data under another column's name.
 */
export class RowReader<Field extends string> {
  lineNo = 0;
  private readonly match: HeaderMatch<Field>;
  private readonly zone: ZoneCalendar;
  private cells: readonly string[] = [];
  private remarks: RowRemark[] = [];

  constructor(match: HeaderMatch<Field>, zone: ZoneCalendar) {
    this.match = match;
    this.zone = zone;
  }

  start(cells: readonly string[], lineNo: number): void {
    this.cells = cells;
    this.lineNo = lineNo;
    this.remarks = [];
  }

  /** Ends the row: its remarks, and whether it is to be loaded. */
  finish(): { readonly remarks: readonly RowRemark[]; readonly isLoadable: boolean } {
    const { remarks } = this;
    this.cells = [];
    this.remarks = [];
    const refusals = remarks.filter(({ outcome }) => outcome === "refused");
    if (refusals.length === 0)
      return { remarks, isLoadable: remarks.every(({ outcome }) => outcome === "loaded") };
    const isDoubtful = refusals.length > 1;
    const shown = isDoubtful ? refusals.map((remark) => ({ ...remark, value: null })) : refusals;
    return { remarks: shown, isLoadable: false };
  }

  has(field: Field): boolean {
    return this.match.index[field] >= 0;
  }

  /** The cell as it stands; "" where the file has no such column. */
  cell(field: Field): string {
    return this.cells[this.match.index[field]] ?? "";
  }

  remark(rule: RowRule, field: Field): void {
    const name = this.match.nameOf[field];
    this.remarks.push(rowRemark(this.lineNo, rule, name, this.cell(field)));
  }

  /** Text that names something: "" with a remark when it is missing, unreadable or too long. */
  key(field: Field, maxChars: number): string {
    const text = this.cell(field).trim();
    if (text === "") this.remark("missing_value", field);
    else if (text.length > maxChars) this.remark("value_too_long", field);
    else if (UNREADABLE.test(text)) this.remark("bad_character", field);
    else return text;
    return "";
  }

  /** Free text, cut to a length; null when there is none. */
  text(field: Field, maxChars: number): string | null {
    const text = this.cell(field).trim();
    if (text === "") return null;
    const clean = UNREADABLE.test(text) ? text.replace(/\p{Control}+/gu, " ") : text;
    return clean.slice(0, maxChars).replace(SPACES, " ");
  }

  count(field: Field): number | null {
    return this.take(field, readCount(this.cell(field)), "bad_number");
  }

  signedCount(field: Field): number | null {
    return this.take(field, readWhole(this.cell(field)), "bad_number");
  }

  /** A price: never negative. */
  price(field: Field): number | null {
    const micros = readMicros(this.cell(field));
    return this.take(
      field,
      micros !== null && micros !== undefined && micros < 0 ? undefined : micros,
      "bad_number",
    );
  }

  measure(field: Field): number | null {
    return this.take(field, readMeasure(this.cell(field)), "bad_number");
  }

  /** The day as written. */
  day(field: Field): number | null {
    return this.take(field, readDay(this.cell(field)), "bad_date");
  }

  /** The marketplace's local day of a written instant. */
  localDay(field: Field): number | null {
    return this.take(field, readLocalDay(this.cell(field), this.zone), "bad_date");
  }

  instantMs(field: Field): number | null {
    return this.take(field, readInstant(this.cell(field), this.zone), "bad_date");
  }

  /** A value the row means nothing without: remarks on a cell that does not state it. */
  required(value: number | null, field: Field): number {
    if (value !== null) return value;
    if (!this.remarks.some(({ columnName }) => columnName === this.match.nameOf[field]))
      this.remark("missing_value", field);
    return 0;
  }

  private take(field: Field, value: number | null | undefined, rule: RowRule): number | null {
    if (value !== undefined) return value;
    this.remark(rule, field);
    return null;
  }
}
