// Roots of traces: an RFC 6962-style tree with a prefix byte per kind of node, so that a leaf can never be passed off as
// an inner node or a run's root. The hash function is handed in; SHA-256 in production.

/** A hash of bytes, e.g. SHA-256. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

export interface ChunkContent {
  /** Hash of the definition's canonical text. */
  readonly definitionHash: Uint8Array;
  /** Identity of each row, in row order. */
  readonly keys: readonly string[];
  /** As written by `encodeChunk`, before compression. */
  readonly bytes: Uint8Array;
}

const LEAF = Uint8Array.of(0);
const INNER = Uint8Array.of(1);
const RUN = Uint8Array.of(2);
const EMPTY = Uint8Array.of(3);

/** The canonical bytes of a chunk: each part preceded by its length, so no two contents share them. */
export function chunkHashInput(chunk: ChunkContent): Uint8Array {
  const encoder = new TextEncoder();
  const parts = [LEAF, length(chunk.definitionHash), chunk.definitionHash, length(chunk.keys)];
  for (const key of chunk.keys) {
    const bytes = encoder.encode(key);
    parts.push(length(bytes), bytes);
  }
  parts.push(length(chunk.bytes), chunk.bytes);
  return concatenate(parts);
}

/** Root of one chunk: definition, row keys and values. */
export const chunkRoot = (chunk: ChunkContent, hash: Hash): Uint8Array =>
  hash(chunkHashInput(chunk));

/** Root of a tree over chunk roots in chunk order (RFC 6962, section 2.1). */
export function treeRoot(roots: readonly Uint8Array[], hash: Hash): Uint8Array {
  if (roots.length === 0) return hash(EMPTY);
  if (roots.length === 1) return roots[0]!;
  let split = 1;
  while (split * 2 < roots.length) split *= 2;
  const left = treeRoot(roots.slice(0, split), hash);
  const right = treeRoot(roots.slice(split), hash);
  return hash(concatenate([INNER, left, right]));
}

/** Root of a run: its tree joined to the root of the run before it (null for the first). */
export function chainRoot(
  previousRoot: Uint8Array | null,
  chunkRoots: readonly Uint8Array[],
  hash: Hash,
): Uint8Array {
  const previous = previousRoot ?? new Uint8Array(0);
  const count = length(chunkRoots);
  return hash(concatenate([RUN, length(previous), previous, count, treeRoot(chunkRoots, hash)]));
}

function length(part: { readonly length: number }): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, part.length);
  return bytes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
