import { describe, expect, it } from "vitest";
import type { ForecastDrivers } from "@/server/planning/forecast-drivers.ts";
import { forecastChangeView } from "./change-view.ts";

const stored: ForecastDrivers = {
  status: "explained",
  baseRunId: 3,
  fromOn: "2026-11-22",
  toOn: "2027-02-20",
  weekCount: 13,
  beforeMilliUnits: 100_000,
  afterMilliUnits: 90_000,
  parts: { newSales: -2_000, season: 500, ownAdjustment: -8_500 },
  newWeekCount: 4,
  newSoldUnits: 20,
  newExpectedMilliUnits: 30_000,
  newWholesaleUnits: 0,
  newStockOutWeeks: 0,
  correctedUnits: 0,
};

describe("why a forecast is not what the run before said", () => {
  it("is told largest cause first, with figures that add up as shown", () => {
    const view = forecastChangeView(stored, true);
    if (view.status !== "explained") throw new Error(view.status);
    expect(view.drivers.map(({ driver, owner }) => `${driver}/${owner}`)).toEqual([
      "ownAdjustment/seller",
      "newSales/customers",
      "season/model",
    ]);
    const shown = view.drivers.reduce((sum, { value }) => sum + value, 0);
    expect(shown).toBeCloseTo(view.to.value - view.from.value, 9);
    expect(view.takeaway).toBe("Most of the change came from your own adjustments (−8.5 units).");
  });

  it("waits for its job, says so where it cannot be told, and is nothing for a first forecast", () => {
    expect(forecastChangeView(null, true)).toEqual({ status: "waiting" });
    expect(forecastChangeView({ status: "of another time" }, true)).toEqual({ status: "waiting" });
    expect(forecastChangeView(null, false)).toEqual({ status: "first" });
    const differs = { status: "unexplained", baseRunId: 3, reason: "replay_differs" };
    expect(forecastChangeView(differs, true)).toEqual({
      status: "unexplained",
      reason: "replay_differs",
    });
  });
});
