/** Which FC serves which region, for every product. Matrices row-major. */
export interface CentreNetwork {
  readonly fcCount: number;
  readonly regionCount: number;
  /** [fcCount, regionCount] */
  readonly transitDays: ArrayLike<number>;
  readonly laneMicrosPerUnit: ArrayLike<number>;
  /** Units that can be received a day; 0 = not known. [fcCount] */
  readonly inboundUnitsPerDay: ArrayLike<number>;
}

/** FCs of each region, nearest first: days, then cost, then index. [regionCount, fcCount] */
export function nearestCentres({
  fcCount,
  regionCount,
  transitDays,
  laneMicrosPerUnit,
}: CentreNetwork): Int32Array {
  const order = new Int32Array(regionCount * fcCount);
  for (let r = 0; r < regionCount; r++) {
    const centres = Array.from({ length: fcCount }, (_, w) => w);
    centres.sort((a, b) => {
      const [x, y] = [a * regionCount + r, b * regionCount + r];
      return (
        transitDays[x]! - transitDays[y]! || laneMicrosPerUnit[x]! - laneMicrosPerUnit[y]! || a - b
      );
    });
    order.set(centres, r * fcCount);
  }
  return order;
}

/** Share of one product's demand at each FC, and the part of it that is fast. Reused between products. */
export interface CentreShares {
  /** [fcCount] */
  readonly share: Float64Array;
  readonly fastShare: Float64Array;
}

/**
 * Serves every region from the nearest FC that is used. All are used at first; the one with the least demand leaves as long
 * as `share * unitsUntilSupply` is below `leastUnits` (pooling beats being near), until one is left. Ties: lowest index.
 * `shareOf` starts at `at`, one entry per region. Cost O(fcCount * (regionCount + fcCount)).
 */
export function shareCentres(
  network: CentreNetwork,
  nearest: Int32Array,
  shareOf: ArrayLike<number>,
  at: number,
  unitsUntilSupply: number,
  rules: { readonly leastUnits: number; readonly fastDays: number },
  out: CentreShares,
): void {
  const { fcCount } = network;
  const isUsed = new Uint8Array(fcCount).fill(1);
  for (let left = fcCount; ; left--) {
    assign(network, nearest, isUsed, shareOf, at, rules.fastDays, out);
    if (left <= 1) return;
    let least = -1;
    for (let w = 0; w < fcCount; w++) {
      if (isUsed[w] && (least < 0 || out.share[w]! < out.share[least]!)) least = w;
    }
    if (out.share[least]! * unitsUntilSupply >= rules.leastUnits && out.share[least]! > 0) return;
    isUsed[least] = 0;
  }
}

function assign(
  { fcCount, regionCount, transitDays }: CentreNetwork,
  nearest: Int32Array,
  isUsed: Uint8Array,
  shareOf: ArrayLike<number>,
  at: number,
  fastDays: number,
  { share, fastShare }: CentreShares,
): void {
  share.fill(0);
  fastShare.fill(0);
  for (let r = 0; r < regionCount; r++) {
    const part = shareOf[at + r]!;
    if (!(part > 0)) continue;
    let rank = r * fcCount;
    while (!isUsed[nearest[rank]!]) rank++;
    const w = nearest[rank]!;
    share[w]! += part;
    if (transitDays[w * regionCount + r]! <= fastDays) fastShare[w]! += part;
  }
}
