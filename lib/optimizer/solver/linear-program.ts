/**
 * A linear program over typed arrays: optimise cost . x subject to rowLower <= A x <= rowUpper and
 * columnLower <= x <= columnUpper. Missing bounds are +-Infinity. A is stored by column: entries of column j are
 * start[j] .. start[j + 1].
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
}

/** Largest program the solver's 2 GiB of memory takes for certain. */
export const MAX_COLUMNS = 500_000;
export const MAX_ENTRIES = 2_000_000;

/** Throws RangeError where arrays do not fit together or the program is too large. Cost O(columns + rows + entries). */
export function checkProgram(program: LinearProgram): void {
  const { columnCount, rowCount, start } = program;
  const entries = start[columnCount] ?? -1;
  const expect = (name: string, got: number, want: number): void => {
    if (got !== want)
      throw new RangeError(`linear program: ${name} must have length ${want}, got ${got}`);
  };
  expect("cost", program.cost.length, columnCount);
  expect("columnLower", program.columnLower.length, columnCount);
  expect("columnUpper", program.columnUpper.length, columnCount);
  expect("rowLower", program.rowLower.length, rowCount);
  expect("rowUpper", program.rowUpper.length, rowCount);
  expect("start", start.length, columnCount + 1);
  expect("rowIndex", program.rowIndex.length, entries);
  expect("value", program.value.length, entries);
  if (columnCount > MAX_COLUMNS || entries > MAX_ENTRIES) {
    throw new RangeError(
      `linear program: at most ${MAX_COLUMNS} columns and ${MAX_ENTRIES} entries, got ${columnCount} and ${entries}`,
    );
  }
  for (let k = 0; k < entries; k++) {
    const i = program.rowIndex[k]!;
    if (i < 0 || i >= rowCount) throw new RangeError(`linear program: entry ${k} names row ${i}`);
    if (!Number.isFinite(program.value[k]!)) {
      throw new RangeError(`linear program: entry ${k} is ${program.value[k]}`);
    }
  }
  for (let j = 0; j < columnCount; j++) {
    if (!Number.isFinite(program.cost[j]!)) {
      throw new RangeError(`linear program: cost of column ${j} is ${program.cost[j]}`);
    }
  }
}
