import { type Definition, Operation, type Step } from "./define.ts";
import { kernelOf } from "./kernel.ts";
import type { Columns, Formula } from "./types.ts";

// Rows of one pass over the nodes: the columns of a block stay in the cache.
const BLOCK_ROWS = 512;

/**
 * Evaluates `count` decisions. `leafColumns` holds a column of at least `count` values per leaf; columns that are no
 * leaf are ignored. Returns the columns of all nodes, leaves first, each of length `count`; inputs are not changed.
 * Throws RangeError naming node, row and value when any value is not a safe integer. Cost O(count * nodes).
 */
export function evaluate(
  definition: Definition,
  leafColumns: Columns,
  count: number = leafColumns.count,
): Columns {
  const columns = leafArrays(definition, leafColumns, count).map((leaf) => leaf.slice(0, count));
  columns.forEach((leaf, node) => {
    checkSafe(definition, node, leaf, 0, count);
  });
  for (const step of definition.steps) columns[step.node] = new Float64Array(count);
  const stages = definition.steps.map((step) => ({
    node: step.node,
    kernel: kernelOf(step),
    formula: step.formula,
    out: columns[step.node]!,
    inputs: step.inputs.map((input) => columns[input]!),
  }));
  for (let start = 0; start < count; start += BLOCK_ROWS) {
    const end = Math.min(count, start + BLOCK_ROWS);
    for (const { node, kernel, formula, out, inputs } of stages) {
      kernel(out, inputs, formula, start, end);
      checkSafe(definition, node, out, start, end);
    }
  }
  const column: Record<string, Float64Array> = {};
  definition.nodes.forEach((node, index) => {
    column[node.id] = columns[index]!;
  });
  return { count, column };
}

function checkSafe(
  definition: Definition,
  node: number,
  column: Float64Array,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) {
    if (!Number.isSafeInteger(column[row])) throw unsafeValue(definition, node, row, column[row]!);
  }
}

/**
 * Evaluates one decision without allocating. `leaves` in leaf order, `values` one slot per node (overwritten; its
 * first leafCount slots are the leaves). `leaves` may be `values` itself. Returns the output.
 * Throws RangeError naming the node and value when a value is not a safe integer.
 */
export function evaluateOne(
  definition: Definition,
  leaves: Float64Array,
  values: Float64Array,
): number {
  if (leaves !== values) {
    for (let leaf = 0; leaf < definition.leafCount; leaf++) values[leaf] = leaves[leaf]!;
  }
  return runRow(definition, values, 0);
}

/** The leaf columns of a definition in leaf order. Throws RangeError naming a leaf that is absent or too short. */
export function leafArrays(
  definition: Definition,
  columns: Columns,
  count: number = columns.count,
): readonly Float64Array[] {
  const arrays: Float64Array[] = [];
  for (let leaf = 0; leaf < definition.leafCount; leaf++) {
    const id = definition.nodes[leaf]!.id;
    const column = columns.column[id];
    if (!column || column.length < count) {
      const got = column ? `${column.length} values` : "none";
      throw new RangeError(`${definition.name}: leaf "${id}" needs ${count} values, got ${got}`);
    }
    arrays.push(column);
  }
  return arrays;
}

/** Copies row `row` of `columns` into `leaves` (leaf order). */
export function readLeaves(
  definition: Definition,
  columns: Columns,
  row: number,
  leaves: Float64Array,
): void {
  for (let leaf = 0; leaf < definition.leafCount; leaf++) {
    const value = columns.column[definition.nodes[leaf]!.id]?.[row];
    if (value === undefined) {
      const id = definition.nodes[leaf]!.id;
      throw new RangeError(`${definition.name}: leaf "${id}" has no value in row ${row}`);
    }
    leaves[leaf] = value;
  }
}

/** Position (in `inputs`) of the input that a min, max or choice step took; ties go to the lowest position. */
export function activeInput(step: Step, values: Float64Array): number {
  const { inputs, operation } = step;
  if (operation === Operation.choice) return values[inputs[0]!] === 0 ? 2 : 1;
  let active = 0;
  for (let position = 1; position < inputs.length; position++) {
    const difference = values[inputs[position]!]! - values[inputs[active]!]!;
    if (operation === Operation.min ? difference < 0 : difference > 0) active = position;
  }
  return active;
}

