import fc from "fast-check";
import { expect, it } from "vitest";
import { tenthBand } from "./band.ts";

const integer = fc.integer({ min: -1e12, max: 1e12 });

it("holds its value, and every value of the band has the same band", () => {
  fc.assert(
    fc.property(integer, fc.double({ min: 0, max: 1, noNaN: true }), (value, share) => {
      const { low, high } = tenthBand(value);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
      const inside = low + Math.round(share * (high - low));
      if (Math.abs(value) >= 20) expect(tenthBand(inside)).toEqual({ low, high });
    }),
  );
});

it("is never narrower than a tenth, less the rounding of its edges, and never tells one number", () => {
  fc.assert(
    fc.property(integer, (value) => {
      const { low, high } = tenthBand(value);
      expect(high - low + 1).toBeGreaterThanOrEqual(Math.max(2, Math.floor(Math.abs(low) * 0.09)));
    }),
  );
  expect([0, 19, 20, 21, 22, -1, -20].map(tenthBand)).toEqual([
    { low: 0, high: 19 },
    { low: 0, high: 19 },
    { low: 20, high: 21 },
    { low: 20, high: 21 },
    { low: 22, high: 24 },
    { low: -19, high: 0 },
    { low: -21, high: -20 },
  ]);
});
