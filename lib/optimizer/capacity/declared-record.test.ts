import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeclarationOutcome, defaultCapacityPolicy, scoreDeclaration } from "./index.ts";

const { declared: policy } = defaultCapacityPolicy;
const FOOT = 28_316_847;
const outcome: DeclarationOutcome = {
  extraMm3: 100 * FOOT,
  probabilityMillionths: 800_000,
  expectedMm3: 300 * FOOT,
  soldMm3: 400 * FOOT,
  givenMm3: 0,
  unusedMm3: 0,
};

/** Change of the weight's logarithm, before it is bounded. */
const losses = (one: DeclarationOutcome) => {
  const score = scoreDeclaration(500_000, one, policy);
  return score.forecastLossMillionths - score.declaredLossMillionths;
};

describe("the record of what a seller declares", () => {
  it("gains when the volume came and loses when it did not (worked by hand)", () => {
    // Two points with p = 0.8: (1 - 0.8)^2 when it came, 0.8^2 when it did not; the forecast is 1 and 0 volumes off.
    const came = scoreDeclaration(500_000, outcome, policy);
    expect(came.declaredLossMillionths).toBe(40_000);
    expect(came.forecastLossMillionths).toBe(1_000_000);
    expect(came.weightMillionths).toBe(1_000_000);
    const missed = scoreDeclaration(500_000, { ...outcome, soldMm3: 300 * FOOT }, policy);
    expect(missed.declaredLossMillionths).toBe(640_000);
    expect(missed.forecastLossMillionths).toBe(0);
    expect(missed.weightMillionths).toBe(Math.round(500_000 * Math.exp(-0.64)));
  });

  it("pays no seller to say another probability than the one believed in (proper scoring)", () => {
    const shares = fc.integer({ min: 1, max: 100 }).map((percent) => percent * 10_000);
    fc.assert(
      fc.property(shares, shares, (belief, said) => {
        const expected = (probabilityMillionths: number) => {
          const one = { ...outcome, probabilityMillionths };
          const q = belief / 1e6;
          return q * losses(one) + (1 - q) * losses({ ...one, soldMm3: one.expectedMm3 });
        };
        // Rounded losses: half a millionth each.
        expect(expected(said)).toBeLessThanOrEqual(expected(belief) + 2);
      }),
    );
  });

  it("moves by at most the rate, whatever was sold, and stays within its bounds", () => {
    const volume = fc.integer({ min: 0, max: 5000 }).map((feet) => feet * FOOT);
    fc.assert(
      fc.property(volume, volume, fc.integer({ min: 1, max: 2000 }), (sold, expected, extra) => {
        const one = { ...outcome, soldMm3: sold, expectedMm3: expected, extraMm3: extra * FOOT };
        expect(Math.abs(losses(one))).toBeLessThanOrEqual(1_000_001);
        const { weightMillionths } = scoreDeclaration(60_000, one, policy);
        expect(weightMillionths).toBeGreaterThanOrEqual(policy.leastWeightMillionths);
        expect(weightMillionths).toBeLessThanOrEqual(1_000_000);
      }),
    );
  });

  it("loses for space that was given and never used", () => {
    const given = { ...outcome, soldMm3: 300 * FOOT, givenMm3: 80 * FOOT };
    const used = scoreDeclaration(500_000, given, policy);
    const unused = scoreDeclaration(500_000, { ...given, unusedMm3: 80 * FOOT }, policy);
    expect(unused.unusedShareMillionths).toBe(1_000_000);
    expect(unused.weightMillionths / used.weightMillionths).toBeCloseTo(Math.exp(-0.5), 5);
  });

  it("moves little where the declared volume drowns in the usual swing of sales", () => {
    const small = { ...outcome, extraMm3: 6 * FOOT, soldMm3: 300 * FOOT };
    expect(Math.abs(losses(small))).toBeLessThan(
      Math.abs(losses({ ...small, extraMm3: 100 * FOOT })),
    );
    expect(Math.abs(losses(small))).toBeLessThan(100_000);
  });

  it.each([
    ["extraMm3", { extraMm3: 0 }],
    ["soldMm3", { soldMm3: -1 }],
    ["expectedMm3", { expectedMm3: 1.5 }],
    ["unusedMm3", { givenMm3: 1, unusedMm3: 2 }],
    ["share", { probabilityMillionths: 1_000_001 }],
  ])("refuses a wrong %s by name", (name, change) => {
    expect(() => scoreDeclaration(500_000, { ...outcome, ...change }, policy)).toThrow(name);
  });
});
