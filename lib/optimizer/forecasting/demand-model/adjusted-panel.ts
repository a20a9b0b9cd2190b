import { exposureOf } from "../history.ts";
import type { Panel, SeriesCovariate } from "../panel.ts";
import type { DemandProblem, Forecast } from "../problem.ts";

/** Weeks in stock for less than this share say too little about demand. */
const EXPOSURE_MIN = 0.4;

/**
 * An account's demand as the trees see it: sales per week in stock, told without season and events, so that what is learnt
 * in one account and time of year holds in another. Weeks without stock are not observed. [skuCount x (originWeek + 1)]
 */
export function adjustedPanel(
  problem: DemandProblem,
  structural: Pick<Forecast, "seasonFactor">,
  isOfferTold: boolean,
): Panel {
  const { skuCount, originWeek, weekCount, horizonWeeks } = problem;
  const periodCount = originWeek + 1;
  const units = new Float32Array(skuCount * periodCount).fill(Number.NaN);
  const axis = periodCount + horizonWeeks;
  for (let i = 0; i < skuCount; i++) {
    const factorAt = problem.categoryIndex[i]! * axis;
    for (let t = Math.max(0, problem.firstWeek[i]!); t < periodCount; t++) {
      const at = i * weekCount + t;
      if (problem.isCensored?.[at]) continue;
      const exposure = exposureOf(problem.soldUnits[at]!, stockShare(problem, at));
      if (exposure < EXPOSURE_MIN) continue;
      const factor = Math.max(0.05, structural.seasonFactor[factorAt + t]!);
      units[i * periodCount + t] = problem.soldUnits[at]! / (exposure * factor);
    }
  }
  return {
    seriesCount: skuCount,
    periodCount,
    axisCount: axis,
    units,
    firstPeriod: problem.firstWeek.map((week) => Math.max(0, week)),
    seasonPeriods: 52,
    frequency: "week",
    covariates: isOfferTold ? offerCovariates(problem, axis) : [],
    isRivalTold: false,
    calendar: [],
    groups: [
      { name: "category", count: problem.categoryCount, index: problem.categoryIndex.slice() },
    ],
  };
}

/** Prices and promotions on the panel's axis; not known where the problem has none. */
function offerCovariates({ skuCount, offers }: DemandProblem, axis: number): SeriesCovariate[] {
  const laid = (name: string, values: Float32Array | undefined): SeriesCovariate => {
    const out = new Float32Array(skuCount * axis).fill(Number.NaN);
    for (let i = 0; values && offers && i < skuCount; i++) {
      const from = i * offers.axisWeeks;
      for (let t = 0; t < axis; t++) out[i * axis + t] = clamped(values[from + t]!);
    }
    return { name, values: out };
  };
  return [laid("logPrice", offers?.logPrice), laid("promotion", offers?.promotionShare)];
}

/** A price beyond e times the usual one, or below 1 / e of it, is told as that: a slip of the pen has a bounded effect. NaN stays. */
const clamped = (value: number): number => Math.min(1, Math.max(-1, value));

/** Whether the problem tells a price that moved or a promotion up to its origin: only then there is anything to learn. */
export function tellsOffers({ skuCount, originWeek, offers }: DemandProblem): boolean {
  if (!offers) return false;
  const { axisWeeks, logPrice, promotionShare } = offers;
  for (let i = 0; i < skuCount; i++) {
    for (let t = 0; t <= originWeek; t++) {
      const at = i * axisWeeks + t;
      if (Math.abs(logPrice[at]!) > LEAST_MOVE || promotionShare[at]! > 0) return true;
    }
  }
  return false;
}

/** A price within a per cent of the usual one has not moved. */
const LEAST_MOVE = 0.01;

/** Share of a week in stock; not known counts as all of it. */
export function stockShare({ inStockShare }: DemandProblem, at: number): number {
  const share = inStockShare?.[at] ?? 1;
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
}

/** Mean factor of season and events over weeks from .. to after the origin (1-based, both included). */
export function windowFactor(
  problem: DemandProblem,
  seasonFactor: Float64Array,
  i: number,
  from: number,
  to: number,
): number {
  const axis = problem.originWeek + 1 + problem.horizonWeeks;
  const start = problem.categoryIndex[i]! * axis + problem.originWeek;
  let sum = 0;
  for (let h = from; h <= to; h++) sum += seasonFactor[start + h]!;
  return sum / (to - from + 1);
}
