import {
  fillHistogram,
  type Histogram,
  newHistogram,
  newWords,
  type PackedBins,
  packBins,
  subtractHistogram,
  transposeBins,
  usedBinCounts,
} from "./histogram.ts";
import { BIN_COUNT, type BinnedMatrix } from "./matrix.ts";
import { NO_SPLIT, type Split, SplitSearch } from "./split-search.ts";
import type { GrownTree, LeafRows, LeafSums, RowSample, RowStatistics, TreeNodes } from "./tree.ts";

/** Shape of a tree. */
export interface TreeShape {
  readonly leafCountMax: number;
  /** Rows a leaf holds at least. */
  readonly leafRowsMin: number;
}

interface Leaf extends LeafRows, LeafSums {
  readonly histogram: Histogram;
  /** Node whose child it is, and which side; -1 for the root. */
  readonly parent: number;
  readonly isLeftChild: boolean;
  readonly split: Readonly<Split>;
}

/** What all trees of a forest share: the rows in three layouts, and memory that is used again for every tree. */
export class TreeGrower {
  readonly #matrix: BinnedMatrix;
  readonly #isCategory: Uint8Array;
  readonly #shape: TreeShape;
  /** [featureCount, rowCount] */
  readonly #columns: Uint8Array;
  readonly #binCount: Uint16Array;
  readonly #words: Int32Array;
  readonly #histograms: Histogram[] = [];
  readonly #scratch: Int32Array;
  #packed: PackedBins | null = null;

  constructor(matrix: BinnedMatrix, isCategory: Uint8Array, shape: TreeShape) {
    this.#matrix = matrix;
    this.#isCategory = isCategory;
    this.#shape = shape;
    this.#columns = transposeBins(matrix);
    this.#binCount = usedBinCounts(this.#columns, matrix.featureCount);
    this.#words = newWords(matrix);
    this.#scratch = new Int32Array(matrix.rowCount);
  }

  /**
   * Grows one tree leaf by leaf, the leaf with the largest gain first (Ke et al. 2017, LightGBM): histograms of the smaller
   * child are built, those of the larger are the parent's minus them. Groups the sample's rows by leaf, in place.
   */
  grow(stats: RowStatistics, sample: RowSample, features: Int32Array): GrownTree {
    const bins = this.#pack(features);
    const search = new SplitSearch(
      bins,
      this.#binCount,
      this.#isCategory,
      stats,
      this.#shape.leafRowsMin,
    );
    const round = new GrowingRound(
      { bins, search, stats, rows: sample.rows, leafRowsMin: this.#shape.leafRowsMin },
      { columns: this.#columns, binCount: this.#binCount, scratch: this.#scratch },
      (k) => this.#histogram(k, stats.second !== null),
    );
    const nodes = newNodes(this.#shape.leafCountMax - 1);
    const leaves: Leaf[] = [round.root(sample)];
    while (nodes.nodeCount < this.#shape.leafCountMax - 1) {
      const best = bestLeaf(leaves);
      if (best < 0) break;
      const parent = leaves[best]!;
      const node = addNode(nodes, parent);
      const [left, right] = round.divide(parent, node);
      leaves[best] = left;
      leaves.push(right);
    }
    leaves.forEach((leaf, l) => {
      attach(nodes, leaf, ~l);
    });
    return { nodes: { ...nodes, leafCount: leaves.length }, rows: sample.rows, leaves };
  }

  /** The pack of the tree before serves again when it has the same features. */
  #pack(features: Int32Array): PackedBins {
    const last = this.#packed?.features;
    const isSame =
      last?.length === features.length && features.every((feature, j) => feature === last[j]);
    if (!isSame) {
      this.#packed = packBins(this.#columns, this.#matrix.rowCount, features, this.#words);
    }
    return this.#packed!;
  }

  #histogram(k: number, isPaired: boolean): Histogram {
    this.#histograms[k] ??= newHistogram(this.#matrix.featureCount, isPaired);
    return this.#histograms[k];
  }
}

type GrowingNodes = {
  -readonly [K in keyof TreeNodes]: K extends "categoryBits" ? (Int32Array | null)[] : TreeNodes[K];
};

function newNodes(nodeMax: number): GrowingNodes {
  return {
    nodeCount: 0,
    leafCount: 1,
    feature: new Int32Array(nodeMax),
    threshold: new Uint8Array(nodeMax),
    isMissingLeft: new Uint8Array(nodeMax),
    categoryBits: [],
    left: new Int32Array(nodeMax),
    right: new Int32Array(nodeMax),
  };
}

function addNode(nodes: GrowingNodes, leaf: Leaf): number {
  const node = nodes.nodeCount++;
  nodes.feature[node] = leaf.split.feature;
  nodes.threshold[node] = leaf.split.threshold;
  nodes.isMissingLeft[node] = leaf.split.isMissingLeft ? 1 : 0;
  nodes.categoryBits.push(leaf.split.categoryBits);
  attach(nodes, leaf, node);
  return node;
}

function attach(nodes: GrowingNodes, { parent, isLeftChild }: Leaf, child: number): void {
  if (parent < 0) return;
  if (isLeftChild) nodes.left[parent] = child;
  else nodes.right[parent] = child;
}

function bestLeaf(leaves: readonly Leaf[]): number {
  let best = -1;
  let gain = 0;
  for (let l = 0; l < leaves.length; l++) {
    if (leaves[l]!.split.gain > gain) {
      gain = leaves[l]!.split.gain;
      best = l;
    }
  }
  return best;
}

/** What one tree is grown from. */
interface TreeInput {
  readonly bins: PackedBins;
  readonly search: SplitSearch;
  readonly stats: RowStatistics;
  readonly rows: Int32Array;
  readonly leafRowsMin: number;
}

interface SharedSpace {
  readonly columns: Uint8Array;
  readonly binCount: Uint16Array;
  readonly scratch: Int32Array;
}

/** The growing of one tree: hands out histograms, divides rows. */
class GrowingRound {
  readonly #input: TreeInput;
  readonly #space: SharedSpace;
  readonly #histogramAt: (k: number) => Histogram;
  readonly #goesLeft = new Uint8Array(BIN_COUNT);
  #histogramCount = 0;

