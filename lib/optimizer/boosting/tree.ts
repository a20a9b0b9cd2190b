/** The splits of one grown tree, in the order in which they were made. Children are node numbers, or ~leaf for a leaf. */
export interface TreeNodes {
  readonly nodeCount: number;
  readonly leafCount: number;
  readonly feature: Int32Array;
  /** Bins up to here go left, where the feature is a number. */
  readonly threshold: Uint8Array;
  readonly isMissingLeft: Uint8Array;
  /** Bits of the bins that go left, or null for a number. */
  readonly categoryBits: readonly (Int32Array | null)[];
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** All rows, those that a tree is grown on first: rows[0 .. sampleCount - 1]. */
export interface RowSample {
  readonly rows: Int32Array;
  readonly sampleCount: number;
}

/** Rows of a leaf: rows[start .. end - 1] of the sample, and rows[spareStart .. spareEnd - 1] of those left out of it. */
export interface LeafRows {
  readonly start: number;
  readonly end: number;
  readonly spareStart: number;
  readonly spareEnd: number;
}

/** A grown tree and where every row fell. */
export interface GrownTree {
  readonly nodes: TreeNodes;
  readonly rows: Int32Array;
  /** [leafCount] */
  readonly leaves: readonly LeafRows[];
}

/** Prefix sums over the bins of one feature: candidates for what goes left. Filled anew for every feature. */
export interface CutSums {
  /** [256] */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Bin of the candidate's last addition. */
  readonly bin: Uint8Array;
  /** What a cut gains over no cut; written by `RowStatistics.cutGains`. */
  readonly gain: Float64Array;
}

/** Sums over the rows of a leaf. */
export interface LeafSums {
  readonly sumFirst: number;
  readonly sumSecond: number;
}

/** What the rows want, as two numbers per row whose sums over any set of rows say how much a leaf of them would gain. */
export interface RowStatistics {
  /** [rowCount] */
  readonly first: Float64Array;
  /** [rowCount]; null where `first` says it all. */
  readonly second: Float64Array | null;
  /**
   * Writes the gain of each of the first `count` cuts of a leaf, -1 where the left side has fewer than `leafRowsMin` rows.
   * Returns how many cuts come before the first whose right side is too small.
   */
  cutGains(cuts: CutSums, count: number, leaf: LeafSums, leafRowsMin: number): number;
  /** Gain of a leaf with these sums over no leaf at all. */
  score(first: number, second: number): number;
  /** Value by which categories are put in order. */
  order(first: number, second: number): number;
}
