import { describe, expect, it } from "vitest";
import { chiSquaredTail, studentTwoSidedTail } from "./tails.ts";

describe("chiSquaredTail", () => {
  it.each([
    // Tables of the chi-squared law (Abramowitz and Stegun, table 26.8).
    [3.841458820694124, 1, 0.05],
    [5.991464547107979, 2, 0.05],
    [11.344866730144373, 3, 0.01],
    [18.307038053275146, 10, 0.05],
  ])("is the tabulated level at %f with %i degrees", (x, degrees, level) => {
    expect(chiSquaredTail(x, degrees)).toBeCloseTo(level, 12);
  });

  it("is exp(-x/2) with two degrees, far into the tail", () => {
    for (const x of [0.1, 1, 10, 100, 400]) {
      expect(chiSquaredTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 10);
    }
  });
});

describe("studentTwoSidedTail", () => {
  it.each([
    // Abramowitz and Stegun, table 26.10.
    [12.706204736432095, 1, 0.05],
    [2.2281388519649385, 10, 0.05],
    [2.75, 30, 0.01],
  ])("is the tabulated level at %f with %i degrees", (t, degrees, level) => {
    expect(studentTwoSidedTail(t, degrees)).toBeCloseTo(level, 4);
  });

  it("is the arc tangent with one degree", () => {
    for (const t of [0.2, 1, 3, 50]) {
      expect(studentTwoSidedTail(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12);
    }
  });
});
