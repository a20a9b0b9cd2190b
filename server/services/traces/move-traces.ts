// A run's traces in a cheaper tier. Every decision that is moved is proved first; nothing is moved where one does not hold.
import { TREE_ORDER } from "@/server/planning/replay.ts";
import type { ReadChunk } from "@/server/planning/rules.ts";
import { type BaseChunk, repack } from "@/server/planning/trace-chunk.ts";
import { readBases } from "@/server/planning/traces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";
import {
  type DefinitionName,
  listTraceChunks,
  type TraceChunkRow,
} from "@/server/repositories/trace.ts";
import {
  deleteTraceChunks,
  insertTraceMove,
  listDependentRunIds,
  repackTraceChunk,
} from "@/server/repositories/trace-audit.ts";
import type { DueMove } from "./due-moves.ts";
import { openRunProver, type ProofFailure } from "./prove-traces.ts";

export type MoveOutcome =
  | { readonly status: "moved" }
  /** Rules of which no bundle is kept decided the run: its values are kept as they are. */
  | { readonly status: "other_rules" }
  | { readonly status: "failed"; readonly failures: readonly ProofFailure[] };

interface Proved {
  readonly name: DefinitionName;
  readonly rows: readonly TraceChunkRow[];
  readonly chunks: readonly ReadChunk[];
}

/** Moves a run inside `tx`; on any outcome but "moved" nothing was written. */
export async function moveTraces(
  tx: Tx,
  scope: WorkerScope,
  { run, tier }: DueMove,
  movedAt: Date,
): Promise<MoveOutcome> {
  const { runId } = run;
  const prover = await openRunProver(tx, scope, runId);
  const failures = prover.sealFailure ? [prover.sealFailure] : [];
  const proved: Proved[] = [];
  let provedCount = 0;
  for (const name of TREE_ORDER) {
    const rows = await listTraceChunks(tx, scope, runId, name);
    const proof = await prover.prove(name, rows);
    failures.push(...proof.failures);
    if (proof.failures.length === 0 && proof.chunks === null) return { status: "other_rules" };
    provedCount += proof.provedCount;
    if (proof.chunks) proved.push({ name, rows, chunks: proof.chunks });
  }
  if (failures.length > 0) return { status: "failed", failures };
  await insertTraceMove(tx, scope, { runId, tier, movedAt, provedCount });
  if (tier === "released") {
    await standAlone(tx, scope, runId);
    await deleteTraceChunks(tx, scope, runId);
  } else for (const part of proved) await keepLeaves(tx, scope, part, tier);
  return { status: "moved" };
}

/** Inputs only: warm ones on the base they had, cold ones by themselves. */
async function keepLeaves(
  tx: Tx,
  scope: WorkerScope,
  { name, rows, chunks }: Proved,
  tier: "warm" | "cold",
): Promise<void> {
  const rules = new Map(chunks.map(({ rule }) => [rule.codeSha256, rule]));
  const bases = tier === "warm" ? await readBases(tx, scope, name, rows, rules) : [];
  for (const [i, row] of rows.entries()) {
    const base: BaseChunk | null = bases[i] ?? null;
    const how = { tier: "leaves", base } as const;
    const { rule, values } = chunks[i] as ReadChunk;
    const packed = repack(rule.definition, row, values, how);
    await repackTraceChunk(tx, scope, row, { ...packed, tier });
  }
}

/** What was written on a run that is released is packed without it. */
async function standAlone(tx: Tx, scope: WorkerScope, runId: number): Promise<void> {
  for (const dependent of await listDependentRunIds(tx, scope, runId)) {
    const prover = await openRunProver(tx, scope, dependent);
    for (const name of TREE_ORDER) {
      const all = await listTraceChunks(tx, scope, dependent, name);
      const rows = all.filter(({ baseRunId }) => baseRunId === runId);
      const { chunks, failures } = await prover.prove(name, rows);
      if (!chunks)
        throw new Error(
          `traces: run ${dependent} rests on run ${runId}: ${failures[0]?.what ?? "other rules decided it"}`,
        );
      for (const [i, row] of rows.entries()) {
        const tier = row.tier === "hot" ? "values" : "leaves";
        const how = { tier, base: null } as const;
        const { rule, values } = chunks[i] as ReadChunk;
        const packed = repack(rule.definition, row, values, how);
        await repackTraceChunk(tx, scope, row, { ...packed, tier: row.tier });
      }
    }
  }
}
