import type { LinearProgram } from "./linear-program.ts";

/**
 * The least sum of row violations: columns of the program plus, for each row, what it falls short of its lower bound
 * and what it exceeds its upper bound by. Positive optimum = infeasible, and the rows' prices prove it.
 */
export function elasticProgram(program: LinearProgram): LinearProgram {
  const { columnCount, rowCount } = program;
  const short: number[] = [];
  const over: number[] = [];
  for (let i = 0; i < rowCount; i++) {
    if (program.rowLower[i]! > -Infinity) short.push(i);
    if (program.rowUpper[i]! < Infinity) over.push(i);
  }
  const extra = short.length + over.length;
  const entries = program.start[columnCount]!;
  const joined = (own: Float64Array, fill: number) => {
    const all = new Float64Array(columnCount + extra).fill(fill);
    all.set(own);
    return all;
  };
  const start = new Int32Array(columnCount + extra + 1);
  start.set(program.start);
  for (let k = 1; k <= extra; k++) start[columnCount + k] = entries + k;
  const rowIndex = new Int32Array(entries + extra);
  rowIndex.set(program.rowIndex);
  rowIndex.set([...short, ...over], entries);
  const value = new Float64Array(entries + extra).fill(1, 0, entries + short.length);
  value.fill(-1, entries + short.length);
  value.set(program.value);
  return {
    sense: "minimise",
    columnCount: columnCount + extra,
    rowCount,
    cost: joined(new Float64Array(columnCount), 1),
    columnLower: joined(program.columnLower, 0),
    columnUpper: joined(program.columnUpper, Infinity),
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    start,
    rowIndex,
    value,
  };
}

/** Any point of the program: the same without costs. */
export const pointProgram = (program: LinearProgram): LinearProgram => ({
  ...program,
  cost: new Float64Array(program.columnCount),
});

/** The best direction that keeps every bound, of entries between -1 and 1. */
export function rayProgram(program: LinearProgram): LinearProgram {
  const lower = (bound: Float64Array, free: number) => bound.map((b) => (b > -Infinity ? 0 : free));
  const upper = (bound: Float64Array, free: number) => bound.map((b) => (b < Infinity ? 0 : free));
  return {
    ...program,
    columnLower: lower(program.columnLower, -1),
    columnUpper: upper(program.columnUpper, 1),
    rowLower: lower(program.rowLower, -Infinity),
    rowUpper: upper(program.rowUpper, Infinity),
  };
}
