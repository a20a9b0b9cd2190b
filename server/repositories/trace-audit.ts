// Keeping traces: which runs are kept how, what a night proved, chunks packed anew or removed.
import { and, asc, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  explanation,
  formulaSet,
  planRun,
  runSeal,
  supportCase,
  traceAudit,
  traceChunk,
  traceMove,
} from "@/db/schema/index.ts";
import type { StaffScope, WorkerScope } from "./scope.ts";
import type { DefinitionName, NewTraceChunk, TraceChunkRow, TraceKept } from "./trace.ts";

export interface TracedRun {
  readonly runId: number;
  /** Runs of one scope follow each other. */
  readonly marketplaceId: string;
  readonly accountId: number | null;
  readonly asOfOn: string;
  readonly sealedAt: Date;
  readonly tier: TraceKept;
}

/** Sealed runs whose traces are kept, oldest first. */
export async function listTracedRuns(tx: Tx, _scope: WorkerScope): Promise<TracedRun[]> {
  const rows = await tx
    .select({
      runId: planRun.id,
      marketplaceId: planRun.marketplaceId,
      accountId: planRun.accountId,
      asOfOn: planRun.asOfOn,
      sealedAt: runSeal.sealedAt,
      tier: sql<TraceKept | null>`max(${traceMove.tier})`,
    })
    .from(runSeal)
    .innerJoin(planRun, eq(planRun.id, runSeal.runId))
    .leftJoin(traceMove, eq(traceMove.runId, runSeal.runId))
    .groupBy(planRun.id, runSeal.sealedAt)
    .orderBy(asc(runSeal.sealedAt), asc(planRun.id));
  return rows
    .map((row) => ({ ...row, tier: row.tier ?? ("hot" as const) }))
    .filter(({ tier }) => tier !== "released");
}

/** Runs that a support case about one of their numbers refers to. */
export async function listDisputedRunIds(tx: Tx, _scope: WorkerScope): Promise<Set<number>> {
  const rows = await tx
    .selectDistinct({ runId: explanation.runId, baseRunId: explanation.baseRunId })
    .from(supportCase)
    .innerJoin(
      explanation,
      and(
        eq(explanation.sellerId, supportCase.sellerId),
        eq(explanation.id, supportCase.explanationId),
      ),
    );
  return new Set(rows.flatMap(({ runId, baseRunId }) => [runId ?? 0, baseRunId ?? 0]));
}

/** Accounts to which decisions of a run were explained. */
export async function listExplainedAccounts(
  tx: Tx,
  _scope: WorkerScope,
  runId: number,
): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ accountId: explanation.accountId })
    .from(explanation)
    .where(sql`${runId} in (${explanation.runId}, ${explanation.baseRunId})`)
    .orderBy(asc(explanation.accountId));
  return rows.map(({ accountId }) => accountId);
}

export interface ChunkName {
  readonly definition: DefinitionName;
  readonly accountId: number;
  readonly chunkNo: number;
}

/** A run's chunks without what they hold. */
export function listChunkNames(tx: Tx, _scope: WorkerScope, runId: number): Promise<ChunkName[]> {
  return tx
    .select({
      definition: formulaSet.definition,
      accountId: traceChunk.accountId,
      chunkNo: traceChunk.chunkNo,
    })
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .where(eq(traceChunk.runId, runId))
    .orderBy(asc(formulaSet.definition), asc(traceChunk.accountId), asc(traceChunk.chunkNo));
}

/** Runs that have chunks written on those of `runId`. */
export async function listDependentRunIds(
  tx: Tx,
  _scope: WorkerScope,
  runId: number,
): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ runId: traceChunk.runId })
    .from(traceChunk)
    .where(and(isNotNull(traceChunk.baseRunId), eq(traceChunk.baseRunId, runId)))
    .orderBy(asc(traceChunk.runId));
  return rows.map((row) => row.runId);
}

/** Puts another packing of the same decisions in a chunk's place. */
export async function repackTraceChunk(
  tx: Tx,
  _scope: WorkerScope,
  row: TraceChunkRow,
  change: Pick<NewTraceChunk, "columns" | "packing" | "tier" | "baseRunId" | "baseDepth">,
): Promise<void> {
  await tx
    .update(traceChunk)
    .set(change)
    .where(
      and(
        eq(traceChunk.sellerId, row.sellerId),
        eq(traceChunk.runId, row.runId),
        eq(traceChunk.accountId, row.accountId),
        eq(traceChunk.formulaSetId, row.formulaSetId),
        eq(traceChunk.chunkNo, row.chunkNo),
      ),
    );
}

/** Removes a run's chunks; the database refuses unless the run was released. */
export async function deleteTraceChunks(tx: Tx, _scope: WorkerScope, runId: number): Promise<void> {
  await tx.delete(traceChunk).where(eq(traceChunk.runId, runId));
}

export async function insertTraceMove(
  tx: Tx,
  _scope: WorkerScope,
  move: typeof traceMove.$inferInsert,
): Promise<void> {
  await tx.insert(traceMove).values(move);
}

export interface TraceAuditRow {
  /** UTC day on which the night's proof began. */
  readonly nightOn: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly sampledCount: number;
  readonly explainedCount: number;
  readonly movedRunCount: number;
  readonly failureCount: number;
  readonly failures: unknown;
}

const auditColumns = {
  nightOn: traceAudit.nightOn,
  startedAt: traceAudit.startedAt,
  finishedAt: traceAudit.finishedAt,
  sampledCount: traceAudit.sampledCount,
  explainedCount: traceAudit.explainedCount,
  movedRunCount: traceAudit.movedRunCount,
  failureCount: traceAudit.failureCount,
  failures: traceAudit.failures,
};

export async function findTraceAudit(
  tx: Tx,
  _scope: WorkerScope,
  nightOn: string,
): Promise<TraceAuditRow | undefined> {
  const [row] = await tx
    .select(auditColumns)
    .from(traceAudit)
    .where(eq(traceAudit.nightOn, nightOn))
    .limit(1);
  return row;
}

/** Nights, newest first. */
export function listTraceAudits(
  tx: Tx,
  _scope: StaffScope,
  limit: number,
): Promise<TraceAuditRow[]> {
  return tx.select(auditColumns).from(traceAudit).orderBy(desc(traceAudit.nightOn)).limit(limit);
}

/** Stores a night's proof, or leaves the one that another worker stored. */
export async function insertTraceAudit(
  tx: Tx,
  _scope: WorkerScope,
  row: typeof traceAudit.$inferInsert,
): Promise<void> {
  await tx.insert(traceAudit).values(row).onConflictDoNothing({ target: traceAudit.nightOn });
}
