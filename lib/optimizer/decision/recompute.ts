import type { Definition } from "./define.ts";
import { runSteps } from "./evaluate.ts";
import type { Columns } from "./types.ts";

/**
 * Prepares the re-evaluation of only what depends on `leafIds`: for pricing loops that change one leaf many times.
 * `values` holds the columns of all nodes (from `evaluate`); set the leaves in it, then call the returned function with
 * the rows to bring up to date: their computed columns are overwritten. Throws as `evaluate` does.
 * Cost per row: only the dependent nodes and what they read.
 */
export function recomputer(
  definition: Definition,
  values: Columns,
  leafIds: readonly string[],
): (rows: ArrayLike<number>) => void {
  const isChanged = new Uint8Array(definition.nodes.length);
  for (const id of leafIds) {
    const node = definition.indexOf.get(id);
    if (node === undefined) throw new RangeError(`${definition.name}: "${id}" is not a leaf`);
    isChanged[node] = 1;
  }
  const steps = definition.steps.filter((step) => {
    if (step.inputs.some((input) => isChanged[input] === 1)) isChanged[step.node] = 1;
    return isChanged[step.node] === 1;
  });
  const written = new Set(steps.map((step) => step.node));
  const read = [...new Set(steps.flatMap((step) => step.inputs))].filter(
    (node) => !written.has(node),
  );
  const columnOf = (node: number) => values.column[definition.nodes[node]!.id]!;
  const readColumns = read.map(columnOf);
  const writeNodes = [...written];
  const writeColumns = writeNodes.map(columnOf);
  const scratch = new Float64Array(definition.nodes.length);
  return (rows) => {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      for (let r = 0; r < read.length; r++) scratch[read[r]!] = readColumns[r]![row]!;
      runSteps(definition, steps, scratch, row);
      for (let w = 0; w < writeNodes.length; w++) writeColumns[w]![row] = scratch[writeNodes[w]!]!;
    }
  };
}
