import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withheld } from "./disclosure.ts";

describe("withheld", () => {
  it("needs ten contributors; who adds nothing is none", () => {
    expect(withheld(new Array(9).fill(5))).toBe("tooFew");
    expect(withheld([...new Array(9).fill(5), 0])).toBe("tooFew");
    expect(withheld(new Array(10).fill(-5))).toBe(null);
  });

  it("withholds what one contributor makes more than a quarter of", () => {
    expect(withheld([30, ...new Array(9).fill(10)])).toBe(null);
    expect(withheld([31, ...new Array(9).fill(10)])).toBe("dominated");
  });

  it("withholds where the second could tell the largest to within a tenth", () => {
    expect(withheld([1000, 500, ...new Array(9).fill(10)])).toBe("estimable");
    expect(withheld([1000, 500, ...new Array(10).fill(10)])).toBe("dominated");
  });

  it("tells nothing that its second contributor could turn into the largest one's figure", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 30 });
    fc.assert(
      fc.property(amounts, (contributions) => {
        const [largest = 0, second = 0] = contributions.toSorted((a, b) => b - a);
        const total = contributions.reduce((sum, amount) => sum + amount, 0);
        const estimate = total - second;
        const isTold = withheld(contributions) === null;
        if (isTold) expect(estimate - largest).toBeGreaterThanOrEqual(0.1 * largest);
        if (isTold) expect(contributions.filter((amount) => amount > 0).length).toBeGreaterThan(9);
      }),
    );
  });

  it("refuses an amount that is no number", () => {
    expect(() => withheld([1, Number.NaN])).toThrow("contribution 1 must be finite, got NaN");
  });
});
