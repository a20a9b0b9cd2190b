import { roundHalfEven } from "../../units/index.ts";
import { ln } from "../core/elementary.ts";
import {
  type Attributes,
  type DemandModel,
  type DemandProblem,
  FORECAST_OPTIONS,
  forecastDemand,
  forecastMeans,
  forecastModelMeans,
  forecastWithModel,
  type ModelForecast,
  type Segment,
  segmentOf,
} from "../forecasting/index.ts";
import { ASSUMED, checkFacts, type PlanCalendar, type PlanFacts, skusOf } from "./facts.ts";

/** Expected factor of a sale event on a week's demand before any such event was seen, where nobody told one. */
const EVENT_UPLIFT_PRIOR = 1.5;

/** A global model, and the segments of demand that it forecasts; the others keep the structural method alone. */
export interface ModelUse {
  readonly model: DemandModel;
  readonly isUsed: (segment: Segment) => boolean;
}

/** Demand of a shard's SKUs after the origin; arrays as in the forecast's own door, joined over accounts. */
export interface ShardForecast {
  readonly skuCount: number;
  readonly horizonWeeks: number;
  /** [levelCount] */
  readonly level: Float64Array;
  /** [skuCount, horizonWeeks] */
  readonly demandMean: Float32Array;
  /** [skuCount, horizonWeeks, levelCount] */
  readonly demandQuantile: Float32Array;
  /** [cumulativeCount] */
  readonly cumulativeWeeks: Int32Array;
  /** [cumulativeLevelCount] */
  readonly cumulativeLevel: Float64Array;
  /** [skuCount, cumulativeCount] */
  readonly cumulativeMean: Float32Array;
  /** [skuCount, cumulativeCount, cumulativeLevelCount] */
  readonly cumulativeQuantile: Float32Array;
  readonly regionCount: number;
  /** [skuCount, regionCount] */
  readonly regionShare: Float32Array;
  /** Weeks of history in which stock ran out. [skuCount] */
  readonly censoredWeeks: Int32Array;
  /** Demand behind the sales on record: sales, raised where stock was out. [skuCount, weekCount] */
  readonly pastDemandMean: Float32Array;
  /** 1 = the model had a part in the forecast. [skuCount] */
  readonly isByModel: Uint8Array;
  /** How each account's own past would have been forecast. [accountCount] */
  readonly backtest: readonly AccountBacktest[];
}

export interface AccountBacktest {
  readonly windowCount: number;
  /** Of 4-week sums; null without sales. */
  readonly wape: number | null;
  readonly biasShare: number | null;
}

/**
 * Forecasts every account of a shard on its own: no account's sales reach another's forecast. With a model, SKUs of the segments
 * that it is used for are forecast by it and the structural method together, all others (`use` null: every SKU) by the latter. A
 * discontinued SKU is expected to sell what it has left, so its forecast stays; what to send is decided elsewhere.
 * Throws RangeError on malformed facts. Cost as `forecastWithModel`, without a model as `forecastDemand`.
 */
export function forecastShard(
  facts: PlanFacts,
  calendar: PlanCalendar,
  use: ModelUse | null,
): ShardForecast {
  checkFacts(facts);
  const joined = emptyForecast(facts, calendar);
  for (let a = 0; a < facts.accountCount; a++) {
    const { start, end } = skusOf(facts, a);
    if (start === end) {
      joined.backtest.push({ windowCount: 0, wape: null, biasShare: null });
      continue;
    }
    const one = forecastAccount(demandProblem(facts, calendar, a), use);
    place(joined, one, start, facts.weekCount);
    const { windowCount, wape, biasShare } = one.backtest;
    joined.backtest.push({ windowCount, wape, biasShare });
  }
  countCensored(facts, joined.censoredWeeks);
  return joined;
}

function forecastAccount(problem: DemandProblem, use: ModelUse | null): ModelForecast {
  if (use === null)
    return { ...forecastDemand(problem), isByModel: new Uint8Array(problem.skuCount) };
  return forecastWithModel(use.model, problem, FORECAST_OPTIONS, isSkuUsed(problem, use));
}

/**
 * Expected demand of SKU i's sums in whole milli-units, as decisions, traces and screens read it: its weeks, each rounded, added up.
 * [cumulativeCount]
 */
