import { type Forest, SET_WORDS, unpackSplit } from "./forest.ts";
import type { BinnedMatrix } from "./matrix.ts";

/**
 * A forest laid out for walking without a branch per node: every rule is a set of bins that go right, and leaves follow the
 * nodes as nodes that lead to themselves, so that several rows can walk in step until all have arrived.
 */
interface WalkingForest {
  readonly nodeCount: number;
  readonly feature: Int32Array;
  /** 256 bits per node, by bin: 1 = right. [nodeCount + leafCount, 8] */
  readonly rightBits: Int32Array;
  /** [nodeCount + leafCount, 2] */
  readonly child: Int32Array;
}

// An imported constant is read from its module every time; a local one costs the hot loop nothing.
const WORDS = SET_WORDS;
/** Rows that share the cache with one tree. */
const BLOCK = 512;

/**
 * Raw predictions, [rowCount, outputCount]: the base plus every tree's leaf. Throws RangeError where the forest reads a feature
 * that the rows lack. Cost about 20 ns per row and tree of 63 leaves, and 50 ns per node once.
 */
export function predictForest(forest: Forest, matrix: BinnedMatrix): Float64Array {
  const { outputCount, treeCount, root, base } = forest;
  const { rowCount } = matrix;
  const walking = walkingForest(forest, matrix.featureCount);
  const out = new Float64Array(rowCount * outputCount);
  for (let r = 0; r < rowCount; r++) out.set(base, r * outputCount);
  const leaf = new Int32Array(BLOCK);
  for (let from = 0; from < rowCount; from += BLOCK) {
    const to = Math.min(rowCount, from + BLOCK);
    for (let k = 0; k < treeCount; k++) {
      const start = root[k]! >= 0 ? root[k]! : walking.nodeCount + ~root[k]!;
      walkRows(walking, start, matrix, from, to, leaf);
      addLeaves(forest, leaf, from, to, out);
    }
  }
  return out;
}

function walkingForest(forest: Forest, featureCount: number): WalkingForest {
  const nodeCount = forest.split.length;
  const count = nodeCount + forest.leafValue.length / forest.outputCount;
  const feature = new Int32Array(count);
  const rightBits = new Int32Array(count * SET_WORDS);
  const child = new Int32Array(2 * count);
  for (let n = 0; n < nodeCount; n++) {
    feature[n] = writeRightBits(forest, n, rightBits);
    if (feature[n]! >= featureCount) {
      throw new RangeError(
        `predictForest: feature must be below ${featureCount}, got ${feature[n]}`,
      );
    }
    for (let side = 2 * n; side < 2 * n + 2; side++) {
      const next = forest.child[side]!;
      child[side] = next >= 0 ? next : nodeCount + ~next;
    }
  }
  for (let n = nodeCount; n < count; n++) child.fill(n, 2 * n, 2 * n + 2);
  return { nodeCount, feature, rightBits, child };
}

/** Bins that go right at a node; returns the node's feature. */
function writeRightBits(forest: Forest, node: number, rightBits: Int32Array): number {
  const { feature, threshold, isMissingLeft, isCategory } = unpackSplit(forest.split[node]!);
  const at = node * SET_WORDS;
  if (isCategory) {
    const set = forest.categorySet[node]! * SET_WORDS;
    for (let w = 0; w < SET_WORDS; w++) rightBits[at + w] = ~forest.categoryBits[set + w]!;
    return feature;
  }
  const firstWord = (threshold + 1) >> 5;
  for (let w = firstWord; w < SET_WORDS; w++) rightBits[at + w] = -1;
  if (firstWord < SET_WORDS) rightBits[at + firstWord] = -1 << ((threshold + 1) & 31);
  if (isMissingLeft) rightBits[at]! &= ~1;
  else rightBits[at]! |= 1;
  return feature;
}

/** Leaf of each row of a block in the tree that starts at `start`: four rows in step hide each other's waiting for memory. */
function walkRows(
  { nodeCount, feature, rightBits, child }: WalkingForest,
  start: number,
  { bins, featureCount }: BinnedMatrix,
  from: number,
  to: number,
  leaf: Int32Array,
): void {
  const next = (node: number, at: number): number => {
    const bin = bins[at + feature[node]!]!;
    const side = (rightBits[node * WORDS + (bin >> 5)]! >>> (bin & 31)) & 1;
    return child[2 * node + side]!;
  };
  let r = from;
  for (; r + 4 <= to; r += 4) {
    const at = r * featureCount;
    let a = start;
    let b = start;
    let c = start;
    let d = start;
    // Negative while any of the four is not yet a leaf.
    while (((a - nodeCount) | (b - nodeCount) | (c - nodeCount) | (d - nodeCount)) < 0) {
      a = next(a, at);
      b = next(b, at + featureCount);
      c = next(c, at + 2 * featureCount);
      d = next(d, at + 3 * featureCount);
    }
    leaf[r - from] = a - nodeCount;
    leaf[r - from + 1] = b - nodeCount;
    leaf[r - from + 2] = c - nodeCount;
    leaf[r - from + 3] = d - nodeCount;
  }
  for (; r < to; r++) {
    let node = start;
    while (node < nodeCount) node = next(node, r * featureCount);
    leaf[r - from] = node - nodeCount;
  }
}

function addLeaves(
  { leafValue, outputCount }: Forest,
  leaf: Int32Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  if (outputCount === 1) {
    for (let r = from; r < to; r++) out[r]! += leafValue[leaf[r - from]!]!;
    return;
  }
  for (let r = from; r < to; r++) {
    const value = leaf[r - from]! * outputCount;
    const at = r * outputCount;
    for (let q = 0; q < outputCount; q++) out[at + q]! += leafValue[value + q]!;
  }
}
