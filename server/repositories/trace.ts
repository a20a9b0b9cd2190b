// Traces of decisions: chunks of up to 1,024 decisions of one account, compressed; and the definitions that computed them.
import { and, arrayContains, asc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { formulaSet, planRun, traceChunk } from "@/db/schema/index.ts";
import { type DataScope, ownedBy, type SellerScope } from "./scope.ts";

export type DefinitionName =
  | "capacity"
  | "replenishment"
  | "positioning"
  | "placement"
  | "placementFee";

/** hot: all values; warm and cold: leaves; released: nothing. */
export type TraceKept = "hot" | "warm" | "cold" | "released";

export interface TraceChunkRow {
  readonly runId: number;
  readonly sellerId: number;
  readonly accountId: number;
  readonly chunkNo: number;
  readonly decisionKeys: readonly number[];
  /** Compressed, as written. */
  readonly columns: Uint8Array;
  readonly rootSha256: string;
  readonly formulaSetId: number;
  readonly tier: TraceKept;
  readonly packing: number;
  readonly baseRunId: number | null;
  readonly baseDepth: number;
  readonly version: string;
  readonly codeSha256: string;
}

const chunkColumns = {
  runId: traceChunk.runId,
  formulaSetId: traceChunk.formulaSetId,
  tier: traceChunk.tier,
  packing: traceChunk.packing,
  baseRunId: traceChunk.baseRunId,
  baseDepth: traceChunk.baseDepth,
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

/** Every chunk of a run that the scope may see, of some accounts where they are named, in (seller, account, chunk) order. */
export function listTraceChunks(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
  accountIds: readonly number[] | null = null,
): Promise<TraceChunkRow[]> {
  const named = accountIds === null ? [] : [inArray(traceChunk.accountId, [...accountIds])];
  return tx
    .select(chunkColumns)
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .where(and(ofRun(scope, runId, definition), ...named))
    .orderBy(asc(traceChunk.sellerId), asc(traceChunk.accountId), asc(traceChunk.chunkNo));
}

/** Hashes of the rules that decided a run's chunks of a definition, as far as the scope may see them; the chunks themselves are not read. */
export async function listDecidingCode(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ codeSha256: formulaSet.codeSha256 })
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .where(ofRun(scope, runId, definition))
    .orderBy(asc(formulaSet.codeSha256));
  return rows.map(({ codeSha256 }) => codeSha256);
}

/** The chunks that these were written on, of the same seller, account, definition and number; each once. */
export async function listBaseChunks(
  tx: Tx,
  scope: DataScope,
  rows: readonly TraceChunkRow[],
): Promise<TraceChunkRow[]> {
  if (rows.length === 0) return [];
  const [runIds, accountIds, chunkNos, formulaSetIds] = [
    rows.map((row) => row.baseRunId ?? 0),
    rows.map((row) => row.accountId),
    rows.map((row) => row.chunkNo),
    rows.map((row) => row.formulaSetId),
  ].map((ids) => [...new Set(ids)]) as [number[], number[], number[], number[]];
  return tx
    .select(chunkColumns)
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .where(
      and(
        ownedBy(scope, traceChunk),
        inArray(traceChunk.runId, runIds),
        inArray(traceChunk.accountId, accountIds),
        inArray(traceChunk.chunkNo, chunkNos),
        inArray(traceChunk.formulaSetId, formulaSetIds),
      ),
    )
    .orderBy(asc(traceChunk.runId), asc(traceChunk.accountId), asc(traceChunk.chunkNo));
}

export interface DecidingVersionRow {
  readonly codeSha256: string;
  readonly version: string;
  readonly runId: number;
  readonly asOfOn: string;
}

/** The versions of a definition that decided for the account in runs after `afterRunId`, each by its first run there; oldest run first. */
export async function listVersionsSince(
  tx: Tx,
  scope: SellerScope,
  definition: DefinitionName,
  afterRunId: number,
): Promise<DecidingVersionRow[]> {
  const firsts = tx
    .selectDistinctOn([formulaSet.id], {
      codeSha256: formulaSet.codeSha256,
      version: formulaSet.version,
      runId: traceChunk.runId,
      asOfOn: planRun.asOfOn,
    })
    .from(traceChunk)
    .innerJoin(formulaSet, eq(formulaSet.id, traceChunk.formulaSetId))
    .innerJoin(planRun, eq(planRun.id, traceChunk.runId))
    .where(
      and(
        ownedBy(scope, traceChunk),
        eq(traceChunk.accountId, scope.accountId),
        eq(formulaSet.definition, definition),
        gt(traceChunk.runId, afterRunId),
      ),
    )
    .orderBy(asc(formulaSet.id), asc(traceChunk.runId))
    .as("firsts");
  return tx.select().from(firsts).orderBy(asc(firsts.runId));
}

export interface NewTraceChunk {
  readonly sellerId: number;
  readonly accountId: number;
  readonly formulaSetId: number;
  readonly chunkNo: number;
  readonly decisionKeys: number[];
  readonly columns: Uint8Array;
  readonly rootSha256: string;
  readonly tier: TraceKept;
  readonly packing: number;
  readonly baseRunId: number | null;
  readonly baseDepth: number;
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
  readonly bundle: Uint8Array;
  readonly bundleSha256: string;
}

/** Adds definitions by code hash, and the bundle to one that was recorded without. What is there stays. */
export async function insertFormulaSets(tx: Tx, sets: readonly NewFormulaSet[]): Promise<void> {
  await tx
    .insert(formulaSet)
    .values([...sets])
    .onConflictDoUpdate({
      target: formulaSet.codeSha256,
      set: {
        bundle: sql.raw("excluded.bundle"),
        bundleSha256: sql.raw("excluded.bundle_sha256"),
      },
      setWhere: isNull(formulaSet.bundleSha256),
    });
}

export interface FormulaSetRow {
  readonly id: number;
  readonly codeSha256: string;
  readonly bundleSha256: string;
}

/** The definitions of these code hashes that were recorded with a bundle. */
export async function listFormulaSets(
  tx: Tx,
  codeSha256s: readonly string[],
): Promise<FormulaSetRow[]> {
  const { id, codeSha256, bundleSha256 } = formulaSet;
  const rows = await tx
    .select({ id, codeSha256, bundleSha256 })
    .from(formulaSet)
    .where(and(inArray(codeSha256, [...codeSha256s]), isNotNull(bundleSha256)))
    .orderBy(asc(id));
  return rows.map((row) => ({ ...row, bundleSha256: row.bundleSha256 ?? "" }));
}

/** The bundle of a definition, compressed, and its hash; undefined where the definition was never recorded. */
export async function findBundle(
  tx: Tx,
  codeSha256: string,
): Promise<
  { readonly bundle: Uint8Array | null; readonly bundleSha256: string | null } | undefined
> {
  const [row] = await tx
    .select({ bundle: formulaSet.bundle, bundleSha256: formulaSet.bundleSha256 })
    .from(formulaSet)
    .where(eq(formulaSet.codeSha256, codeSha256))
    .limit(1);
  return row;
}
