import { describe, expect, it } from "vitest";
import {
  placementRateMicros,
  placementZone,
  publishedRateCards,
  rateCard2024,
  SIZE_TIERS,
  sizeTier,
  splitOptionOf,
  validateRateCard,
} from "./index.ts";
import { STANDARD_SIZE } from "./simulated.ts";

describe("a rate card", () => {
  it("is valid as published", () => {
    for (const { card } of publishedRateCards) expect(validateRateCard(card)).toEqual([]);
  });

  it("is refused with every figure that is wrong, by its path", () => {
    const card = {
      ...rateCard2024,
      storage: { ...rateCard2024.storage, peakFromMonth: 13 },
      utilisation: { ...rateCard2024.utilisation, fromWeeks: [22, 22, 36, 44] },
      overage: { microsPerFt3Month: -1 },
    };
    expect(validateRateCard(card).map(({ field }) => field)).toEqual([
      "storage.peakFromMonth",
      "overage.microsPerFt3Month",
      "utilisation.standardMicrosPerFt3Month",
      "utilisation.bulkyMicrosPerFt3Month",
      "utilisation.fromWeeks[1]",
    ]);
  });
});

describe("size tiers", () => {
  const tierOf = (change: Partial<typeof STANDARD_SIZE>) =>
    SIZE_TIERS[sizeTier(rateCard2024, { ...STANDARD_SIZE, ...change })];

  it("go by dimensions and weight", () => {
    expect(tierOf({ shortestUm: 19_050, weightMg: 453_592 })).toBe("smallStandard");
    expect(tierOf({ shortestUm: 19_051, weightMg: 300_000 })).toBe("largeTo12Oz");
    expect(tierOf({ weightMg: 680_000 })).toBe("largeTo24Oz");
    expect(tierOf({})).toBe("largeTo3Lb");
    expect(tierOf({ weightMg: 9_000_000 })).toBe("largeTo20Lb");
    expect(tierOf({ weightMg: 9_071_848 })).toBe("bulky");
    expect(tierOf({ longestUm: 457_201 })).toBe("bulky");
  });

  it("are unknown where a figure is", () => {
    expect(sizeTier(rateCard2024, { ...STANDARD_SIZE, weightMg: NaN })).toBe(-1);
    expect(placementRateMicros(rateCard2024, -1, "minimal", 0)).toBeNaN();
  });
});

it("puts buildings into zones by longitude", () => {
  expect([-118, -95, -74].map((longitude) => placementZone(rateCard2024, longitude))).toEqual([
    2, 1, 0,
  ]);
});

it("reads a split from the number of buildings", () => {
  expect([1, 2, 3, 4, 9].map((count) => splitOptionOf(rateCard2024, count))).toEqual([
    "minimal",
    "partial",
    "partial",
    "optimised",
    "optimised",
  ]);
});
