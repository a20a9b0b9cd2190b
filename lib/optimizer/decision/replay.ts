import type { Definition } from "./define.ts";
import { evaluateOne, leafArrays } from "./evaluate.ts";
import type { Columns } from "./types.ts";

/** The first value that a replay computes differently from what was stored. */
export interface ReplayDifference {
  readonly row: number;
  readonly node: string;
  readonly stored: number;
  readonly computed: number;
}

/**
 * Recomputes every row from its leaves and compares each stored column bit for bit. `stored` must hold the output and
 * may hold any other nodes. Returns the first difference (lowest row, then lowest node) or null when all are equal.
 * Throws RangeError when the stored output is absent or a recomputed value is not a safe integer.
 */
export function replay(
  definition: Definition,
  leaves: Columns,
  stored: Columns,
): ReplayDifference | null {
  if (stored.count !== leaves.count) {
    throw new RangeError(
      `${definition.name}: ${leaves.count} rows of leaves, ${stored.count} stored`,
    );
  }
  const leafColumn = leafArrays(definition, leaves);
  const checked = storedNodes(definition, stored);
  const values = new Float64Array(definition.nodes.length);
  for (let row = 0; row < leaves.count; row++) {
    for (let leaf = 0; leaf < definition.leafCount; leaf++) values[leaf] = leafColumn[leaf]![row]!;
    evaluateOne(definition, values, values);
    for (const { node, column } of checked) {
      const computed = values[node]!;
      const was = column[row]!;
      if (computed !== was) {
        return { row, node: definition.nodes[node]!.id, stored: was, computed };
      }
    }
  }
  return null;
}

function storedNodes(definition: Definition, stored: Columns) {
  if (!stored.column[definition.output]) {
    throw new RangeError(
      `${definition.name}: stored values lack the output "${definition.output}"`,
    );
  }
  const checked: { node: number; column: Float64Array }[] = [];
  definition.nodes.forEach((spec, node) => {
    const column = stored.column[spec.id];
    if (column) checked.push({ node, column });
  });
  return checked;
}
