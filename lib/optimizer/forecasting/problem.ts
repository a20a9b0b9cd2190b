import type { SeasonFit } from "./season.ts";

/** Weekly history of one seller's SKUs and what is known about the weeks ahead. Flat row-major over SKU and week. */
export interface DemandProblem {
  readonly skuCount: number;
  /** Weeks per row. Only weeks up to originWeek are read. */
  readonly weekCount: number;
  /** Last week whose sales the forecast may use, 0-based. */
  readonly originWeek: number;
  /** Weeks to forecast. */
  readonly horizonWeeks: number;
  /** Units ordered. [skuCount, weekCount] */
  readonly soldUnits: Float32Array;
  /** Units of wholesale lines that soldUnits leaves out: not demand, only told of where a forecast's change is explained. [skuCount, weekCount] */
  readonly wholesaleUnits?: Float32Array;
  /** Share of the week in which the SKU was buyable, 0..1; NaN = not known, taken as 1. [skuCount, weekCount] */
  readonly inStockShare?: Float32Array;
  /** 1 = stock ran out in the week and the share is not known: sales are a lower bound. [skuCount, weekCount] */
  readonly isCensored?: Uint8Array;
  /** First week on offer; may lie after the origin for a planned launch. [skuCount] */
  readonly firstWeek: Int32Array;
  readonly categoryCount: number;
  /** [skuCount] */
  readonly categoryIndex: Int32Array;
  /** What SKUs are like beyond their category: a SKU that has sold little starts from those like it. */
  readonly attributes?: Attributes;
  /** Position in the year, 0 .. seasonWeeks - 1. [originWeek + 1 + horizonWeeks] */
  readonly weekOfYear: Int32Array;
  /** Sale events of the calendar, past and announced. */
  readonly events?: SaleEvents;
  /** Prices and promotions; only models that were trained with them read them. */
  readonly offers?: Offers;
  /** Units sold by region; weeks and recency are the caller's choice (26 weeks are usual). */
  readonly regions?: RegionSales;
  /** Yearly profile known from elsewhere, mean 1; this seller's data are fitted around it. [categoryCount, seasonWeeks] */
  readonly seasonPrior?: Float64Array;
  /** Season and events as fitted elsewhere on the same categories and axis: taken as they are, nothing is fitted. */
  readonly knownSeason?: SeasonFit;
}

/** What SKUs are like; NaN = not known. [skuCount] each */
export interface Attributes {
  /** ln of the price. */
  readonly logPrice: Float32Array;
  /** ln of the unit's volume. */
  readonly logVolume: Float32Array;
  /** Any number per storage type. */
  readonly storageType: Uint8Array;
}

/** One entry per event and week it touches. */
export interface SaleEvents {
  readonly kindCount: number;
  /** Week index on the problem's axis, 0 .. originWeek + horizonWeeks. [entryCount] */
  readonly week: Int32Array;
  /** [entryCount] */
  readonly kind: Int32Array;
  /** Expected factor on a week's demand before any is seen, for example 1.5. [kindCount] */
  readonly upliftPrior: Float64Array;
}

/** What SKUs are offered for, past weeks and those ahead. */
export interface Offers {
  /** Weeks per row, at least originWeek + 1 + horizonWeeks. */
  readonly axisWeeks: number;
  /** ln of the week's price over the mean of the half year before; NaN = not known. [skuCount, axisWeeks] */
  readonly logPrice: Float32Array;
  /** Share of the week's days under a promotion, 0..1. [skuCount, axisWeeks] */
  readonly promotionShare: Float32Array;
}

/** Compressed rows: entries of SKU i are skuStart[i] .. skuStart[i + 1]. */
export interface RegionSales {
  readonly regionCount: number;
  /** [skuCount + 1] */
  readonly skuStart: Int32Array;
  /** [entryCount] */
  readonly regionIndex: Int32Array;
  /** [entryCount] */
  readonly soldUnits: Float32Array;
}

export interface ForecastOptions {
  /** Periods per year (52; 12 for monthly data). */
  readonly seasonWeeks: number;
  /** Levels of the weekly quantiles, ascending. */
  readonly level: readonly number[];
  /** Lengths of the sums of demand that are forecast on their own, ascending; those beyond the horizon are left out. */
  readonly cumulativeWeeks: readonly number[];
  /** Levels of the quantiles of those sums, ascending. */
  readonly cumulativeLevel: readonly number[];
}

export const FORECAST_OPTIONS: ForecastOptions = {
  seasonWeeks: 52,
  level: [0.1, 0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.98],
  cumulativeWeeks: [1, 2, 4, 6, 8, 10, 13, 26],
  cumulativeLevel: [0.1, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98],
};

