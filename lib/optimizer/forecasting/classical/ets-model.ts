/**
 * Exponential smoothing in state space form, named as by Hyndman, Koehler, Ord and Snyder ("Forecasting with
 * Exponential Smoothing", Springer 2008, ch. 2): error additive or multiplicative, trend none, additive or damped, season
 * none, additive or multiplicative.
 */
export interface EtsModel {
  readonly error: "A" | "M";
  readonly trend: "N" | "A" | "Ad";
  readonly season: "N" | "A" | "M";
  /** Periods of a season; 1 where there is none. */
  readonly seasonPeriods: number;
}

/** Smoothing rates and the states before the first value. */
export interface EtsParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
  /** Season of phase t mod seasonPeriods; empty without a season. */
  readonly season: Float64Array;
}

/** Estimated numbers: rates, states and, as the last one, the error variance. */
export function etsParameterCount({ trend, season, seasonPeriods }: EtsModel): number {
  const ofTrend = trend === "N" ? 0 : trend === "A" ? 2 : 3;
  return 3 + ofTrend + (season === "N" ? 0 : seasonPeriods);
}

/** What the parameters cost in the information criterion of Akaike, corrected for n values. */
export function aiccPenalty(model: EtsModel, n: number): number {
  const count = etsParameterCount(model);
  return 2 * count + (2 * count * (count + 1)) / (n - count - 1);
}

/**
 * Models to choose from. Left out are multiplicative parts for data with values that are not positive, additive error
 * with a multiplicative season (its variance may be infinite; the book, ch. 15), and multiplicative trends.
 */
export function etsCandidates(isPositive: boolean, seasonPeriods: number): EtsModel[] {
  const errors = isPositive ? (["A", "M"] as const) : (["A"] as const);
  return errors.flatMap((error) =>
    seasonsOf(error, seasonPeriods).flatMap((season) =>
      (["N", "A", "Ad"] as const).map((trend) => ({
        error,
        trend,
        season,
        seasonPeriods: season === "N" ? 1 : seasonPeriods,
      })),
    ),
  );
}

function seasonsOf(error: "A" | "M", seasonPeriods: number): readonly EtsModel["season"][] {
  if (seasonPeriods < 2) return ["N"];
  return error === "A" ? ["N", "A"] : ["N", "A", "M"];
}
