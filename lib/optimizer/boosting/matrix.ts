/** How a raw feature is told apart into at most 255 bins; bin 0 is "missing". */
export interface Binning {
  readonly featureCount: number;
  /** 1 = the feature is a category: bin = category + 1, those from 254 on are missing. [featureCount] */
  readonly isCategory: Uint8Array;
  /** Cuts of feature f are cuts[cutStart[f]] .. cuts[cutStart[f + 1] - 1], ascending. [featureCount + 1] */
  readonly cutStart: Int32Array;
  /** A number falls into bin 1 + (count of cuts below it). */
  readonly cuts: Float32Array;
}

/** Rows of binned features. */
export interface BinnedMatrix {
  readonly rowCount: number;
  readonly featureCount: number;
  /** [rowCount, featureCount] */
  readonly bins: Uint8Array;
}

export const BIN_COUNT = 256;
const CUT_COUNT_MAX = BIN_COUNT - 2;
const SAMPLE_ROWS = 40_000;

/**
 * Cuts at the quantiles of every feature over (a regular sample of) the rows; equal values never lie on both sides.
 * `values` is [rowCount, featureCount], NaN = missing. Cost O(features * rows * log rows).
 */
export function fitBinning(
  values: Float32Array,
  rowCount: number,
  isCategory: Uint8Array,
  cutCountMax: number = CUT_COUNT_MAX,
): Binning {
  const featureCount = isCategory.length;
  if (values.length !== rowCount * featureCount) {
    throw new RangeError(
      `fitBinning: values must have length ${rowCount * featureCount}, got ${values.length}`,
    );
  }
  const cutStart = new Int32Array(featureCount + 1);
  const cuts: number[] = [];
  const stride = Math.max(1, Math.floor(rowCount / SAMPLE_ROWS));
  for (let f = 0; f < featureCount; f++) {
    if (!isCategory[f]) {
      const sample = sortedSample(values, rowCount, featureCount, f, stride);
      addCuts(sample, Math.min(CUT_COUNT_MAX, cutCountMax), cuts);
    }
    cutStart[f + 1] = cuts.length;
  }
  return { featureCount, isCategory, cutStart, cuts: Float32Array.from(cuts) };
}

function sortedSample(
  values: Float32Array,
  rowCount: number,
  featureCount: number,
  f: number,
  stride: number,
): Float32Array {
  const sample = new Float32Array(Math.ceil(rowCount / stride));
  let size = 0;
  for (let r = 0; r < rowCount; r += stride) {
    const value = values[r * featureCount + f]!;
    if (!Number.isNaN(value)) sample[size++] = value;
  }
  return sample.subarray(0, size).sort();
}

/** A cut is a value of the sample: numbers up to it lie left of it. */
function addCuts(sorted: Float32Array, cutCountMax: number, cuts: number[]): void {
  const n = sorted.length;
  if (n === 0) return;
  const largest = sorted[n - 1]!;
  let last = NaN;
  const add = (value: number) => {
    if (value === last || value === largest) return;
    cuts.push(value);
    last = value;
  };
  let distinct = 1;
  for (let k = 1; k < n && distinct <= cutCountMax + 1; k++) {
    if (sorted[k] !== sorted[k - 1]) distinct += 1;
  }
  if (distinct <= cutCountMax + 1) {
    for (let k = 0; k < n; k++) add(sorted[k]!);
    return;
  }
  for (let c = 1; c <= cutCountMax; c++) {
    add(sorted[Math.min(n - 1, Math.floor((c * n) / (cutCountMax + 1)))]!);
  }
}

/** Bins rows by a binning; `values` is [rowCount, featureCount]. Throws RangeError on another length. Cost O(rows * features * log cuts). */
export function binRows(binning: Binning, values: Float32Array, rowCount: number): BinnedMatrix {
  const { featureCount } = binning;
  if (values.length !== rowCount * featureCount) {
    throw new RangeError(
      `binRows: values must have length ${rowCount * featureCount}, got ${values.length}`,
    );
  }
  const bins = new Uint8Array(rowCount * featureCount);
  for (let r = 0; r < rowCount; r++) {
    for (let f = 0; f < featureCount; f++) {
      bins[r * featureCount + f] = binOf(binning, f, values[r * featureCount + f]!);
    }
  }
  return { rowCount, featureCount, bins };
}

/** Bin of one raw value of feature f. */
export function binOf(binning: Binning, f: number, value: number): number {
  if (Number.isNaN(value)) return 0;
  if (binning.isCategory[f]) return value >= 0 && value < BIN_COUNT - 1 ? 1 + Math.floor(value) : 0;
  const { cuts, cutStart } = binning;
  let low = cutStart[f]!;
  const start = low;
  let high = cutStart[f + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return 1 + low - start;
}
