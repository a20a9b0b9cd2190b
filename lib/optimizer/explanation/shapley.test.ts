import { describe, expect, it } from "vitest";
import { coalitionValues, owenInside, shapley, wholeUnits } from "./shapley.ts";

describe("shapley", () => {
  it("gives the glove game's 4/6, 1/6, 1/6 (Shapley 1953: one left glove, two right ones)", () => {
    const isPair = (mask: number) => (mask & 1 && mask & 6 ? 6 : 0);
    const { numerator, denominator, amount } = shapley(coalitionValues(3, isPair));
    expect(numerator).toEqual([24n, 6n, 6n]);
    expect(denominator).toBe(6n);
    expect(amount).toEqual([4, 1, 1]);
  });

  it("gives a player who changes nothing exactly nothing", () => {
    const values = coalitionValues(4, (mask) => ((mask & 7) * 1_000_003) % 977);
    expect(shapley(values).numerator[3]).toBe(0n);
  });

  it("refuses a value that is not a safe integer", () => {
    expect(() => coalitionValues(2, () => 0.5)).toThrow("value of 0 is not a safe integer: 0.5");
    expect(() => coalitionValues(13, () => 0)).toThrow("1 to 12 players, got 13");
  });
});

describe("owenInside", () => {
  it("splits a union so that its parts add up to the union's own Shapley value", () => {
    // Two players outside, a union of two inside; quotient values are those with the union all in or all out.
    const v = (outer: number, inner: number) => 7 * outer * (inner + 1) + 5 * inner * inner;
    const values = new Float64Array(16);
    for (let outer = 0; outer < 4; outer++) {
      for (let inner = 0; inner < 4; inner++) values[outer * 4 + inner] = v(outer, inner);
    }
    const quotient = coalitionValues(3, (mask) => v(mask & 3, mask & 4 ? 3 : 0));
    const union = shapley(quotient).numerator[2] ?? 0n;
    const inside = owenInside(values, 2, 2);
    const sum = inside.numerator.reduce((a, n) => a + n, 0n);
    expect(sum * 6n).toBe(union * inside.denominator);
  });
});

describe("wholeUnits", () => {
  it("keeps the total and gives the missing unit to the largest rest", () => {
    expect(wholeUnits([10n, 10n, 10n], 3n)).toEqual([4, 3, 3]);
    expect(wholeUnits([-7n, 4n], 3n)).toEqual([-2, 1]);
  });
});
