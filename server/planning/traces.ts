// Writing and reading the traces of decisions: what an explanation and a replay start from.
import type { Tx } from "@/db/client.ts";
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { Columns, Definition } from "@/lib/optimizer/decision/index.ts";
import { SPLIT_OPTIONS, type SplitOption } from "@/lib/optimizer/fees/index.ts";
import { placementDefinition, splitFeeDefinition } from "@/lib/optimizer/placement/index.ts";
import { positioningDefinition } from "@/lib/optimizer/positioning/index.ts";
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import {
  type DefinitionName,
  findTraceChunk,
  listBaseChunks,
  listTraceChunks,
  type NewFormulaSet,
  type TraceChunkRow,
} from "@/server/repositories/trace.ts";
import { type BaseChunk, checkContent, decodeRow, MAX_BASE_DEPTH } from "./trace-chunk.ts";

export const definitions: Readonly<Record<DefinitionName, Definition>> = {
  capacity: capacityDefinition,
  replenishment: replenishmentDefinition,
  positioning: positioningDefinition,
  placement: placementDefinition,
  placementFee: splitFeeDefinition,
};

const FC_KEYS = 4096;

/** Key of the units of a product at an FC among its account's decisions. Throws RangeError beyond 4,095 FCs. */
export function placementKey(productId: number, fcId: number): number {
  if (!(fcId > 0 && fcId < FC_KEYS)) throw new RangeError(`placementKey: FC id ${fcId}`);
  return productId * FC_KEYS + fcId;
}

/** Key of a limit among its account's decisions. Replenishment decisions are keyed by product id. */
export const limitKey = (storageTypeIndex: number, monthAhead: number): number =>
  storageTypeIndex * 16 + monthAhead;

/** Inverse of {@link limitKey}. */
export const limitOfKey = (key: number) => ({
  storageType: storageTypes[Math.floor(key / 16)] ?? "standard",
  monthAhead: key % 16,
});

/** Key of a split's fee among its account's decisions. */
export const splitKey = (split: SplitOption): number => SPLIT_OPTIONS.indexOf(split);

/** Inverse of {@link placementKey}. */
export const productOfPlacementKey = (key: number) => ({
  productId: Math.floor(key / FC_KEYS),
  fcId: key % FC_KEYS,
});

/** Hash of a definition's canonical text: the code a run used. */
export const definitionSha256 = (definition: Definition): string =>
  sha256Hex(definition.canonicalText);

export const formulaSetOf = (name: DefinitionName): NewFormulaSet => ({
  definition: name,
  version: definitions[name].version,
  codeSha256: definitionSha256(definitions[name]),
  spec: JSON.parse(definitions[name].canonicalText) as unknown,
});

/** Whether the definition of this build decided the chunk. */
export const isOfThisBuild = (name: DefinitionName, { codeSha256 }: TraceChunkRow): boolean =>
  codeSha256 === definitionSha256(definitions[name]);

function requireThisBuild(name: DefinitionName, row: TraceChunkRow): void {
  if (isOfThisBuild(name, row)) return;
  throw new Error(
    `trace: ${name} ${row.version} (${row.codeSha256.slice(0, 12)}) is not the definition of this build`,
  );
}

/**
 * The values of chunks of one definition (all nodes), read through their bases; in the rows' order. Throws when the bytes of one are not
 * those that were hashed, or another definition than this build's wrote it.
 */
export async function readChunks(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
): Promise<Columns[]> {
  const read = await readUnchecked(tx, scope, name, rows);
  rows.forEach((row, i) => {
    checkContent(definitions[name], row, read[i] as Columns);
  });
  return read;
}

// A base is not checked by itself: what is read through it would not have its hash if the base were another.
async function readUnchecked(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
): Promise<Columns[]> {
  for (const row of rows) requireThisBuild(name, row);
  const bases = rows.some(({ baseRunId }) => baseRunId !== null)
    ? await readBases(tx, scope, name, rows)
    : [];
  return rows.map((row, i) => {
    const base = bases[i] ?? null;
    if (row.baseRunId !== null && !base)
      throw new Error(`trace: chunk ${row.chunkNo} of account ${row.accountId} lacks its base`);
    return decodeRow(definitions[name], row, base);
  });
}

const chunkKey = (row: TraceChunkRow, runId: number): string =>
  [runId, row.sellerId, row.accountId, row.chunkNo].join("/");

/** The values of one chunk, as `readChunks`. */
export async function readChunk(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  row: TraceChunkRow,
): Promise<Columns> {
  const [values] = await readChunks(tx, scope, name, [row]);
  return values as Columns;
}

