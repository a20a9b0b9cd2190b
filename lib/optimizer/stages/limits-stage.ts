import {
  type CapacityPolicy,
  capacityFactLeaves,
  capacityLeaves,
  type LimitPlan,
  planLimits,
  poolOverbooking,
  priceCapacity,
} from "../capacity/index.ts";
import { mulDivFloor } from "../core/integer.ts";
import { storageTypeCount, storageTypes } from "../core/storage-type.ts";
import type { Columns } from "../decision/index.ts";
import { type CapacityFacts, MONTHS_AHEAD } from "./capacity-stage.ts";

/** A limit that an earlier run announced for a month of this run: 0 = the run's own month, 1..3 = months ahead. */
export interface AnnouncedLimit {
  readonly accountId: number;
  readonly storageTypeIndex: number;
  readonly monthAhead: number;
  readonly isConfirmed: boolean;
  /** Without space granted on top of it. */
  readonly limitMm3: number;
}

/** Space that an account won in the market for a month ahead; several of one account, storage type and month add up. */
export interface GrantedSpace {
  readonly accountId: number;
  readonly storageTypeIndex: number;
  readonly monthAhead: number;
  readonly grantedMm3: number;
}

/** Extra volume that an account declared for a month ahead, with the weight of its record; at most one per account, storage type and month. */
export interface DeclaredSpace {
  readonly accountId: number;
  readonly storageTypeIndex: number;
  readonly monthAhead: number;
  /** Declared volume times declared probability. */
  readonly declaredMm3: number;
  readonly weightMillionths: number;
}

/** What is known of accounts beyond the measured facts. */
export interface KnownOfAccounts {
  /** Oldest first. */
  readonly announced: readonly AnnouncedLimit[];
  readonly granted: readonly GrantedSpace[];
  readonly declared: readonly DeclaredSpace[];
}

/** Which row of a plan is whose. All [rowCount]. */
export interface LimitRows {
  readonly accountId: Float64Array;
  readonly sellerId: Float64Array;
  readonly storageTypeIndex: Int32Array;
  readonly monthAhead: Int32Array;
}

export interface PlannedLimits {
  readonly rows: LimitRows;
  /** Pool of each row: storage type index * 3 + months ahead - 1. */
  readonly plan: LimitPlan;
  /** First estimate of each row's month, 0 when there was none. [rowCount] */
  readonly firstEstimateMm3: Float64Array;
}

/** Number of the pool of a storage type and months ahead. */
export const poolIndex = (storageTypeIndex: number, monthAhead: number) =>
  storageTypeIndex * MONTHS_AHEAD + monthAhead - 1;

/** Usable volume of every pool, [storageTypeCount * 3] in pool order. */
export type PoolVolumes = Float64Array;

export const poolCount = storageTypeCount * MONTHS_AHEAD;

/** What limits may add up to on a usable volume: what is on its way takes no space yet, and not all limits are used. */
export const limitedMm3 = (usableMm3: number, overbookingShareMillionths: number): number =>
  mulDivFloor(usableMm3, overbookingShareMillionths, 1_000_000);

/** Storage type and months ahead of a pool. */
export const poolOf = (index: number) => ({
  storageType: storageTypes[Math.floor(index / MONTHS_AHEAD)]!,
  monthAhead: ((index % MONTHS_AHEAD) + 1) as 1 | 2 | 3,
});

/**
 * Limits of every account, storage type and month ahead. Inputs are not changed. Cost as `planLimits`.
 */
export function planAllLimits(
  shards: readonly CapacityFacts[],
  known: KnownOfAccounts,
  usableMm3: PoolVolumes,
  policy: CapacityPolicy,
): PlannedLimits {
  const joined = joinFacts(shards);
  const { accountId, sellerId, storageTypeIndex, monthAhead } = joined;
  const facts = withKnown(joined, known);
  const plan = planLimits({
    facts,
    poolOfRow: poolsOfRows(joined),
    pools: Array.from(usableMm3, (usable, index) => ({ ...poolOf(index), usableMm3: usable })),
    policy,
  });
  return {
    rows: { accountId, sellerId, storageTypeIndex, monthAhead },
    plan,
    firstEstimateMm3: firstEstimates(joined, known.announced),
  };
}