export function sumMeanMilliUnits(
  { horizonWeeks, demandMean, cumulativeWeeks }: ShardForecast,
  i: number,
): number[] {
  return Array.from(cumulativeWeeks, (weeks) => {
    let sum = 0;
    for (let h = 0; h < weeks; h++) sum += roundHalfEven(1000 * demandMean[i * horizonWeeks + h]!);
    return sum;
  });
}

/** The means alone of an account's forecast, as `forecastShard` gives them. [skuCount, horizonWeeks] */
export const accountMeans = (problem: DemandProblem, use: ModelUse | null): Float32Array =>
  use === null
    ? forecastMeans(problem)
    : forecastModelMeans(use.model, problem, isSkuUsed(problem, use));

const isSkuUsed = (problem: DemandProblem, use: ModelUse) => (i: number) => {
  const segment = segmentOf(knownUnits(problem, i));
  return segment === null || use.isUsed(segment);
};

/** Sales of SKU i from its first week to the origin: what its segment is told from. */
export function knownUnits(problem: DemandProblem, i: number): Float32Array {
  const { weekCount, originWeek, soldUnits, firstWeek } = problem;
  const first = Math.max(0, firstWeek[i]!);
  return soldUnits.subarray(i * weekCount + first, i * weekCount + originWeek + 1);
}

function emptyForecast(facts: PlanFacts, calendar: PlanCalendar) {
  const { skuCount, regionCount } = facts;
  const { horizonWeeks } = calendar;
  const cumulativeWeeks = FORECAST_OPTIONS.cumulativeWeeks.filter((w) => w <= horizonWeeks);
  const sums = skuCount * cumulativeWeeks.length;
  return {
    skuCount,
    horizonWeeks,
    level: Float64Array.from(FORECAST_OPTIONS.level),
    demandMean: new Float32Array(skuCount * horizonWeeks),
    demandQuantile: new Float32Array(skuCount * horizonWeeks * FORECAST_OPTIONS.level.length),
    cumulativeWeeks: Int32Array.from(cumulativeWeeks),
    cumulativeLevel: Float64Array.from(FORECAST_OPTIONS.cumulativeLevel),
    cumulativeMean: new Float32Array(sums),
    cumulativeQuantile: new Float32Array(sums * FORECAST_OPTIONS.cumulativeLevel.length),
    regionCount,
    regionShare: new Float32Array(skuCount * regionCount),
    censoredWeeks: new Int32Array(skuCount),
    pastDemandMean: new Float32Array(skuCount * facts.weekCount),
    isByModel: new Uint8Array(skuCount),
    backtest: [] as AccountBacktest[],
  };
}

/** One account's history and calendar as a forecaster takes them, at the last week on record. */
export function demandProblem(
  facts: PlanFacts,
  calendar: PlanCalendar,
  account: number,
): DemandProblem {
  const { start, end } = skusOf(facts, account);
  const { weekCount, regionCount } = facts;
  const cells = (array: Float32Array) => array.subarray(start * weekCount, end * weekCount);
  const first = facts.regionStart[start]!;
  const last = facts.regionStart[end]!;
  const regions = {
    regionCount,
    skuStart: facts.regionStart.slice(start, end + 1).map((at) => at - first),
    regionIndex: facts.regionIndex.subarray(first, last),
    soldUnits: facts.regionUnits.subarray(first, last),
  };
  return {
    skuCount: end - start,
    weekCount,
    originWeek: weekCount - 1,
    horizonWeeks: calendar.horizonWeeks,
    soldUnits: cells(facts.soldUnits),
    ...wholesaleOf(facts, calendar, start, end),
    offers: {
      axisWeeks: facts.offerWeeks,
      logPrice: facts.offerLogPrice.subarray(start * facts.offerWeeks, end * facts.offerWeeks),
      promotionShare: facts.offerPromotionShare.subarray(
        start * facts.offerWeeks,
        end * facts.offerWeeks,
      ),
    },
    inStockShare: cells(facts.inStockShare),
    firstWeek: facts.firstWeek.subarray(start, end),
    categoryCount: facts.categoryCount[account]!,
    categoryIndex: facts.categoryIndex.subarray(start, end),
    attributes: attributesOf(facts, start, end),
    weekOfYear: calendar.weekOfYear,
    events: {
      kindCount: calendar.eventKindCount,
      week: calendar.eventWeek,
      kind: calendar.eventKind,
      upliftPrior: calendar.eventUpliftPrior.map((told) =>
        Number.isNaN(told) ? EVENT_UPLIFT_PRIOR : told,
      ),
    },
    ...(regionCount > 0 ? { regions } : {}),
  };
}

