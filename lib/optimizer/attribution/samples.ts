import type { CausalGraph } from "./graph.ts";

/** Rows of two periods; every column has a period's rows in the same order. */
export interface TwoPeriods {
  /** [node][row], nodes as in the graph. */
  readonly before: readonly Float64Array[];
  readonly after: readonly Float64Array[];
}

/** Fewer rows leave no degree of freedom to test a mechanism of a few causes. */
const MIN_ROWS = 20;

/** Throws RangeError naming period, column and row for lengths that differ, missing values or too few rows. */
export function checkPeriods({ node }: CausalGraph, periods: TwoPeriods): void {
  for (const period of ["before", "after"] as const) {
    const columns = periods[period];
    if (columns.length !== node.length) {
      throw new RangeError(`${period}: ${node.length} columns expected, got ${columns.length}`);
    }
    const rowCount = columns[0]!.length;
    if (rowCount < MIN_ROWS) {
      throw new RangeError(`${period}: at least ${MIN_ROWS} rows are needed, got ${rowCount}`);
    }
    columns.forEach((column, i) => {
      checkColumn(`${period}: ${node[i]}`, column, rowCount);
    });
  }
}

function checkColumn(name: string, column: Float64Array, rowCount: number): void {
  if (column.length !== rowCount) {
    throw new RangeError(`${name}: ${rowCount} rows expected, got ${column.length}`);
  }
  for (let row = 0; row < rowCount; row++) {
    if (!Number.isFinite(column[row]!)) {
      throw new RangeError(`${name}, row ${row}: a number is needed, got ${column[row]}`);
    }
  }
}

export function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