const poolsOfRows = (rows: Pick<LimitRows, "storageTypeIndex" | "monthAhead">): Int32Array =>
  rows.storageTypeIndex.map((type, row) => poolIndex(type, rows.monthAhead[row]!));

/** Rows of all shards in (seller, account, storage type, month) order, whatever the sharding was. */
function joinFacts(shards: readonly CapacityFacts[]): CapacityFacts {
  const at: { shard: CapacityFacts; row: number }[] = [];
  for (const shard of shards) {
    for (let row = 0; row < shard.rowCount; row++) at.push({ shard, row });
  }
  at.sort(
    (a, b) =>
      a.shard.sellerId[a.row]! - b.shard.sellerId[b.row]! ||
      a.shard.accountId[a.row]! - b.shard.accountId[b.row]! ||
      a.row - b.row,
  );
  const pick = (name: keyof CapacityFacts) =>
    at.map(({ shard, row }) => (shard[name] as ArrayLike<number>)[row]!);
  const float = (name: keyof CapacityFacts) => Float64Array.from(pick(name));
  return {
    rowCount: at.length,
    storageTypeIndex: Int32Array.from(pick("storageTypeIndex")),
    monthAhead: Int32Array.from(pick("monthAhead")),
    accountId: float("accountId"),
    sellerId: float("sellerId"),
    isIndividual: float("isIndividual"),
    shippedWeeklyMm3: float("shippedWeeklyMm3"),
    forecastWeeklyMm3: float("forecastWeeklyMm3"),
    newSelectionMm3: float("newSelectionMm3"),
    onHandMm3: float("onHandMm3"),
    openShipmentsMm3: float("openShipmentsMm3"),
    sellThroughMillionths: float("sellThroughMillionths"),
    excessShareMillionths: float("excessShareMillionths"),
    strandedShareMillionths: float("strandedShareMillionths"),
    inStockShareMillionths: float("inStockShareMillionths"),
  };
}

const announcedKey = (accountId: number, storageTypeIndex: number) =>
  accountId * storageTypeCount + storageTypeIndex;

/** Adds what was announced before (the limit in force, the last estimate, the confirmed figure of the row's month) and what was won. */
function withKnown(
  facts: CapacityFacts,
  { announced, granted, declared }: KnownOfAccounts,
): Columns {
  const known = new Map<number, AnnouncedLimit[]>();
  for (const limit of announced) {
    const key = announcedKey(limit.accountId, limit.storageTypeIndex);
    const list = known.get(key);
    if (list) list.push(limit);
    else known.set(key, [limit]);
  }
  const { rowCount } = facts;
  const previousLimitMm3 = new Float64Array(rowCount);
  const lastEstimateMm3 = new Float64Array(rowCount);
  const confirmedMm3 = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const key = announcedKey(facts.accountId[row]!, facts.storageTypeIndex[row]!);
    const own = known.get(key) ?? [];
    const ahead = facts.monthAhead[row]!;
    previousLimitMm3[row] = lastOf(own, 0, true) || lastOf(own, 0, false);
    lastEstimateMm3[row] = lastOf(own, ahead, false);
    confirmedMm3[row] = highestConfirmed(own, ahead);
  }
  const column: Record<string, Float64Array> = {
    previousLimitMm3,
    lastEstimateMm3,
    confirmedMm3,
    grantedMm3: sumOfRows(facts, granted, ({ grantedMm3 }) => grantedMm3),
    declaredMm3: sumOfRows(facts, declared, ({ declaredMm3 }) => declaredMm3),
    declaredWeightMillionths: sumOfRows(
      facts,
      declared,
      ({ weightMillionths }) => weightMillionths,
    ),
  };
  for (const name of capacityFactLeaves) {
    column[name] ??= facts[name as keyof CapacityFacts] as Float64Array;
  }
  return { count: rowCount, column };
}

