import { ByteReader, ByteWriter, frame, unframe } from "./byte-stream.ts";
import { FEATURE_COUNT_MAX, type Forest, packSplit, SET_WORDS, unpackSplit } from "./forest.ts";
import type { Binning } from "./matrix.ts";

const FOREST = "wsFO";
const BINNING = "wsBI";
const VERSION = 1;

/**
 * A forest as bytes: little endian, versioned, with a checksum; 3 to 4 bytes per node and 4 per leaf value, less where values
 * were rounded by `roundLeafValues`. Decoding gives the same arrays bit for bit. Throws RangeError where nodes are not numbered
 * in the order of growing, as those of a trained or decoded forest are. Cost O(bytes).
 */
export function encodeForest(forest: Forest): Uint8Array {
  const writer = new ByteWriter();
  writer.count(forest.treeCount);
  writer.count(forest.outputCount);
  for (const value of forest.base) writer.float64(value);
  let firstNode = 0;
  for (let k = 0; k < forest.treeCount; k++) firstNode = writeTree(writer, forest, firstNode, k);
  writer.float32s(forest.leafValue);
  return frame(FOREST, VERSION, writer.bytes());
}

/**
 * Reads what `encodeForest` wrote from `offset` on; `end` is where the next thing starts. Throws RangeError saying what is wrong
 * where bytes are missing, altered or of another kind or version.
 */
export function decodeForest(
  bytes: Uint8Array,
  offset = 0,
): { readonly forest: Forest; readonly end: number } {
  const { content, end } = unframe("decodeForest", FOREST, VERSION, bytes, offset);
  const reader = new ByteReader("decodeForest", content);
  const treeCount = reader.count();
  const outputCount = reader.count();
  const base = Float64Array.from(listOf(outputCount, () => reader.float64()));
  const nodes: NodeLists = { root: [], split: [], categorySet: [], categoryBits: [], child: [] };
  for (let k = 0; k < treeCount; k++) readTree(reader, nodes);
  const leafValue = reader.float32s((treeCount + nodes.split.length) * outputCount);
  reader.finish();
  const forest = {
    treeCount,
    outputCount,
    base,
    root: Int32Array.from(nodes.root),
    split: Int32Array.from(nodes.split),
    categorySet: Int32Array.from(nodes.categorySet),
    categoryBits: Int32Array.from(nodes.categoryBits),
    child: Int32Array.from(nodes.child),
    leafValue,
  };
  return { forest, end };
}

function listOf<T>(count: number, read: () => T): T[] {
  const list: T[] = [];
  for (let k = 0; k < count; k++) list.push(read());
  return list;
}

/**
 * A tree is told as it grew: node n takes the place of a leaf, whose number its left child keeps while its right child becomes
 * leaf n + 1. One byte per node then says where it hangs. Returns the first node of the next tree.
 */
function writeTree(writer: ByteWriter, forest: Forest, firstNode: number, k: number): number {
  const firstLeaf = firstNode + k;
  const places = new Map<number, number>([[forest.root[k]!, 0]]);
  let n = 0;
  for (; places.has(firstNode + n); n++) {
    const node = firstNode + n;
    places.set(forest.child[2 * node]!, places.get(node)!);
    places.set(forest.child[2 * node + 1]!, n + 1);
  }
  for (const [child, place] of places) {
    const isKnown = child >= 0 ? child < firstNode + n : ~child === firstLeaf + place;
    if (!isKnown) throw new RangeError(`encodeForest: tree ${k} is not numbered as it grew`);
  }
  writer.count(n);
  for (let node = firstNode; node < firstNode + n; node++) {
    writer.count(places.get(node)!);
    writeSplit(writer, forest, node);
  }
  return firstNode + n;
}

function writeSplit(writer: ByteWriter, forest: Forest, node: number): void {
  const { feature, threshold, isMissingLeft, isCategory } = unpackSplit(forest.split[node]!);
  writer.count(4 * feature + (isCategory ? 2 : 0) + (isMissingLeft ? 1 : 0));
  writer.byte(threshold);
  if (!isCategory) return;
  const at = forest.categorySet[node]! * SET_WORDS;
  const set = forest.categoryBits.subarray(at, at + SET_WORDS);
  writer.byte(set.reduce((mask, word, w) => (word === 0 ? mask : mask | (1 << w)), 0));
  for (const word of set) if (word !== 0) writer.word(word);
}

