import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { giniShare, integerSum, neumaierSum } from "./sums.ts";

describe("sums", () => {
  it("keeps what plain addition loses (Neumaier's example)", () => {
    expect(neumaierSum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it("refuses an integer sum that leaves the safe range", () => {
    expect(integerSum([1, 2, 3])).toBe(6);
    expect(() => integerSum([Number.MAX_SAFE_INTEGER, 1])).toThrow(/index 1/);
  });
});

describe("giniShare", () => {
  it("is 0 for equal amounts, (n - 1) / n when one holds all, null when there is nothing", () => {
    expect(giniShare([5, 5, 5, 5])).toBe(0);
    expect(giniShare([0, 0, 0, 8])).toBe(0.75);
    expect(giniShare([0, 0])).toBeNull();
    expect(giniShare([])).toBeNull();
  });

  it("does not depend on order or scale and stays in [0, 1)", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, (xs) => {
        const gini = giniShare(xs);
        fc.pre(gini !== null);
        expect(giniShare([...xs].reverse())).toBe(gini);
        expect(giniShare(xs.map((x) => x * 4))).toBeCloseTo(gini!, 12);
        expect(gini! > -1e-12 && gini! < 1).toBe(true);
      }),
    );
  });
});
