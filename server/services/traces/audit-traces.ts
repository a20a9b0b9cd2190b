// The night's proof: a sample of every run's decisions and all that were explained are re-derived; then traces move by policy.
import { sha256Hex } from "@/server/core/hash.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import { type DefinitionName, listTraceChunks } from "@/server/repositories/trace.ts";
import {
  type ChunkName,
  findTraceAudit,
  insertTraceAudit,
  listChunkNames,
  listDisputedRunIds,
  listExplainedAccounts,
  listTracedRuns,
  type TracedRun,
} from "@/server/repositories/trace-audit.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { dueMoves, TRACE_POLICY, type TracePolicy } from "./due-moves.ts";
import { moveTraces } from "./move-traces.ts";
import { openRunProver, type ProofFailure } from "./prove-traces.ts";

/** One chunk in a thousand, and one of each run. */
const SAMPLE_SHARE = 0.001;

export interface NightReport {
  readonly sampledCount: number;
  readonly explainedCount: number;
  readonly movedRunCount: number;
  readonly failures: readonly ProofFailure[];
}

/**
 * Proves and moves once per night; null when that night's proof is on record. Any failure stops the moves of the night, is logged as an
 * error and stays on record for policy admins.
 */
export async function auditTraces(
  ctx: WorkerContext,
  nightOn: string,
  policy: TracePolicy = TRACE_POLICY,
): Promise<NightReport | null> {
  const { db, scope, clock, logger } = ctx;
  const startedAt = clock.now();
  const known = await inScope(db, scope, (tx) => findTraceAudit(tx, scope, nightOn));
  if (known) return null;
  const { runs, disputed } = await inScope(db, scope, async (tx) => ({
    runs: await listTracedRuns(tx, scope),
    disputed: await listDisputedRunIds(tx, scope),
  }));
  let sampledCount = 0;
  let explainedCount = 0;
  const failures: ProofFailure[] = [];
  for (const run of runs) {
    const proof = await inScope(db, scope, (tx) => proveSample(tx, scope, run, nightOn));
    sampledCount += proof.sampledCount;
    explainedCount += proof.explainedCount;
    failures.push(...proof.failures);
  }
  let movedRunCount = 0;
  for (const move of failures.length > 0 ? [] : dueMoves(runs, disputed, startedAt, policy)) {
    const outcome = await inScope(db, scope, (tx) => moveTraces(tx, scope, move, startedAt));
    if (outcome.status === "moved") movedRunCount++;
    if (outcome.status === "failed") {
      failures.push(...outcome.failures);
      break;
    }
  }
  for (const failure of failures) logger.error({ ...failure, nightOn }, "trace proof failed");
  await inScope(db, scope, (tx) =>
    insertTraceAudit(tx, scope, {
      nightOn,
      startedAt,
      finishedAt: clock.now(),
      sampledCount,
      explainedCount,
      movedRunCount,
      failureCount: failures.length,
      failures,
    }),
  );
  return { sampledCount, explainedCount, movedRunCount, failures };
}

async function proveSample(tx: Tx, scope: WorkerScope, { runId }: TracedRun, nightOn: string) {
  const explained = new Set(await listExplainedAccounts(tx, scope, runId));
  const chunks = await listChunkNames(tx, scope, runId);
  const sampled = sampleOf(chunks, `${nightOn}/${runId}`);
  const prover = await openRunProver(tx, scope, runId);
  const failures = prover.sealFailure ? [prover.sealFailure] : [];
  let sampledCount = 0;
  let explainedCount = 0;
  for (const name of new Set(chunks.map(({ definition }) => definition))) {
    const wanted = chunks.filter(
      (chunk) =>
        chunk.definition === name && (sampled.has(chunk) || explained.has(chunk.accountId)),
    );
    if (wanted.length === 0) continue;
    const rows = await rowsOf(tx, scope, runId, name, wanted);
    const proof = await prover.prove(name, rows);
    failures.push(...proof.failures);
    if (!proof.chunks) continue;
    for (const { accountId, decisionKeys } of rows) {
      if (explained.has(accountId)) explainedCount += decisionKeys.length;
      else sampledCount += decisionKeys.length;
    }
  }
  return { sampledCount, explainedCount, failures };
}

async function rowsOf(
  tx: Tx,
  scope: WorkerScope,
  runId: number,
  name: DefinitionName,
  wanted: readonly ChunkName[],
) {
  const accountIds = [...new Set(wanted.map(({ accountId }) => accountId))];
  const rows = await listTraceChunks(tx, scope, runId, name, accountIds);
  return rows.filter((row) =>
    wanted.some((one) => one.accountId === row.accountId && one.chunkNo === row.chunkNo),
  );
}

/** The night's draw: the same for the same night and run, another the next night. The lowest draw is always in. */
function sampleOf(chunks: readonly ChunkName[], seed: string): ReadonlySet<ChunkName> {
  const draws = chunks.map(({ definition, accountId, chunkNo }) => {
    const text = sha256Hex(`${seed}/${definition}/${accountId}/${chunkNo}`);
    return Number.parseInt(text.slice(0, 8), 16) / 2 ** 32;
  });
  const lowest = draws.reduce((least, draw) => Math.min(least, draw), 1);
  return new Set(chunks.filter((_, i) => (draws[i] ?? 1) <= Math.max(SAMPLE_SHARE, lowest)));
}
