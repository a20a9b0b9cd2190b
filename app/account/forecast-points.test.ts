import { describe, expect, it } from "vitest";
import { effectOf, fanEvents, fanPoints } from "./forecast-points.ts";

const week = (weekOn: string, mean = 10) => ({
  weekOn,
  mean,
  baseMean: null,
  low80: 5,
  low50: 8,
  median: 10,
  high50: 12,
  high80: null as number | null,
});
const past = ["2026-09-13", "2026-09-20", "2026-09-27"].map((weekOn, k) => ({
  weekOn,
  soldUnits: k + 1,
  inStockMillionths: k === 1 ? 400_000 : null,
  demandUnits: k === 1 ? 6.5 : null,
  wholesaleUnits: 0,
  takenOverUnits: 0,
}));
const history = {
  wholesale: [],
  cancelledUnits: 0,
  returnedUnits: 0,
  resaleableUnits: 0,
  continues: null,
  passedOn: [],
  declared: null,
};
const ahead = [week("2026-10-04"), { ...week("2026-10-11"), high80: 16 }, week("2026-10-18", 20)];

describe("the points of the fan chart", () => {
  it("are the last weeks and those ahead, with stock-outs marked and bands only where both ends are known", () => {
    const points = fanPoints({ past, ahead }, 2, null, null);
    expect(points.map(({ on }) => on)).toEqual([
      "2026-09-20",
      "2026-09-27",
      "2026-10-04",
      "2026-10-11",
      "2026-10-18",
    ]);
    expect(points[0]).toMatchObject({ sold: 2, isOut: true, demand: 6.5, mean: null });
    expect(points[2]).toMatchObject({ sold: null, mean: 10, band50: [8, 12], band80: null });
    expect(points[3]?.band80).toEqual([5, 16]);
  });

  it("show what counts of a week with a wholesale order, and the rest beside it", () => {
    const [first, second, third] = past as [(typeof past)[0], (typeof past)[0], (typeof past)[0]];
    const bulk = { ...third, soldUnits: 503, wholesaleUnits: 499 };
    const points = fanPoints({ past: [first, second, bulk], ahead }, 2, null, null);
    expect(points[0]).toMatchObject({ sold: 2, wholesale: null });
    expect(points[1]).toMatchObject({ sold: 4, wholesale: 499 });
  });

  it("carry an earlier forecast on the weeks it spoke of", () => {
    const compared = { ahead: [{ ...week("2026-09-27", 4), high80: 9 }, week("2026-10-04", 5)] };
    const points = fanPoints({ past, ahead }, 3, compared, null);
    expect(points.map(({ earlier }) => earlier)).toEqual([null, null, 4, 5, null, null]);
    expect(points[2]?.earlierBand).toEqual([5, 9]);
  });

  it("are marked by the events and promotions that touch them, in order of time", () => {
    const points = fanPoints({ past, ahead }, 1, null, null);
    const marks = fanEvents(
      {
        events: [
          { title: "Prime days", startOn: "2026-10-24", endOn: "2026-10-25" },
          { title: "Summer sale", startOn: "2026-07-01", endOn: "2026-07-03" },
          { title: "Too late", startOn: "2026-10-25", endOn: "2026-10-26" },
        ],
        promotions: [
          {
            promotionId: 3,
            title: "Deal",
            fromOn: "2026-10-05",
            toOn: "2026-10-06",
            isWholeAccount: false,
            expectedFactor: null,
            priceMicros: null,
            createdAt: "2026-10-01T00:00:00Z",
            isOwnWord: true,
            isInForecast: true,
          },
        ],
        history,
      },
      points,
    );
    expect(marks.map(({ label }) => label)).toEqual(["Your promotion: Deal", "Prime days"]);
  });

  it("mark the first week of the product's own where weeks before it are another's", () => {
    const continues = {
      ...{ productId: 4, sku: "CUP-1", share: 1, weekCount: 70, ownWeekCount: 1 },
      isDeclared: false,
    };
    const points = fanPoints({ past, ahead }, 3, null, null);
    const given = { events: [], promotions: [], history: { ...history, continues } };
    expect(fanEvents(given, points)).toMatchObject([
      { on: "2026-09-27", label: "First week of its own; before it, the history of CUP-1" },
    ]);
  });
});

describe("the effect of a statement", () => {
  const statement = {
    fromOn: "2026-10-11",
    toOn: "2026-10-18",
    kind: "factor",
    value: 1.5,
  } as const;

  it("multiplies the stated weeks and leaves the others", () => {
    expect(effectOf(ahead, statement)).toEqual({
      means: [10, 15, 30],
      weekCount: 2,
      fromUnits: 30,
      toUnits: 45,
    });
  });

  it("sets the stated weeks to units", () => {
    expect(effectOf(ahead, { ...statement, kind: "units_per_week", value: 8 })).toMatchObject({
      means: [10, 8, 8],
      toUnits: 16,
    });
  });

  it("is none while nothing sensible is stated", () => {
    expect(effectOf(ahead, null)).toBeNull();
    expect(effectOf(ahead, { ...statement, value: Number.NaN })).toBeNull();
    expect(effectOf(ahead, { ...statement, value: -1 })).toBeNull();
    expect(effectOf(ahead, { ...statement, fromOn: "2026-10-25" })).toBeNull();
  });
});
