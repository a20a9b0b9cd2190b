import { describe, expect, it } from "vitest";
import {
  adjustmentText,
  changeText,
  demandText,
  expectedUnits,
  forecastTakeaway,
  hitsText,
} from "./forecast-words.ts";

describe("what scores say", () => {
  it("counts the weeks inside the range", () => {
    expect(hitsText({ weeks: 8, toldWeeks: 8, hitWeeks: 7 })).toBe(
      "7 of the last 8 weeks fell inside the range we gave.",
    );
  });

  it("counts a single week too", () => {
    expect(hitsText({ weeks: 1, toldWeeks: 1, hitWeeks: 0 }, "its")).toBe(
      "0 of 1 week fell inside the range we gave.",
    );
  });

  it("leaves out weeks of which demand is not known, and says so", () => {
    expect(hitsText({ weeks: 8, toldWeeks: 7, hitWeeks: 6 })).toBe(
      "6 of the last 7 weeks fell inside the range we gave; in 1 more week stock ran out, so demand is not known.",
    );
    expect(hitsText({ weeks: 2, toldWeeks: 0, hitWeeks: 0 })).toBe(
      "In 2 weeks stock ran out, so demand is not known.",
    );
    expect(hitsText({ weeks: 0, toldWeeks: 0, hitWeeks: 0 })).toBe(
      "No week that we forecast has passed yet.",
    );
  });

  it("says whether an adjustment helped", () => {
    expect(adjustmentText(null)).toBeNull();
    expect(adjustmentText({ errorUnits: 2, baseErrorUnits: 3.25 })).toBe(
      "Your adjustment helped: off by 2 units a week with it, 3.3 without it.",
    );
    expect(adjustmentText({ errorUnits: 4, baseErrorUnits: 3 })).toContain("did not help");
    expect(adjustmentText({ errorUnits: 3.01, baseErrorUnits: 3.02 })).toContain("no difference");
  });
});

describe("amounts of demand", () => {
  it("have tenths below ten only", () => {
    expect([0, 0.04, 4, 4.25, 12.6].map(demandText)).toEqual(["0", "0.0", "4", "4.3", "13"]);
    expect([4.25, -3].map(changeText)).toEqual(["+4.3", "−3"]);
  });

  it("are the same for the tile and for the sentence over the chart", () => {
    const ahead = Array(26).fill({ mean: 0.75 });
    expect(expectedUnits({ ahead }, 4)).toBe(3);
    expect(forecastTakeaway({ ahead, past: [] })).toContain(
      ` ${demandText(expectedUnits({ ahead }, 13))} units in the next 13 weeks`,
    );
    // Thirty tenths are three, and not a little more.
    expect(expectedUnits({ ahead: Array(30).fill({ mean: 0.1 }) }, 30)).toBe(3);
  });

  it("are summed up over a quarter", () => {
    const ahead = Array(20).fill({ mean: 2 });
    const past = Array(20).fill({ soldUnits: 1, wholesaleUnits: 0 });
    expect(forecastTakeaway({ ahead, past })).toBe(
      "We expect about 26 units in the next 13 weeks; 13 were sold in the 13 weeks before.",
    );
    const bulk = [...past.slice(1), { soldUnits: 500, wholesaleUnits: 499 }];
    expect(forecastTakeaway({ ahead, past: bulk })).toBe(
      "We expect about 26 units in the next 13 weeks; 13 were sold in the 13 weeks before, and 499 more in wholesale orders.",
    );
    expect(forecastTakeaway({ ahead, past: past.slice(0, 4) })).toBe(
      "We expect about 26 units in the next 13 weeks.",
    );
  });
});
