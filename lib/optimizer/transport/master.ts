import type { LinearProgram, NewColumns, NewRows } from "../solver/index.ts";
import { functionIndexOf, type Network, nodeOf, stepWidth } from "./network.ts";
import { type Columns, columnCost, eachUse, MOVE, push, typeOfNode } from "./paths.ts";
import type { Prices } from "./prices.ts";

/** Rows of the master: demands, stock, docks, then the resources that have one in the order they came; -1 = no row. */
export interface Rows {
  count: number;
  readonly demand: Int32Array;
  readonly node: Int32Array;
  readonly freeDock: Int32Array;
  readonly boundDock: Int32Array;
  readonly resource: Int32Array;
}

/** Gives a resource a row and its steps; without a row it has no limit. */
export function addResource(n: Network, columns: Columns, hasRow: Uint8Array, i: number): void {
  if (hasRow[i]) return;
  hasRow[i] = 1;
  const f = functionIndexOf(n.resources, i);
  n.resources.steps[f]!.share.forEach((share, j) => {
    if (stepWidth(n.resources.planned[i]!, share) > 0) push(columns, MOVE.step, i, j, f);
  });
}

export function buildRows(n: Network, hasRow: Uint8Array): Rows {
  let count = 0;
  const number = (length: number, isIn: (cell: number) => boolean): Int32Array =>
    Int32Array.from({ length }, (_, cell) => (isIn(cell) ? count++ : -1));
  const { demandUnits, freeArrivalUnits } = n.problem;
  const demand = number(demandUnits.length, (g) => demandUnits[g]! > 0);
  const node = number(n.hasBoundDock.length, () => true);
  const freeDock = number(freeArrivalUnits.length, () => true);
  const boundDock = number(n.hasBoundDock.length, (cell) => n.hasBoundDock[cell] === 1);
  const resource = number(n.resources.count, (i) => hasRow[i] === 1);
  return { count, demand, node, freeDock, boundDock, resource };
}

/** The restricted master: flows of the columns at least cost. Rows of stock and docks: out - in = what starts there. */
export function masterProgram(n: Network, columns: Columns, rows: Rows): LinearProgram {
  const { cost, lower, upper, start, rowIndex, value } = columnsFrom(n, columns, rows, 0);
  return {
    sense: "minimise",
    columnCount: cost.length,
    rowCount: rows.count,
    cost,
    columnLower: lower,
    columnUpper: upper,
    ...rowBounds(n, rows),
    start,
    rowIndex,
    value,
  };
}

/** The columns from one on, to be appended to a master that has the rows. */
export function columnsFrom(n: Network, columns: Columns, rows: Rows, from: number): NewColumns {
  const count = columns.kind.length - from;
  const start = new Int32Array(count + 1);
  const entries = new Entries(n, columns, rows);
  for (let j = 0; j < count; j++) {
    entries.write(from + j);
    start[j + 1] = entries.row.length;
  }
  return {
    cost: Float64Array.from({ length: count }, (_, j) => columnCost(n, columns, from + j)),
    lower: new Float64Array(count),
    upper: Float64Array.from({ length: count }, (_, j) => upperOf(n, columns, from + j)),
    start,
    rowIndex: Int32Array.from(entries.row),
    value: Float64Array.from(entries.value),
  };
}

/** Rows for limits that had none, over the first `columnCount` columns; notes them in `rows`. */
export function appendLimits(
  n: Network,
  columns: Columns,
  rows: Rows,
  resources: readonly number[],
  columnCount: number,
): NewRows {
  const first = rows.count;
  for (const i of resources) rows.resource[i] = rows.count++;
  const entries: [number, number][][] = resources.map(() => []);
  for (let j = 0; j < columnCount; j++) {
    eachUse(n, columns, j, (resource, amount) => {
      const row = rows.resource[resource]!;
      if (row >= first) entries[row - first]!.push([j, amount]);
    });
  }
  const start = new Int32Array(resources.length + 1);
  entries.forEach((row, i) => {
    start[i + 1] = start[i]! + row.length;
  });
  return {
    lower: new Float64Array(resources.length).fill(-Infinity),
    upper: Float64Array.from(resources, (i) => n.resources.capacity[i]!),
    start,
    columnIndex: Int32Array.from(entries.flat(), ([j]) => j),
    value: Float64Array.from(entries.flat(), ([, amount]) => amount),
  };
}

function upperOf(n: Network, columns: Columns, j: number): number {
  if (columns.kind[j] !== MOVE.step) return Infinity;
  const share = n.resources.steps[columns.third[j]!]!.share[columns.second[j]!]!;
  return stepWidth(n.resources.planned[columns.first[j]!]!, share);
}

