import { BIN_COUNT, type BinnedMatrix } from "./matrix.ts";
import type { RowStatistics } from "./tree.ts";

/** Bins of four features fit one 32-bit word. */
const LANES = 4;
// An imported constant is read from its module every time; a local one costs the hot loops nothing.
const SLOT_BINS = BIN_COUNT;

/**
 * Bins of the features that a tree may split on, four to a word: one load from memory serves four additions, which is what
 * filling histograms waits for. Slot j of a row is feature features[j].
 */
export interface PackedBins {
  /** Ascending. */
  readonly features: Int32Array;
  readonly wordsPerRow: number;
  /** [rowCount, wordsPerRow] */
  readonly words: Int32Array;
}

/** The same bins feature by feature, [featureCount, rowCount]: a split reads one feature of many rows. */
export function transposeBins({ rowCount, featureCount, bins }: BinnedMatrix): Uint8Array {
  const columns = new Uint8Array(bins.length);
  for (let r = 0; r < rowCount; r++) {
    for (let f = 0; f < featureCount; f++) columns[f * rowCount + r] = bins[r * featureCount + f]!;
  }
  return columns;
}

/** Bins that occur, counted up to the last one. [featureCount] */
export function usedBinCounts(columns: Uint8Array, featureCount: number): Uint16Array {
  const rowCount = columns.length / featureCount;
  const counts = new Uint16Array(featureCount);
  for (let f = 0; f < featureCount; f++) {
    let last = 0;
    for (let k = f * rowCount, end = k + rowCount; k < end; k++) {
      if (columns[k]! > last) last = columns[k]!;
    }
    counts[f] = last + 1;
  }
  return counts;
}

/** Packs some features of all rows; `columns` is [featureCount, rowCount], and `words` is used again. */
export function packBins(
  columns: Uint8Array,
  rowCount: number,
  features: Int32Array,
  words: Int32Array,
): PackedBins {
  const wordsPerRow = Math.ceil(features.length / LANES);
  for (let w = 0; w < wordsPerRow; w++) {
    // A lane without a feature repeats the last one: it is added up like the others and never read.
    const last = features.length - 1;
    const column = (lane: number) => features[Math.min(last, LANES * w + lane)]! * rowCount;
    const a = column(0);
    const b = column(1);
    const c = column(2);
    const d = column(3);
    for (let r = 0, to = w; r < rowCount; r++, to += wordsPerRow) {
      words[to] =
        columns[a + r]! |
        (columns[b + r]! << 8) |
        (columns[c + r]! << 16) |
        (columns[d + r]! << 24);
    }
  }
  return { features, wordsPerRow, words };
}

/** Words for `packBins` of any features of a matrix. */
export const newWords = ({ rowCount, featureCount }: BinnedMatrix): Int32Array =>
  new Int32Array(rowCount * Math.ceil(featureCount / LANES));

/** Sums of both statistics per slot and bin. [slotCount, 256] */
export interface Histogram {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export function newHistogram(featureCount: number, isPaired: boolean): Histogram {
  const size = Math.ceil(featureCount / LANES) * LANES * SLOT_BINS;
  return { first: new Float64Array(size), second: new Float64Array(isPaired ? size : 0) };
}

/** The hot loop of training: one addition per row, feature and statistic, in the order of the rows. */
export function fillHistogram(
  histogram: Histogram,
  bins: PackedBins,
  stats: RowStatistics,
  rows: Int32Array,
  from: number,
  to: number,
): void {
  const size = bins.wordsPerRow * LANES * SLOT_BINS;
  histogram.first.fill(0, 0, size);
  if (!stats.second) {
    addSingle(histogram.first, bins, stats.first, rows, from, to);
    return;
  }
  histogram.second.fill(0, 0, size);
  addPaired(histogram, bins, stats.first, stats.second, rows, from, to);
}

/** Two rows at a time: their additions do not wait for each other. */
function addSingle(
  sum: Float64Array,
  { words, wordsPerRow }: PackedBins,
  value: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
): void {
  const even = to - ((to - from) & 1);
  for (let k = from; k < even; k += 2) {
    const row = rows[k]!;
    const other = rows[k + 1]!;
    const x = value[row]!;
    const y = value[other]!;
    let at = row * wordsPerRow;
    let otherAt = other * wordsPerRow;
    const end = at + wordsPerRow;
    for (let base = 0; at < end; at++, otherAt++, base += LANES * SLOT_BINS) {
      addWord(sum, base, words[at]!, x);
      addWord(sum, base, words[otherAt]!, y);
    }
  }
  if (even === to) return;
  const at = rows[even]! * wordsPerRow;
  for (let w = 0; w < wordsPerRow; w++) {
    addWord(sum, w * LANES * SLOT_BINS, words[at + w]!, value[rows[even]!]!);
  }
}

function addWord(sum: Float64Array, base: number, word: number, x: number): void {
  sum[base + (word & 255)]! += x;
  sum[base + SLOT_BINS + ((word >>> 8) & 255)]! += x;
  sum[base + 2 * SLOT_BINS + ((word >>> 16) & 255)]! += x;
  sum[base + 3 * SLOT_BINS + (word >>> 24)]! += x;
}

function addPaired(
  { first: sumFirst, second: sumSecond }: Histogram,
  { words, wordsPerRow }: PackedBins,
  first: Float64Array,
  second: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
): void {
  for (let k = from; k < to; k++) {
    const row = rows[k]!;
    const x = first[row]!;
    const y = second[row]!;
    let at = row * wordsPerRow;
    const end = at + wordsPerRow;
    for (let base = 0; at < end; at++, base += LANES * SLOT_BINS) {
      const word = words[at]!;
      addWord(sumFirst, base, word, x);
      addWord(sumSecond, base, word, y);
    }
  }
}

/** Takes the rows of one child out of the histogram of both: what is left is the other child's. */
export function subtractHistogram(
  whole: Histogram,
  part: Histogram,
  { features }: PackedBins,
  binCount: Uint16Array,
): void {
  for (let j = 0; j < features.length; j++) {
    const from = j * SLOT_BINS;
    const to = from + binCount[features[j]!]!;
    for (let k = from; k < to; k++) whole.first[k]! -= part.first[k]!;
    if (whole.second.length === 0) continue;
    for (let k = from; k < to; k++) whole.second[k]! -= part.second[k]!;
  }
}
