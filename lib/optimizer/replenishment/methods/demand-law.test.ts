import { describe, expect, it } from "vitest";
import {
  type DemandLaw,
  exponentialLaw,
  geometricLaw,
  lognormalLawOf,
  negativeBinomialLaw,
  normalLaw,
  observedLaw,
  poissonLaw,
  quantileLaw,
  sumOfSpans,
  uniformLaw,
  wholeLaw,
} from "../index.ts";

const continuous: [string, DemandLaw, number, number][] = [
  ["normal", normalLaw(50, 8), -30, 130],
  ["lognormal", lognormalLawOf(40, 25), 0, 900],
  ["uniform", uniformLaw(10, 30), 10, 30],
  ["exponential", exponentialLaw(12), 0, 500],
  ["quantiles", quantileLaw([0.5, 0.8, 0.9, 0.98], [10, 16, 20, 31]), 0, 31],
];

/** Integral of (1 - cdf), twice: what the two loss functions are by definition. */
function losses(law: DemandLaw, from: number, to: number, steps = 40_000) {
  const width = (to - from) / steps;
  let first = 0;
  let second = 0;
  for (let k = 0; k < steps; k++) {
    const x = from + (k + 0.5) * width;
    const tail = 1 - law.cdf(x);
    first += tail * width;
    second += (x - from) * tail * width;
  }
  return { first, second };
}

describe("continuous demand laws", () => {
  it.each(continuous)("%s: shortages are the integrals of the tail", (_, law, low, high) => {
    for (const share of [0.05, 0.3, 0.5, 0.7]) {
      const x = low + share * (high - low);
      const { first, second } = losses(law, x, high);
      expect(law.short(x)).toBeCloseTo(first, 3);
      expect(law.shortSquared(x)).toBeCloseTo(second, 2);
    }
  });

  it.each(continuous)(
    "%s: quantile undoes the distribution; mean is that of the tail",
    (_, law, low, high) => {
      for (const level of [0.01, 0.2, 0.5, 0.85, 0.97]) {
        expect(law.cdf(law.quantile(level))).toBeCloseTo(level, 9);
      }
      const { first, second } = losses(law, low, high);
      expect(law.mean).toBeCloseTo(low + first, 2);
      expect(law.deviation ** 2 + (law.mean - low) ** 2).toBeCloseTo(2 * second, 0);
    },
  );

  it("knows demand that is certain", () => {
    const law = normalLaw(7, 0);
    expect([law.cdf(6.999), law.cdf(7), law.short(5), law.short(9)]).toEqual([0, 1, 2, 0]);
  });

  it("refuses crossing quantiles and levels outside (0,1)", () => {
    expect(() => quantileLaw([0.5, 0.4], [1, 2])).toThrow(/levels must ascend/);
    expect(() => quantileLaw([0.5, 0.9], [3, 2])).toThrow(/values not fall/);
    expect(() => normalLaw(1, 1).quantile(1)).toThrow(/level must be in \(0,1\)/);
    expect(() => lognormalLawOf(-1, 2)).toThrow(/mean must be finite and above 0, got -1/);
  });
});

describe("demand in whole units", () => {
  const laws = [
    ["Poisson 3", poissonLaw(3), 3, 3],
    ["Poisson 20,000", poissonLaw(20_000), 20_000, 20_000],
    ["negative binomial", negativeBinomialLaw(9, 30), 9, 30],
    ["sparse negative binomial", negativeBinomialLaw(0.2, 0.9), 0.2, 0.9],
    ["geometric", geometricLaw(5), 5, 30],
    ["five spans", sumOfSpans(poissonLaw(2), 5), 10, 10],
  ] as const;

  it.each(laws)("%s has its mean and variance", (_, law, mean, variance) => {
    expect(law.mean / mean).toBeCloseTo(1, 10);
    expect(law.deviation ** 2 / variance).toBeCloseTo(1, 8);
    expect(law.probability.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  it.each(laws)("%s: shortages are sums over demand, between whole units too", (_, law, mean) => {
    for (const x of [-2, 0, 0.5, Math.floor(mean), mean + 1.25, Math.ceil(mean * 1.4)]) {
      let short = 0;
      let squared = 0;
      law.probability.forEach((p, d) => {
        short += p * Math.max(0, d - x);
        squared += (p * Math.max(0, d - x) ** 2) / 2;
      });
      expect(law.short(x)).toBeCloseTo(short, 7);
      expect(law.shortSquared(x) / Math.max(1, squared)).toBeCloseTo(
        squared / Math.max(1, squared),
        7,
      );
    }
  });

  it.each(laws)("%s: quantile is the least unit that reaches the level", (_, law) => {
    for (const level of [0.001, 0.3, 0.5, 0.9, 0.999]) {
      const x = law.quantile(level);
      expect(law.cdf(x)).toBeGreaterThanOrEqual(level);
      expect(law.cdf(x - 1)).toBeLessThan(level);
    }
  });

  it("counts observations with their weights, and refuses what is no law", () => {
    expect(observedLaw([0, 2, 2, 4]).mean).toBe(2);
    expect(observedLaw([1, 3], [3, 1]).mean).toBe(1.5);
    expect(() => wholeLaw([0.5, 0.4])).toThrow(/add to 1/);
    expect(() => observedLaw([])).toThrow(/no values/);
    expect(() => negativeBinomialLaw(5, 4)).toThrow(/variance - mean must be finite and above 0/);
  });
});
