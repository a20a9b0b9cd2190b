// Proof that a run's traces are what they were: read through their bases, re-derived by the rules, and led to the signed root.
import { runRoot, treeRoot } from "@/lib/optimizer/decision/index.ts";
import { sha256Bytes } from "@/server/core/hash.ts";
import { chunkCommitter } from "@/server/planning/commitments.ts";
import { type ReadChunk, ruleDifference } from "@/server/planning/rules.ts";
import { isSignedRoot } from "@/server/planning/sealing.ts";
import { isOfThisBuild, readRuledChunks } from "@/server/planning/traces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";
import { findSaltKey, findSeal, findSealedRules } from "@/server/repositories/seal.ts";
import type { DefinitionName, TraceChunkRow } from "@/server/repositories/trace.ts";

const HASH_BYTES = 32;

/** What did not hold, in words for an operator. */
export interface ProofFailure {
  readonly runId: number;
  readonly definition: DefinitionName | null;
  readonly accountId: number | null;
  readonly chunkNo: number | null;
  readonly what: string;
}

export interface RunProver {
  /** null = the root, its parts and its signature hold. */
  readonly sealFailure: ProofFailure | null;
  /** Proves chunks of one definition; `chunks` are null where reading already failed, or rules of before bundles were kept decided. */
  readonly prove: (
    name: DefinitionName,
    rows: readonly TraceChunkRow[],
  ) => Promise<{
    readonly chunks: readonly ReadChunk[] | null;
    readonly provedCount: number;
    readonly failures: readonly ProofFailure[];
  }>;
}

/** Opens the proof of one run. Cost: as reading its chunks, and about 30 us a decision for the commitments. */
export async function openRunProver(tx: Tx, scope: WorkerScope, runId: number): Promise<RunProver> {
  const seal = await findSeal(tx, runId);
  const saltKey = await findSaltKey(tx, runId);
  if (!seal || !saltKey) throw new Error(`traces: run ${runId} is not sealed`);
  const roots = chunksOf(seal.chunkRoots);
  const sealed = new Set(roots.map(hex));
  const commit = chunkCommitter(saltKey);
  const hasRules = (await findSealedRules(tx, runId))?.rules !== null;
  const sealText = sealProblem(seal, roots);
  return {
    sealFailure: sealText === null ? null : { ...NOWHERE, runId, what: sealText },
    prove: async (name, rows) => {
      const isOwn = rows.every((row) => isOfThisBuild(name, row));
      if (!isOwn && !hasRules) return { chunks: null, provedCount: 0, failures: [] };
      let chunks: ReadChunk[];
      try {
        chunks = await readRuledChunks(tx, scope, name, rows);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        return {
          chunks: null,
          provedCount: 0,
          failures: [{ ...NOWHERE, runId, definition: name, what }],
        };
      }
      const failures: ProofFailure[] = [];
      for (const [i, row] of rows.entries()) {
        const what = await chunkProblem(row, chunks[i] as ReadChunk, commit, sealed);
        const { accountId, chunkNo } = row;
        if (what !== null) failures.push({ runId, definition: name, accountId, chunkNo, what });
      }
      const provedCount = rows.reduce((sum, row) => sum + row.decisionKeys.length, 0);
      return { chunks, provedCount, failures };
    },
  };
}

const NOWHERE = { definition: null, accountId: null, chunkNo: null } as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytesOf = (text: string): Uint8Array => Buffer.from(text, "hex");

const chunksOf = (roots: Uint8Array): Uint8Array[] =>
  Array.from({ length: roots.length / HASH_BYTES }, (_, i) =>
    roots.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );

type Seal = NonNullable<Awaited<ReturnType<typeof findSeal>>>;

function sealProblem(seal: Seal, chunkRoots: readonly Uint8Array[]): string | null {
  if (hex(treeRoot(chunkRoots, sha256Bytes)) !== seal.treeRootSha256)
    return "the tree's root is not that of its chunks";
  const root = runRoot(
    {
      chunkRoots,
      snapshot: bytesOf(seal.snapshotSha256),
      policy: bytesOf(seal.policySha256),
      code: bytesOf(seal.codeSha256),
      previous: seal.previousRootSha256 === null ? null : bytesOf(seal.previousRootSha256),
    },
    sha256Bytes,
  );
  if (hex(root) !== seal.rootSha256) return "the run's root is not that of its parts";
  return isSignedRoot(seal) ? null : "the signature is not that of its key";
}

async function chunkProblem(
  row: TraceChunkRow,
  chunk: ReadChunk,
  commit: ReturnType<typeof chunkCommitter>,
  sealed: ReadonlySet<string>,
): Promise<string | null> {
  const difference = await ruleDifference(chunk);
  if (difference) {
    const { node, stored, computed } = difference;
    return `${node} was ${stored}, the rules give ${computed}`;
  }
  return sealed.has(hex(commit(chunk.rule.definition, row, chunk.values)))
    ? null
    : "its decisions are not those that were sealed";
}