type NodeLists = Record<"root" | "split" | "categorySet" | "categoryBits" | "child", number[]>;

function readTree(reader: ByteReader, nodes: NodeLists): void {
  const firstNode = nodes.split.length;
  const firstLeaf = firstNode + nodes.root.length;
  const nodeCount = reader.count();
  nodes.root.push(nodeCount > 0 ? firstNode : ~firstLeaf);
  // Where each leaf's number stands among the children; leaf 0 of a new tree is the root.
  const slots = [-1];
  for (let n = 0; n < nodeCount; n++) {
    const place = reader.count();
    const slot = slots[place];
    if (slot === undefined) {
      reader.fail(`node ${n} must take the place of one of ${slots.length} leaves, got ${place}`);
    }
    if (slot >= 0) nodes.child[slot] = firstNode + n;
    slots[place] = nodes.child.length;
    slots.push(nodes.child.length + 1);
    nodes.child.push(~(firstLeaf + place), ~(firstLeaf + n + 1));
    readSplit(reader, nodes);
  }
}

function readSplit(reader: ByteReader, nodes: NodeLists): void {
  const rule = reader.count();
  const feature = rule >>> 2;
  const isCategory = (rule & 2) !== 0;
  if (feature >= FEATURE_COUNT_MAX) {
    reader.fail(`feature must be below ${FEATURE_COUNT_MAX}, got ${feature}`);
  }
  const isMissingLeft = (rule & 1) !== 0;
  nodes.split.push(packSplit({ feature, threshold: reader.byte(), isMissingLeft, isCategory }));
  nodes.categorySet.push(isCategory ? nodes.categoryBits.length / SET_WORDS : -1);
  if (!isCategory) return;
  const mask = reader.byte();
  for (let w = 0; w < SET_WORDS; w++) {
    nodes.categoryBits.push((mask & (1 << w)) !== 0 ? reader.word() : 0);
  }
}

/**
 * The forest with leaf values rounded to 8 binary digits (to nearest, ties to even; an error of at most 1 in 256 each), which
 * halves its encoding. Predictions move by about that share of what the trees add.
 */
export function roundLeafValues(forest: Forest): Forest {
  const leafValue = Float32Array.from(forest.leafValue);
  const words = new Uint32Array(leafValue.buffer);
  for (let k = 0; k < words.length; k++) {
    const isOdd = (words[k]! >>> 16) & 1;
    words[k] = (words[k]! + 0x7fff + isOdd) & 0xffff_0000;
  }
  return { ...forest, leafValue };
}

/** A binning as bytes; see `encodeForest`. About 4 bytes per cut. */
export function encodeBinning({ featureCount, isCategory, cutStart, cuts }: Binning): Uint8Array {
  const writer = new ByteWriter();
  writer.count(featureCount);
  for (let f = 0; f < featureCount; f++) {
    writer.count(2 * (cutStart[f + 1]! - cutStart[f]!) + (isCategory[f] ? 1 : 0));
  }
  writer.float32s(cuts);
  return frame(BINNING, VERSION, writer.bytes());
}

/** Reads what `encodeBinning` wrote from `offset` on; throws as `decodeForest` does. */
export function decodeBinning(
  bytes: Uint8Array,
  offset = 0,
): { readonly binning: Binning; readonly end: number } {
  const { content, end } = unframe("decodeBinning", BINNING, VERSION, bytes, offset);
  const reader = new ByteReader("decodeBinning", content);
  const perFeature = listOf(reader.count(), () => reader.count());
  const featureCount = perFeature.length;
  const cutStart = new Int32Array(featureCount + 1);
  let cutCount = 0;
  for (let f = 0; f < featureCount; f++) {
    cutCount += Math.floor(perFeature[f]! / 2);
    cutStart[f + 1] = cutCount;
  }
  const isCategory = Uint8Array.from(perFeature, (count) => count & 1);
  const cuts = reader.float32s(cutCount);
  reader.finish();
  return { binning: { featureCount, isCategory, cutStart, cuts }, end };
}
