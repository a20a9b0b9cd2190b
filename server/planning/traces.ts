// Writing and reading the traces of decisions: what an explanation and a replay start from.
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Tx } from "@/db/client.ts";
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import {
  CHUNK_ROWS,
  type Columns,
  chunkRoot,
  type Definition,
  decodeChunk,
  encodeChunk,
} from "@/lib/optimizer/decision/index.ts";
import { placementDefinition } from "@/lib/optimizer/placement/index.ts";
import { positioningDefinition } from "@/lib/optimizer/positioning/index.ts";
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";
import { sha256Bytes, sha256Hex } from "@/server/core/hash.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import {
  type DefinitionName,
  findTraceChunk,
  listTraceChunks,
  type NewFormulaSet,
  type NewTraceChunk,
  type TraceChunkRow,
} from "@/server/repositories/trace.ts";

export const definitions: Readonly<Record<DefinitionName, Definition>> = {
  capacity: capacityDefinition,
  replenishment: replenishmentDefinition,
  positioning: positioningDefinition,
  placement: placementDefinition,
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

/** Decisions of one account in row order, ready to be written. */
export interface AccountDecisions {
  readonly sellerId: number;
  readonly accountId: number;
  readonly keys: readonly number[];
  /** All nodes; rows start..start + keys.length belong to the account. */
  readonly values: Columns;
  readonly start: number;
}

const rowKey = (accountId: number, key: number): string => `${accountId}:${key}`;

/** Chunks of one account's decisions: columns encoded, hashed, then compressed (brotli, quality 4). */
export function traceChunks(
  name: DefinitionName,
  formulaSetId: number,
  decisions: AccountDecisions,
): NewTraceChunk[] {
  const definition = definitions[name];
  const definitionHash = sha256Bytes(definition.canonicalText);
  const { sellerId, accountId, keys, values, start } = decisions;
  const chunks: NewTraceChunk[] = [];
  for (let at = 0; at < keys.length; at += CHUNK_ROWS) {
    const decisionKeys = keys.slice(at, at + CHUNK_ROWS);
    const bytes = encodeChunk(definition, values, start + at, start + at + decisionKeys.length);
    const content = {
      definitionHash,
      keys: decisionKeys.map((key) => rowKey(accountId, key)),
      bytes,
    };
    chunks.push({
      sellerId,
      accountId,
      formulaSetId,
      chunkNo: chunks.length,
      decisionKeys,
      columns: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
      rootSha256: Buffer.from(chunkRoot(content, sha256Bytes)).toString("hex"),
    });
  }
  return chunks;
}

/** The values of a chunk; throws when its bytes are not those that were hashed, or another definition wrote them. */
export function readChunk(name: DefinitionName, row: TraceChunkRow): Columns {
  const definition = definitions[name];
  if (row.codeSha256 !== definitionSha256(definition)) {
    throw new Error(
      `trace: ${name} ${row.version} (${row.codeSha256.slice(0, 12)}) is not the definition of this build`,
    );
  }
  const bytes = new Uint8Array(brotliDecompressSync(row.columns));
  const content = {
    definitionHash: sha256Bytes(definition.canonicalText),
    keys: row.decisionKeys.map((key) => rowKey(row.accountId, key)),
    bytes,
  };
  if (Buffer.from(chunkRoot(content, sha256Bytes)).toString("hex") !== row.rootSha256) {
    throw new Error(`trace: chunk ${row.chunkNo} of account ${row.accountId} was changed`);
  }
  return decodeChunk(definition, bytes).columns;
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
  const values = pickRow(readChunk(definition, row), row.decisionKeys.indexOf(decision.key));
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
  return joinChunks(definition, await listTraceChunks(tx, scope, runId, definition));
}

/** As `loadRunColumns`, but null when another definition decided the run. */
export async function loadComparableColumns(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<RunColumns | null> {
  const rows = await listTraceChunks(tx, scope, runId, definition);
  const code = definitionSha256(definitions[definition]);
  return rows.every((row) => row.codeSha256 === code) ? joinChunks(definition, rows) : null;
}

function joinChunks(definition: DefinitionName, rows: readonly TraceChunkRow[]): RunColumns {
  const count = rows.reduce((sum, row) => sum + row.decisionKeys.length, 0);
  const joined = {
    sellerId: new Float64Array(count),
    accountId: new Float64Array(count),
    key: new Float64Array(count),
  };
  const column: Record<string, Float64Array> = {};
  for (const { id } of definitions[definition].nodes) column[id] = new Float64Array(count);
  let at = 0;
  for (const row of rows) {
    const size = row.decisionKeys.length;
    joined.sellerId.fill(row.sellerId, at, at + size);
    joined.accountId.fill(row.accountId, at, at + size);
    joined.key.set(row.decisionKeys, at);
    const values = readChunk(definition, row);
    for (const [id, into] of Object.entries(column)) into.set(values.column[id] ?? [], at);
    at += size;
  }
  return { ...joined, values: { count, column } };
}
