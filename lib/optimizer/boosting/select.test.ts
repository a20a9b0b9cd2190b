import fc from "fast-check";
import { expect, test } from "vitest";
import { stream } from "../core/prng.ts";
import { selectQuantile } from "./select.ts";

test("a quantile is the sorted value at its rank, whatever the order and the ties, and the range keeps its values", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom(1, 3, 50, 1_000_000),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.constantFrom("drawn", "ascending", "descending"),
      (count, seed, distinct, level, order) => {
        const draws = stream(seed, "select");
        const values = Float64Array.from({ length: count + 2 }, () => draws.integer(distinct) - 7);
        if (order !== "drawn") values.sort();
        if (order === "descending") values.reverse();
        const sorted = values.slice(1, -1).sort();
        const ends = [values[0], values[count + 1]];
        const found = selectQuantile(values, 1, count + 1, level);
        const atOrBelow = sorted.filter((value) => value <= found).length;
        const below = sorted.filter((value) => value < found).length;
        expect(atOrBelow).toBeGreaterThanOrEqual(level * count - 1e-6);
        expect(below).toBeLessThan(level * count);
        expect(values.slice(1, -1).sort()).toEqual(sorted);
        expect([values[0], values[count + 1]]).toEqual(ends);
      },
    ),
    { numRuns: 300 },
  );
});
