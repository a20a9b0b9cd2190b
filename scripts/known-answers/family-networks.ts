// Flows: transportation, assignment, shortest path and maximum flow, each as the linear program of its textbook.
import { ProgramBuilder } from "@/lib/optimizer/solver/index.ts";
import { type Family, type Instance, matrixOf, numbersOf, stringOf } from "./instance.ts";
import { optimalValue, optimumWithPrices } from "./solve-program.ts";

/** Supply rows at most, demand rows equal; columns row by row. */
function transportBuilder(
  supply: readonly number[],
  demand: readonly number[],
  cost: readonly (readonly number[])[],
): ProgramBuilder {
  const builder = new ProgramBuilder("minimise");
  for (const upper of supply) builder.addRow({ upper });
  for (const units of demand) builder.addRow({ lower: units, upper: units });
  cost.forEach((row, a) => {
    row.forEach((unit, b) => {
      const column = builder.addColumn({ cost: unit });
      builder.addEntry(a, column, 1);
      builder.addEntry(supply.length + b, column, 1);
    });
  });
  return builder;
}

export const transportation: Family = {
  name: "transportation",
  covers: (type) => /^Transportation/.test(type),
  async solve({ inputs }) {
    const [supply, demand] = [numbersOf(inputs, "supply"), numbersOf(inputs, "demand")];
    const program = transportBuilder(supply, demand, matrixOf(inputs, "cost")).build();
    const { objective, prices } = await optimumWithPrices(program);
    const [dual_ub, dual_eq] = [prices.slice(0, supply.length), prices.slice(supply.length)];
    return { answer: { objective, dual_ub, dual_eq } };
  },
};

const transposed = (matrix: readonly (readonly number[])[]): number[][] =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? NaN));

/** Of two sides the smaller is served whole; vertices of the program are whole (Birkhoff). */
export const assignments: Family = {
  name: "assignment",
  covers: (type) => /^Assignment/.test(type),
  async solve({ inputs }) {
    const given = matrixOf(inputs, "cost");
    const cost = (given[0]?.length ?? 0) > given.length ? transposed(given) : given;
    const ones = (count: number) => Array.from({ length: count }, () => 1);
    const builder = transportBuilder(ones(cost.length), ones(cost[0]?.length ?? 0), cost);
    return { answer: { objective: await optimalValue(builder.build()) } };
  },
};

type Arc = readonly [from: string, to: string, value: number];

function arcsOf(inputs: Instance["inputs"], name: string): Arc[] {
  const list = inputs[name];
  if (!Array.isArray(list)) throw new TypeError(`input ${name}: expected a list of arcs`);
  return list.map((item: unknown, k) => {
    const [from, to, value] = item as unknown[];
    if (typeof value !== "number")
      throw new TypeError(`input ${name}[${k}]: expected [from, to, number]`);
    return [String(from), String(to), value];
  });
}

/** Rows that keep what arrives equal to what leaves, except at the ends. */
function balances(
  builder: ProgramBuilder,
  arcs: readonly Arc[],
  ends: readonly string[],
): Map<string, number> {
  const rows = new Map<string, number>();
  for (const name of new Set(arcs.flatMap((arc) => arc.slice(0, 2).map(String)))) {
    if (!ends.includes(name)) rows.set(name, builder.addRow({ lower: 0, upper: 0 }));
  }
  return rows;
}

function joinEnds(
  builder: ProgramBuilder,
  rows: ReadonlyMap<string, number>,
  column: number,
  from: string,
  to: string,
): void {
  const [leaves, arrives] = [rows.get(from), rows.get(to)];
  if (leaves !== undefined) builder.addEntry(leaves, column, 1);
  if (arrives !== undefined) builder.addEntry(arrives, column, -1);
}

/** Edges go both ways: one unit from source to sink at least cost. */
export const shortestPaths: Family = {
  name: "shortest path",
  covers: (type) => /^Shortest path/.test(type),
  async solve({ inputs }) {
    const [source, sink] = [stringOf(inputs, "source"), stringOf(inputs, "sink")];
    const isDirected = inputs.directed === true || inputs.edges === undefined;
    const edges = arcsOf(inputs, inputs.edges === undefined ? "arcs" : "edges");
    const arcs = isDirected
      ? edges
      : edges.flatMap(([a, b, length]): Arc[] => [
          [a, b, length],
          [b, a, length],
        ]);
    const builder = new ProgramBuilder("minimise");
    const rows = balances(builder, arcs, [source, sink]);
    const sent = builder.addRow({ lower: 1, upper: 1 });
    rows.set(source, sent);
    for (const [from, to, cost] of arcs) {
      const column = builder.addColumn({ cost });
      joinEnds(builder, rows, column, from, to);
    }
    return { answer: { distance: await optimalValue(builder.build()) } };
  },
};

export const maximumFlows: Family = {
  name: "maximum flow",
  covers: (type) => /^Max flow/.test(type),
  async solve({ inputs }) {
    const [source, sink] = [stringOf(inputs, "source"), stringOf(inputs, "sink")];
    const arcs = arcsOf(inputs, "arcs");
    const builder = new ProgramBuilder("maximise");
    const rows = balances(builder, arcs, [source, sink]);
    for (const [from, to, upper] of arcs) {
      const cost = from === source ? 1 : 0;
      const column = builder.addColumn({ cost: to === source ? cost - 1 : cost, upper });
      joinEnds(builder, rows, column, from, to);
    }
    return { answer: { flow: await optimalValue(builder.build()) } };
  },
};
