import { describe, expect, it } from "vitest";
import { type LeadTimeLaw, lawCdf, lawMean, lawQuantile, lawVariance, toldLaw } from "./law.ts";
import { noDaysTaken, posteriorLaw } from "./survival.ts";

// The formulas these tests hold to known answers are on docs/formulas/lead-time.md.

const evidenceOf = (arrived: readonly number[], open: readonly number[]) => {
  const taken = noDaysTaken();
  for (const day of arrived) taken.arrived[day]! += 1;
  for (const day of open) taken.open[day]! += 1;
  return taken;
};

const anyPrior = toldLaw(20);
const survival = (law: LeadTimeLaw, days: number) => 1 - lawCdf(law, days);

describe("the law without a prior is the product-limit estimate of Kaplan and Meier", () => {
  // 6-MP arm, weeks in remission: Freireich et al., Blood 21 (1963) 699-716; as printed with the estimates in Kleinbaum and
  // Klein, Survival Analysis (2nd ed., 2005), table 2.3 and the table of S(t) after it.
  const relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const law = posteriorLaw(evidenceOf(relapsed, censored), anyPrior, 0);

  it.each([
    [6, 0.8571],
    [7, 0.8067],
    [10, 0.7529],
    [13, 0.6902],
    [16, 0.6275],
    [22, 0.5378],
    [23, 0.4482],
  ])(
    "remission beyond week %d of the 21 patients on 6-MP (Freireich et al. 1963): %d",
    (week, share) => {
      expect(survival(law, week)).toBeCloseTo(share, 4);
    },
  );

  it("has the median remission of 23 weeks stated there", () => {
    expect(lawQuantile(law, 0.5)).toBe(23);
  });

  it("without censoring is the empirical law: the 21 placebo patients relapsed after 8 weeks in the median", () => {
    const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    const empirical = posteriorLaw(evidenceOf(placebo, []), anyPrior, 0);
    expect(survival(empirical, 8)).toBeCloseTo(8 / 21, 12);
    expect(lawMean(empirical)).toBeCloseTo(182 / 21, 12);
    expect(lawQuantile(empirical, 0.5)).toBe(8);
  });
});

describe("a prior", () => {
  it("without shipments under way is mixed with the evidence by weight (Ferguson 1973)", () => {
    const arrived = [14, 15, 15, 31];
    const law = posteriorLaw(evidenceOf(arrived, []), anyPrior, 6);
    for (const day of [10, 14, 15, 20, 30, 31, 50]) {
      const seen = arrived.filter((taken) => taken <= day).length;
      expect(lawCdf(law, day)).toBeCloseTo((6 * lawCdf(anyPrior, day) + seen) / 10, 12);
    }
  });

  // By hand: prior 1/2 on day 1 and on day 2, weight 2; one arrival on day 1, one shipment still under way after day 1.
  // h(1) = (2/2 + 1) / (2 + 2) = 1/2, h(2) = (2/2) / (2/2) = 1.
  it("meets a shipment under way day by day, worked by hand", () => {
    const prior = { probability: Float64Array.of(0, 0.5, 0.5) };
    const law = posteriorLaw(evidenceOf([1], [1]), prior, 2);
    expect([...law.probability.subarray(0, 4)]).toEqual([0, 0.5, 0.5, 0]);
    // With the shipment under way one day more: h(1) the same, h(2) = 1 / (1 + 1), the rest after all that is known.
    const later = posteriorLaw(evidenceOf([1], [2]), prior, 2);
    expect([...later.probability.subarray(0, 4)]).toEqual([0, 0.5, 0.25, 0]);
    expect(later.probability.at(-1)).toBe(0.25);
  });
});

describe("a told lead time without evidence", () => {
  it.each([2, 7, 14, 30, 45, 90, 180, 400])("of %d days is its mean, rounded", (told) => {
    expect(Math.abs(lawMean(toldLaw(told)) - told)).toBeLessThan(0.03);
  });

  it("is kept nine times of ten within 1.2 times its days, and is certain when it is 0", () => {
    expect(lawQuantile(toldLaw(30), 0.9)).toBe(36);
    expect([...toldLaw(0).probability]).toEqual([1]);
    // Standard deviation over mean of a log-logistic law of shape 12: sqrt(2b / sin 2b - (b / sin b)^2) sin b / b, b = pi / 12.
    expect(Math.sqrt(lawVariance(toldLaw(90))) / 90).toBeCloseTo(0.15327, 4);
  });

  it("must not be negative", () => {
    expect(() => toldLaw(-1)).toThrow("toldLaw: days must be >= 0, got -1");
  });
});