function rowBounds(n: Network, rows: Rows): Pick<LinearProgram, "rowLower" | "rowUpper"> {
  const { problem } = n;
  const rowLower = new Float64Array(rows.count);
  const rowUpper = new Float64Array(rows.count);
  const equal = (row: number, value: number): void => {
    if (row < 0) return;
    rowLower[row] = value;
    rowUpper[row] = value;
  };
  rows.demand.forEach((row, g) => {
    equal(row, problem.demandUnits[g]!);
  });
  rows.node.forEach((row, node) => {
    const isFirst = node % n.periodCount === 0;
    equal(row, isFirst ? problem.stockUnits[node / n.periodCount]! : 0);
  });
  rows.freeDock.forEach((row, cell) => {
    equal(row, problem.freeArrivalUnits[cell]!);
  });
  rows.boundDock.forEach((row, cell) => {
    equal(row, problem.boundArrivalUnits[cell]!);
  });
  rows.resource.forEach((row, i) => {
    if (row < 0) return;
    rowLower[row] = -Infinity;
    rowUpper[row] = n.resources.capacity[i]!;
  });
  return { rowLower, rowUpper };
}

/** Writes columns one after the other. */
class Entries {
  readonly row: number[] = [];
  readonly value: number[] = [];
  readonly #n: Network;
  readonly #columns: Columns;
  readonly #rows: Rows;

  constructor(n: Network, columns: Columns, rows: Rows) {
    this.#n = n;
    this.#columns = columns;
    this.#rows = rows;
  }

  write(j: number): void {
    const from = this.row.length;
    this.#writeFlow(j);
    eachUse(this.#n, this.#columns, j, (resource, amount) => {
      const row = this.#rows.resource[resource]!;
      if (row >= 0) this.#put(row, amount);
    });
    this.#sort(from);
  }

  /** Puts the entries of one column, at most six, into ascending rows. */
  #sort(from: number): void {
    for (let at = from + 1; at < this.row.length; at++) {
      for (let k = at; k > from && this.row[k]! < this.row[k - 1]!; k--) {
        [this.row[k], this.row[k - 1]] = [this.row[k - 1]!, this.row[k]!];
        [this.value[k], this.value[k - 1]] = [this.value[k - 1]!, this.value[k]!];
      }
    }
  }

  #put(row: number, value: number): void {
    this.row.push(row);
    this.value.push(value);
  }

  #writeFlow(j: number): void {
    const [n, rows] = [this.#n, this.#rows];
    const first = this.#columns.first[j]!;
    const second = this.#columns.second[j]!;
    const third = this.#columns.third[j]!;
    const isLast = first % n.periodCount === n.periodCount - 1;
    switch (this.#columns.kind[j]) {
      case MOVE.unmet:
        this.#put(rows.demand[first]!, 1);
        return;
      case MOVE.serve: {
        const k = Math.floor(first / (n.regionCount * n.speedCount * n.periodCount));
        this.#put(rows.demand[first]!, 1);
        this.#put(rows.node[nodeOf(n, second, k, third)]!, 1);
        return;
      }
      case MOVE.store:
        this.#put(rows.node[first]!, 1);
        if (!isLast) this.#put(rows.node[first + 1]!, -1);
        return;
      case MOVE.receiveFree: {
        const dock = typeOfNode(n, first) * n.periodCount + (first % n.periodCount);
        this.#put(rows.node[first]!, -1);
        this.#put(rows.freeDock[dock]!, 1);
        return;
      }
      case MOVE.receiveBound:
        this.#put(rows.node[first]!, -1);
        this.#put(rows.boundDock[first]!, 1);
        return;
      case MOVE.waitFree:
        this.#put(rows.freeDock[first]!, 1);
        if (!isLast) this.#put(rows.freeDock[first + 1]!, -1);
        return;
      case MOVE.waitBound:
        this.#put(rows.boundDock[first]!, 1);
        if (!isLast) this.#put(rows.boundDock[first + 1]!, -1);
        return;
      case MOVE.transfer:
        this.#writeTransfer(first, second, third);
    }
  }

  #writeTransfer(m: number, k: number, t: number): void {
    const n = this.#n;
    const { from, to } = n.problem.transfer;
    const arrival = n.transferArrival[m * n.periodCount + t]!;
    const out = this.#rows.node[nodeOf(n, from[m]!, k, t)]!;
    const into = this.#rows.node[nodeOf(n, to[m]!, k, arrival)]!;
    this.#put(out, 1);
    this.#put(into, -1);
  }
}

/** Prices as the master's rows say them, and the value of a unit at each node. */
export function pricesOf(n: Network, rows: Rows, rowDual: Float64Array) {
  const price: Prices = {
    resource: new Float64Array(n.resources.count),
    demand: new Float64Array(rows.demand.length),
  };
  rows.resource.forEach((row, i) => {
    if (row >= 0) price.resource[i] = Math.max(0, -rowDual[row]!);
  });
  rows.demand.forEach((row, g) => {
    if (row >= 0) price.demand[g] = rowDual[row]!;
  });
  return { price, node: Float64Array.from(rows.node, (row) => rowDual[row]!) };
}

/** Use of every resource by the columns' flows, before steps. [resources.count] */
export function loadsOf(n: Network, columns: Columns, x: Float64Array): Float64Array {
  const load = new Float64Array(n.resources.count);
  for (let j = 0; j < x.length; j++) {
    if (x[j]! <= 0 || columns.kind[j] === MOVE.step) continue;
    eachUse(n, columns, j, (resource, amount) => {
      load[resource]! += amount * x[j]!;
    });
  }
  return load;
}
