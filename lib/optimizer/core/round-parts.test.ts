import fc from "fast-check";
import { expect, it } from "vitest";
import { roundParts } from "./round-parts.ts";

const exactParts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 8,
});
const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

it("adds up to the total, less than one away from every part, and negates with its inputs", () => {
  fc.assert(
    fc.property(exactParts, (exact) => {
      const total = Math.trunc(sumOf(exact));
      const part = roundParts(exact, total);
      expect(sumOf(part) - total).toBe(0);
      for (const [k, value] of exact.entries()) expect(Math.abs(part[k]! - value)).toBeLessThan(2);
      const back = roundParts(
        exact.map((value) => -value),
        -total,
      );
      for (const [k, value] of part.entries()) expect(value + back[k]!).toBe(0);
    }),
  );
});

it("leaves a part that is exactly 0 at 0 and refuses what is not finite", () => {
  expect(roundParts([0, 1.5, 1.5], 3)).toEqual([0, 2, 1]);
  expect(() => roundParts([NaN], 1)).toThrow(/part 0 must be finite/);
  expect(() => roundParts([1], 0.5)).toThrow(/safe integer/);
});
