// One account problem with some of its inputs as an earlier run had them and the others as a later run has them.
import { fitDemandSeason } from "../forecast.ts";
import type { DemandProblem } from "../problem.ts";
import type { SeasonFit } from "../season.ts";
import type { Aligned, Side } from "./aligned.ts";

/** What can move a forecast; see README.md of the folder above. */
export const CHANGE_DRIVERS = [
  "newSales",
  "correctedHistory",
  "wholesale",
  "stockOut",
  "season",
  "events",
  "price",
  "promotion",
  "model",
] as const;
export type ChangeDriver = (typeof CHANGE_DRIVERS)[number];

/** Which run each input is taken from. */
export type Mix = Readonly<Record<ChangeDriver, Side>>;

/** Forecasts of one account under any mix of two runs' inputs; a season is fitted once per data that it rests on. */
export class MixedForecaster {
  readonly #aligned: Aligned;
  readonly #seasons = new Map<string, SeasonFit>();

  constructor(aligned: Aligned) {
    this.#aligned = aligned;
  }

  /** Mean demand of every SKU and week after the earlier origin, 0 where the mix does not hold the SKU. [skuCount, axisWeeks] */
  means(mix: Mix): Float32Array {
    const { skuCount, axisWeeks, sides, categoryCount } = this.#aligned;
    const rows = this.#rows(mix, mix.newSales);
    const knownSeason = this.#season(mix);
    const problem = this.#problem(mix, mix.newSales, rows);
    const means = new Float32Array(skuCount * axisWeeks);
    if (rows.length === 0 || categoryCount === 0) return means;
    const ahead = sides[mix.model].forecastMeans({ ...problem, knownSeason });
    const { horizonWeeks } = problem;
    rows.forEach((i, k) => {
      const row = ahead.subarray(k * horizonWeeks, (k + 1) * horizonWeeks);
      means.set(row, (i + 1) * axisWeeks - horizonWeeks);
    });
    return means;
  }

  /** The season is fitted on weeks up to its own origin: what new weeks taught about season is told apart from new sales. */
  #season(mix: Mix): SeasonFit {
    const key = [mix.season, mix.correctedHistory, mix.wholesale, mix.stockOut, mix.events].join();
    let fit = this.#seasons.get(key);
    if (!fit) {
      const rows = this.#rows(mix, mix.season);
      fit = fitDemandSeason(this.#problem(mix, mix.season, rows));
      this.#seasons.set(key, fit);
    }
    return fit;
  }

  /** SKUs that came or went do so with the new weeks; without new weeks the record was corrected. */
  #rows(mix: Mix, originSide: Side): number[] {
    const { origin, isPresent, skuCount } = this.#aligned;
    const side = origin[0] < origin[1] ? originSide : mix.correctedHistory;
    return Array.from({ length: skuCount }, (_, i) => i).filter((i) => isPresent[side][i] === 1);
  }

  #problem(mix: Mix, originSide: Side, rows: readonly number[]): DemandProblem {
    const aligned = this.#aligned;
    const originWeek = aligned.origin[originSide];
    const first = rows.map((i) => this.#firstWeek(mix, originSide, i));
    const category = aligned.category[mix.correctedHistory];
    return {
      skuCount: rows.length,
      weekCount: aligned.weekCount,
      originWeek,
      horizonWeeks: aligned.axisWeeks - originWeek - 1,
      soldUnits: pick(this.#demand(mix), rows, aligned),
      inStockShare: pick(aligned.inStockShare[mix.stockOut], rows, aligned),
      isCensored: pick(aligned.isCensored[mix.stockOut], rows, aligned),
      firstWeek: Int32Array.from(first),
      categoryCount: aligned.categoryCount,
      categoryIndex: Int32Array.from(rows, (i) => category[i]!),
      weekOfYear: aligned.weekOfYear,
      events: aligned.events[mix.events],
      ...this.#offers(mix, rows),
      ...this.#attributes(mix, rows),
    };
  }

  /** What a SKU costs is a price; its size and storage type are part of the record. */
  #attributes(mix: Mix, rows: readonly number[]): Pick<DemandProblem, "attributes"> {
    const { attributes, skuCount } = this.#aligned;
    if (!attributes) return {};
    const shape = { skuCount, weekCount: 1 };
    const { logVolume, storageType } = attributes[mix.correctedHistory];
    return {
      attributes: {
        logPrice: pick(attributes[mix.price].logPrice, rows, shape),
        logVolume: pick(logVolume, rows, shape),
        storageType: pick(storageType, rows, shape),
      },
    };
  }

  /** Nothing where no method reads them. */
  #offers(mix: Mix, rows: readonly number[]): Pick<DemandProblem, "offers"> {
    const { offers, sides, skuCount, axisWeeks } = this.#aligned;
    if (!sides.some(({ isOfferRead }) => isOfferRead)) return {};
    const shape = { skuCount, weekCount: axisWeeks };
    return {
      offers: {
        axisWeeks,
        logPrice: pick(offers[mix.price].logPrice, rows, shape),
        promotionShare: pick(offers[mix.promotion].promotionShare, rows, shape),
      },
    };
  }

  /** Units ordered, without what is set aside. [skuCount, weekCount] */
  #demand(mix: Mix): Float32Array {
    const sold = this.#aligned.soldUnits[mix.correctedHistory];
    const setAside = this.#aligned.wholesaleUnits[mix.wholesale];
    // A line that one side does not know of cannot be set aside from its sales.
    return sold.map((units, at) => Math.max(0, units - setAside[at]!));
  }

  /** A first week before the earlier origin is known by the record of old weeks, a later one comes with the new weeks. */
  #firstWeek(mix: Mix, originSide: Side, i: number): number {
    const { origin, start, isOfOld, firstWeek } = this.#aligned;
    const hasNewWeeks = origin[0] < origin[1];
    const toldBy = isOfOld[i] === 1 || !hasNewWeeks ? mix.correctedHistory : originSide;
    const window = start[hasNewWeeks ? originSide : mix.correctedHistory];
    return Math.max(window, firstWeek[toldBy][i]!);
  }
}

function pick<A extends Float32Array | Uint8Array>(
  matrix: A,
  rows: readonly number[],
  { skuCount, weekCount }: Pick<Aligned, "skuCount" | "weekCount">,
): A {
  if (rows.length === skuCount) return matrix;
  const picked = matrix.slice(0, rows.length * weekCount) as A;
  rows.forEach((i, k) => {
    picked.set(matrix.subarray(i * weekCount, (i + 1) * weekCount), k * weekCount);
  });
  return picked;
}