function firstEstimates(
  { accountId, storageTypeIndex, monthAhead }: CapacityFacts,
  announced: readonly AnnouncedLimit[],
): Float64Array {
  const first = new Map<string, number>();
  for (const limit of announced) {
    const key = `${limit.accountId}/${limit.storageTypeIndex}/${limit.monthAhead}`;
    if (!limit.isConfirmed && !first.has(key)) first.set(key, limit.limitMm3);
  }
  return accountId.map(
    (id, row) => first.get(`${id}/${storageTypeIndex[row]!}/${monthAhead[row]!}`) ?? 0,
  );
}

/** Whose row a figure belongs to. */
type RowPlace = Pick<GrantedSpace, "accountId" | "storageTypeIndex" | "monthAhead">;

function sumOfRows<Given extends RowPlace>(
  facts: CapacityFacts,
  given: readonly Given[],
  figureOf: (one: Given) => number,
): Float64Array {
  const sum = new Map<string, number>();
  const keyOf = (accountId: number, type: number, ahead: number) => `${accountId}/${type}/${ahead}`;
  for (const one of given) {
    const key = keyOf(one.accountId, one.storageTypeIndex, one.monthAhead);
    sum.set(key, (sum.get(key) ?? 0) + figureOf(one));
  }
  return facts.accountId.map(
    (accountId, row) =>
      sum.get(keyOf(accountId, facts.storageTypeIndex[row]!, facts.monthAhead[row]!)) ?? 0,
  );
}

function lastOf(limits: readonly AnnouncedLimit[], ahead: number, isConfirmed: boolean): number {
  let last = 0;
  for (const limit of limits) {
    if (limit.monthAhead === ahead && limit.isConfirmed === isConfirmed) last = limit.limitMm3;
  }
  return last;
}

/** A confirmed limit is never cut: the highest one published for the month holds. */
function highestConfirmed(limits: readonly AnnouncedLimit[], ahead: number): number {
  let highest = 0;
  for (const limit of limits) {
    if (limit.monthAhead === ahead && limit.isConfirmed) {
      highest = Math.max(highest, limit.limitMm3);
    }
  }
  return highest;
}

/** What one run priced its pools on. */
export interface PricingSide {
  /** Leaf columns of the capacity decision as traced. */
  readonly columns: Columns;
  readonly storageTypeIndex: Int32Array;
  readonly monthAhead: Int32Array;
  readonly usableMm3: PoolVolumes;
  readonly policy: CapacityPolicy;
}

/** Players of the network's part of a change, by bit of the coalition. */
export const MIX_PLAYERS = ["capacity", "demand", "policy"] as const;

export interface MixPrice {
  readonly pool: number;
  /** Bit set = that player's inputs are of the run, else of the base. */
  readonly coalition: number;
  readonly waterLevelMilliWeeks: number;
  readonly rationShareMillionths: number;
}

/**
 * Prices every pool on every mix of two runs' inputs: 8 pricings, so that "the network got fuller" has causes. Everyone's
 * demand decides which rows there are. Cost 8 times `priceCapacity`.
 */
export function mixPrices(run: PricingSide, base: PricingSide): MixPrice[] {
  const mixes: MixPrice[] = [];
  for (let coalition = 0; coalition < 2 ** MIX_PLAYERS.length; coalition++) {
    const side = (player: number) => ((coalition >> player) & 1 ? run : base);
    const [capacity, demand, { policy }] = [side(0), side(1), side(2)];
    const columns = capacityLeaves(
      demand.columns,
      policy,
      (row) => demand.monthAhead[row] as 1 | 2 | 3,
    );
    const poolOfRow = poolsOfRows(demand);
    const places = Array.from(capacity.usableMm3, (usableMm3, index) => ({
      ...poolOf(index),
      usableMm3,
    }));
    const overbooking = poolOverbooking(columns, poolOfRow, places, policy);
    const pools = places.map((place, index) => ({
      ...place,
      overbookingShareMillionths: overbooking[index]!.shareMillionths,
    }));
    const { prices } = priceCapacity({ columns, poolOfRow, pools });
    prices.forEach(({ waterLevelMilliWeeks, rationShareMillionths }, pool) => {
      mixes.push({ pool, coalition, waterLevelMilliWeeks, rationShareMillionths });
    });
  }
  return mixes;
}
