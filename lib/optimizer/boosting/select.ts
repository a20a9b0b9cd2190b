/** Ranges up to this length are searched directly. */
const DIRECT_MAX = 600;
/** Values looked at to guess where the wanted one lies. */
const SAMPLE = 128;
/** Ranks of the sample between which the wanted value almost surely lies: about three standard deviations of a rank. */
const MARGIN = 14;

/**
 * Smallest value x of values[from, to) such that at least `level` of them are <= x; reorders the range. Cost O(count): a
 * sample brackets the value, one pass without branches keeps what lies in the bracket (Floyd and Rivest 1975), and a search
 * finishes (Hoare 1961, median of three).
 */
export function selectQuantile(
  values: Float64Array,
  from: number,
  to: number,
  level: number,
): number {
  const count = to - from;
  const rank = Math.min(count, Math.max(1, Math.ceil(level * count - 1e-9))) - 1;
  if (count <= DIRECT_MAX) return selectRank(values, from, to, from + rank);
  const sample = sortedSample(values, from, count);
  const middle = Math.floor((rank * SAMPLE) / count);
  const low = middle < MARGIN ? Number.NEGATIVE_INFINITY : sample[middle - MARGIN]!;
  const high = middle + MARGIN >= SAMPLE ? Number.POSITIVE_INFINITY : sample[middle + MARGIN]!;
  const { below, within } = bracket(values, from, to, low, high);
  if (rank < below || rank >= below + within) return selectRank(values, from, to, from + rank);
  return selectRank(values, from, from + within, from + rank - below);
}

function sortedSample(values: Float64Array, from: number, count: number): Float64Array {
  const sample = new Float64Array(SAMPLE);
  for (let s = 0; s < SAMPLE; s++) sample[s] = values[from + Math.floor((s * count) / SAMPLE)]!;
  return sample.sort();
}

/** Exchanges the values in [low, high] to the front of the range; says how many they are and how many lie below. */
function bracket(
  values: Float64Array,
  from: number,
  to: number,
  low: number,
  high: number,
): { readonly below: number; readonly within: number } {
  let below = 0;
  let end = from;
  for (let k = from; k < to; k++) {
    const value = values[k]!;
    values[k] = values[end]!;
    values[end] = value;
    below += value < low ? 1 : 0;
    end += value >= low && value <= high ? 1 : 0;
  }
  return { below, within: end - from };
}

/** The value that would stand at `wanted` if values[from, to) were sorted; reorders the range. */
function selectRank(values: Float64Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      i = firstNotBelow(values, i, pivot);
      j = lastNotAbove(values, j, pivot);
      if (i <= j) exchange(values, i++, j--);
    }
    // Between j and i all values equal the pivot: there both ends move past each other.
    if (wanted < i) high = j;
    if (wanted > j) low = i;
  }
  return values[wanted]!;
}

function firstNotBelow(values: Float64Array, from: number, pivot: number): number {
  let i = from;
  while (values[i]! < pivot) i++;
  return i;
}

function lastNotAbove(values: Float64Array, from: number, pivot: number): number {
  let j = from;
  while (values[j]! > pivot) j--;
  return j;
}

function exchange(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}

function medianOfThree(a: number, b: number, c: number): number {
  if (a < b) return b < c ? b : Math.max(a, c);
  return a < c ? a : Math.max(b, c);
}
