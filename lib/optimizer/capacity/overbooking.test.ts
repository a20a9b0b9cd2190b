import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import { type CapacityPolicy, defaultCapacityPolicy, overbookingOf } from "./index.ts";

const policyWith = (change: Partial<CapacityPolicy["overbooking"]>): CapacityPolicy => ({
  ...defaultCapacityPolicy,
  overbooking: { ...defaultCapacityPolicy.overbooking, mostShareMillionths: 10_000_000, ...change },
});

const useOf = (limits: readonly number[], shares: readonly number[]) => ({
  limitMm3: Float64Array.from(limits),
  onHandMm3: Float64Array.from(limits, (limit, i) => Math.round(limit * shares[i]!)),
});

const uneven = () => {
  const draw = stream(7, "overbooking");
  const limits = Array.from({ length: 40 }, () => Math.round(10 ** (7 + 3 * draw.uniform())));
  return useOf(
    limits,
    limits.map(() => draw.uniform()),
  );
};

describe("how far limits may add up to more than the pool", () => {
  it("is one over the use when everybody uses the same share and nothing swings", () => {
    const use = useOf(Array(10).fill(1e9), Array(10).fill(0.4));
    const found = overbookingOf(use, policyWith({ commonSpreadMillionths: 0 }));
    expect(found.shareMillionths).toBeLessThanOrEqual(2_500_000);
    expect(found.shareMillionths).toBeGreaterThan(2_490_000);
    expect(found).toMatchObject({ method: "convolution", useShareMillionths: 400_000 });
  });

  it.each([10_000, 50_000, 200_000])(
    "keeps the chance of %i millionths (200,000 simulated months)",
    (chanceMillionths) => {
      const use = uneven();
      const found = overbookingOf(use, policyWith({ chanceMillionths }));
      const total = use.limitMm3.reduce((a, b) => a + b, 0);
      const count = use.limitMm3.length;
      const weight = Float64Array.from(use.limitMm3, (limit) => limit / total);
      const share = Float64Array.from(use.limitMm3, (limit, i) => use.onHandMm3[i]! / limit);
      const cumulative = new Float64Array(count);
      let reached = 0;
      for (let i = 0; i < count; i++) cumulative[i] = reached += weight[i]!;
      const draw = stream(11, "simulated use");
      const months = 200_000;
      let over = 0;
      for (let month = 0; month < months; month++) {
        let sum = 0;
        for (let i = 0; i < count; i++) {
          const u = draw.uniform();
          let pick = 0;
          while (pick < count - 1 && u >= cumulative[pick]!) pick++;
          sum += weight[i]! * (0.5 * share[i]! + 0.5 * share[pick]!);
        }
        if ((found.shareMillionths / 1e6) * sum * (1 + 0.12 * draw.normal()) > 1) over++;
      }
      expect(over / months).toBeLessThanOrEqual(chanceMillionths / 1e6 + 0.004);
      expect(over / months).toBeGreaterThan(chanceMillionths / 1e6 - 0.012);
      expect(found.exceedanceMillionths).toBeLessThanOrEqual(chanceMillionths);
    },
  );

  it("agrees with the normal law where many equal accounts make the sum normal", () => {
    const draw = stream(3, "many");
    const shares = Array.from({ length: 190 }, () => draw.uniform());
    const few = overbookingOf(useOf(Array(190).fill(1e8), shares), policyWith({}));
    const many = overbookingOf(useOf(Array(380).fill(1e8), [...shares, ...shares]), policyWith({}));
    expect([few.method, many.method]).toEqual(["convolution", "normal"]);
    expect(many.shareMillionths / few.shareMillionths).toBeGreaterThan(0.99);
    expect(many.shareMillionths / few.shareMillionths).toBeLessThan(1.02);
  });

  it("rises with the chance, falls with the use and with the common spread, and ignores the unit", () => {
    const percent = fc.integer({ min: 5, max: 95 });
    fc.assert(
      fc.property(fc.array(percent, { minLength: 8, maxLength: 14 }), percent, (shares, size) => {
        const limits = shares.map((_, i) => (size + 7 * i) * 1e7);
        const use = useOf(
          limits,
          shares.map((p) => p / 100),
        );
        const theta = (change: Partial<CapacityPolicy["overbooking"]>) =>
          overbookingOf(use, policyWith(change)).shareMillionths;
        expect(theta({ chanceMillionths: 100_000 })).toBeGreaterThanOrEqual(
          theta({ chanceMillionths: 20_000 }),
        );
        expect(theta({ commonSpreadMillionths: 200_000 })).toBeLessThanOrEqual(theta({}));
        const scaled = {
          limitMm3: use.limitMm3.map((mm3) => mm3 * 8),
          onHandMm3: use.onHandMm3.map((mm3) => mm3 * 8),
        };
        expect(overbookingOf(scaled, policyWith({})).shareMillionths).toBe(theta({}));
      }),
      { numRuns: 30 },
    );
  });

  it("takes the policy's share where too little is known, and never passes the policy's most", () => {
    const few = useOf([1e9, 1e9], [0.5, 0.5]);
    expect(overbookingOf(few, defaultCapacityPolicy)).toEqual({
      shareMillionths: 1_150_000,
      method: "assumed",
      accountCount: 2,
      useShareMillionths: 500_000,
      exceedanceMillionths: null,
    });
    const empty = useOf(Array(20).fill(1e9), Array(20).fill(0.01));
    expect(overbookingOf(empty, defaultCapacityPolicy)).toMatchObject({
      shareMillionths: 3_000_000,
      method: "most",
    });
  });

  it("refuses arrays that do not match and accounts without a limit", () => {
    const one = (limit: number, stock: number) => ({
      limitMm3: Float64Array.of(limit),
      onHandMm3: Float64Array.of(stock),
    });
    expect(() => overbookingOf(one(0, 1), defaultCapacityPolicy)).toThrow(
      /account 0 needs a limit/,
    );
    expect(() =>
      overbookingOf({ ...one(1, 1), onHandMm3: new Float64Array(2) }, defaultCapacityPolicy),
    ).toThrow(/2 stocks but 1 limits/);
  });
});
