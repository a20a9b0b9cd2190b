/**
 * A linear program over typed arrays: optimise cost . x subject to rowLower <= A x <= rowUpper and
 * columnLower <= x <= columnUpper, some columns whole if wanted. Missing bounds are +-Infinity. A is stored by column:
 * entries of column j are start[j] .. start[j + 1].
 */
export interface LinearProgram {
  readonly sense: "minimise" | "maximise";
  readonly columnCount: number;
  readonly rowCount: number;
  /** [columnCount] */
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** [rowCount] */
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** [columnCount + 1] */
  readonly start: Int32Array;
  /** Row of each entry, ascending within a column. [start[columnCount]] */
  readonly rowIndex: Int32Array;
  readonly value: Float64Array;
  /** 1 = the column takes whole values only; left out = none does. [columnCount] */
  readonly isInteger?: Uint8Array;
  /** Names for reports; where they are left out, "row 3" and "column 5" stand for them. */
  readonly rowNames?: readonly string[];
  readonly columnNames?: readonly string[];
}

/** Columns to append, stored by column as in LinearProgram; they may have entries in every row there is. */
export interface NewColumns {
  /** [count] */
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** [count + 1] */
  readonly start: Int32Array;
  readonly rowIndex: Int32Array;
  readonly value: Float64Array;
  readonly isInteger?: Uint8Array;
  readonly names?: readonly string[];
}

/** Rows to append, stored by row: entries of row i are start[i] .. start[i + 1]. */
export interface NewRows {
  /** [count] */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** [count + 1] */
  readonly start: Int32Array;
  readonly columnIndex: Int32Array;
  readonly value: Float64Array;
  readonly names?: readonly string[];
}

/** Largest program the solver's 2 GiB of memory takes for certain. */
export const MAX_COLUMNS = 500_000;
export const MAX_ENTRIES = 2_000_000;

/** Throws RangeError where arrays do not fit together or the program is too large. Cost O(columns + rows + entries). */
export function checkProgram(program: LinearProgram): void {
  const { columnCount, rowCount, start } = program;
  expectLength("cost", program.cost, columnCount);
  expectLength("start", start, columnCount + 1);
  if (program.isInteger) expectLength("isInteger", program.isInteger, columnCount);
  if (program.rowNames) expectLength("rowNames", program.rowNames, rowCount);
  if (program.columnNames) expectLength("columnNames", program.columnNames, columnCount);
  checkSize(columnCount, start[columnCount]!);
  checkEntries("column", start, program.rowIndex, program.value, "row", rowCount);
  checkBounds("row", program.rowLower, program.rowUpper, rowCount);
  checkBounds("column", program.columnLower, program.columnUpper, columnCount);
  checkCosts(program.cost, 0);
}

/** Throws RangeError where columns do not fit the program they are to join. */
export function checkColumns(columns: NewColumns, rowCount: number, firstColumn: number): void {
  const count = columns.cost.length;
  expectLength("start", columns.start, count + 1);
  if (columns.isInteger) expectLength("isInteger", columns.isInteger, count);
  if (columns.names) expectLength("names", columns.names, count);
  checkEntries("column", columns.start, columns.rowIndex, columns.value, "row", rowCount);
  checkBounds("column", columns.lower, columns.upper, count, firstColumn);
  checkCosts(columns.cost, firstColumn);
}

/** Throws RangeError where rows do not fit the program they are to join. */
export function checkRows(rows: NewRows, columnCount: number, firstRow: number): void {
  const count = rows.lower.length;
  expectLength("start", rows.start, count + 1);
  if (rows.names) expectLength("names", rows.names, count);
  checkEntries("row", rows.start, rows.columnIndex, rows.value, "column", columnCount);
  checkBounds("row", rows.lower, rows.upper, count, firstRow);
}

/** Throws RangeError beyond what the solver takes. */
export function checkSize(columnCount: number, entryCount: number): void {
  if (columnCount > MAX_COLUMNS || entryCount > MAX_ENTRIES) {
    throw new RangeError(
      `linear program: at most ${MAX_COLUMNS} columns and ${MAX_ENTRIES} entries, got ${columnCount} and ${entryCount}`,
    );
  }
}

/** Throws RangeError at a bound that is no number, or +Infinity below or -Infinity above. Crossing bounds are allowed. */
export function checkBounds(
  kind: "row" | "column",
  lower: Float64Array,
  upper: Float64Array,
  count: number,
  first = 0,
): void {
  expectLength(`${kind}Lower`, lower, count);
  expectLength(`${kind}Upper`, upper, count);
  for (let k = 0; k < count; k++) {
    const [low, high] = [lower[k]!, upper[k]!];
    if (!(low < Infinity && high > -Infinity)) {
      throw new RangeError(`linear program: bounds of ${kind} ${first + k} are ${low} and ${high}`);
    }
  }
}

/** Throws RangeError at a cost that is not finite. */
export function checkCosts(cost: Float64Array, first: number): void {
  for (let j = 0; j < cost.length; j++) {
    if (!Number.isFinite(cost[j]!)) {
      throw new RangeError(`linear program: cost of column ${first + j} is ${cost[j]}`);
    }
  }
}

function checkEntries(
  major: string,
  start: Int32Array,
  index: Int32Array,
  value: Float64Array,
  minor: string,
  minorCount: number,
): void {
  const entries = start.at(-1) ?? -1;
  expectLength(`${minor}Index`, index, entries);
  expectLength("value", value, entries);
  if (start[0] !== 0) throw new RangeError(`linear program: start[0] must be 0, got ${start[0]}`);
  for (let j = 1; j < start.length; j++) {
    if (start[j]! < start[j - 1]!)
      throw new RangeError(`linear program: start falls at ${major} ${j - 1}`);
  }
  for (let k = 0; k < entries; k++) {
    const i = index[k]!;
    if (i < 0 || i >= minorCount) {
      throw new RangeError(
        `linear program: entry ${k} names ${minor} ${i}, expected below ${minorCount}`,
      );
    }
    if (!Number.isFinite(value[k]!)) {
      throw new RangeError(`linear program: entry ${k} is ${value[k]}`);
    }
  }
}

function expectLength(name: string, array: ArrayLike<unknown>, want: number): void {
  if (array.length !== want) {
    throw new RangeError(`linear program: ${name} must have length ${want}, got ${array.length}`);
  }
}
