import {
  checkBounds,
  checkColumns,
  checkCosts,
  checkProgram,
  checkRows,
  checkSize,
  type LinearProgram,
  type NewColumns,
  type NewRows,
} from "./linear-program.ts";

/** Rows added after the first columns: their entries are stored by row. */
export interface AddedRows {
  readonly firstRow: number;
  /** [added row count + 1] */
  readonly start: Int32Array;
  readonly columnIndex: Int32Array;
  readonly value: Float64Array;
}

/** A program whose matrix is the sum of the entries by column and those of added rows. */
export interface ProgramData extends LinearProgram {
  readonly added?: AddedRows;
}

/** A change to a program held by a solver, in the order of the calls. */
export type ProgramChange =
  | { readonly kind: "columns"; readonly columns: NewColumns }
  | { readonly kind: "rows"; readonly rows: NewRows }
  | { readonly kind: "costs"; readonly index: Int32Array; readonly cost: Float64Array }
  | {
      readonly kind: "columnBounds" | "rowBounds";
      readonly index: Int32Array;
      readonly lower: Float64Array;
      readonly upper: Float64Array;
    };

type Growable = Float64Array | Int32Array | Uint8Array;

/** An array with spare room at its end. */
class Tail<A extends Growable> {
  #array: A;
  length: number;

  constructor(array: A) {
    this.#array = array;
    this.length = array.length;
  }

  get view(): A {
    return this.#array.subarray(0, this.length) as A;
  }

