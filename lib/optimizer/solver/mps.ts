import { ProgramBuilder } from "./builder.ts";
import type { LinearProgram } from "./linear-program.ts";

interface DraftRow {
  readonly name: string;
  readonly type: string;
  right: number;
  range: number | null;
}

interface DraftColumn {
  readonly name: string;
  readonly entries: [string, number][];
  cost: number;
  lower: number;
  upper: number;
  isInteger: boolean;
}

interface Draft {
  readonly rows: Map<string, DraftRow>;
  readonly columns: Map<string, DraftColumn>;
  objective: string;
  maximise: boolean;
  isInteger: boolean;
}

/**
 * Reads a program from MPS text, free or fixed without blanks in names (sections ROWS, COLUMNS with integer markers, RHS,
 * RANGES, BOUNDS, OBJSENSE). Throws RangeError at what it does not know. A constant in the objective is refused.
 */
export function readMps(text: string): LinearProgram {
  const draft: Draft = {
    rows: new Map(),
    columns: new Map(),
    objective: "",
    maximise: false,
    isInteger: false,
  };
  let section = "";
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("*")) continue;
    const field = line.trim().split(/\s+/);
    if (/^\s/.test(line)) readField(draft, section, field);
    else {
      section = field[0]!;
      if (section === "OBJSENSE" && field[1]) readField(draft, section, field.slice(1));
    }
    if (section === "ENDATA") break;
  }
  return toProgram(draft);
}

function readField(draft: Draft, section: string, field: string[]): void {
  if (section === "ROWS") readRow(draft, field[0]!, field[1]!);
  else if (section === "COLUMNS") readColumn(draft, field);
  else if (section === "RHS") readRight(draft, field);
  else if (section === "RANGES") readRange(draft, field);
  else if (section === "BOUNDS") readBound(draft, field);
  else if (section === "OBJSENSE") draft.maximise = /^MAX/i.test(field[0]!);
  else throw new RangeError(`readMps: section ${section} is not supported`);
}

function readRow(draft: Draft, type: string, name: string): void {
  if (type !== "N") draft.rows.set(name, { name, type, right: 0, range: null });
  else draft.objective ||= name;
}

function readColumn(draft: Draft, field: string[]): void {
  if (field[1] === "'MARKER'") {
    draft.isInteger = field.includes("'INTORG'");
    return;
  }
  const name = field[0]!;
  const { isInteger } = draft;
  const column = draft.columns.get(name) ?? {
    name,
    entries: [],
    cost: 0,
    lower: 0,
    upper: Infinity,
    isInteger,
  };
  draft.columns.set(name, column);
  for (let k = 1; k + 1 < field.length; k += 2) {
    const value = Number(field[k + 1]);
    if (field[k] === draft.objective) column.cost = value;
    else column.entries.push([rowOf(draft, field[k]!).name, value]);
  }
}

function rowOf(draft: Draft, name: string): DraftRow {
  const row = draft.rows.get(name);
  if (!row) throw new RangeError(`readMps: row ${name} is not declared`);
  return row;
}

function* pairs(field: string[]): Generator<[string, number]> {
  for (let k = field.length % 2; k + 1 < field.length; k += 2)
    yield [field[k]!, Number(field[k + 1])];
}

function readRight(draft: Draft, field: string[]): void {
  for (const [name, value] of pairs(field)) {
    if (name === draft.objective) throw new RangeError("readMps: the objective has a constant");
    rowOf(draft, name).right = value;
  }
}

function readRange(draft: Draft, field: string[]): void {
  for (const [name, value] of pairs(field)) rowOf(draft, name).range = value;
}

const BOUNDS: Record<string, (column: DraftColumn, value: number) => Partial<DraftColumn>> = {
  UP: ({ lower }, value) => ({ upper: value, lower: value < 0 && lower === 0 ? -Infinity : lower }),
  LO: (_, value) => ({ lower: value }),
  FX: (_, value) => ({ lower: value, upper: value }),
  FR: () => ({ lower: -Infinity, upper: Infinity }),
  MI: () => ({ lower: -Infinity }),
  PL: () => ({ upper: Infinity }),
  BV: () => ({ lower: 0, upper: 1, isInteger: true }),
  UI: (_, value) => ({ upper: value, isInteger: true }),
  LI: (_, value) => ({ lower: value, isInteger: true }),
};

function readBound(draft: Draft, field: string[]): void {
  const [type, ...rest] = field;
  const takesValue = !["FR", "MI", "PL", "BV"].includes(type!);
  // The name of the bound set may be left out.
  const name = takesValue ? rest.at(-2)! : (rest[1] ?? rest[0])!;
  const column = draft.columns.get(name);
  const change = BOUNDS[type!];
  if (!column) throw new RangeError(`readMps: column ${name} is not declared`);
  if (!change) throw new RangeError(`readMps: bound type ${type} is not supported`);
  Object.assign(column, change(column, Number(rest.at(-1))));
}

function rangeOf({ type, right, range }: DraftRow): { lower: number; upper: number } {
  const span = Math.abs(range ?? Infinity);
  if (type === "L") return { lower: range === null ? -Infinity : right - span, upper: right };
  if (type === "G") return { lower: right, upper: range === null ? Infinity : right + span };
  if (type !== "E") throw new RangeError(`readMps: row type ${type} is not supported`);
  if (range === null) return { lower: right, upper: right };
  return range < 0 ? { lower: right - span, upper: right } : { lower: right, upper: right + span };
}

function toProgram(draft: Draft): LinearProgram {
  const builder = new ProgramBuilder(draft.maximise ? "maximise" : "minimise");
  const index = new Map<string, number>();
  for (const row of draft.rows.values()) {
    index.set(row.name, builder.addRow({ ...rangeOf(row), name: row.name }));
  }
  for (const { entries, ...column } of draft.columns.values()) {
    const j = builder.addColumn(column);
    for (const [row, value] of entries) builder.addEntry(index.get(row)!, j, value);
  }
  return builder.build();
}
