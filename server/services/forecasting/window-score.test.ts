import { describe, expect, it } from "vitest";
import type { ForecastToScore } from "@/server/repositories/forecast-score.ts";
import { SCORE_WINDOWS, scoreWindow } from "./window-score.ts";

/** Eight weeks of 10 units, 0.1 / 0.5 / 0.9 at 5, 10 and 16; sums over 1, 4 and 8 weeks with 0.5 and 0.9. */
const forecast: ForecastToScore = {
  sellerId: 1,
  accountId: 1,
  productId: 1,
  meanMilliUnits: Array(8).fill(10_000),
  baseMeanMilliUnits: null,
  levelMillionths: [100_000, 500_000, 900_000],
  quantileMilliUnits: Array(8).fill([5_000, 10_000, 16_000]).flat(),
  cumulativeWeeks: [1, 4, 8],
  cumulativeLevelMillionths: [500_000, 900_000],
  cumulativeMeanMilliUnits: [10_000, 41_000, 82_000],
  cumulativeQuantileMilliUnits: [10_000, 16_000, 40_000, 52_000, 80_000, 98_000],
};
const week = { startWeek: 2, weekCount: 1 };
const sold = (units: number) => ({ units, isAtLeast: false });
const soldOut = (units: number) => ({ units, isAtLeast: true });

describe("scoring a window of a forecast", () => {
  it("says whether a week fell inside the range, bounds included", () => {
    const inside = (units: number) => scoreWindow(forecast, week, sold(units))?.isIn80;
    expect([4, 5, 10, 16, 17].map(inside)).toEqual([false, true, true, true, false]);
  });

  it("takes the pinball loss as the mean over the levels", () => {
    // 13 sold: 0.1 x 8 + 0.5 x 3 + 0.1 x 3 = 2.6 units over three levels.
    expect(scoreWindow(forecast, week, sold(13))?.pinballMilliUnits).toBe(867);
    expect(scoreWindow(forecast, week, sold(10))?.pinballMilliUnits).toBe(367);
  });

  it("takes sales of a week without stock as a lower bound: it can only tell that demand was above", () => {
    expect(scoreWindow(forecast, week, soldOut(12))).toMatchObject({
      isAtLeast: true,
      isIn80: null,
      isBelow90: null,
      pinballMilliUnits: null,
    });
    expect(scoreWindow(forecast, week, soldOut(2))).toMatchObject({ isIn80: null });
    expect(scoreWindow(forecast, week, soldOut(20))).toMatchObject({
      isIn80: false,
      isBelow90: false,
    });
  });

  it("scores a sum by the sum's own law; without a lower quantile only the upper bound is told", () => {
    expect(scoreWindow(forecast, { startWeek: 0, weekCount: 4 }, sold(52))).toMatchObject({
      meanMilliUnits: 41_000,
      lowMilliUnits: null,
      highMilliUnits: 52_000,
      isIn80: null,
      isBelow90: true,
    });
    expect(scoreWindow(forecast, { startWeek: 0, weekCount: 4 }, sold(53))?.isBelow90).toBe(false);
  });

  it("keeps the mean of a sum that has no law of its own, and skips what the forecast does not reach", () => {
    const short = { ...forecast, cumulativeWeeks: [1] };
    expect(scoreWindow(short, { startWeek: 0, weekCount: 8 }, sold(70))).toMatchObject({
      meanMilliUnits: 80_000,
      highMilliUnits: null,
      pinballMilliUnits: null,
    });
    expect(scoreWindow(forecast, { startWeek: 0, weekCount: 13 }, sold(70))).toBeNull();
  });

  it("keeps the mean before adjustments beside the adjusted one", () => {
    const adjusted = { ...forecast, baseMeanMilliUnits: Array(8).fill(8_000) };
    expect(scoreWindow(adjusted, week, sold(9))?.baseMeanMilliUnits).toBe(8_000);
    expect(scoreWindow(adjusted, { startWeek: 0, weekCount: 4 }, sold(9))?.baseMeanMilliUnits).toBe(
      32_000,
    );
  });

  it("covers weeks 1 to 8 one by one and sums of 4, 8 and 13", () => {
    expect(SCORE_WINDOWS).toHaveLength(11);
    expect(SCORE_WINDOWS.slice(8).map(({ weekCount }) => weekCount)).toEqual([4, 8, 13]);
  });
});
