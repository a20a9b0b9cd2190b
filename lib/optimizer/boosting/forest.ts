/**
 * Trees in flat arrays. Node k of the forest splits on its feature; a row goes left where its bin is at most the threshold, or
 * for a category where the category's bit is set. Children are node numbers, or ~leaf for a leaf.
 */
export interface Forest {
  readonly treeCount: number;
  /** Values per leaf: one per quantile level, or one. */
  readonly outputCount: number;
  /** Value before the first tree. [outputCount] */
  readonly base: Float64Array;
  /** First node of each tree, or ~leaf for a tree of one leaf. [treeCount] */
  readonly root: Int32Array;
  /** Feature, bin threshold, whether a missing value goes left, whether the feature is a category; see `packSplit`. */
  readonly split: Int32Array;
  /** Index into categoryBits of nodes that split on a category, -1 for the others. [nodeCount] */
  readonly categorySet: Int32Array;
  /** 256 bits per set, by bin: 1 = left. [setCount, 8] */
  readonly categoryBits: Int32Array;
  /** Left and right child of each node. [nodeCount, 2] */
  readonly child: Int32Array;
  /** [leafCount, outputCount] */
  readonly leafValue: Float32Array;
}

/** A node's rule, read back from its 32 bits. */
export interface SplitRule {
  readonly feature: number;
  readonly threshold: number;
  readonly isMissingLeft: boolean;
  readonly isCategory: boolean;
}

const MISSING_LEFT = 256;
const CATEGORY = 512;
const FEATURE_SHIFT = 10;
/** A feature number fits a rule below this. */
export const FEATURE_COUNT_MAX = 2 ** (31 - FEATURE_SHIFT);
/** 32-bit words that hold one bit per bin. */
export const SET_WORDS = 8;

/** One node's rule in 32 bits. */
export const packSplit = ({ feature, threshold, isMissingLeft, isCategory }: SplitRule): number =>
  (feature << FEATURE_SHIFT) |
  threshold |
  (isMissingLeft ? MISSING_LEFT : 0) |
  (isCategory ? CATEGORY : 0);

export const unpackSplit = (rule: number): SplitRule => ({
  feature: rule >> FEATURE_SHIFT,
  threshold: rule & 255,
  isMissingLeft: (rule & MISSING_LEFT) !== 0,
  isCategory: (rule & CATEGORY) !== 0,
});
