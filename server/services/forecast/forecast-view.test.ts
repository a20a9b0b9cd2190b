import { describe, expect, it } from "vitest";
import type { ForecastRow } from "@/server/repositories/forecast.ts";
import { pastWeeks, weeksAhead } from "./forecast-view.ts";
import { methodLabel } from "./method-label.ts";
import { maxUnitsPerWeek, wholeWeeks } from "./statement-bounds.ts";

const row: ForecastRow = {
  runId: 1,
  originOn: "2026-10-03",
  method: "smoothing",
  modelVersion: null,
  meanMilliUnits: [10_000, 4_500],
  baseMeanMilliUnits: null,
  levelMillionths: [100_000, 500_000, 700_000, 800_000],
  quantileMilliUnits: [5_000, 10_000, 12_000, 14_000, 0, 4_000, 5_000, 7_000],
  cumulativeWeeks: null,
  cumulativeLevelMillionths: null,
  cumulativeQuantileMilliUnits: null,
  historyWeeks: null,
  stockOutWeeksBack: [2],
  stockOutInStockMillionths: [0],
  stockOutDemandMilliUnits: [8_000],
  historyTreatment: { wholesale: [{ on: "2026-10-01", units: 90, setAsideUnits: 88 }] },
};

describe("the weeks ahead", () => {
  it("hold stored levels as they are, levels between two on their line, and none beyond the last", () => {
    expect(weeksAhead(row)).toEqual([
      {
        weekOn: "2026-10-04",
        mean: 10,
        baseMean: null,
        low80: 5,
        low50: 6.875,
        median: 10,
        high50: 13,
        high80: null,
      },
      {
        weekOn: "2026-10-11",
        mean: 4.5,
        baseMean: null,
        low80: 0,
        low50: 1.5,
        median: 4,
        high50: 6,
        high80: null,
      },
    ]);
  });
});

describe("the past weeks", () => {
  it("run from the first that is known to the origin, a week without sales as 0", () => {
    const sales = [
      { weeksBack: 0, units: 93 },
      { weeksBack: 2, units: 1 },
    ];
    expect(pastWeeks({ ...row, historyWeeks: 2 }, sales, 52)).toEqual([
      {
        weekOn: "2026-09-13",
        soldUnits: 1,
        inStockMillionths: 0,
        demandUnits: 8,
        wholesaleUnits: 0,
        takenOverUnits: 0,
      },
      {
        weekOn: "2026-09-20",
        soldUnits: 0,
        inStockMillionths: null,
        demandUnits: null,
        wholesaleUnits: 0,
        takenOverUnits: 0,
      },
      {
        weekOn: "2026-09-27",
        soldUnits: 93,
        inStockMillionths: null,
        demandUnits: null,
        wholesaleUnits: 88,
        takenOverUnits: 0,
      },
    ]);
    expect(pastWeeks(row, sales, 52)).toHaveLength(52);
    const continues = { productId: 4, shareMillionths: 1_000_000, continuationId: null };
    const started = {
      ...row,
      historyWeeks: 4,
      historyTreatment: { continues: { ...continues, weekCount: 1, ownWeekCount: 3, units: [7] } },
    };
    expect(pastWeeks(started, sales, 52)[0]).toMatchObject({ soldUnits: 7, takenOverUnits: 7 });
    expect(pastWeeks({ ...row, historyWeeks: 90 }, sales, 13)).toHaveLength(13);
  });
});

describe("what a seller may state", () => {
  it("is meant for the whole weeks that hold its days", () => {
    const span = { fromOn: "2026-10-14", toOn: "2026-10-18" };
    expect(wholeWeeks(span, 0)).toEqual({ fromOn: "2026-10-11", toOn: "2026-10-24" });
    expect(wholeWeeks(span, 1)).toEqual({ fromOn: "2026-10-12", toOn: "2026-10-18" });
  });

  it("may be ten times the most that was sold or expected, and a hundred in any case", () => {
    expect(maxUnitsPerWeek([{ mean: 12.5 }], [{ soldUnits: 31 }])).toBe(310);
    expect(maxUnitsPerWeek([{ mean: 40 }], [])).toBe(400);
    expect(maxUnitsPerWeek([], [])).toBe(100);
  });
});

describe("the name of a method", () => {
  it("is told in words, combined ones joined, unknown ones as they are", () => {
    expect(methodLabel("smoothing")).toBe("Smoothing");
    expect(methodLabel("model+smoothing")).toBe("Global model and smoothing");
    expect(methodLabel("global+ets")).toBe("Global model and automatic exponential smoothing");
    expect(methodLabel("something-new")).toBe("something-new");
  });
});
