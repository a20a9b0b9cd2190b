// Traces of decisions: chunks of up to 1,024 decisions of one account, compressed; and the definitions that computed them.
import { and, arrayContains, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { formulaSet, traceChunk } from "@/db/schema/index.ts";
import { type DataScope, ownedBy } from "./scope.ts";

export type DefinitionName = "capacity" | "replenishment" | "positioning" | "placement";

export interface TraceChunkRow {
  readonly sellerId: number;
  readonly accountId: number;
  readonly chunkNo: number;
  readonly decisionKeys: readonly number[];
  /** Compressed, as written. */
  readonly columns: Uint8Array;
  readonly rootSha256: string;
  readonly version: string;
  readonly codeSha256: string;
}

const chunkColumns = {
  sellerId: traceChunk.sellerId,
  accountId: traceChunk.accountId,
  chunkNo: traceChunk.chunkNo,
  decisionKeys: traceChunk.decisionKeys,
  columns: traceChunk.columns,
  rootSha256: traceChunk.rootSha256,
  version: formulaSet.version,
  codeSha256: formulaSet.codeSha256,
};

const ofRun = (scope: DataScope, runId: number, definition: DefinitionName) =>
  and(
    ownedBy(scope, traceChunk),
    eq(traceChunk.runId, runId),
    eq(formulaSet.definition, definition),
    ...(scope.kind === "seller" ? [eq(traceChunk.accountId, scope.accountId)] : []),
  );

/** The chunk that holds one decision of the scope's account; undefined when the run did not decide it. */
export async function findTraceChunk(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
  decision: { readonly accountId: number; readonly key: number },
): Promise<TraceChunkRow | undefined> {
  const [row] = await tx
    .select(chunkColumns)
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .where(
      and(
        ofRun(scope, runId, definition),
        eq(traceChunk.accountId, decision.accountId),
        arrayContains(traceChunk.decisionKeys, [decision.key]),
      ),
    )
    .limit(1);
  return row;
}

/** Every chunk of a run that the scope may see, in (seller, account, chunk) order. */
export function listTraceChunks(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<TraceChunkRow[]> {
  return tx
    .select(chunkColumns)
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .where(ofRun(scope, runId, definition))
    .orderBy(asc(traceChunk.sellerId), asc(traceChunk.accountId), asc(traceChunk.chunkNo));
}

export interface NewTraceChunk {
  readonly sellerId: number;
  readonly accountId: number;
  readonly formulaSetId: number;
  readonly chunkNo: number;
  readonly decisionKeys: number[];
  readonly columns: Uint8Array;
  readonly rootSha256: string;
}

export async function insertTraceChunks(
  tx: Tx,
  runId: number,
  chunks: readonly NewTraceChunk[],
): Promise<void> {
  if (chunks.length === 0) return;
  await tx.insert(traceChunk).values(chunks.map((chunk) => ({ runId, ...chunk })));
}

export interface NewFormulaSet {
  readonly definition: DefinitionName;
  readonly version: string;
  readonly codeSha256: string;
  readonly spec: unknown;
}

/** The ids of these definitions by code hash; those that are new are added. */
export async function ensureFormulaSets(
  tx: Tx,
  sets: readonly NewFormulaSet[],
): Promise<ReadonlyMap<string, number>> {
  await tx
    .insert(formulaSet)
    .values([...sets])
    .onConflictDoNothing({ target: formulaSet.codeSha256 });
  const rows = await tx
    .select({ id: formulaSet.id, codeSha256: formulaSet.codeSha256 })
    .from(formulaSet)
    .where(
      inArray(
        formulaSet.codeSha256,
        sets.map((set) => set.codeSha256),
      ),
    )
    .orderBy(asc(formulaSet.id));
  return new Map(rows.map((row) => [row.codeSha256, row.id]));
}
