import { storageTypeCount } from "../core/storage-type.ts";
import { type PlanCalendar, type PlanFacts, skusOf } from "./facts.ts";
import { demandBetween, type ShardForecast } from "./forecast-stage.ts";

/** Weeks of flows that are counted: the horizon of the network's plan and what lies between week starts. */
export const FLOW_WEEKS = 28;
/** Weeks of demand that products sent anew are to cover when they arrive. */
const ARRIVAL_COVER_WEEKS = 6;
const MICRO = 1e6;

/**
 * Expected flows of a shard's SKUs, added up per storage type. All values are whole numbers, so that sums over shards
 * are the same in any order. Weeks of demand run from the first forecast day, those of arrivals from the day after the
 * run's.
 */
export interface NetworkFlows {
  readonly fcCount: number;
  readonly regionCount: number;
  /** Millionths of units ordered. [storageTypeCount, regionCount, FLOW_WEEKS] */
  readonly demandMicroUnits: Float64Array;
  /** Units, volume, mass and thousandths of money of the demand of all weeks. [storageTypeCount] */
  readonly demandUnits: Float64Array;
  readonly demandMm3: Float64Array;
  readonly demandGrams: Float64Array;
  readonly revenueMillis: Float64Array;
  /** [fcCount, storageTypeCount] */
  readonly stockMm3: Float64Array;
  /** Open shipments by the FC they go to. [fcCount, storageTypeCount, FLOW_WEEKS] */
  readonly boundMm3: Float64Array;
  /** Open shipments without one, and what is expected to be sent as stock runs down. [storageTypeCount, FLOW_WEEKS] */
  readonly freeMm3: Float64Array;
}

const emptyFlows = (fcCount: number, regionCount: number): NetworkFlows => ({
  fcCount,
  regionCount,
  demandMicroUnits: new Float64Array(storageTypeCount * regionCount * FLOW_WEEKS),
  demandUnits: new Float64Array(storageTypeCount),
  demandMm3: new Float64Array(storageTypeCount),
  demandGrams: new Float64Array(storageTypeCount),
  revenueMillis: new Float64Array(storageTypeCount),
  stockMm3: new Float64Array(fcCount * storageTypeCount),
  boundMm3: new Float64Array(fcCount * storageTypeCount * FLOW_WEEKS),
  freeMm3: new Float64Array(storageTypeCount * FLOW_WEEKS),
});

/**
 * Flows of a shard: demand by region as forecast, stock and open shipments as they are, and what its sellers will send:
 * from its lead time on, each product is brought back to six weeks of demand. Open shipments arrive evenly over their
 * product's lead time. Cost O(skuCount * (regionCount + FLOW_WEEKS)).
 */
export function networkFlows(
  facts: PlanFacts,
  forecast: ShardForecast,
  calendar: PlanCalendar,
): NetworkFlows {
  const flows = emptyFlows(facts.fcCount, facts.regionCount);
  const demand = new Float64Array(FLOW_WEEKS + ARRIVAL_COVER_WEEKS);
  const lagWeeks = (calendar.asOfDay + 1 - calendar.firstForecastDay) / 7;
  for (let a = 0; a < facts.accountCount; a++) {
    const { start, end } = skusOf(facts, a);
    for (let i = start; i < end; i++) {
      addDemand(flows, facts, forecast, i);
      addStock(flows, facts, i);
      if (facts.isDiscontinued[i]) continue;
      for (let j = 0; j < demand.length; j++) {
        const from = Math.min(j + lagWeeks, forecast.horizonWeeks);
        demand[j] = demandBetween(forecast, i, from, Math.min(from + 1, forecast.horizonWeeks));
      }
      addExpected(flows, facts, i, demand);
    }
  }
  return flows;
}