/** Prices are told in steps of a quarter of ln, so that a discount does not move what a product is like. */
const PRICE_STEPS = 4;

/** What SKUs are like, as far as it was told. */
function attributesOf(facts: PlanFacts, start: number, end: number): Attributes {
  const { priceMicros, unitVolumeMm3, assumed, storageTypeIndex } = facts;
  return {
    logPrice: Float32Array.from(priceMicros.subarray(start, end), (price) =>
      price > 0 ? roundHalfEven(PRICE_STEPS * ln(price)) / PRICE_STEPS : Number.NaN,
    ),
    logVolume: Float32Array.from(unitVolumeMm3.subarray(start, end), (volume, i) =>
      volume > 0 && (assumed[start + i]! & ASSUMED.size) === 0 ? ln(volume) : Number.NaN,
    ),
    storageType: Uint8Array.from(storageTypeIndex.subarray(start, end)),
  };
}

const DAYS = 7;

/** Units set aside per week, where the account has any. */
function wholesaleOf(
  facts: PlanFacts,
  { firstForecastDay }: PlanCalendar,
  start: number,
  end: number,
): Pick<DemandProblem, "wholesaleUnits"> {
  const { weekCount, wholesaleStart, wholesaleDay, wholesaleSetAsideUnits } = facts;
  if (wholesaleStart[start] === wholesaleStart[end]) return {};
  const units = new Float32Array((end - start) * weekCount);
  for (let i = start; i < end; i++) {
    for (let k = wholesaleStart[i]!; k < wholesaleStart[i + 1]!; k++) {
      const t = weekCount + Math.floor((wholesaleDay[k]! - firstForecastDay) / DAYS);
      if (t >= 0 && t < weekCount)
        units[(i - start) * weekCount + t]! += wholesaleSetAsideUnits[k]!;
    }
  }
  return { wholesaleUnits: units };
}

function place(
  joined: ReturnType<typeof emptyForecast>,
  one: ModelForecast,
  start: number,
  weekCount: number,
): void {
  const { horizonWeeks } = joined;
  const sums = start * joined.cumulativeWeeks.length;
  joined.demandMean.set(one.demandMean, start * horizonWeeks);
  joined.demandQuantile.set(one.demandQuantile, start * horizonWeeks * joined.level.length);
  joined.cumulativeMean.set(one.cumulativeMean, sums);
  joined.cumulativeQuantile.set(one.cumulativeQuantile, sums * joined.cumulativeLevel.length);
  joined.regionShare.set(one.regionShare, start * joined.regionCount);
  joined.pastDemandMean.set(one.pastDemandMean, start * weekCount);
  joined.isByModel.set(one.isByModel, start);
}

/** A week is censored where stock ran out in it: its sales are a lower bound of demand. */
function countCensored(facts: PlanFacts, censoredWeeks: Int32Array): void {
  const { weekCount, inStockShare } = facts;
  for (let i = 0; i < facts.skuCount; i++) {
    for (let t = Math.max(0, facts.firstWeek[i]!); t < weekCount; t++) {
      if (inStockShare[i * weekCount + t]! < 1) censoredWeeks[i]! += 1;
    }
  }
}

/** Mean demand of SKU i from step `from` to step `to`, both in weeks, fractions counted in proportion. */
export function demandBetween(
  forecast: ShardForecast,
  i: number,
  from: number,
  to: number,
): number {
  const { demandMean, horizonWeeks } = forecast;
  let sum = 0;
  for (let h = Math.floor(from); h < to && h < horizonWeeks; h++) {
    const share = Math.min(h + 1, to) - Math.max(h, from);
    sum += share * demandMean[i * horizonWeeks + h]!;
  }
  return sum;
}
