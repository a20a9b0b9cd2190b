import { expect, test } from "vitest";
import { classicalQuantiles } from "./classical-quantiles.ts";

test.each(["ses", "tsb", "imapa"] as const)(
  "a product that sold at first and then never again is expected to sell nothing: %s",
  (method) => {
    // Smoothing at a rate of 0.99 leaves 1e-158 of the level after 79 weeks: above 0, but its square is not.
    const known = new Float32Array(81);
    known.set([29, 5]);
    const request = { method, horizon: 8, sums: [4, 8], levels: [0.1, 0.5, 0.9], seasonPeriods: 1 };
    const { mean, quantile, sumQuantile } = classicalQuantiles(known, request);
    expect(Math.max(...mean)).toBeLessThan(1);
    expect([...quantile, ...sumQuantile].every((value) => value === 0)).toBe(true);
  },
);
