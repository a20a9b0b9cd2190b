import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import { forecastDemand } from "./forecast.ts";
import type { DemandProblem } from "./problem.ts";

const WEEKS = 78;
const SKUS = 400;

interface Censored {
  readonly problem: DemandProblem;
  /** Mean demand per day. [SKUS] */
  readonly level: Float64Array;
  readonly outDayShare: number;
}

/** Shops that send once a week what lasts for `coverDays` on average: about a quarter of days end without stock. */
function censoredShop(purpose: string, levelMean: number, coverDays: number): Censored {
  const soldUnits = new Float32Array(SKUS * WEEKS);
  const inStockShare = new Float32Array(SKUS * WEEKS);
  const level = new Float64Array(SKUS);
  let outDays = 0;
  for (let i = 0; i < SKUS; i++) {
    const draws = stream(11, purpose, i);
    level[i] = draws.lognormal(levelMean, 0.8);
    let stock = 0;
    for (let day = 0; day < 7 * WEEKS; day++) {
      if (day % 7 === i % 7) {
        const sent = Math.round(level[i]! * coverDays * (0.7 + 0.9 * draws.uniform())) + 1;
        stock = Math.max(stock, sent);
      }
      const sold = Math.min(stock, draws.negativeBinomial(level[i]!, 2.5));
      stock -= sold;
      const week = i * WEEKS + Math.floor(day / 7);
      soldUnits[week]! += sold;
      if (stock > 0) inStockShare[week]! += 1 / 7;
      else outDays += 1;
    }
  }
  const problem: DemandProblem = {
    skuCount: SKUS,
    weekCount: WEEKS,
    originWeek: WEEKS - 1,
    horizonWeeks: 8,
    soldUnits,
    inStockShare,
    firstWeek: new Int32Array(SKUS),
    categoryCount: 1,
    categoryIndex: new Int32Array(SKUS),
    weekOfYear: Int32Array.from({ length: WEEKS + 8 }, (_, t) => t % 52),
  };
  return { problem, level, outDayShare: outDays / (SKUS * 7 * WEEKS) };
}

function biasShare({ problem, level }: Censored): number {
  const { demandMean } = forecastDemand(problem);
  const told = demandMean.reduce((sum, mean) => sum + mean, 0);
  const true8 = level.reduce((sum, perDay) => sum + 8 * 7 * perDay, 0);
  return told / true8 - 1;
}

describe("demand where a quarter of item-days end without stock", () => {
  it.each([
    ["fast sellers", 6, 5.1],
    ["middling sellers", 2, 4.8],
    ["slow sellers", 0.4, 4.3],
  ])("is forecast within three per cent of the truth, %s", (purpose, levelMean, coverDays) => {
    const shop = censoredShop(purpose, levelMean, coverDays);
    expect(shop.outDayShare).toBeGreaterThan(0.2);
    expect(shop.outDayShare).toBeLessThan(0.3);
    expect(Math.abs(biasShare(shop))).toBeLessThan(0.03);
    // Sales alone would have it a fifth too low.
    const { inStockShare: _, ...blind } = shop.problem;
    expect(biasShare({ ...shop, problem: blind })).toBeLessThan(-0.15);
  });
});
