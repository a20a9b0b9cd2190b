import { describe, expect, test } from "vitest";
import {
  demandCdf,
  demandQuantile,
  demandQuantiles,
  gammaQuantile,
  gammaScore,
  normalCdf,
  zeroProbability,
} from "./distributions.ts";
import { normalQuantile } from "./elementary.ts";
import { interpolate, makeNonDecreasing, pinballLoss, sampleQuantile } from "./quantile.ts";

describe("the normal law", () => {
  test("gives table values", () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 14);
    expect(normalCdf(-3)).toBeCloseTo(0.0013498980316300946, 16);
    expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 10);
  });
  test("is undone by its quantile", () => {
    for (let level = 0.005; level < 1; level += 0.005) {
      expect(normalCdf(normalQuantile(level))).toBeCloseTo(level, 13);
    }
  });
});

describe("demand laws", () => {
  test("Poisson: P(D <= 3 | mean 2) = 0.857123", () => {
    expect(demandCdf(3, 2, 0)).toBeCloseTo(0.857123460498547, 12);
    expect(demandQuantile(0.8571, 2, 0)).toBe(3);
    expect(demandQuantile(0.8572, 2, 0)).toBe(4);
  });
  test("negative binomial with shape 1 is geometric: P(D <= x) = 1 - (m / (1 + m))^(x + 1)", () => {
    for (let x = 0; x < 30; x++) {
      expect(demandCdf(x, 4, 1)).toBeCloseTo(1 - 0.8 ** (x + 1), 12);
    }
    expect(zeroProbability(4, 1)).toBeCloseTo(0.2, 15);
  });
  test("the law tends to Poisson as the overdispersion tends to 0", () => {
    expect(demandCdf(5, 6, 1e-12)).toBeCloseTo(demandCdf(5, 6, 0), 10);
  });
  test("the quantile is the smallest x that reaches the level", () => {
    for (const mean of [0.05, 0.7, 3, 20]) {
      for (const level of [0.1, 0.5, 0.9, 0.98]) {
        const x = demandQuantile(level, mean, 0.6);
        expect(demandCdf(x, mean, 0.6)).toBeGreaterThanOrEqual(level);
        expect(demandCdf(x - 1, mean, 0.6)).toBeLessThan(level);
      }
    }
  });
  test("the continuous stand-in misses the level by less than half a point", () => {
    for (const overdispersion of [0, 0.05, 0.2, 0.5]) {
      for (const level of [0.5, 0.7, 0.9, 0.95, 0.98]) {
        const x = gammaQuantile(normalQuantile(level), 24, overdispersion);
        const low = demandCdf(Math.floor(x), 24, overdispersion);
        const high = demandCdf(Math.floor(x) + 1, 24, overdispersion);
        expect(Math.abs(low + (high - low) * (x - Math.floor(x)) - level)).toBeLessThan(0.005);
      }
    }
  });
  test("the normal score undoes the continuous quantile", () => {
    expect(gammaScore(gammaQuantile(1.3, 80, 0.3), 80, 0.3)).toBeCloseTo(1.3, 12);
  });
  test("no demand has all quantiles 0, and bad parameters are refused", () => {
    const out = new Float64Array(2);
    demandQuantiles(Float64Array.of(0.5, 0.99), 0, 0.5, out, 0);
    expect([...out]).toEqual([0, 0]);
    expect(() => demandCdf(1, -1, 0)).toThrow(/mean/);
  });
});

describe("sample quantiles", () => {
  test("are order statistics", () => {
    expect(sampleQuantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9);
    expect(sampleQuantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.91)).toBe(10);
    expect(sampleQuantile([4], 0.01)).toBe(4);
    expect(() => sampleQuantile([], 0.5)).toThrow(/empty/);
  });
  test("minimise the pinball loss", () => {
    const sample = [1, 3, 4, 8, 9, 15, 16, 17, 30, 41];
    const loss = (q: number) => sample.reduce((sum, y) => sum + pinballLoss(0.7, q, y), 0);
    const best = sampleQuantile(sample, 0.7);
    for (let q = 0; q < 45; q += 0.5) expect(loss(q)).toBeGreaterThanOrEqual(loss(best) - 1e-9);
  });
  test("interpolation is linear inside and constant outside; crossing values are raised", () => {
    expect(interpolate([0, 1, 3], [0, 10, 20], 2)).toBe(15);
    expect(interpolate([0, 1, 3], [0, 10, 20], 9)).toBe(20);
    const value = Float64Array.of(9, 1, 3, 2, 5);
    makeNonDecreasing(value, 1, 5);
    expect([...value]).toEqual([9, 1, 3, 3, 5]);
  });
});
