import type { LinearProgram } from "../linear-program.ts";

/** A row of a small program as people write it. */
export interface DenseRow {
  readonly coefficient: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/** Builds a program with x >= 0 from dense rows; for textbook sizes. */
export function denseProgram(
  sense: LinearProgram["sense"],
  cost: readonly number[],
  rows: readonly DenseRow[],
): LinearProgram {
  const start = [0];
  const rowIndex: number[] = [];
  const value: number[] = [];
  for (let j = 0; j < cost.length; j++) {
    for (const [i, row] of rows.entries()) {
      if (!row.coefficient[j]) continue;
      rowIndex.push(i);
      value.push(row.coefficient[j]!);
    }
    start.push(value.length);
  }
  return {
    sense,
    columnCount: cost.length,
    rowCount: rows.length,
    cost: Float64Array.from(cost),
    columnLower: new Float64Array(cost.length),
    columnUpper: new Float64Array(cost.length).fill(Infinity),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    start: Int32Array.from(start),
    rowIndex: Int32Array.from(rowIndex),
    value: Float64Array.from(value),
  };
}

/** coefficient . x <= upper */
export const atMost = (coefficient: readonly number[], upper: number): DenseRow => ({
  coefficient,
  lower: -Infinity,
  upper,
});
