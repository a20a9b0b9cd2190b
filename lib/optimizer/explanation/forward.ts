import type { Definition, Unit } from "../decision/index.ts";
import { leafIndex, type OutputGrid, onGrid, WhatIf } from "./lever.ts";

/** Prices of shared space as they may be: named leaves exchanged. */
export interface Outlook {
  readonly id: "looser" | "same" | "tighter";
  readonly leaves: Readonly<Record<string, number>>;
}

export interface Forward {
  readonly type: "forward";
  readonly definition: string;
  readonly version: string;
  readonly output: string;
  readonly unit: Unit;
  /** The decision as it is. */
  readonly value: number;
  /** What is done, empty for "if things go on like this". */
  readonly changes: readonly {
    readonly leaf: string;
    readonly unit: Unit;
    readonly from: number;
    readonly to: number;
  }[];
  /** The range over the outlooks without and with what is done, on the output grid. */
  readonly without: { readonly low: number; readonly high: number };
  readonly low: number;
  readonly high: number;
  readonly replayCount: number;
  /** The node that would set it as things go on; told by some answers. */
  readonly binding?: string;
}

/**
 * What happens to the next decision if the seller does something: its leaves with `changes`, replayed under every outlook of
 * prices. `leaves` are those expected next, in leaf order; `value` is the decision as it is now. Cost: two replays an outlook.
 */
export function forward(
  definition: Definition,
  leaves: Float64Array,
  changes: Readonly<Record<string, number>>,
  outlooks: readonly Outlook[],
  grid: OutputGrid,
): Forward {
  const replays = new WhatIf(definition, leaves);
  const range = (done: Readonly<Record<string, number>>) => {
    const values = outlooks.map((outlook) => replays.value(done, outlook.leaves));
    return {
      low: onGrid(grid, Math.min(...values), -1),
      high: onGrid(grid, Math.max(...values), 1),
    };
  };
  const without = range({});
  return {
    type: "forward",
    definition: definition.name,
    version: definition.version,
    output: definition.output,
    unit: definition.nodes[definition.outputIndex]!.unit,
    value: grid.origin,
    changes: Object.entries(changes).map(([leaf, to]) => {
      const index = leafIndex(definition, leaf);
      return { leaf, unit: definition.nodes[index]!.unit, from: leaves[index]!, to };
    }),
    without,
    ...range(changes),
    replayCount: replays.count,
  };
}
