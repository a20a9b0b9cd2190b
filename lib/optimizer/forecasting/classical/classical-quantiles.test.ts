import { expect, test } from "vitest";
import { classicalQuantiles } from "./classical-quantiles.ts";
import { CLASSICAL_METHODS } from "./request.ts";

const history = Float64Array.from([3, 0, 2, 0, 0, 5, 1, 0, 4, 2, 0, 0, 3, 1, 2, 0, 6, 0, 1, 2]);

test.each(CLASSICAL_METHODS)(
  "%s: quantiles rise with the level and are never negative",
  (method) => {
    const levels = [0.1, 0.5, 0.9, 0.99];
    const { mean, quantile, sumMean, sumQuantile } = classicalQuantiles(history, {
      method,
      horizon: 4,
      sums: [2, 4],
      levels,
      seasonPeriods: 1,
    });
    for (const values of [quantile, sumQuantile]) {
      for (let k = 0; k < values.length; k++) {
        expect(values[k]).toBeGreaterThanOrEqual(k % 4 === 0 ? 0 : values[k - 1]!);
      }
    }
    expect(sumMean[1]).toBeCloseTo(
      mean.reduce((a, b) => a + b),
      12,
    );
    expect(quantile[3]).toBeGreaterThan(mean[0]!);
  },
);