  constructor(input: TreeInput, space: SharedSpace, histogramAt: (k: number) => Histogram) {
    this.#input = input;
    this.#space = space;
    this.#histogramAt = histogramAt;
  }

  root({ rows, sampleCount }: RowSample): Leaf {
    return this.#leaf({
      start: 0,
      end: sampleCount,
      spareStart: sampleCount,
      spareEnd: rows.length,
      ...this.#sums(sampleCount),
      histogram: this.#filled(0, sampleCount),
      parent: -1,
      isLeftChild: false,
    });
  }

  /** Sums of the sample, added bin by bin of the first feature: rounded as the sums of a histogram are. */
  #sums(sampleCount: number): LeafSums {
    const { stats, rows } = this.#input;
    const sum = (value: Float64Array) => sumByBin(value, rows, sampleCount, this.#space.columns);
    return { sumFirst: sum(stats.first), sumSecond: stats.second ? sum(stats.second) : 0 };
  }

  divide(leaf: Leaf, node: number): [Leaf, Leaf] {
    const { start, end, spareStart, spareEnd, split } = leaf;
    writeGoesLeft(split, this.#goesLeft);
    const middle = this.#partition(start, end, split.feature);
    const spareMiddle = this.#partition(spareStart, spareEnd, split.feature);
    const isLeftSmaller = middle - start <= end - middle;
    const small = isLeftSmaller ? this.#filled(start, middle) : this.#filled(middle, end);
    const large = leaf.histogram;
    subtractHistogram(large, small, this.#input.bins, this.#space.binCount);
    return [
      this.#leaf({
        start,
        end: middle,
        spareStart,
        spareEnd: spareMiddle,
        sumFirst: split.first,
        sumSecond: split.second,
        histogram: isLeftSmaller ? small : large,
        parent: node,
        isLeftChild: true,
      }),
      this.#leaf({
        start: middle,
        end,
        spareStart: spareMiddle,
        spareEnd,
        sumFirst: leaf.sumFirst - split.first,
        sumSecond: leaf.sumSecond - split.second,
        histogram: isLeftSmaller ? large : small,
        parent: node,
        isLeftChild: false,
      }),
    ];
  }

  #filled(from: number, to: number): Histogram {
    const histogram = this.#histogramAt(this.#histogramCount++);
    fillHistogram(histogram, this.#input.bins, this.#input.stats, this.#input.rows, from, to);
    return histogram;
  }

  /** Moves the rows that go left to the front, both sides in their order; returns where the right side starts. */
  #partition(start: number, end: number, feature: number): number {
    const { rows } = this.#input;
    const { scratch, columns } = this.#space;
    const goesLeft = this.#goesLeft;
    const column = feature * scratch.length;
    let left = start;
    let right = 0;
    // Every row is written to both sides and only one side moves on: a branch would be mispredicted every other row.
    for (let k = start; k < end; k++) {
      const row = rows[k]!;
      const isLeft = goesLeft[columns[column + row]!]!;
      rows[left] = row;
      scratch[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    rows.set(scratch.subarray(0, right), left);
    return left;
  }

  #leaf(leaf: Omit<Leaf, "split">): Leaf {
    const isTooSmall = leaf.end - leaf.start < 2 * this.#input.leafRowsMin;
    return {
      ...leaf,
      split: isTooSmall ? NO_SPLIT : this.#input.search.best(leaf.histogram, leaf),
    };
  }
}

function sumByBin(
  value: Float64Array,
  rows: Int32Array,
  count: number,
  column: Uint8Array,
): number {
  const perBin = new Float64Array(BIN_COUNT);
  for (let k = 0; k < count; k++) perBin[column[rows[k]!]!]! += value[rows[k]!]!;
  let sum = 0;
  for (let bin = 0; bin < BIN_COUNT; bin++) sum += perBin[bin]!;
  return sum;
}

function writeGoesLeft(split: Readonly<Split>, goesLeft: Uint8Array): void {
  const { threshold, isMissingLeft, categoryBits } = split;
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    if (categoryBits) goesLeft[bin] = (categoryBits[bin >> 5]! >>> (bin & 31)) & 1;
    else goesLeft[bin] = bin <= threshold ? 1 : 0;
  }
  if (!categoryBits) goesLeft[0] = isMissingLeft ? 1 : 0;
}