/** Forecast of weekly demand after the origin: step h = 0 is week originWeek + 1. */
export interface Forecast {
  readonly skuCount: number;
  readonly originWeek: number;
  readonly horizonWeeks: number;
  /** [levelCount] */
  readonly level: Float64Array;
  /** Mean demand. [skuCount, horizonWeeks] */
  readonly demandMean: Float32Array;
  /** Smallest demand reached with the level's probability. [skuCount, horizonWeeks, levelCount] */
  readonly demandQuantile: Float32Array;
  /** variance = mean + overdispersion * mean^2. [skuCount, horizonWeeks] */
  readonly overdispersion: Float32Array;
  /** Level at which the demand law is read to cover the nominal level. [skuCount, horizonWeeks, levelCount] */
  readonly calibratedLevel: Float32Array;
  /** [cumulativeCount] */
  readonly cumulativeWeeks: Int32Array;
  /** [cumulativeLevelCount] */
  readonly cumulativeLevel: Float64Array;
  /** Mean demand of the first cumulativeWeeks[c] weeks. [skuCount, cumulativeCount] */
  readonly cumulativeMean: Float32Array;
  /** Quantiles of that sum, calibrated on sums. [skuCount, cumulativeCount, cumulativeLevelCount] */
  readonly cumulativeQuantile: Float32Array;
  /** Demand behind the sales on record: sales, raised where stock was out. [skuCount, originWeek + 1] */
  readonly pastDemandMean: Float32Array;
  /** Yearly profile times event factors on the problem's weeks. [categoryCount, originWeek + 1 + horizonWeeks] */
  readonly seasonFactor: Float64Array;
  /** Factor learnt per category and event kind. [categoryCount, kindCount] */
  readonly eventUplift: Float64Array;
  readonly regionCount: number;
  /** Share of a SKU's demand by region, rows sum to 1. [skuCount, regionCount] */
  readonly regionShare: Float32Array;
  /** Squared coefficient of variation of those shares. [skuCount, regionCount] */
  readonly regionShareVariation: Float32Array;
  readonly backtest: Backtest;
}

/** How the seller's own past would have been forecast, before calibration; figures of the rolling origins. */
export interface Backtest {
  /** Forecasts compared with what followed, over SKUs, origins and leads. */
  readonly windowCount: number;
  /** sum |error| / sum actual and sum error / sum actual of 4-week sums; null without sales. */
  readonly wape: number | null;
  readonly biasShare: number | null;
  /** Share of actual weeks at or below the uncalibrated quantile. [levelCount] */
  readonly coverageShare: Float64Array;
}

/**
 * The problem as it stood at an earlier origin, asking for `horizonWeeks` after it; regions are left out. Prices after it were not known
 * then: the origin's stands for them. Promotions are declared ahead and stay.
 */
export function problemAt(
  problem: DemandProblem,
  originWeek: number,
  horizonWeeks: number,
): DemandProblem {
  const { regions: _, events, offers, ...rest } = problem;
  const axis = originWeek + 1 + horizonWeeks;
  const seen = events ? [...events.week.keys()].filter((e) => events.week[e]! < axis) : [];
  return {
    ...rest,
    originWeek,
    horizonWeeks,
    weekOfYear: problem.weekOfYear.subarray(0, axis),
    ...(offers ? { offers: pricesHeldFrom(offers, problem.skuCount, originWeek) } : {}),
    ...(events
      ? {
          events: {
            ...events,
            week: Int32Array.from(seen, (e) => events.week[e]!),
            kind: Int32Array.from(seen, (e) => events.kind[e]!),
          },
        }
      : {}),
  };
}

function pricesHeldFrom(offers: Offers, skuCount: number, originWeek: number): Offers {
  const { axisWeeks } = offers;
  const logPrice = offers.logPrice.slice();
  for (let i = 0; i < skuCount; i++) {
    const at = i * axisWeeks + originWeek;
    logPrice.fill(logPrice[at]!, at + 1, (i + 1) * axisWeeks);
  }
  return { ...offers, logPrice };
}

/** Throws RangeError where an array does not have the length its comment says. */
export function checkProblem(problem: DemandProblem): void {
  const { skuCount, weekCount, originWeek, horizonWeeks } = problem;
  const axis = originWeek + 1 + horizonWeeks;
  const cells = skuCount * weekCount;
  const expect = (name: string, got: number | undefined, want: number): void => {
    if (got !== undefined && got !== want) {
      throw new RangeError(`forecastDemand: ${name} must have length ${want}, got ${got}`);
    }
  };
  if (!(Number.isInteger(originWeek) && originWeek >= 0 && originWeek < weekCount)) {
    throw new RangeError(
      `forecastDemand: originWeek must be in [0, ${weekCount}), got ${originWeek}`,
    );
  }
  if (!(Number.isInteger(horizonWeeks) && horizonWeeks > 0)) {
    throw new RangeError(`forecastDemand: horizonWeeks must be above 0, got ${horizonWeeks}`);
  }
  expect("soldUnits", problem.soldUnits.length, cells);
  expect("wholesaleUnits", problem.wholesaleUnits?.length, cells);
  expect("inStockShare", problem.inStockShare?.length, cells);
  expect("isCensored", problem.isCensored?.length, cells);
  const { offers } = problem;
  if (offers && !(offers.axisWeeks >= axis))
    throw new RangeError(
      `forecastDemand: offers must reach ${axis} weeks, got ${offers.axisWeeks}`,
    );
  expect("offers.logPrice", offers?.logPrice.length, skuCount * (offers?.axisWeeks ?? 0));
  expect("offers.promotionShare", offers?.promotionShare.length, offers?.logPrice.length ?? 0);
  expect("firstWeek", problem.firstWeek.length, skuCount);
  expect("categoryIndex", problem.categoryIndex.length, skuCount);
  expect("attributes.logPrice", problem.attributes?.logPrice.length, skuCount);
  expect("attributes.logVolume", problem.attributes?.logVolume.length, skuCount);
  expect("attributes.storageType", problem.attributes?.storageType.length, skuCount);
  expect("weekOfYear", problem.weekOfYear.length, axis);
  expect("regions.skuStart", problem.regions?.skuStart.length, skuCount + 1);
  expect("knownSeason.factor", problem.knownSeason?.factor.length, problem.categoryCount * axis);
  expect("events.kind", problem.events?.kind.length, problem.events?.week.length ?? 0);
}
