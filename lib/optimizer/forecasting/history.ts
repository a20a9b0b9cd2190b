import type { Attributes, DemandProblem } from "./problem.ts";

/** The known part of a problem in the form the kernels read. */
export interface History {
  readonly skuCount: number;
  /** Weeks on record, the origin included. */
  readonly pastWeeks: number;
  /** Weeks on record and ahead. */
  readonly axisWeeks: number;
  /** Units sold, 0 before the first week. [skuCount, pastWeeks] */
  readonly soldUnits: Float32Array;
  /** Share of the week that could show demand: 0 before the first week and when out of stock. [skuCount, pastWeeks] */
  readonly exposure: Float32Array;
  /** 1 = sales are only a lower bound. [skuCount, pastWeeks] */
  readonly isLowerBound: Uint8Array;
  readonly firstWeek: Int32Array;
  readonly categoryCount: number;
  readonly categoryIndex: Int32Array;
  readonly attributes?: Attributes | undefined;
}

/** Copies what may be used, so that nothing after the origin can be read by accident. Cost O(skuCount * pastWeeks). */
export function knownHistory(problem: DemandProblem): History {
  const pastWeeks = problem.originWeek + 1;
  const { skuCount, weekCount, inStockShare, isCensored } = problem;
  const soldUnits = new Float32Array(skuCount * pastWeeks);
  const exposure = new Float32Array(skuCount * pastWeeks);
  const isLowerBound = new Uint8Array(skuCount * pastWeeks);
  for (let i = 0; i < skuCount; i++) {
    const category = problem.categoryIndex[i]!;
    if (!(category >= 0 && category < problem.categoryCount)) {
      throw new RangeError(`forecastDemand: SKU ${i} has category ${category}`);
    }
    for (let t = Math.max(0, problem.firstWeek[i]!); t < pastWeeks; t++) {
      const from = i * weekCount + t;
      const to = i * pastWeeks + t;
      const units = problem.soldUnits[from]!;
      if (!(units >= 0)) throw new RangeError(`forecastDemand: SKU ${i} week ${t} sold ${units}`);
      const share = inStockShare ? inStockShare[from]! : 1;
      soldUnits[to] = units;
      exposure[to] = exposureOf(units, share);
      isLowerBound[to] = isCensored?.[from] ? 1 : 0;
    }
  }
  return {
    skuCount,
    pastWeeks,
    axisWeeks: pastWeeks + problem.horizonWeeks,
    soldUnits,
    exposure,
    isLowerBound,
    firstWeek: problem.firstWeek,
    categoryCount: problem.categoryCount,
    categoryIndex: problem.categoryIndex,
    attributes: problem.attributes,
  };
}

/** Units per week in stock of SKU i over its record, told without `factor` [categoryCount, axisWeeks]; NaN below so many weeks. */
export function recordedLevel(
  history: History,
  i: number,
  factor: Float64Array,
  leastWeeks: number,
): number {
  const past = i * history.pastWeeks;
  const season = history.categoryIndex[i]! * history.axisWeeks;
  let sold = 0;
  let exposed = 0;
  let weeks = 0;
  for (let t = 0; t < history.pastWeeks; t++) {
    const exposure = history.exposure[past + t]!;
    if (exposure === 0 || history.isLowerBound[past + t]) continue;
    sold += history.soldUnits[past + t]!;
    exposed += exposure * factor[season + t]!;
    weeks += exposure;
  }
  return weeks >= leastWeeks ? sold / exposed : Number.NaN;
}

/**
 * Part of a day on which stock ran out that counts as exposed to demand. Such a day sells until it runs out, but days that run
 * out are days of high demand: a third of a day is what leaves no bias where a quarter of days end without stock (tested).
 */
const PART_DAY = 0.35 / 7;
const ONE_DAY = 1 / 7;

/** Share of a week in which demand could show. A week that sold while out of stock counts as one day at least. */
export function exposureOf(units: number, share: number): number {
  if (Number.isNaN(share)) return 1;
  const bounded = Math.min(1, Math.max(0, share));
  if (units === 0 || bounded === 1) return bounded;
  return Math.min(1, Math.max(ONE_DAY, bounded + PART_DAY));
}
