/** A product of which units can be taken out. */
export interface RemovalCandidate {
  /** Index of the product. */
  readonly i: number;
  readonly heldUnits: number;
}

export interface Removal {
  /** Units by product, only products of which some are taken out, in the order of the candidates. */
  readonly taken: readonly { readonly i: number; readonly units: number }[];
  /** What the fee is then. */
  readonly feeMicros: number;
}

/**
 * The fewest units to take out for a fee to be at most a target: whole products in the order of what a unit of each saves
 * alone, until it is; then every product is left out again, or taken back unit by unit, as far as the target allows. So no
 * product can keep one unit more. null where taking out everything does not help. `feeOf` must not rise with units taken
 * out; it is asked about 2 candidates + log2(units) times each. Ties to the lowest index.
 */
export function leastRemoval(
  feeOf: (removedUnits: Int32Array) => number,
  skuCount: number,
  candidates: readonly RemovalCandidate[],
  targetMicros: number,
): Removal | null {
  const removed = new Int32Array(skuCount);
  const before = feeOf(removed);
  if (before <= targetMicros) return { taken: [], feeMicros: before };
  const order = candidates
    .filter(({ heldUnits }) => heldUnits > 0)
    .map((one) => {
      removed[one.i] = one.heldUnits;
      const saved = (before - feeOf(removed)) / one.heldUnits;
      removed[one.i] = 0;
      return { ...one, saved };
    })
    .filter(({ saved }) => saved > 0)
    .sort((a, b) => b.saved - a.saved || a.i - b.i);
  const taken: RemovalCandidate[] = [];
  for (const one of order) {
    removed[one.i] = one.heldUnits;
    taken.push(one);
    if (feeOf(removed) <= targetMicros) break;
  }
  if (!(feeOf(removed) <= targetMicros)) return null;
  // The last ones save least for a unit: they are taken back first.
  for (const { i, heldUnits } of taken.reverse())
    removed[i] = fewest(heldUnits, (units) => {
      removed[i] = units;
      return feeOf(removed) <= targetMicros;
    });
  return {
    taken: taken.reverse().flatMap(({ i }) => (removed[i]! > 0 ? [{ i, units: removed[i]! }] : [])),
    feeMicros: feeOf(removed),
  };
}

/** The least number up to `most` that will do; `most` does. */
function fewest(most: number, isEnough: (units: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
