import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ceilToMultiple, floorToMultiple, isqrt, mulDivFloor } from "./integer.ts";

const safe = fc.maxSafeInteger();

function bigFloor(a: number, b: number, c: number): bigint {
  const product = BigInt(a) * BigInt(b);
  const quotient = product / BigInt(c);
  return product < 0n && quotient * BigInt(c) !== product ? quotient - 1n : quotient;
}

describe("mulDivFloor", () => {
  it("equals BigInt arithmetic for every result in the safe range", () => {
    fc.assert(
      fc.property(safe, safe, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (a, b, c) => {
        const exact = bigFloor(a, b, c);
        fc.pre(exact >= Number.MIN_SAFE_INTEGER && exact <= Number.MAX_SAFE_INTEGER);
        expect(BigInt(mulDivFloor(a, b, c))).toBe(exact);
      }),
      { numRuns: 5000 },
    );
  });

  it("equals BigInt arithmetic for volumes times millionths, on either side of 2^53", () => {
    const volume = fc.integer({ min: -1e13, max: 1e13 });
    const share = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(volume, share, (a, b) => {
        expect(BigInt(mulDivFloor(a, b, 1_000_000))).toBe(bigFloor(a, b, 1_000_000));
      }),
      { numRuns: 5000 },
    );
  });

  it("floors just below an integer quotient near 2^53 instead of rounding up to it", () => {
    expect(mulDivFloor(Number.MAX_SAFE_INTEGER, 1, 2)).toBe(4_503_599_627_370_495);
    expect(mulDivFloor(2 ** 53 - 2, 1, 3)).toBe(Number((2n ** 53n - 2n) / 3n));
    expect(mulDivFloor(-1, 1, 1_000_000)).toBe(-1);
  });

  it("refuses a divisor that is not positive", () => {
    expect(() => mulDivFloor(1, 1, 0)).toThrow(RangeError);
  });

  it("shows an overflow as an unsafe result rather than a wrong safe one", () => {
    const result = mulDivFloor(Number.MAX_SAFE_INTEGER, 3, 2);
    expect(Number.isSafeInteger(result)).toBe(false);
  });
});

describe("isqrt", () => {
  it("is the largest integer whose square is not above n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (n) => {
        const root = BigInt(isqrt(n));
        expect(root * root <= BigInt(n) && (root + 1n) * (root + 1n) > BigInt(n)).toBe(true);
      }),
    );
  });

  it("is exact at squares and one below them up to the end of the safe range", () => {
    for (const root of [1, 2, 3, 94_906_264, 94_906_265]) {
      expect(isqrt(root * root)).toBe(root);
      expect(isqrt(root * root - 1)).toBe(root - 1);
    }
    expect(isqrt(Number.MAX_SAFE_INTEGER)).toBe(94_906_265);
    expect(() => isqrt(-1)).toThrow(RangeError);
  });
});

describe("rounding to multiples", () => {
  it("brackets the value by less than one step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 1, max: 1e6 }),
        (x, step) => {
          const below = floorToMultiple(x, step);
          const above = ceilToMultiple(x, step);
          expect(below % step).toBe(0);
          expect(above % step).toBe(0);
          expect(below <= x && x < below + step && above >= x && above - step < x).toBe(true);
        },
      ),
    );
  });

  it("leaves the value alone for steps of 0 and 1", () => {
    expect([floorToMultiple(7, 0), ceilToMultiple(7, 0), floorToMultiple(7, 1)]).toEqual([7, 7, 7]);
  });
});
