// A stored run recomputed: every decision from its traced leaves, compared bit for bit with what was stored.
import type { Tx } from "@/db/client.ts";
import {
  type Columns,
  type Definition,
  type ReplayDifference,
  replay,
} from "@/lib/optimizer/decision/index.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import {
  type DefinitionName,
  listTraceChunks,
  type TraceChunkRow,
} from "@/server/repositories/trace.ts";
import { definitions, readChunks } from "./traces.ts";

export interface ReplayReport {
  /** Decisions recomputed, by definition. */
  readonly decisionCount: Readonly<Record<DefinitionName, number>>;
  /** Chunks in which a value differs: the account and the first difference. Empty = the run is what it says. */
  readonly differences: readonly {
    readonly definition: DefinitionName;
    readonly accountId: number;
    readonly chunkNo: number;
    readonly difference: ReplayDifference;
  }[];
}

/** Definitions in the order of a run's tree. */
export const TREE_ORDER: readonly DefinitionName[] = [
  "capacity",
  "replenishment",
  "positioning",
  "placement",
  "placementFee",
];

/**
 * Recomputes every decision of a run that the scope may see, chunk by chunk in tree order (`visit` sees each). Throws when a chunk was changed or another definition than
 * this build's wrote it. About 5 microseconds per decision, reading apart.
 */
export async function replayRun(
  tx: Tx,
  scope: DataScope,
  runId: number,
  visit: (definition: Definition, row: TraceChunkRow, values: Columns) => void = () => undefined,
): Promise<ReplayReport> {
  const decisionCount = {
    capacity: 0,
    replenishment: 0,
    positioning: 0,
    placement: 0,
    placementFee: 0,
  };
  const differences: ReplayReport["differences"][number][] = [];
  for (const definition of TREE_ORDER) {
    const rows = await listTraceChunks(tx, scope, runId, definition);
    const chunks = await readChunks(tx, scope, definition, rows);
    for (const [i, row] of rows.entries()) {
      const values = chunks[i] as Columns;
      decisionCount[definition] += values.count;
      const difference = replay(definitions[definition], values, values);
      if (difference) {
        const { accountId, chunkNo } = row;
        differences.push({ definition, accountId, chunkNo, difference });
      }
      visit(definitions[definition], row, values);
    }
  }
  return { decisionCount, differences };
}