function addDemand(
  flows: NetworkFlows,
  facts: PlanFacts,
  forecast: ShardForecast,
  i: number,
): void {
  const type = facts.storageTypeIndex[i]!;
  const { regionCount } = flows;
  const weeks = Math.min(FLOW_WEEKS, forecast.horizonWeeks);
  let units = 0;
  for (let h = 0; h < weeks; h++) {
    const mean = demandBetween(forecast, i, h, h + 1);
    if (mean <= 0) continue;
    units += mean;
    for (let r = 0; r < regionCount; r++) {
      const share = forecast.regionShare[i * regionCount + r]!;
      const cell = (type * regionCount + r) * FLOW_WEEKS + h;
      flows.demandMicroUnits[cell]! += Math.round(mean * share * MICRO);
    }
  }
  const whole = Math.round(units);
  const price = facts.priceMicros[i]!;
  const weightMg = facts.weightMg[i]!;
  flows.demandUnits[type]! += whole;
  flows.demandMm3[type]! += whole * Math.round(facts.unitVolumeMm3[i]!);
  flows.demandGrams[type]! += Math.round((whole * (weightMg || 0)) / 1000);
  flows.revenueMillis[type]! += Math.round((whole * (price || 0)) / 1000);
}

function addStock(flows: NetworkFlows, facts: PlanFacts, i: number): void {
  const type = facts.storageTypeIndex[i]!;
  // Whole, so that sums are exact.
  const unit = Math.round(facts.unitVolumeMm3[i]!);
  let named = 0;
  for (let k = facts.fcStart[i]!; k < facts.fcStart[i + 1]!; k++) {
    const cell = facts.fcIndex[k]! * storageTypeCount + type;
    flows.stockMm3[cell]! += facts.fcOnHandUnits[k]! * unit;
    named += facts.fcOpenUnits[k]!;
    const mm3 = facts.fcOpenUnits[k]! * unit;
    spread(flows.boundMm3, cell * FLOW_WEEKS, mm3, leadWeeks(facts, i));
  }
  const unnamed = Math.max(0, facts.openUnits[i]! - named) * unit;
  spread(flows.freeMm3, type * FLOW_WEEKS, unnamed, leadWeeks(facts, i));
}

const leadWeeks = (facts: PlanFacts, i: number): number =>
  Math.min(FLOW_WEEKS, Math.max(1, Math.ceil(facts.leadTimeDays[i]! / 7)));

/** Adds a volume evenly over the first weeks, whole mm3 that sum to it. */
function spread(mm3: Float64Array, from: number, total: number, weeks: number): void {
  let given = 0;
  for (let week = 0; week < weeks; week++) {
    const upTo = Math.round((total * (week + 1)) / weeks);
    mm3[from + week]! += upTo - given;
    given = upTo;
  }
}

/** From the lead time on, what brings the product back to its cover each week. `demand` is by week. */
function addExpected(flows: NetworkFlows, facts: PlanFacts, i: number, demand: Float64Array): void {
  const type = facts.storageTypeIndex[i]!;
  const weeks = leadWeeks(facts, i);
  const open = facts.openUnits[i]! / weeks;
  let stock = facts.onHandUnits[i]!;
  for (let week = 0; week < FLOW_WEEKS; week++) {
    if (week < weeks) stock += open;
    else {
      let cover = 0;
      for (let j = week; j < week + ARRIVAL_COVER_WEEKS; j++) cover += demand[j]!;
      const sent = Math.max(0, cover - stock);
      stock += sent;
      const cell = type * FLOW_WEEKS + week;
      flows.freeMm3[cell]! += Math.round(sent * facts.unitVolumeMm3[i]!);
    }
    stock = Math.max(0, stock - demand[week]!);
  }
}

const SUMMED = [
  "demandMicroUnits",
  "demandUnits",
  "demandMm3",
  "demandGrams",
  "revenueMillis",
  "stockMm3",
  "boundMm3",
  "freeMm3",
] as const;

/** Flows of all shards together; the same whatever the sharding. */
export function joinFlows(
  shards: readonly NetworkFlows[],
  fcCount: number,
  regionCount: number,
): NetworkFlows {
  const joined = emptyFlows(fcCount, regionCount);
  for (const shard of shards) {
    for (const name of SUMMED) {
      const sum = joined[name];
      if (sum.length !== shard[name].length) {
        throw new RangeError(`network: ${name} must have length ${sum.length}`);
      }
      for (let c = 0; c < sum.length; c++) sum[c]! += shard[name][c]!;
    }
  }
  return joined;
}