  push(more: A): void {
    const length = this.length + more.length;
    if (length > this.#array.length) {
      const room = Math.max(length, 2 * this.#array.length);
      const larger = new (this.#array.constructor as new (size: number) => A)(room);
      larger.set(this.view);
      this.#array = larger;
    }
    this.#array.set(more, this.length);
    this.length = length;
  }
}

const own = <A extends Growable>(array: A): Tail<A> => new Tail(array.slice() as A);

/** Own copy of a program that takes the same changes as the solver's, so that answers are checked against it. */
export class GrowingProgram {
  readonly #sense: LinearProgram["sense"];
  readonly #cost: Tail<Float64Array>;
  readonly #columnLower: Tail<Float64Array>;
  readonly #columnUpper: Tail<Float64Array>;
  readonly #rowLower: Tail<Float64Array>;
  readonly #rowUpper: Tail<Float64Array>;
  readonly #start: Tail<Int32Array>;
  readonly #rowIndex: Tail<Int32Array>;
  readonly #value: Tail<Float64Array>;
  readonly #isInteger: Tail<Uint8Array>;
  readonly #addedStart = new Tail<Int32Array>(Int32Array.of(0));
  readonly #addedColumn = new Tail<Int32Array>(new Int32Array(0));
  readonly #addedValue = new Tail<Float64Array>(new Float64Array(0));
  readonly #firstAdded: number;
  #rowNames: string[] | null;
  #columnNames: string[] | null;

  constructor(program: LinearProgram) {
    checkProgram(program);
    this.#sense = program.sense;
    this.#cost = own(program.cost);
    this.#columnLower = own(program.columnLower);
    this.#columnUpper = own(program.columnUpper);
    this.#rowLower = own(program.rowLower);
    this.#rowUpper = own(program.rowUpper);
    this.#start = own(program.start);
    this.#rowIndex = own(program.rowIndex);
    this.#value = own(program.value);
    this.#isInteger = own(program.isInteger ?? new Uint8Array(program.columnCount));
    this.#firstAdded = program.rowCount;
    this.#rowNames = program.rowNames ? [...program.rowNames] : null;
    this.#columnNames = program.columnNames ? [...program.columnNames] : null;
  }

  get columnCount(): number {
    return this.#cost.length;
  }

  get rowCount(): number {
    return this.#rowLower.length;
  }

  get hasInteger(): boolean {
    return this.#isInteger.view.includes(1);
  }

  /** The program as it stands; the arrays are views and change with it. */
  get data(): ProgramData {
    return {
      sense: this.#sense,
      columnCount: this.columnCount,
      rowCount: this.rowCount,
      cost: this.#cost.view,
      columnLower: this.#columnLower.view,
      columnUpper: this.#columnUpper.view,
      rowLower: this.#rowLower.view,
      rowUpper: this.#rowUpper.view,
      start: this.#start.view,
      rowIndex: this.#rowIndex.view,
      value: this.#value.view,
      isInteger: this.#isInteger.view,
      added: {
        firstRow: this.#firstAdded,
        start: this.#addedStart.view,
        columnIndex: this.#addedColumn.view,
        value: this.#addedValue.view,
      },
      ...(this.#rowNames && { rowNames: this.#rowNames }),
      ...(this.#columnNames && { columnNames: this.#columnNames }),
    };
  }

  /** Throws RangeError, changing nothing, where the change does not fit. */
  apply(change: ProgramChange): void {
    if (change.kind === "columns") this.#addColumns(change.columns);
    else if (change.kind === "rows") this.#addRows(change.rows);
    else if (change.kind === "costs") this.#setCosts(change.index, change.cost);
    else this.#setBounds(change.kind, change.index, change.lower, change.upper);
  }

  #addColumns(columns: NewColumns): void {
    checkColumns(columns, this.rowCount, this.columnCount);
    checkSize(
      this.columnCount + columns.cost.length,
      this.#value.length + columns.value.length + this.#addedValue.length,
    );
    this.#columnNames = joinNames(
      this.#columnNames,
      this.columnCount,
      columns.names,
      "column",
      columns.cost.length,
    );
    const base = this.#value.length;
    this.#cost.push(columns.cost);
    this.#columnLower.push(columns.lower);
    this.#columnUpper.push(columns.upper);
    this.#start.push(columns.start.subarray(1).map((at) => at + base));
    this.#rowIndex.push(columns.rowIndex);
    this.#value.push(columns.value);
    this.#isInteger.push(columns.isInteger ?? new Uint8Array(columns.cost.length));
  }

  #addRows(rows: NewRows): void {
    checkRows(rows, this.columnCount, this.rowCount);
    checkSize(this.columnCount, this.#value.length + this.#addedValue.length + rows.value.length);
    this.#rowNames = joinNames(this.#rowNames, this.rowCount, rows.names, "row", rows.lower.length);
    const base = this.#addedValue.length;
    this.#rowLower.push(rows.lower);
    this.#rowUpper.push(rows.upper);
    this.#addedStart.push(rows.start.subarray(1).map((at) => at + base));
    this.#addedColumn.push(rows.columnIndex);
    this.#addedValue.push(rows.value);
  }

  #setCosts(index: Int32Array, cost: Float64Array): void {
    checkIndex("column", index, this.columnCount, cost.length);
    checkCosts(cost, 0);
    const all = this.#cost.view;
    for (let k = 0; k < index.length; k++) all[index[k]!] = cost[k]!;
  }

  #setBounds(
    kind: "columnBounds" | "rowBounds",
    index: Int32Array,
    lower: Float64Array,
    upper: Float64Array,
  ): void {
    const isColumn = kind === "columnBounds";
    checkIndex(
      isColumn ? "column" : "row",
      index,
      isColumn ? this.columnCount : this.rowCount,
      lower.length,
    );
    checkBounds(isColumn ? "column" : "row", lower, upper, index.length);
    const low = (isColumn ? this.#columnLower : this.#rowLower).view;
    const high = (isColumn ? this.#columnUpper : this.#rowUpper).view;
    for (let k = 0; k < index.length; k++) {
      low[index[k]!] = lower[k]!;
      high[index[k]!] = upper[k]!;
    }
  }
}

function checkIndex(kind: string, index: Int32Array, count: number, values: number): void {
  if (index.length !== values) {
    throw new RangeError(`linear program: ${index.length} ${kind} indices for ${values} values`);
  }
  for (const at of index) {
    if (at < 0 || at >= count) {
      throw new RangeError(`linear program: no ${kind} ${at}, there are ${count}`);
    }
  }
}

function joinNames(
  known: string[] | null,
  count: number,
  more: readonly string[] | undefined,
  kind: string,
  added: number,
): string[] | null {
  if (!known && !more) return null;
  const first = known ?? Array.from({ length: count }, (_, k) => `${kind} ${k}`);
  return [...first, ...(more ?? Array.from({ length: added }, (_, k) => `${kind} ${count + k}`))];
}

/** One matrix by column again, for a solver that starts afresh. Cost O(columns + entries). */
export function flattened(program: ProgramData): LinearProgram {
  const { added, ...rest } = program;
  if (!added || added.value.length === 0) return rest;
  const { columnCount } = program;
  const start = new Int32Array(columnCount + 1);
  for (let j = 0; j < columnCount; j++) start[j + 1] = program.start[j + 1]! - program.start[j]!;
  for (const j of added.columnIndex) start[j + 1]! += 1;
  for (let j = 0; j < columnCount; j++) start[j + 1]! += start[j]!;
  const rowIndex = new Int32Array(start[columnCount]!);
  const value = new Float64Array(start[columnCount]!);
  const at = start.slice();
  for (let j = 0; j < columnCount; j++) {
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      rowIndex[at[j]!] = program.rowIndex[k]!;
      value[at[j]!] = program.value[k]!;
      at[j]! += 1;
    }
  }
  for (let r = 0; r + 1 < added.start.length; r++) {
    for (let k = added.start[r]!; k < added.start[r + 1]!; k++) {
      const j = added.columnIndex[k]!;
      rowIndex[at[j]!] = added.firstRow + r;
      value[at[j]!] = added.value[k]!;
      at[j]! += 1;
    }
  }
  return { ...rest, start, rowIndex, value };
}

/** A x. Cost O(entries). [rowCount] */
export function rowActivity(program: ProgramData, x: Float64Array): Float64Array {
  const activity = new Float64Array(program.rowCount);
  for (let j = 0; j < program.columnCount; j++) {
    const xj = x[j]!;
    if (xj === 0) continue;
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      activity[program.rowIndex[k]!]! += program.value[k]! * xj;
    }
  }
  const { added } = program;
  for (let r = 0; added && r + 1 < added.start.length; r++) {
    for (let k = added.start[r]!; k < added.start[r + 1]!; k++) {
      activity[added.firstRow + r]! += added.value[k]! * x[added.columnIndex[k]!]!;
    }
  }
  return activity;
}

/** y A, and with `magnitude` the sum of absolute terms too. Cost O(entries). [columnCount] */
export function columnPrice(
  program: ProgramData,
  y: Float64Array,
  magnitude?: Float64Array,
): Float64Array {
  const price = new Float64Array(program.columnCount);
  const add = (j: number, term: number): void => {
    price[j]! += term;
    if (magnitude) magnitude[j]! += Math.abs(term);
  };
  for (let j = 0; j < program.columnCount; j++) {
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++) {
      const yi = y[program.rowIndex[k]!]!;
      if (yi !== 0) add(j, program.value[k]! * yi);
    }
  }
  const { added } = program;
  for (let r = 0; added && r + 1 < added.start.length; r++) {
    const yi = y[added.firstRow + r]!;
    if (yi === 0) continue;
    for (let k = added.start[r]!; k < added.start[r + 1]!; k++) {
      add(added.columnIndex[k]!, added.value[k]! * yi);
    }
  }
  return price;
}
