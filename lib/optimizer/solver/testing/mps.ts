import type { LinearProgram } from "../linear-program.ts";

interface Draft {
  readonly rowIndex: Map<string, number>;
  readonly rowType: string[];
  readonly right: number[];
  objective: string;
  maximise: boolean;
  readonly columnIndex: Map<string, number>;
  readonly cost: number[];
  readonly entry: [number, number][][];
  readonly lower: number[];
  readonly upper: number[];
}

/** Reads a linear program from free or fixed MPS text without ranges or integers; throws Error on what it does not know. */
export function readMps(text: string): LinearProgram {
  const draft: Draft = {
    rowIndex: new Map(),
    rowType: [],
    right: [],
    objective: "",
    maximise: false,
    columnIndex: new Map(),
    cost: [],
    entry: [],
    lower: [],
    upper: [],
  };
  let section = "";
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("*")) continue;
    const field = line.trim().split(/\s+/);
    if (!/^\s/.test(line)) section = field[0]!;
    else readField(draft, section, field);
    if (section === "ENDATA") break;
  }
  return toProgram(draft);
}

function readField(draft: Draft, section: string, field: string[]): void {
  if (section === "ROWS") readRow(draft, field[0]!, field[1]!);
  else if (section === "COLUMNS") readColumn(draft, field);
  else if (section === "RHS") readRight(draft, field);
  else if (section === "BOUNDS") readBound(draft, field);
  else if (section === "OBJSENSE") draft.maximise = /^MAX/i.test(field[0]!);
  else throw new Error(`readMps: section ${section} is not supported`);
}

function readRow(draft: Draft, type: string, name: string): void {
  if (type === "N") {
    draft.objective ||= name;
    return;
  }
  draft.rowIndex.set(name, draft.rowType.length);
  draft.rowType.push(type);
  draft.right.push(0);
}

function readColumn(draft: Draft, field: string[]): void {
  const name = field[0]!;
  let j = draft.columnIndex.get(name);
  if (j === undefined) {
    j = draft.cost.length;
    draft.columnIndex.set(name, j);
    draft.cost.push(0);
    draft.entry.push([]);
    draft.lower.push(0);
    draft.upper.push(Infinity);
  }
  for (let k = 1; k + 1 < field.length; k += 2) {
    const value = Number(field[k + 1]);
    if (field[k] === draft.objective) draft.cost[j] = value;
    else draft.entry[j]!.push([rowOf(draft, field[k]!), value]);
  }
}

function rowOf(draft: Draft, name: string): number {
  const i = draft.rowIndex.get(name);
  if (i === undefined) throw new Error(`readMps: row ${name} is not declared`);
  return i;
}

function readRight(draft: Draft, field: string[]): void {
  for (let k = field.length % 2; k + 1 < field.length; k += 2) {
    draft.right[rowOf(draft, field[k]!)] = Number(field[k + 1]);
  }
}

function readBound(draft: Draft, field: string[]): void {
  const [type, , name, value] = field;
  const j = draft.columnIndex.get(name!);
  if (j === undefined) throw new Error(`readMps: column ${name} is not declared`);
  if (type === "UP" || type === "FX") draft.upper[j] = Number(value);
  if (type === "LO" || type === "FX") draft.lower[j] = Number(value);
  if (type === "FR" || type === "MI") draft.lower[j] = -Infinity;
}

function toProgram(draft: Draft): LinearProgram {
  const start = Int32Array.from({ length: draft.cost.length + 1 });
  draft.entry.forEach((entries, j) => {
    entries.sort((a, b) => a[0] - b[0]);
    start[j + 1] = start[j]! + entries.length;
  });
  const flat = draft.entry.flat();
  return {
    sense: draft.maximise ? "maximise" : "minimise",
    columnCount: draft.cost.length,
    rowCount: draft.right.length,
    cost: Float64Array.from(draft.cost),
    columnLower: Float64Array.from(draft.lower),
    columnUpper: Float64Array.from(draft.upper),
    rowLower: Float64Array.from(draft.right, (b, i) => (draft.rowType[i] === "L" ? -Infinity : b)),
    rowUpper: Float64Array.from(draft.right, (b, i) => (draft.rowType[i] === "G" ? Infinity : b)),
    start,
    rowIndex: Int32Array.from(flat, (entry) => entry[0]),
    value: Float64Array.from(flat, (entry) => entry[1]),
  };
}