/** What each row was written on, in the rows' order; null for one that stands alone. */
export async function readBases(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
): Promise<(BaseChunk | null)[]> {
  const baseRows = await listBaseChunks(
    tx,
    scope,
    rows.filter(({ baseRunId }) => baseRunId !== null),
  );
  const values = await readUnchecked(tx, scope, name, baseRows);
  const bases = new Map(
    baseRows.map((row, i) => [chunkKey(row, row.runId), baseChunk(row, values[i] as Columns)]),
  );
  return rows.map((row) =>
    row.baseRunId === null ? null : (bases.get(chunkKey(row, row.baseRunId)) ?? null),
  );
}

const baseChunk = (row: TraceChunkRow, values: Columns): BaseChunk => ({
  runId: row.runId,
  depth: row.baseDepth,
  keys: row.decisionKeys,
  values,
});

/** What a run's chunks may be written on: those of an earlier run, by account; of this build's definition only. */
export async function loadBases(
  tx: Tx,
  scope: DataScope,
  runId: number,
  name: DefinitionName,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, readonly BaseChunk[]>> {
  const all = await listTraceChunks(tx, scope, runId, name, accountIds);
  const rows = all.filter((row) => isOfThisBuild(name, row) && row.baseDepth < MAX_BASE_DEPTH);
  const values = await readUnchecked(tx, scope, name, rows);
  const bases = new Map<number, BaseChunk[]>();
  rows.forEach((row, i) => {
    const own = bases.get(row.accountId) ?? [];
    own.push(baseChunk(row, values[i] as Columns));
    bases.set(row.accountId, own);
  });
  return bases;
}

/** One decision as it was traced. */
export interface LoadedDecision {
  readonly accountId: number;
  readonly key: number;
  /** Leaves only, one row. */
  readonly leaves: Columns;
  /** All nodes, one row. */
  readonly values: Columns;
}

/** The decision `key` of an account in a run; null when the run did not decide it or the scope may not see it. */
export async function loadDecision(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
  decision: { readonly accountId: number; readonly key: number },
): Promise<LoadedDecision | null> {
  const row = await findTraceChunk(tx, scope, runId, definition, decision);
  if (!row) return null;
  const chunk = await readChunk(tx, scope, definition, row);
  const values = pickRow(chunk, row.decisionKeys.indexOf(decision.key));
  const { nodes, leafCount } = definitions[definition];
  const column: Record<string, Float64Array> = {};
  for (const { id } of nodes.slice(0, leafCount)) column[id] = values.column[id] as Float64Array;
  return { ...decision, leaves: { count: 1, column }, values };
}

function pickRow(columns: Columns, row: number): Columns {
  const column: Record<string, Float64Array> = {};
  for (const [id, values] of Object.entries(columns.column)) {
    column[id] = values.slice(row, row + 1);
  }
  return { count: 1, column };
}

/** All decisions of a run that the scope may see, joined in (seller, account, chunk) order. */
export interface RunColumns {
  readonly sellerId: Float64Array;
  readonly accountId: Float64Array;
  readonly key: Float64Array;
  /** All nodes. */
  readonly values: Columns;
}

/**
 * Every account's decisions of one definition: for re-pricing, simulation of a policy, and replay. Throws when the run was
 * decided by another definition than this build's.
 */
export async function loadRunColumns(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<RunColumns> {
  const rows = await listTraceChunks(tx, scope, runId, definition);
  return joinChunks(definition, rows, await readChunks(tx, scope, definition, rows));
}

/** As `loadRunColumns`, but null when another definition decided the run. */
export async function loadComparableColumns(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<RunColumns | null> {
  const rows = await listTraceChunks(tx, scope, runId, definition);
  if (!rows.every((row) => isOfThisBuild(definition, row))) return null;
  return joinChunks(definition, rows, await readChunks(tx, scope, definition, rows));
}

function joinChunks(
  definition: DefinitionName,
  rows: readonly TraceChunkRow[],
  chunks: readonly Columns[],
): RunColumns {
  const count = rows.reduce((sum, row) => sum + row.decisionKeys.length, 0);
  const joined = {
    sellerId: new Float64Array(count),
    accountId: new Float64Array(count),
    key: new Float64Array(count),
  };
  const column: Record<string, Float64Array> = {};
  for (const { id } of definitions[definition].nodes) column[id] = new Float64Array(count);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    const size = row.decisionKeys.length;
    joined.sellerId.fill(row.sellerId, at, at + size);
    joined.accountId.fill(row.accountId, at, at + size);
    joined.key.set(row.decisionKeys, at);
    for (const [id, into] of Object.entries(column)) into.set(chunks[i]?.column[id] ?? [], at);
    at += size;
  }
  return { ...joined, values: { count, column } };
}
