import { type ProgramData, rowActivity } from "./growing-program.ts";
import type { OptimalLp } from "./session.ts";

/** A bound that holds the optimum back. */
export interface Binding {
  readonly on: "row" | "column";
  readonly index: number;
  readonly name: string;
  readonly side: "lower" | "upper";
  readonly bound: number;
  /** Change of the objective per unit more of the bound. */
  readonly price: number;
}

/** Distance to a bound, relative to 1 + |bound|, that counts as being there; prices likewise against 1 + largest cost. */
export const AT_BOUND = 1e-7;

export const isAtBound = (value: number, bound: number): boolean =>
  Number.isFinite(bound) && Math.abs(value - bound) <= AT_BOUND * (1 + Math.abs(bound));

/** Name of a row or column, or its kind and index. */
export function nameOf(program: ProgramData, on: "row" | "column", index: number): string {
  const names = on === "row" ? program.rowNames : program.columnNames;
  return names?.[index] ?? `${on} ${index}`;
}

/** Rows, then columns, at a bound with a price; rows and columns without price are left out. Cost O(columns + rows + entries). */
export function bindingBounds(program: ProgramData, answer: OptimalLp): Binding[] {
  const { x, rowDual, reducedCost } = answer;
  const found: Binding[] = [];
  const scale = program.cost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
  const take = (
    on: "row" | "column",
    index: number,
    value: number,
    price: number,
    lower: number,
    upper: number,
  ) => {
    if (!(Math.abs(price) > AT_BOUND * (1 + scale))) return;
    const side =
      isAtBound(value, lower) && !(isAtBound(value, upper) && isUpper(program, price))
        ? "lower"
        : "upper";
    const bound = side === "lower" ? lower : upper;
    if (isAtBound(value, bound))
      found.push({ on, index, name: nameOf(program, on, index), side, bound, price });
  };
  const activity = rowActivity(program, x);
  for (let i = 0; i < program.rowCount; i++) {
    take("row", i, activity[i]!, rowDual[i]!, program.rowLower[i]!, program.rowUpper[i]!);
  }
  for (let j = 0; j < program.columnCount; j++) {
    take("column", j, x[j]!, reducedCost[j]!, program.columnLower[j]!, program.columnUpper[j]!);
  }
  return found;
}

/** Of two equal bounds the price tells which one holds back: more of an upper bound is a gain. */
const isUpper = (program: ProgramData, price: number): boolean =>
  program.sense === "maximise" ? price > 0 : price < 0;
