/** Weekly history of SKUs, as a DemandProblem holds it. Flat row-major over SKU and week. */
export interface ContinuedHistory {
  readonly skuCount: number;
  readonly weekCount: number;
  /** Whole units. [skuCount, weekCount] */
  readonly soldUnits: Float32Array;
  /** NaN = not known. [skuCount, weekCount] */
  readonly inStockShare: Float32Array;
  /** [skuCount] */
  readonly firstWeek: Int32Array;
}

/** SKU `sku` goes on where SKU `predecessor` left off; `share` of the latter's demand is its own now. */
export interface Continuation {
  readonly sku: number;
  readonly predecessor: number;
  /** In (0, 1]. */
  readonly share: number;
}

export interface Continued extends ContinuedHistory {
  /** Units taken over. [continuationCount, weekCount] */
  readonly movedUnits: Float32Array;
  /** First week of the SKU's own: weeks before it are taken over. [continuationCount] */
  readonly ownFirstWeek: Int32Array;
}

/**
 * Moves demand of the weeks before a SKU's first one from its predecessor to it: `share` of the units, with the share of each week in
 * stock, so that a relisted product starts from what was known and its own weeks take over by their weight. Units move and are never
 * doubled: the sum over SKUs stays what it was, whatever is declared. Chains pass on (a, then b, then c); of several SKUs that go on
 * from one, each takes its share of the whole as long as there is any left. Inputs are not changed. Throws RangeError on a SKU that is
 * not there, its own predecessor, or has two, and on a share outside (0, 1]. Cost O(continuations * weeks) and a copy.
 */
export function continueHistories(
  history: ContinuedHistory,
  continuations: readonly Continuation[],
): Continued {
  checkContinuations(history, continuations);
  const { skuCount, weekCount } = history;
  const soldUnits = history.soldUnits.slice();
  const inStockShare = history.inStockShare.slice();
  const firstWeek = history.firstWeek.slice();
  const movedUnits = new Float32Array(continuations.length * weekCount);
  const whole = new Map<number, Float32Array>();
  const row = (i: number) => soldUnits.subarray(i * weekCount, (i + 1) * weekCount);
  for (const c of inOrder(history, continuations)) {
    const { sku, predecessor, share } = continuations[c]!;
    const from = Math.max(0, firstWeek[predecessor]!);
    const to = Math.min(weekCount, history.firstWeek[sku]!);
    if (from >= to) continue;
    const told = whole.get(predecessor) ?? row(predecessor).slice();
    whole.set(predecessor, told);
    const moved = movedUnits.subarray(c * weekCount, (c + 1) * weekCount);
    sharePart(told, row(predecessor), share, from, to, moved);
    for (let t = from; t < to; t++) {
      soldUnits[predecessor * weekCount + t]! -= moved[t]!;
      soldUnits[sku * weekCount + t]! += moved[t]!;
      inStockShare[sku * weekCount + t] = inStockShare[predecessor * weekCount + t]!;
    }
    firstWeek[sku] = from;
  }
  return {
    skuCount,
    weekCount,
    soldUnits,
    inStockShare,
    firstWeek,
    movedUnits,
    ownFirstWeek: Int32Array.from(continuations, ({ sku }) => history.firstWeek[sku]!),
  };
}

/** Elder SKUs first, so that what they took over is passed on; ties by index. */
function inOrder(
  { firstWeek }: ContinuedHistory,
  continuations: readonly Continuation[],
): readonly number[] {
  return [...continuations.keys()].sort(
    (a, b) =>
      firstWeek[continuations[a]!.sku]! - firstWeek[continuations[b]!.sku]! ||
      continuations[a]!.sku - continuations[b]!.sku,
  );
}

/** Whole units whose running sum is the share of the running sum, no more than what is left. */
function sharePart(
  told: Float32Array,
  left: Float32Array,
  share: number,
  from: number,
  to: number,
  moved: Float32Array,
): void {
  let sum = 0;
  let given = 0;
  for (let t = from; t < to; t++) {
    sum += told[t]!;
    const units = Math.min(left[t]!, Math.max(0, Math.round(share * sum) - given));
    moved[t] = units;
    given += units;
  }
}

function checkContinuations(
  { skuCount, weekCount, soldUnits, inStockShare, firstWeek }: ContinuedHistory,
  continuations: readonly Continuation[],
): void {
  const cells = skuCount * weekCount;
  if (soldUnits.length !== cells || inStockShare.length !== cells || firstWeek.length !== skuCount)
    throw new RangeError(
      `continueHistories: expected ${skuCount} x ${weekCount} cells, got ${soldUnits.length}`,
    );
  const seen = new Set<number>();
  continuations.forEach(({ sku, predecessor, share }, c) => {
    const isThere = (i: number) => Number.isInteger(i) && i >= 0 && i < skuCount;
    if (!(isThere(sku) && isThere(predecessor) && sku !== predecessor && !seen.has(sku)))
      throw new RangeError(
        `continueHistories: row ${c} must join two SKUs below ${skuCount}, each once, got ${sku} after ${predecessor}`,
      );
    if (!(share > 0 && share <= 1))
      throw new RangeError(`continueHistories: row ${c} must have a share in (0,1], got ${share}`);
    seen.add(sku);
  });
}
