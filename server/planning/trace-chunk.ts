// One chunk of a trace: written against its base, read back to all node values whatever tier it is kept in.
import {
  CHUNK_ROWS,
  type Columns,
  chunkRoot,
  compactChunk,
  type DecodedChunk,
  type Definition,
  decodeChunk,
  encodeChunk,
  type TraceBase,
  type TraceTier,
} from "@/lib/optimizer/decision/index.ts";
import { sha256Bytes } from "@/server/core/hash.ts";
import type { NewTraceChunk, TraceChunkRow } from "@/server/repositories/trace.ts";
import { rowsAlike } from "./rows-alike.ts";
import { definitionSha256 } from "./rules.ts";
import { compressChunk, FAST, PACKING, packAsIs, SLOW, unpackChunk } from "./trace-packing.ts";

/** Runs that are written on one that stands alone at most: the next one stands alone again. */
export const MAX_BASE_DEPTH = 4;

/** Decisions of one account in row order, ready to be written. */
export interface AccountDecisions {
  readonly sellerId: number;
  readonly accountId: number;
  readonly keys: readonly number[];
  /** All nodes; rows start..start + keys.length belong to the account. */
  readonly values: Columns;
  readonly start: number;
}

/** A chunk of an earlier run of the same account and definition, decoded: what a new chunk is written as differences to. */
export interface BaseChunk {
  readonly runId: number;
  /** Runs that were written on it, or on what it is itself written on. */
  readonly depth: number;
  readonly keys: readonly number[];
  /** All nodes. */
  readonly values: Columns;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly base: BaseChunk | null;
}

/** Chunks of one account's decisions: columns encoded, hashed, then compressed; on the earlier run's chunks where they fit. */
export function traceChunks(
  definition: Definition,
  formulaSetId: number,
  decisions: AccountDecisions,
  bases: readonly BaseChunk[] = [],
): NewTraceChunk[] {
  const { sellerId, accountId, keys, values, start } = decisions;
  return partsOf(keys, bases).map(({ from, to, base }, chunkNo) => {
    const decisionKeys = keys.slice(from, to);
    const [first, last] = [start + from, start + to];
    const content = encodeChunk(definition, values, first, last);
    const stored = base
      ? encodeChunk(definition, values, first, last, "values", baseFor(base, decisionKeys))
      : content;
    return {
      sellerId,
      accountId,
      formulaSetId,
      chunkNo,
      decisionKeys,
      ...compressChunk(stored, FAST),
      tier: "hot",
      baseRunId: base?.runId ?? null,
      baseDepth: base ? base.depth + 1 : 0,
      rootSha256: contentRoot(definition, accountId, decisionKeys, content),
    };
  });
}

/** Where chunks begin and end: at the base's first keys, so that chunk c lies on chunk c; else every 1,024 decisions. */
function partsOf(keys: readonly number[], bases: readonly BaseChunk[]): Part[] {
  const aligned = alignedParts(keys, bases);
  if (aligned) return aligned;
  const parts: Part[] = [];
  for (let from = 0; from < keys.length; from += CHUNK_ROWS) {
    parts.push({ from, to: Math.min(from + CHUNK_ROWS, keys.length), base: null });
  }
  return parts;
}

const isAscending = (keys: readonly number[]): boolean =>
  keys.every((key, i) => i === 0 || key > (keys[i - 1] ?? 0));

function alignedParts(keys: readonly number[], bases: readonly BaseChunk[]): Part[] | null {
  const canHold = bases.every(({ depth }) => depth < MAX_BASE_DEPTH);
  if (bases.length === 0 || !canHold || !isAscending(keys)) return null;
  if (!isAscending(bases.flatMap((base) => [...base.keys]))) return null;
  const parts: Part[] = [];
  let from = 0;
  for (const [c, base] of bases.entries()) {
    const end = bases[c + 1]?.keys[0] ?? Number.POSITIVE_INFINITY;
    let to = from;
    while (to < keys.length && (keys[to] ?? 0) < end) to++;
    if (to === from || to - from > CHUNK_ROWS) return null;
    parts.push({ from, to, base });
    from = to;
  }
  return parts;
}

/** The base as the codec takes it: which of its rows is each decision's. */
export function baseFor(
  { keys, values }: Pick<BaseChunk, "keys" | "values">,
  decisionKeys: readonly number[],
): TraceBase {
  const rowOf = new Map<number, number>();
  keys.forEach((key, row) => {
    rowOf.set(key, row);
  });
  const row = new Int32Array(decisionKeys.length);
  decisionKeys.forEach((key, i) => {
    row[i] = rowOf.get(key) ?? -1;
  });
  return { columns: values, row };
}

function contentRoot(
  definition: Definition,
  accountId: number,
  decisionKeys: readonly number[],
  bytes: Uint8Array,
): string {
  const definitionHash = Buffer.from(definitionSha256(definition), "hex");
  const keys = decisionKeys.map((key) => `${accountId}:${key}`);
  return Buffer.from(chunkRoot({ definitionHash, keys, bytes }, sha256Bytes)).toString("hex");
}

/** What is stored of a chunk, from its bytes and its base's values; nothing of it is checked but its checksum and form. */
export function decodeStored(
  definition: Definition,
  row: TraceChunkRow,
  base: Pick<BaseChunk, "keys" | "values"> | null,
): DecodedChunk {
  const bytes = unpackChunk(row.packing, row.columns);
  const { decisionKeys } = row;
  const on = base && baseFor(base, decisionKeys);
  const alike = row.packing === PACKING.asIs ? rowsAlike(definition.name, decisionKeys) : null;
  return decodeChunk(definition, bytes, on, alike);
}

/** Throws unless these values are those that were hashed when the chunk was written. */
export function checkContent(definition: Definition, row: TraceChunkRow, values: Columns): void {
  const { accountId, decisionKeys, chunkNo, rootSha256 } = row;
  const content = encodeChunk(definition, values);
  if (contentRoot(definition, accountId, decisionKeys, content) !== rootSha256)
    throw new Error(`trace: chunk ${chunkNo} of account ${accountId} was changed`);
}

/** A chunk packed anew from its values, as small as it can be: its tier, on the base it had or alone. */
export function repack(
  definition: Definition,
  row: Pick<TraceChunkRow, "decisionKeys" | "baseDepth">,
  values: Columns,
  how: { readonly tier: TraceTier; readonly base: BaseChunk | null },
): Pick<NewTraceChunk, "columns" | "packing" | "baseRunId" | "baseDepth"> {
  const { tier, base } = how;
  const { decisionKeys } = row;
  const on = base && baseFor(base, decisionKeys);
  const packed =
    tier === "leaves"
      ? packAsIs(
          compactChunk(definition, values, tier, {
            base: on,
            alike: rowsAlike(definition.name, decisionKeys),
          }),
        )
      : compressChunk(encodeChunk(definition, values, 0, decisionKeys.length, tier, on), SLOW);
  return {
    ...packed,
    baseRunId: base?.runId ?? null,
    baseDepth: base ? row.baseDepth : 0,
  };
}