function runRow(definition: Definition, values: Float64Array, row: number): number {
  for (let leaf = 0; leaf < definition.leafCount; leaf++) {
    if (!Number.isSafeInteger(values[leaf]))
      throw unsafeValue(definition, leaf, row, values[leaf]!);
  }
  runSteps(definition, definition.steps, values, row);
  return values[definition.outputIndex]!;
}

/** Runs `steps` in order on one row's values; a value that is not a safe integer is refused by name. */
export function runSteps(
  definition: Definition,
  steps: readonly Step[],
  values: Float64Array,
  row: number,
): void {
  for (let s = 0; s < steps.length; s++) {
    const step = steps[s]!;
    const value = computeStep(step, values);
    if (!Number.isSafeInteger(value)) throw unsafeValue(definition, step.node, row, value);
    // Adding 0 turns -0 into 0: the codec has one zero.
    values[step.node] = value + 0;
  }
}

function unsafeValue(definition: Definition, node: number, row: number, value: number): RangeError {
  const id = definition.nodes[node]!.id;
  return new RangeError(
    `${definition.name}: node "${id}" in row ${row} is not a safe integer: ${value}`,
  );
}

function computeStep(step: Step, values: Float64Array): number {
  if (step.operation === Operation.formula) return callFormula(step.formula, step.inputs, values);
  return values[step.inputs[activeInput(step, values)]!]!;
}

// One call site per arity: a spread call would allocate an array for every node.
function callFormula(f: Formula, i: readonly number[], v: Float64Array): number {
  switch (i.length) {
    case 1:
      return f(v[i[0]!]!);
    case 2:
      return f(v[i[0]!]!, v[i[1]!]!);
    case 3:
      return f(v[i[0]!]!, v[i[1]!]!, v[i[2]!]!);
    case 4:
      return f(v[i[0]!]!, v[i[1]!]!, v[i[2]!]!, v[i[3]!]!);
    case 5:
      return f(v[i[0]!]!, v[i[1]!]!, v[i[2]!]!, v[i[3]!]!, v[i[4]!]!);
    case 6:
      return f(v[i[0]!]!, v[i[1]!]!, v[i[2]!]!, v[i[3]!]!, v[i[4]!]!, v[i[5]!]!);
    case 0:
      return f();
    default:
      return callWide(f, i, v);
  }
}

function callWide(f: Formula, i: readonly number[], v: Float64Array): number {
  const a = v[i[0]!]!;
  const b = v[i[1]!]!;
  const c = v[i[2]!]!;
  const d = v[i[3]!]!;
  const e = v[i[4]!]!;
  const g = v[i[5]!]!;
  switch (i.length) {
    case 7:
      return f(a, b, c, d, e, g, v[i[6]!]!);
    case 8:
      return f(a, b, c, d, e, g, v[i[6]!]!, v[i[7]!]!);
    case 9:
      return f(a, b, c, d, e, g, v[i[6]!]!, v[i[7]!]!, v[i[8]!]!);
    case 10:
      return f(a, b, c, d, e, g, v[i[6]!]!, v[i[7]!]!, v[i[8]!]!, v[i[9]!]!);
    case 15:
      return callFifteen(f, i, v);
    default:
      return f(...i.map((node) => v[node]!));
  }
}

const callFifteen = (f: Formula, i: readonly number[], v: Float64Array): number =>
  f(
    v[i[0]!]!,
    v[i[1]!]!,
    v[i[2]!]!,
    v[i[3]!]!,
    v[i[4]!]!,
    v[i[5]!]!,
    v[i[6]!]!,
    v[i[7]!]!,
    v[i[8]!]!,
    v[i[9]!]!,
    v[i[10]!]!,
    v[i[11]!]!,
    v[i[12]!]!,
    v[i[13]!]!,
    v[i[14]!]!,
  );
