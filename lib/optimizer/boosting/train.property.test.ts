import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { stream } from "../core/prng.ts";
import {
  type BoostingOptions,
  predictForest,
  trainQuantileForest,
  trainTweedieForest,
} from "./index.ts";
import type { BinnedMatrix } from "./matrix.ts";
import { type SimulatedRows, simulatedRows } from "./simulated.ts";

// Some hundred small forests: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const LEVELS = [0.1, 0.5, 0.8];
const runs = { numRuns: 40 };

const problem = fc.record({
  rows: fc
    .record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      rowCount: fc.integer({ min: 1, max: 400 }),
    })
    .map(({ seed, rowCount }) => simulatedRows(seed, rowCount, 5)),
  options: fc.record({
    treeCount: fc.integer({ min: 1, max: 6 }),
    leafCountMax: fc.integer({ min: 1, max: 9 }),
    leafRowsMin: fc.integer({ min: 1, max: 30 }),
    learningRate: fc.constantFrom(0.1, 0.3, 1),
    rowShare: fc.constantFrom(0.01, 0.4, 0.7, 1),
    featureShare: fc.constantFrom(0.1, 0.5, 1),
    seed: fc.integer({ min: 0, max: 1000 }),
  }),
});

const predicted = (rows: SimulatedRows, options: BoostingOptions, matrix = rows.matrix) =>
  predictForest(trainQuantileForest(rows, LEVELS, options), matrix);

/** Row k of the answer is row order[k] of the question. */
function takeRows({ featureCount, bins }: BinnedMatrix, order: readonly number[]): BinnedMatrix {
  const taken = new Uint8Array(order.length * featureCount);
  order.forEach((row, k) => {
    taken.set(bins.subarray(row * featureCount, (row + 1) * featureCount), k * featureCount);
  });
  return { rowCount: order.length, featureCount, bins: taken };
}

describe("boosting", () => {
  test("gives the same bits for the same seed, and leaves its inputs as they were", () => {
    fc.assert(
      fc.property(problem, ({ rows, options }) => {
        const before = structuredClone({ rows, options });
        const quantiles = trainQuantileForest(rows, LEVELS, options);
        const means = trainTweedieForest(rows, 1.4, options);
        predictForest(quantiles, rows.matrix);
        expect(trainQuantileForest(rows, LEVELS, options)).toEqual(quantiles);
        expect(trainTweedieForest(rows, 1.4, options)).toEqual(means);
        expect({ rows, options }).toEqual(before);
      }),
      runs,
    );
  });

  test("gives another forest for another seed where rows are drawn", () => {
    const rows = simulatedRows(5, 400, 5);
    const options = {
      treeCount: 3,
      leafCountMax: 8,
      leafRowsMin: 5,
      learningRate: 0.3,
      rowShare: 0.5,
      featureShare: 1,
    };
    const one = predicted(rows, { ...options, seed: 1 });
    expect(predicted(rows, { ...options, seed: 2 })).not.toEqual(one);
  });

  test("of quantiles does not depend on the order of rows, to the bit, where all rows are used", () => {
    fc.assert(
      fc.property(problem, ({ rows, options }) => {
        const all = { ...options, rowShare: 1 };
        const draws = stream(options.seed, "order");
        const key = Float64Array.from({ length: rows.target.length }, () => draws.uniform());
        const order = Array.from(key.keys()).sort((a, b) => key[a]! - key[b]!);
        const other = {
          ...rows,
          matrix: takeRows(rows.matrix, order),
          target: Float64Array.from(order, (row) => rows.target[row]!),
        };
        expect(predicted(other, all, rows.matrix)).toEqual(predicted(rows, all));
      }),
      runs,
    );
  });

  test("of quantiles scales with the target, to the bit for powers of two", () => {
    fc.assert(
      fc.property(problem, fc.constantFrom(-3, 1, 5), ({ rows, options }, power) => {
        const factor = 2 ** power;
        const scaled = { ...rows, target: rows.target.map((y) => y * factor) };
        const expected = predicted(rows, options).map((value) => value * factor);
        expect(predicted(scaled, options)).toEqual(expected);
      }),
      runs,
    );
  });

  test("of quantiles moves with the target", () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: -50, max: 50 }), ({ rows, options }, shift) => {
        // Multiples of 1/64 can be moved without rounding; a rate of 1 would leave ties that rounding decides.
        const target = rows.target.map((y) => Math.round(64 * y) / 64);
        const careful = { ...options, learningRate: Math.min(options.learningRate, 0.3) };
        const still = predicted({ ...rows, target }, careful);
        const moved = predicted({ ...rows, target: target.map((y) => y + shift) }, careful);
        for (let k = 0; k < still.length; k++) expect(moved[k]! - shift).toBeCloseTo(still[k]!, 4);
      }),
      runs,
    );
  });

  test("of one leaf is not moved by copies of all rows", () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 2, max: 4 }), ({ rows, options }, copies) => {
        const one = { ...options, leafCountMax: 1, rowShare: 1 };
        const order = Array.from({ length: copies * rows.target.length }, (_, k) =>
          Math.floor(k / copies),
        );
        const more = {
          ...rows,
          matrix: takeRows(rows.matrix, order),
          target: Float64Array.from(order, (row) => rows.target[row]!),
        };
        expect(predicted(more, one, rows.matrix)).toEqual(predicted(rows, one));
      }),
      runs,
    );
  });

  test("keeps quantiles of one leaf within the targets", () => {
    fc.assert(
      fc.property(problem, ({ rows, options }) => {
        const found = predicted(rows, { ...options, learningRate: 0.3 });
        const least = Math.min(...rows.target);
        const most = Math.max(...rows.target);
        for (const value of found) {
          expect(value).toBeGreaterThanOrEqual(least - 1e-5);
          expect(value).toBeLessThanOrEqual(most + 1e-5);
        }
      }),
      runs,
    );
  });
});
