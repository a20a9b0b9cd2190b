import type { LinearProgram } from "./linear-program.ts";

export interface ColumnOptions {
  readonly cost?: number;
  /** Default 0. */
  readonly lower?: number;
  /** Default Infinity. */
  readonly upper?: number;
  readonly isInteger?: boolean;
  readonly name?: string;
}

export interface RowOptions {
  /** Default -Infinity. */
  readonly lower?: number;
  /** Default Infinity. */
  readonly upper?: number;
  readonly name?: string;
}

/** Writes a program down row by row and entry by entry, in any order. Entries of the same place add up. */
export class ProgramBuilder {
  readonly #sense: LinearProgram["sense"];
  readonly #columns: Required<ColumnOptions>[] = [];
  readonly #rows: Required<RowOptions>[] = [];
  readonly #entryRow: number[] = [];
  readonly #entryColumn: number[] = [];
  readonly #entryValue: number[] = [];
  #hasNames = false;

  constructor(sense: LinearProgram["sense"]) {
    this.#sense = sense;
  }

  /** Adds a column and returns its index. */
  addColumn(options: ColumnOptions = {}): number {
    const name = options.name ?? `column ${this.#columns.length}`;
    this.#hasNames ||= options.name !== undefined;
    this.#columns.push({
      cost: 0,
      lower: 0,
      upper: Infinity,
      isInteger: false,
      ...options,
      name,
    });
    return this.#columns.length - 1;
  }

  /** Adds a row with its entries (column, value) and returns its index. */
  addRow(options: RowOptions, entries: Iterable<readonly [number, number]> = []): number {
    const row = this.#rows.length;
    const name = options.name ?? `row ${row}`;
    this.#hasNames ||= options.name !== undefined;
    this.#rows.push({ lower: -Infinity, upper: Infinity, ...options, name });
    for (const [column, value] of entries) this.addEntry(row, column, value);
    return row;
  }

  addEntry(row: number, column: number, value: number): void {
    this.#entryRow.push(row);
    this.#entryColumn.push(column);
    this.#entryValue.push(value);
  }

  /** The program. Throws RangeError where an entry names no column or row. Cost O(columns + rows + entries log entries). */
  build(): LinearProgram {
    const columnCount = this.#columns.length;
    const rowCount = this.#rows.length;
    this.#checkEntries();
    const order = Int32Array.from(this.#entryRow.keys()).sort(
      (a, b) =>
        this.#entryColumn[a]! - this.#entryColumn[b]! ||
        this.#entryRow[a]! - this.#entryRow[b]! ||
        a - b,
    );
    const start = new Int32Array(columnCount + 1);
    const rowIndex: number[] = [];
    const value: number[] = [];
    let last = -1;
    for (const k of order) {
      const isSame =
        last >= 0 &&
        this.#entryColumn[last] === this.#entryColumn[k] &&
        this.#entryRow[last] === this.#entryRow[k];
      if (isSame) value[value.length - 1]! += this.#entryValue[k]!;
      else {
        rowIndex.push(this.#entryRow[k]!);
        value.push(this.#entryValue[k]!);
        start[this.#entryColumn[k]! + 1]! += 1;
      }
      last = k;
    }
    for (let j = 0; j < columnCount; j++) start[j + 1]! += start[j]!;
    const hasInteger = this.#columns.some(({ isInteger }) => isInteger);
    return {
      sense: this.#sense,
      columnCount,
      rowCount,
      cost: Float64Array.from(this.#columns, ({ cost }) => cost),
      columnLower: Float64Array.from(this.#columns, ({ lower }) => lower),
      columnUpper: Float64Array.from(this.#columns, ({ upper }) => upper),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
      start,
      rowIndex: Int32Array.from(rowIndex),
      value: Float64Array.from(value),
      ...(hasInteger && {
        isInteger: Uint8Array.from(this.#columns, ({ isInteger }) => (isInteger ? 1 : 0)),
      }),
      ...(this.#hasNames && {
        rowNames: this.#rows.map(({ name }) => name),
        columnNames: this.#columns.map(({ name }) => name),
      }),
    };
  }

  #checkEntries(): void {
    for (let k = 0; k < this.#entryRow.length; k++) {
      const [row, column] = [this.#entryRow[k]!, this.#entryColumn[k]!];
      if (!this.#rows[row] || !this.#columns[column]) {
        throw new RangeError(
          `program builder: entry at row ${row}, column ${column}, but there are ${this.#rows.length} rows and ${this.#columns.length} columns`,
        );
      }
    }
  }
}
