import { SET_WORDS } from "./forest.ts";
import type { Histogram, PackedBins } from "./histogram.ts";
import { BIN_COUNT } from "./matrix.ts";
import type { CutSums, LeafSums, RowStatistics } from "./tree.ts";

/** The best way found to cut a leaf in two; a gain of 0 = none. */
export interface Split {
  gain: number;
  /** Sums of the rows that go left. */
  first: number;
  second: number;
  feature: number;
  threshold: number;
  isMissingLeft: boolean;
  categoryBits: Int32Array | null;
}

export const NO_SPLIT: Readonly<Split> = {
  gain: 0,
  first: 0,
  second: 0,
  feature: -1,
  threshold: 0,
  isMissingLeft: false,
  categoryBits: null,
};

/** A gain must exceed the best so far by this share of the leaf's score: rounding never decides between features. */
const GAIN_TOLERANCE = 1e-12;

/** Looks for the best cut of leaves of one tree. Ties go to the lowest feature, then the lowest bin. */
export class SplitSearch {
  readonly #bins: PackedBins;
  readonly #binCount: Uint16Array;
  readonly #isCategory: Uint8Array;
  readonly #stats: RowStatistics;
  readonly #leafRowsMin: number;
  readonly #cuts: CutSums = {
    first: new Float64Array(BIN_COUNT),
    second: new Float64Array(BIN_COUNT),
    bin: new Uint8Array(BIN_COUNT),
    gain: new Float64Array(BIN_COUNT),
  };

  constructor(
    bins: PackedBins,
    binCount: Uint16Array,
    isCategory: Uint8Array,
    stats: RowStatistics,
    leafRowsMin: number,
  ) {
    this.#bins = bins;
    this.#binCount = binCount;
    this.#isCategory = isCategory;
    this.#stats = stats;
    this.#leafRowsMin = leafRowsMin;
  }

  best(histogram: Histogram, leaf: LeafSums): Split {
    const best: Split = { ...NO_SPLIT };
    const { features } = this.#bins;
    const step = GAIN_TOLERANCE * Math.abs(this.#stats.score(leaf.sumFirst, leaf.sumSecond));
    for (let j = 0; j < features.length; j++) {
      const feature = features[j]!;
      if (this.#isCategory[feature]) {
        this.#tryCategories(histogram, leaf, j, step, best);
        continue;
      }
      const hasMissing = histogram.first[j * BIN_COUNT] !== 0;
      this.#tryNumbers(histogram, leaf, j, false, step, best);
      if (hasMissing) this.#tryNumbers(histogram, leaf, j, true, step, best);
    }
    return best;
  }

  #tryNumbers(
    histogram: Histogram,
    leaf: LeafSums,
    slot: number,
    isMissingLeft: boolean,
    step: number,
    best: Split,
  ): void {
    const count = this.#numberCuts(histogram, slot, isMissingLeft);
    const k = this.#bestCut(count, leaf, step, best);
    if (k < 0) return;
    best.feature = this.#bins.features[slot]!;
    best.threshold = this.#cuts.bin[k]!;
    best.isMissingLeft = isMissingLeft;
    best.categoryBits = null;
  }

  /** Cuts after each bin that holds rows; missing values go to the side named. */
  #numberCuts({ first, second }: Histogram, slot: number, isMissingLeft: boolean): number {
    const cuts = this.#cuts;
    const base = slot * BIN_COUNT;
    const isPaired = this.#stats.second !== null;
    // The last bin can be no threshold: everything would be left of it.
    const end = Math.min(BIN_COUNT - 1, this.#binCount[this.#bins.features[slot]!]!);
    let sumFirst = isMissingLeft ? first[base]! : 0;
    let sumSecond = isMissingLeft && isPaired ? second[base]! : 0;
    let count = 0;
    for (let bin = 1; bin < end; bin++) {
      const added = first[base + bin]!;
      if (added === 0) continue;
      sumFirst += added;
      if (isPaired) sumSecond += second[base + bin]!;
      cuts.first[count] = sumFirst;
      cuts.second[count] = sumSecond;
      cuts.bin[count++] = bin;
    }
    return count;
  }

  /** Categories in the order of what they want (Fisher 1958): the best subset is a prefix of that order. */
  #tryCategories(
    histogram: Histogram,
    leaf: LeafSums,
    slot: number,
    step: number,
    best: Split,
  ): void {
    const cuts = this.#cuts;
    const used = this.#usedCategories(histogram, slot);
    let first = 0;
    let second = 0;
    for (let k = 0; k + 1 < used.length; k++) {
      first += used[k]!.first;
      second += used[k]!.second;
      cuts.first[k] = first;
      cuts.second[k] = second;
    }
    const k = this.#bestCut(used.length - 1, leaf, step, best);
    if (k < 0) return;
    best.feature = this.#bins.features[slot]!;
    best.threshold = 0;
    best.isMissingLeft = false;
    best.categoryBits = bitsOf(used.slice(0, k + 1).map(({ bin }) => bin));
  }

  #usedCategories(histogram: Histogram, slot: number) {
    const base = slot * BIN_COUNT;
    const used: { bin: number; key: number; first: number; second: number }[] = [];
    for (let bin = 0; bin < this.#binCount[this.#bins.features[slot]!]!; bin++) {
      const first = histogram.first[base + bin]!;
      if (first === 0) continue;
      const second = this.#stats.second ? histogram.second[base + bin]! : 0;
      used.push({ bin, key: this.#stats.order(first, second), first, second });
    }
    return used.sort((a, b) => a.key - b.key || a.bin - b.bin);
  }

  /** Index of the last cut that beat those before it and `best`, whose gain and sums it then takes; -1 = none. */
  #bestCut(count: number, leaf: LeafSums, step: number, best: Split): number {
    const { gain, first, second } = this.#cuts;
    const end = this.#stats.cutGains(this.#cuts, count, leaf, this.#leafRowsMin);
    let found = -1;
    for (let k = 0; k < end; k++) {
      if (gain[k]! > best.gain + step) {
        best.gain = gain[k]!;
        found = k;
      }
    }
    if (found >= 0) {
      best.first = first[found]!;
      best.second = second[found]!;
    }
    return found;
  }
}

function bitsOf(bins: readonly number[]): Int32Array {
  const bits = new Int32Array(SET_WORDS);
  for (const bin of bins) bits[bin >> 5]! |= 1 << (bin & 31);
  return bits;
}
