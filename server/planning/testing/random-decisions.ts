// Decisions of every definition from drawn inputs: for tests and figures of traces at any size.
import type { RandomStream } from "@/lib/optimizer/core/prng.ts";
import {
  type Columns,
  type Definition,
  evaluate,
  type Unit,
} from "@/lib/optimizer/decision/index.ts";

/** Values stay below these, by unit. */
const MOST: Readonly<Record<Unit, number>> = {
  units: 60,
  milliUnits: 90_000,
  mm3: 9_000_000,
  mg: 900_000,
  micros: 20_000_000,
  millionths: 900_000,
  days: 40,
  milliWeeks: 20_000,
  weeks: 20,
  id: 9,
  bool: 2,
};

/** All nodes of `count` decisions. Leaves are at least 1, so that no formula divides by nothing. */
export function randomDecisions(
  definition: Definition,
  count: number,
  draws: RandomStream,
): Columns {
  const column: Record<string, Float64Array> = {};
  for (const { id, unit } of definition.nodes.slice(0, definition.leafCount)) {
    const most = MOST[unit];
    column[id] = Float64Array.from({ length: count }, () =>
      unit === "bool" ? draws.integer(2) : 1 + draws.integer(most),
    );
  }
  return evaluate(definition, { count, column });
}

/** The same decisions a run later: a share of the leaves of each row drawn anew. */
export function changedDecisions(
  definition: Definition,
  before: Columns,
  share: number,
  draws: RandomStream,
): Columns {
  const fresh = randomDecisions(definition, before.count, draws);
  const column: Record<string, Float64Array> = {};
  for (const { id } of definition.nodes.slice(0, definition.leafCount)) {
    column[id] = Float64Array.from(before.column[id] ?? [], (value, row) =>
      draws.uniform() < share ? (fresh.column[id]?.[row] ?? value) : value,
    );
  }
  return evaluate(definition, { count: before.count, column });
}
