import { roundHalfEven } from "../../units/index.ts";
import { storageTypeCount } from "../core/storage-type.ts";
import { type InStockWindow, inStockRate, inventoryHealth } from "../inventory/index.ts";
import { type PlanCalendar, type PlanFacts, SNAPSHOT_COUNT, skusOf } from "./facts.ts";
import { demandBetween, type ShardForecast } from "./forecast-stage.ts";

export const MONTHS_AHEAD = 3;

/** Weeks on offer below which a product is new selection: its own sales say little of what it needs. */
const NEW_SELECTION_WEEKS = 8;

/** Days of forecast demand beyond which stock is excess. */
const EXCESS_DAYS = 90;

/**
 * Measured facts of each account and storage type that it uses, one row per month ahead (1, 2, 3 in turn). Volumes are
 * integer mm3, shares integer millionths, NaN where unknown. All arrays are [rowCount].
 */
export interface CapacityFacts {
  readonly rowCount: number;
  readonly accountId: Float64Array;
  readonly sellerId: Float64Array;
  readonly storageTypeIndex: Int32Array;
  readonly monthAhead: Int32Array;
  readonly isIndividual: Float64Array;
  readonly shippedWeeklyMm3: Float64Array;
  readonly forecastWeeklyMm3: Float64Array;
  readonly newSelectionMm3: Float64Array;
  readonly onHandMm3: Float64Array;
  readonly openShipmentsMm3: Float64Array;
  readonly sellThroughMillionths: Float64Array;
  readonly excessShareMillionths: Float64Array;
  readonly strandedShareMillionths: Float64Array;
  readonly inStockShareMillionths: Float64Array;
}

const columnNames = [
  "accountId",
  "sellerId",
  "isIndividual",
  "shippedWeeklyMm3",
  "forecastWeeklyMm3",
  "newSelectionMm3",
  "onHandMm3",
  "openShipmentsMm3",
  "sellThroughMillionths",
  "excessShareMillionths",
  "strandedShareMillionths",
  "inStockShareMillionths",
] as const;

type Columns = Record<(typeof columnNames)[number], Float64Array>;

/** Measures a shard for capacity planning. Cost O(skuCount * horizonWeeks). */
export function capacityFacts(
  facts: PlanFacts,
  forecast: ShardForecast,
  calendar: PlanCalendar,
  coverWeeks: number,
): CapacityFacts {
  const groupCount = facts.accountCount * storageTypeCount;
  const groupIndex = groupsOf(facts);
  const health = inventoryHealth({
    skuCount: facts.skuCount,
    groupCount,
    groupIndex,
    ...stockOf(facts),
    supplyUnits: supplyOf(facts, forecast),
  });
  const inStock = inStockOf(facts, groupIndex, groupCount);
  const volume = volumesOf(facts, forecast, calendar, coverWeeks, groupIndex, groupCount);
  const used = usedGroups(groupIndex, groupCount);
  const rowCount = used.length * MONTHS_AHEAD;
  const column = Object.fromEntries(
    columnNames.map((name) => [name, new Float64Array(rowCount)]),
  ) as Columns;
  const storageTypeIndex = new Int32Array(rowCount);
  const monthAhead = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const group = used[Math.floor(row / MONTHS_AHEAD)]!;
    const account = Math.floor(group / storageTypeCount);
    const month = row % MONTHS_AHEAD;
    storageTypeIndex[row] = group % storageTypeCount;
    monthAhead[row] = month + 1;
    column.accountId[row] = facts.accountId[account]!;
    column.sellerId[row] = facts.sellerId[account]!;
    column.isIndividual[row] = facts.isIndividual[account]!;
    column.shippedWeeklyMm3[row] = roundHalfEven(volume.shippedWeekly[group]!);
    column.forecastWeeklyMm3[row] = roundHalfEven(
      volume.forecastWeekly[group * MONTHS_AHEAD + month]!,
    );
    column.newSelectionMm3[row] = roundHalfEven(volume.newSelection[group]!);
    column.onHandMm3[row] = volume.onHand[group]!;
    column.openShipmentsMm3[row] = volume.open[group]!;
    column.sellThroughMillionths[row] = health.sellThroughMillionths[group]!;
    column.excessShareMillionths[row] = health.excessShareMillionths[group]!;
    column.strandedShareMillionths[row] = health.strandedShareMillionths[group]!;
    column.inStockShareMillionths[row] = inStock[group]!;
  }
  return { rowCount, storageTypeIndex, monthAhead, ...column };
}

function groupsOf(facts: PlanFacts): Int32Array {
  const group = new Int32Array(facts.skuCount);
  for (let a = 0; a < facts.accountCount; a++) {
    const { start, end } = skusOf(facts, a);
    for (let i = start; i < end; i++) group[i] = a * storageTypeCount + facts.storageTypeIndex[i]!;
  }
  return group;
}

function usedGroups(groupIndex: Int32Array, groupCount: number): number[] {
  const isUsed = new Uint8Array(groupCount);
  for (const group of groupIndex) isUsed[group] = 1;
  const used: number[] = [];
  for (let group = 0; group < groupCount; group++) if (isUsed[group]) used.push(group);
  return used;
}

