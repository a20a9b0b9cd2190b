import { roundHalfEven } from "../../units/index.ts";
import { storageTypeCount, storageTypes } from "../core/storage-type.ts";
import type { Columns } from "../decision/index.ts";
import {
  certainLeadTime,
  planReplenishment,
  type ReplenishmentPlan,
  type ReplenishmentPolicy,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "../replenishment/index.ts";
import { type PlanFacts, skusOf } from "./facts.ts";
import { type ShardForecast, sumMeanMilliUnits } from "./forecast-stage.ts";
import { lawsOf, meanDaysOf, safetyDaysOf } from "./lead-time-stage.ts";

const MILLION = 1_000_000;

/** Demand surface and facts of a shard's SKUs, one row per SKU: what an advised quantity is decided from. All [rowCount]. */
export interface ReplenishmentFacts {
  readonly rowCount: number;
  readonly sellerId: Float64Array;
  readonly accountId: Float64Array;
  readonly productId: Float64Array;
  readonly storageTypeIndex: Int32Array;
  readonly onHandUnits: Float64Array;
  readonly inboundUnits: Float64Array;
  readonly leadTimeDays: Float64Array;
  readonly leadTimeSafetyDays: Float64Array;
  /** NaN = unknown. */
  readonly priceMicros: Float64Array;
  /** NaN = unknown. */
  readonly unitCostMicros: Float64Array;
  readonly unitVolumeMm3: Float64Array;
  readonly casePackUnits: Float64Array;
  readonly isDiscontinued: Float64Array;
  /** 0 = not told. */
  readonly ownReviewDays: Float64Array;
  readonly transferUnits: Float64Array;
  /** 0 = not told. */
  readonly minimumUnits: Float64Array;
  /** -1 = none was set by hand. */
  readonly overrideUnits: Float64Array;
  /** Budget of the row's account; NaN = none. */
  readonly budgetMicros: Float64Array;
  /** [rowCount, surface horizons] */
  readonly meanMilliUnits: Float64Array;
  /** [rowCount, surface horizons, surface levels] */
  readonly quantileMilliUnits: Float64Array;
}

/**
 * Rounds a shard's facts and forecasts into whole numbers: the seam. The lead time is the mean of its estimated law, its
 * safety what the law's spread is worth at the ratio that the policy and the SKU's economics ask for.
 * Cost O(skuCount * (horizons + days of lead time) * levels).
 */
export function replenishmentFacts(
  facts: PlanFacts,
  forecast: ShardForecast,
  policy: ReplenishmentPolicy,
): ReplenishmentFacts {
  const laws = lawsOf(facts);
  const rows = roundedFacts(facts, forecast, meanDaysOf(laws));
  const certain = certainLeadTime(factColumns(rows), rows, policy);
  return { ...rows, leadTimeSafetyDays: safetyDaysOf(laws, certain, forecast) };
}

/** The seam with lead times taken as certain. */
function roundedFacts(
  facts: PlanFacts,
  forecast: ShardForecast,
  leadTimeDays: Float64Array,
): ReplenishmentFacts {
  const { skuCount } = facts;
  const owner = ownersOf(facts);
  const float = (values: ArrayLike<number>) => Float64Array.from(values);
  return {
    rowCount: skuCount,
    sellerId: owner.map((account) => facts.sellerId[account]!),
    accountId: owner.map((account) => facts.accountId[account]!),
    productId: facts.productId,
    storageTypeIndex: facts.storageTypeIndex,
    onHandUnits: float(facts.onHandUnits),
    inboundUnits: float(facts.openUnits),
    leadTimeDays,
    leadTimeSafetyDays: new Float64Array(skuCount),
    priceMicros: facts.priceMicros,
    unitCostMicros: facts.costMicros,
    unitVolumeMm3: facts.unitVolumeMm3,
    casePackUnits: float(facts.casePackUnits),
    isDiscontinued: float(facts.isDiscontinued),
    ownReviewDays: owner.map((account) => facts.reviewDays[account]!),
    transferUnits: float(facts.transferUnits),
    minimumUnits: float(facts.minimumUnits),
    overrideUnits: float(facts.overrideUnits),
    budgetMicros: owner.map((account) => facts.budgetMicros[account]!),
    ...surfaceOf(forecast),
  };
}

function ownersOf(facts: PlanFacts): Float64Array {
  const owner = new Float64Array(facts.skuCount);
  for (let a = 0; a < facts.accountCount; a++) {
    const { start, end } = skusOf(facts, a);
    owner.fill(a, start, end);
  }
  return owner;
}

function surfaceOf(forecast: ShardForecast) {
  const { skuCount } = forecast;
  const horizon = surfaceWeeks.map((weeks) => indexIn(forecast.cumulativeWeeks, weeks));
  const level = surfaceLevelsMillionths.map((millionths) =>
    indexIn(forecast.cumulativeLevel, millionths / MILLION),
  );
  const horizons = forecast.cumulativeWeeks.length;
  const levels = forecast.cumulativeLevel.length;
  const meanMilliUnits = new Float64Array(skuCount * horizon.length);
  const quantileMilliUnits = new Float64Array(skuCount * horizon.length * level.length);
  let mean = 0;
  let quantile = 0;
  for (let i = 0; i < skuCount; i++) {
    const expected = sumMeanMilliUnits(forecast, i);
    for (const h of horizon) {
      const cell = i * horizons + h;
      meanMilliUnits[mean++] = expected[h]!;
      for (const q of level) {
        const units = forecast.cumulativeQuantile[cell * levels + q]!;
        quantileMilliUnits[quantile++] = roundHalfEven(1000 * units);
      }
    }
  }
  return { meanMilliUnits, quantileMilliUnits };
}

function indexIn(values: ArrayLike<number>, wanted: number): number {
  for (let k = 0; k < values.length; k++) if (Math.abs(values[k]! - wanted) < 1e-9) return k;
  throw new RangeError(`replenishment: the forecast has no horizon or level ${wanted}`);
}

/** Space of an account for one storage type. */
export interface AccountSpaceInput {
  readonly accountId: number;
  readonly storageTypeIndex: number;
  /** null = no limit. */
  readonly limitMm3: number | null;
}

export interface PlannedReplenishment {
  /** [rowCount] */
  readonly sellerId: Float64Array;
  readonly accountId: Float64Array;
  readonly productId: Float64Array;
  readonly storageTypeIndex: Int32Array;
  readonly plan: ReplenishmentPlan;
  /** Account and storage type of each space, in the order of the plan's space prices. */
  readonly spaces: readonly AccountSpaceInput[];
}

/**
 * Advised quantities of every SKU, in (seller, account, product) order. `usableMm3` holds the network's space per storage
 * type as limits count it (on hand and on the way); null when it is not known, then only the accounts' own limits bind.
 * Cost as `planReplenishment`.
 */
export function planAllReplenishment(
  shards: readonly ReplenishmentFacts[],
  limits: readonly AccountSpaceInput[],
  usableMm3: Float64Array | null,
  policy: ReplenishmentPolicy,
): PlannedReplenishment {
  const joined = joinRows(shards);
  const used = usedVolumes(joined, limits);
  const plan = planReplenishment({
    facts: factColumns(joined),
    demand: joined,
    poolOfRow: joined.storageTypeIndex,
    spaceOfRow: used.spaceOfRow,
    pools: storageTypes.map((storageType, k) => ({
      storageType,
      usableMm3: usableMm3 === null ? Number.MAX_SAFE_INTEGER : usableMm3[k]!,
      usedMm3: used.ofPool[k]!,
    })),
    spaces: used.spaces.map(({ limitMm3 }, k) => ({ limitMm3, usedMm3: used.ofSpace[k]! })),
    ...budgetsOf(joined),
    policy,
  });
  const { sellerId, accountId, productId, storageTypeIndex } = joined;
  return { sellerId, accountId, productId, storageTypeIndex, plan, spaces: used.spaces };
}

const rowNames = [
  "sellerId",
  "accountId",
  "productId",
  "onHandUnits",
  "inboundUnits",
  "leadTimeDays",
  "leadTimeSafetyDays",
  "priceMicros",
  "unitCostMicros",
  "unitVolumeMm3",
  "casePackUnits",
  "isDiscontinued",
  "ownReviewDays",
  "transferUnits",
  "minimumUnits",
  "overrideUnits",
  "budgetMicros",
] as const;

function joinRows(shards: readonly ReplenishmentFacts[]): ReplenishmentFacts {
  const order: { shard: ReplenishmentFacts; row: number }[] = [];
  for (const shard of shards) {
    for (let row = 0; row < shard.rowCount; row++) order.push({ shard, row });
  }
  order.sort(
    (a, b) =>
      a.shard.sellerId[a.row]! - b.shard.sellerId[b.row]! ||
      a.shard.accountId[a.row]! - b.shard.accountId[b.row]! ||
      a.shard.productId[a.row]! - b.shard.productId[b.row]!,
  );
  const rowCount = order.length;
  const horizons = surfaceWeeks.length;
  const cells = horizons * surfaceLevelsMillionths.length;
  const column = Object.fromEntries(
    rowNames.map((name) => [name, Float64Array.from(order, ({ shard, row }) => shard[name][row]!)]),
  ) as Record<(typeof rowNames)[number], Float64Array>;
  const meanMilliUnits = new Float64Array(rowCount * horizons);
  const quantileMilliUnits = new Float64Array(rowCount * cells);
  order.forEach(({ shard, row }, k) => {
    meanMilliUnits.set(
      shard.meanMilliUnits.subarray(row * horizons, (row + 1) * horizons),
      k * horizons,
    );
    quantileMilliUnits.set(
      shard.quantileMilliUnits.subarray(row * cells, (row + 1) * cells),
      k * cells,
    );
  });
  const storageTypeIndex = Int32Array.from(order, ({ shard, row }) => shard.storageTypeIndex[row]!);
  return { rowCount, storageTypeIndex, meanMilliUnits, quantileMilliUnits, ...column };
}

function factColumns(rows: ReplenishmentFacts): Columns {
  const { rowCount } = rows;
  const none = new Float64Array(rowCount);
  const unknown = new Float64Array(rowCount).fill(Number.NaN);
  const column = {
    leadTimeDays: rows.leadTimeDays,
    leadTimeSafetyDays: rows.leadTimeSafetyDays,
    onHandUnits: rows.onHandUnits,
    transferUnits: rows.transferUnits,
    inboundUnits: rows.inboundUnits,
    committedUnits: none,
    priceMicros: rows.priceMicros,
    unitCostMicros: rows.unitCostMicros,
    unitFeeMicros: unknown,
    unitVolumeMm3: rows.unitVolumeMm3,
    casePackUnits: rows.casePackUnits,
    minimumUnits: rows.minimumUnits,
    isDiscontinued: rows.isDiscontinued,
    ownReviewDays: rows.ownReviewDays,
    hasOverride: rows.overrideUnits.map((units) => (units >= 0 ? 1 : 0)),
    overrideUnits: rows.overrideUnits.map((units) => Math.max(0, units)),
  };
  return { count: rowCount, column };
}

/** Budgets of the accounts that told one; rows are ordered by account. */
function budgetsOf({ rowCount, accountId, budgetMicros }: ReplenishmentFacts) {
  const budgets: { availableMicros: number }[] = [];
  const budgetOfRow = new Int32Array(rowCount).fill(-1);
  for (let row = 0; row < rowCount; row++) {
    if (Number.isNaN(budgetMicros[row]!)) continue;
    const isNew = row === 0 || accountId[row] !== accountId[row - 1];
    budgetOfRow[row] = isNew
      ? budgets.push({ availableMicros: budgetMicros[row]! }) - 1
      : budgetOfRow[row - 1]!;
  }
  return { budgetOfRow, budgets };
}

/** Volumes on hand and on the way, per pool and per account space; spaces without a limit are added as they are met. */
function usedVolumes(rows: ReplenishmentFacts, limits: readonly AccountSpaceInput[]) {
  const spaces = [...limits];
  const index = new Map(spaces.map((space, k) => [spaceKey(space), k]));
  const spaceOfRow = new Int32Array(rows.rowCount);
  const ofPool = new Float64Array(storageTypeCount);
  const ofSpace: number[] = spaces.map(() => 0);
  for (let row = 0; row < rows.rowCount; row++) {
    const storageTypeIndex = rows.storageTypeIndex[row]!;
    const space = { accountId: rows.accountId[row]!, storageTypeIndex, limitMm3: null };
    const known = index.get(spaceKey(space));
    const k = known ?? spaces.push(space) - 1;
    if (known === undefined) {
      index.set(spaceKey(space), k);
      ofSpace.push(0);
    }
    spaceOfRow[row] = k;
    const units = rows.onHandUnits[row]! + rows.transferUnits[row]! + rows.inboundUnits[row]!;
    ofSpace[k]! += units * rows.unitVolumeMm3[row]!;
    ofPool[storageTypeIndex]! += units * rows.unitVolumeMm3[row]!;
  }
  return { spaces, spaceOfRow, ofPool, ofSpace };
}

const spaceKey = (space: Pick<AccountSpaceInput, "accountId" | "storageTypeIndex">): number =>
  space.accountId * storageTypeCount + space.storageTypeIndex;
