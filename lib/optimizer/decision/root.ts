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
const HASH_BYTES = 32;

/** The canonical bytes of a chunk: each part preceded by its length, so no two contents share them. */
export function chunkHashInput({ definitionHash, keys, bytes }: ChunkContent): Uint8Array {
  const parts = [LEAF, length(definitionHash), definitionHash, length(keys), keyBytes(keys)];
  return concatenate([...parts, length(bytes), bytes]);
}

/** Each key's UTF-8 preceded by its length. */
function keyBytes(keys: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const text = encoder.encode(keys.join(""));
  const isAscii = text.length === keys.reduce((size, key) => size + key.length, 0);
  const joined = new Uint8Array(text.length + 4 * keys.length);
  const view = new DataView(joined.buffer);
  let [at, from] = [0, 0];
  for (const key of keys) {
    const size = isAscii ? key.length : encoder.encode(key).length;
    view.setUint32(at, size);
    at += 4;
    for (const end = from + size; from < end; ) joined[at++] = text[from++]!;
  }
  return joined;
}

/** Root of one chunk: definition, row keys and values. */
export const chunkRoot = (chunk: ChunkContent, hash: Hash): Uint8Array =>
  hash(chunkHashInput(chunk));

/** Root of a tree over chunk roots in chunk order (RFC 6962, section 2.1). `hash` must not keep the bytes it is given. */
export function treeRoot(roots: readonly Uint8Array[], hash: Hash): Uint8Array {
  if (roots.length === 0) return hash(EMPTY);
  const pair = new Uint8Array(INNER.length + 2 * HASH_BYTES);
  pair.set(INNER);
  const rootOf = (from: number, to: number): Uint8Array => {
    if (to - from === 1) return roots[from]!;
    const split = from + splitOf(to - from);
    const left = rootOf(from, split);
    const right = rootOf(split, to);
    pair.set(left, INNER.length);
    pair.set(right, INNER.length + HASH_BYTES);
    return hash(pair);
  };
  return rootOf(0, roots.length);
}

/** The largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** Siblings on the way from leaf `index` up to the root, lowest first (RFC 6962, section 2.1.1). */
export function auditPath(roots: readonly Uint8Array[], index: number, hash: Hash): Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < roots.length)) {
    throw new RangeError(`auditPath: index must be in 0..${roots.length - 1}, got ${index}`);
  }
  if (roots.length === 1) return [];
  const split = splitOf(roots.length);
  const [left, right] = [roots.slice(0, split), roots.slice(split)];
  return index < split
    ? [...auditPath(left, index, hash), treeRoot(right, hash)]
    : [...auditPath(right, index - split, hash), treeRoot(left, hash)];
}

/**
 * The root that a leaf and its path lead to, in a tree of `count` leaves (RFC 9162, section 2.1.3.2). Throws RangeError when a
 * tree of that size has no such leaf or another length of path.
 */
export function rootOfPath(
  leaf: Uint8Array,
  index: number,
  count: number,
  path: readonly Uint8Array[],
  hash: Hash,
): Uint8Array {
  let [at, last, root] = [index, count - 1, leaf];
  if (!(Number.isInteger(index) && index >= 0 && index <= last)) {
    throw new RangeError(`rootOfPath: index must be in 0..${last}, got ${index}`);
  }
  for (const sibling of path) {
    if (last === 0) throw new RangeError(`rootOfPath: ${path.length} steps are too many`);
    if (at % 2 === 1 || at === last) {
      root = hash(concatenate([INNER, sibling, root]));
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else root = hash(concatenate([INNER, root, sibling]));
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  if (last !== 0) throw new RangeError(`rootOfPath: ${path.length} steps are too few`);
  return root;
}

/** What a run's root is taken of; every hash has 32 bytes. */
export interface RunContent {
  /** Chunks' roots in the order of the tree. */
  readonly chunkRoots: readonly Uint8Array[];
  /** The facts that were read, and as of when. */
  readonly snapshot: Uint8Array;
  readonly policy: Uint8Array;
  /** Of the definitions that decided. */
  readonly code: Uint8Array;
  /** Root of the run before it; null for the first. */
  readonly previous: Uint8Array | null;
}

/** Root of a run: H(2 | chunks | tree | snapshot | policy | code | previous root, preceded by its length). */
export function runRoot(
  { chunkRoots, snapshot, policy, code, previous }: RunContent,
  hash: Hash,
): Uint8Array {
  const before = previous ?? new Uint8Array(0);
  const tree = treeRoot(chunkRoots, hash);
  return hash(
    concatenate([RUN, length(chunkRoots), tree, snapshot, policy, code, length(before), before]),
  );
}

export function length(part: { readonly length: number }): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, part.length);
  return bytes;
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
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