/** Stock that can be bought and stock without an offer, kept apart. */
function stockOf(facts: PlanFacts) {
  const { skuCount } = facts;
  const onHandUnits = new Int32Array(skuCount);
  const strandedUnits = new Int32Array(skuCount);
  const shippedUnits = new Int32Array(skuCount);
  for (let i = 0; i < skuCount; i++) {
    const isOffered = facts.isBuyable[i]! === 1;
    onHandUnits[i] = isOffered ? facts.onHandUnits[i]! : 0;
    strandedUnits[i] = isOffered ? 0 : facts.onHandUnits[i]!;
    shippedUnits[i] = facts.shippedUnits[i * 2]!;
  }
  return {
    onHandUnits,
    strandedUnits,
    shippedUnits,
    snapshotCount: SNAPSHOT_COUNT,
    snapshotUnits: facts.snapshotUnits,
  };
}

/** Forecast mean demand of the next 90 days. */
function supplyOf(facts: PlanFacts, forecast: ShardForecast): Float64Array {
  const supply = new Float64Array(facts.skuCount);
  const weeks = Math.min(EXCESS_DAYS / 7, forecast.horizonWeeks);
  for (let i = 0; i < facts.skuCount; i++) supply[i] = demandBetween(forecast, i, 0, weeks);
  return supply;
}

interface Volumes {
  readonly shippedWeekly: Float64Array;
  /** [groupCount, MONTHS_AHEAD] */
  readonly forecastWeekly: Float64Array;
  readonly newSelection: Float64Array;
  readonly onHand: Float64Array;
  readonly open: Float64Array;
}

function volumesOf(
  facts: PlanFacts,
  forecast: ShardForecast,
  calendar: PlanCalendar,
  coverWeeks: number,
  groupIndex: Int32Array,
  groupCount: number,
): Volumes {
  const volumes: Volumes = {
    shippedWeekly: new Float64Array(groupCount),
    forecastWeekly: new Float64Array(groupCount * MONTHS_AHEAD),
    newSelection: new Float64Array(groupCount),
    onHand: new Float64Array(groupCount),
    open: new Float64Array(groupCount),
  };
  for (let i = 0; i < facts.skuCount; i++) {
    const g = groupIndex[i]!;
    const unit = facts.unitVolumeMm3[i]!;
    volumes.shippedWeekly[g]! += (facts.shippedUnits[i * 2 + 1]! * unit) / 13;
    volumes.onHand[g]! += facts.onHandUnits[i]! * unit;
    volumes.open[g]! += facts.openUnits[i]! * unit;
    if (facts.isDiscontinued[i]) continue;
    for (let month = 0; month < MONTHS_AHEAD; month++) {
      const from = (calendar.monthDay[month + 1]! - calendar.firstForecastDay) / 7;
      const to = Math.min(from + coverWeeks, forecast.horizonWeeks);
      const weekly = demandBetween(forecast, i, from, to) / Math.max(1, to - from);
      volumes.forecastWeekly[g * MONTHS_AHEAD + month]! += weekly * unit;
    }
    volumes.newSelection[g]! += newSelectionUnits(facts, forecast, i, coverWeeks) * unit;
  }
  return volumes;
}

/** Units of a new product that its seller has sent or announced beyond what its short history lets us forecast. */
function newSelectionUnits(
  facts: PlanFacts,
  forecast: ShardForecast,
  i: number,
  coverWeeks: number,
): number {
  if (facts.firstWeek[i]! <= facts.weekCount - 1 - NEW_SELECTION_WEEKS) return 0;
  const brought = facts.onHandUnits[i]! + facts.openUnits[i]!;
  return Math.max(0, brought - demandBetween(forecast, i, 0, coverWeeks));
}

/** In-stock rate per group in millionths, NaN where nothing counted was sold. */
function inStockOf(facts: PlanFacts, groupIndex: Int32Array, groupCount: number): Float64Array {
  const members: number[][] = Array.from({ length: groupCount }, () => []);
  groupIndex.forEach((group, i) => {
    members[group]!.push(i);
  });
  return Float64Array.from(members, (skus) => inStockRate(windowOf(facts, skus)) ?? Number.NaN);
}

function windowOf(facts: PlanFacts, skus: readonly number[]): InStockWindow {
  const hidden = (i: number) => facts.isDiscontinued[i]! === 1 || facts.isBuyable[i]! === 0;
  const isActive = (i: number) =>
    facts.recentUnits[i * 2 + 1]! > 0 && facts.stockDays[i * 2 + 1]! > 0;
  return {
    skuCount: skus.length,
    buyableDays: Int32Array.from(skus, (i) => facts.stockDays[i * 2]!),
    offeredDays: Int32Array.from(skus, (i) => facts.stockDays[i * 2 + 1]!),
    soldUnits: Int32Array.from(skus, (i) => facts.recentUnits[i * 2]!),
    isCounted: Uint8Array.from(skus, (i) => (isActive(i) && !hidden(i) ? 1 : 0)),
    isExcluded: Uint8Array.from(skus, (i) => (isActive(i) && hidden(i) ? 1 : 0)),
  };
}
