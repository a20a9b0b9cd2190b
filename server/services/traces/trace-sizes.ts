// What a run's traces take as they are kept, and what they would take as leaves: nothing is written.
import { TREE_ORDER } from "@/server/planning/replay.ts";
import type { ReadChunk } from "@/server/planning/rules.ts";
import { repack } from "@/server/planning/trace-chunk.ts";
import { readBases, readRuledChunks } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { type DefinitionName, listTraceChunks } from "@/server/repositories/trace.ts";
import { listTracedRuns } from "@/server/repositories/trace-audit.ts";
import type { WorkerContext } from "@/server/services/context.ts";

export interface TraceSizes {
  readonly runId: number;
  readonly definition: DefinitionName;
  readonly tier: string;
  readonly decisionCount: number;
  /** Bytes a decision, as kept. */
  readonly keptBytes: number;
  /** Bytes a decision, were only its leaves kept, on the same bases and each run by itself. */
  readonly leavesBytes: number;
  readonly leavesAloneBytes: number;
  /** Share of the decisions that are written on an earlier run's. */
  readonly onBaseShare: number;
}

/** Of every kept run, oldest first, by definition. */
export async function listTraceSizes({ db, scope }: WorkerContext): Promise<TraceSizes[]> {
  const runs = await inScope(db, scope, (tx) => listTracedRuns(tx, scope));
  const sizes: TraceSizes[] = [];
  for (const { runId, tier } of runs)
    for (const definition of TREE_ORDER) {
      const size = await inScope(db, scope, async (tx) => {
        const rows = await listTraceChunks(tx, scope, runId, definition);
        const chunks = await readRuledChunks(tx, scope, definition, rows);
        const rules = new Map(chunks.map(({ rule }) => [rule.codeSha256, rule]));
        const bases = await readBases(tx, scope, definition, rows, rules);
        return sizesOf(rows, chunks, bases);
      });
      if (size.decisionCount > 0) sizes.push({ runId, definition, tier, ...size });
    }
  return sizes;
}

function sizesOf(
  rows: Awaited<ReturnType<typeof listTraceChunks>>,
  chunks: readonly ReadChunk[],
  bases: Awaited<ReturnType<typeof readBases>>,
) {
  const total = { decisions: 0, kept: 0, leaves: 0, alone: 0, onBase: 0 };
  for (const [i, row] of rows.entries()) {
    const count = row.decisionKeys.length;
    const { rule, values } = chunks[i] as ReadChunk;
    const packed = (base: (typeof bases)[number]) =>
      repack(rule.definition, row, values, { tier: "leaves", base }).columns.length;
    total.decisions += count;
    total.kept += row.columns.length;
    total.leaves += packed(bases[i] ?? null);
    total.alone += packed(null);
    total.onBase += row.baseRunId === null ? 0 : count;
  }
  const each = (sum: number) => (total.decisions === 0 ? 0 : sum / total.decisions);
  return {
    decisionCount: total.decisions,
    keptBytes: each(total.kept),
    leavesBytes: each(total.leaves),
    leavesAloneBytes: each(total.alone),
    onBaseShare: each(total.onBase),
  };
}
