/** A measure of many accounts, pool by pool; all of one length. */
export interface MeasuredRows {
  readonly sellerId: ArrayLike<number>;
  readonly pool: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  /** Says which size an account has; without sales it is in no group. */
  readonly shippedWeeklyMm3: ArrayLike<number>;
}

/** Edges between tenths of a group of accounts, rising. */
export interface MeasuredGroup {
  readonly pool: number;
  /** Index of the group's size, by volume shipped a week; null = accounts of every size. */
  readonly sizeBand: number | null;
  /** [9] */
  readonly edge: readonly number[];
}

/** Limits over weekly sales of a group of accounts in one pool, coarse enough for every seller to read. */
export interface StandingGroup {
  /** Storage type index * 3 + months ahead - 1, as pools are numbered. */
  readonly pool: number;
  /** Index of the group's size, by volume shipped a week; null = accounts of every size. */
  readonly sizeBand: number | null;
  /** Edges between tenths of the accounts, rising, in thousandths of a week of sales. [9] */
  readonly edgeMilliWeeks: readonly number[];
}

/** One limit: whose, in which pool, how large, and what the account ships a week. All of one length. */
export interface StandingRows {
  readonly sellerId: ArrayLike<number>;
  readonly pool: ArrayLike<number>;
  readonly limitMm3: ArrayLike<number>;
  readonly shippedWeeklyMm3: ArrayLike<number>;
}

/** Sellers that a group must have, and that the accounts outside it must have. */
export const LEAST_SELLERS = 50;
const MOST_SHARE = 0.25;
const TENTHS = 10;
/** Volume shipped a week that parts small, middle and large accounts: 0.1, 1 and 10 cubic metres. */
const SIZE_EDGES_MM3 = [1e8, 1e9, 1e10] as const;

/** Which size an account has among others: 0 = the smallest. */
export const sizeBandOf = (shippedWeeklyMm3: number): number =>
  SIZE_EDGES_MM3.filter((edge) => shippedWeeklyMm3 >= edge).length;

interface Member {
  readonly sellerId: number;
  readonly sizeBand: number;
  readonly value: number;
}

/**
 * Where accounts stand among others by a measure, in tenths. A pool is told by size where every size that has accounts has at least 50
 * sellers, so that no difference of what is told is about fewer; else all sizes together, else not at all. No seller may hold more than
 * a quarter of a group. `coarser` makes an edge coarser. Cost O(n log n).
 */
export function measuredGroups(
  rows: MeasuredRows,
  coarser: (value: number) => number,
): readonly MeasuredGroup[] {
  const pools = new Map<number, Member[]>();
  for (let row = 0; row < rows.pool.length; row++) {
    const shipped = rows.shippedWeeklyMm3[row]!;
    if (shipped <= 0) continue;
    const members = pools.get(rows.pool[row]!) ?? [];
    members.push({
      sellerId: rows.sellerId[row]!,
      sizeBand: sizeBandOf(shipped),
      value: rows.value[row]!,
    });
    pools.set(rows.pool[row]!, members);
  }
  return [...pools]
    .sort(([a], [b]) => a - b)
    .flatMap(([pool, members]) =>
      tellable(members).map(({ sizeBand, group }) => ({
        pool,
        sizeBand,
        edge: edgesOf(group).map(coarser),
      })),
    );
}

/** The group that an account of a size is told in; undefined where none is. */
export const groupOf = <G extends Pick<MeasuredGroup, "pool" | "sizeBand">>(
  groups: readonly G[],
  pool: number,
  shippedWeeklyMm3: number,
): G | undefined =>
  groups.find(
    (one) =>
      one.pool === pool && (one.sizeBand === null || one.sizeBand === sizeBandOf(shippedWeeklyMm3)),
  );

const POINT_MILLIONTHS = 10_000;

/** A share as coarse as it is told of other accounts: whole points, the rest cut off. */
export const wholePoints = (millionths: number): number =>
  POINT_MILLIONTHS * Math.floor(millionths / POINT_MILLIONTHS);

/**
 * Tenths of a group that certainly, and at most, have less than a value, where `coarser` cut off from the group's edges: two tenths apart
 * and more where an edge may lie on either side of the value.
 */
export function tenthsBelow(
  { edge }: Pick<MeasuredGroup, "edge">,
  value: number,
  coarser: (value: number) => number,
): { readonly low: number; readonly high: number } {
  const below = (than: number) => edge.filter((one) => one < than).length;
  return { low: below(coarser(value)), high: below(value) + 1 };
}

/** Where limits over weekly sales stand, as {@link measuredGroups}. */
export function limitStandings(
  rows: StandingRows,
  edge: (milliWeeks: number) => number,
): readonly StandingGroup[] {
  const value = Float64Array.from(rows.limitMm3, (limitMm3, row) =>
    Math.floor((1000 * limitMm3) / rows.shippedWeeklyMm3[row]!),
  );
  return measuredGroups({ ...rows, value }, edge).map(({ edge: edgeMilliWeeks, ...group }) => ({
    ...group,
    edgeMilliWeeks,
  }));
}

function tellable(members: readonly Member[]) {
  const bySize = Map.groupBy(members, ({ sizeBand }) => sizeBand);
  const sizes = [...bySize].sort(([a], [b]) => a - b);
  if (sizes.length > 1 && sizes.every(([, group]) => isMany(group)))
    return sizes.map(([sizeBand, group]) => ({ sizeBand, group }));
  return isMany(members) ? [{ sizeBand: null, group: members }] : [];
}

function isMany(group: readonly Member[]): boolean {
  const bySeller = Map.groupBy(group, ({ sellerId }) => sellerId);
  const most = Math.max(...[...bySeller.values()].map((own) => own.length));
  return bySeller.size >= LEAST_SELLERS && most <= MOST_SHARE * group.length;
}

function edgesOf(group: readonly Member[]): number[] {
  const sorted = group.map(({ value }) => value).sort((a, b) => a - b);
  return Array.from(
    { length: TENTHS - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / TENTHS)]!,
  );
}

/** Where a limit stands in its group: how many tenths of the accounts have less for their sales. null where no group is told. */
export function standingOf(
  groups: readonly StandingGroup[],
  own: { readonly pool: number; readonly limitMm3: number; readonly shippedWeeklyMm3: number },
): { readonly tenthsBelow: number; readonly isOfSize: boolean } | null {
  if (own.shippedWeeklyMm3 <= 0) return null;
  const group = groupOf(groups, own.pool, own.shippedWeeklyMm3);
  if (!group) return null;
  const milliWeeks = Math.floor((1000 * own.limitMm3) / own.shippedWeeklyMm3);
  const tenthsBelow = group.edgeMilliWeeks.filter((edge) => edge <= milliWeeks).length;
  return { tenthsBelow, isOfSize: group.sizeBand !== null };
}
