import { describe, expect, it } from "vitest";
import { segmentOf } from "./segment.ts";

describe("segments of demand", () => {
  it.each([
    [[3, 4, 3, 4], "smooth", "medium"],
    // Sizes 1, 1, 1, 41: mean 11, squared variation 300 / 121.
    [[1, 1, 1, 41], "erratic", "high"],
    [[0, 2, 0, 2], "intermittent", "medium"],
    [[0, 1, 0, 0, 0, 9], "lumpy", "medium"],
    [[1, 0, 0, 0], "intermittent", "low"],
    // Three sales in four observed periods: an interval of 1.33.
    [[2, Number.NaN, 2, 0, 2], "intermittent", "medium"],
    // A size of 1 and of 5: mean 3, variance 4, squared variation 0.44.
    [[1, 5], "smooth", "medium"],
  ] as const)("%j is %s and %s", (known, intermittencyClass, volumeClass) => {
    expect(segmentOf(known)).toEqual({ intermittencyClass, volumeClass });
  });

  it("cut at 1.32 periods: 33 periods with 25 sales lie on the side of the intermittent", () => {
    const series = (periods: number) => Array.from({ length: periods }, (_, t) => (t < 25 ? 2 : 0));
    expect(segmentOf(series(33))?.intermittencyClass).toBe("intermittent");
    expect(segmentOf(series(32))?.intermittencyClass).toBe("smooth");
  });

  it("tell volume by the last 26 periods only", () => {
    const faded = [...Array.from({ length: 30 }, () => 50), ...Array.from({ length: 26 }, () => 0)];
    expect(segmentOf(faded)?.volumeClass).toBe("low");
  });

  it("pass over what was not observed, and are none without a sale", () => {
    expect(segmentOf([Number.NaN, 3, Number.NaN, 3])?.intermittencyClass).toBe("smooth");
    expect(segmentOf([0, 0, Number.NaN])).toBeNull();
  });
});
