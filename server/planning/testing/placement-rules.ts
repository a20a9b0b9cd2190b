// The rule of where units go as it was before demand was drawn, and decisions as a run by it would have traced them.
import { type Columns, evaluate, liftSteps } from "@/lib/optimizer/decision/index.ts";
import { placement120 } from "@/lib/optimizer/placement/testing/earlier-definitions.ts";
import type { WrittenRule } from "../record-rules.ts";
import { definitions } from "../traces.ts";

export const beforeScenarios: WrittenRule = {
  name: "placement",
  definition: placement120,
  source: {
    module: "lib/optimizer/placement/testing/earlier-definitions.ts",
    name: "placement120",
  },
};

/**
 * Each zone's demand as it is expected; what the plan and whole packs took or gave is to what the earlier rule serves, so that the units
 * are those that the run placed.
 */
export async function undrawn(decided: Columns): Promise<Columns["column"]> {
  const { count, column } = decided;
  const [step] = liftSteps(definitions.placement);
  const demand: Record<string, Float64Array> = {};
  for (let row = 0; row < count; row++) {
    const leaves = Object.fromEntries(
      Object.entries(column).map(([id, values]) => [id, values[row] ?? 0]),
    );
    for (const [id, value] of Object.entries((await step?.tellRemoved(leaves)) ?? {})) {
      demand[id] ??= new Float64Array(count);
      demand[id][row] = value;
    }
  }
  const served = evaluate(placement120, { count, column: { ...column, ...demand } }).column;
  const packed = Float64Array.from(
    column.packMilliUnits ?? [],
    (packs, row) =>
      packs + (column.servedMilliUnits?.[row] ?? 0) - (served.servedMilliUnits?.[row] ?? 0),
  );
  return { ...demand, packMilliUnits: packed };
}
