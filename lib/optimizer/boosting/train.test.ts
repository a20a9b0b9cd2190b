import { describe, expect, test } from "vitest";
import { ln } from "../core/elementary.ts";
import { makeNonDecreasing, pinballLoss } from "../core/quantile.ts";
import {
  type BoostingOptions,
  binRows,
  type Forest,
  fitBinning,
  predictForest,
  trainQuantileForest,
  trainTweedieForest,
} from "./index.ts";
import { simulatedRows } from "./simulated.ts";

const options: BoostingOptions = {
  treeCount: 1,
  leafCountMax: 2,
  leafRowsMin: 5,
  learningRate: 1,
  rowShare: 1,
  featureShare: 1,
  seed: 1,
};

/** One feature, binned on its own values. */
function column(values: readonly number[], target: readonly number[], isCategory = false) {
  const raw = Float32Array.from(values);
  const binning = fitBinning(raw, raw.length, Uint8Array.of(isCategory ? 1 : 0));
  return { matrix: binRows(binning, raw, raw.length), binning, target: Float64Array.from(target) };
}

const numbers = (count: number, of: (k: number) => number) =>
  Array.from({ length: count }, (_, k) => of(k));

describe("a quantile forest", () => {
  test("of one leaf is the sample quantile, the smallest value that the level's share lies at or below", () => {
    const data = column([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [9, 3, 7, 1, 5, 2, 8, 10, 4, 6]);
    const levels = [0.1, 0.25, 0.5, 0.95];
    const forest = trainQuantileForest(data, levels, { ...options, leafCountMax: 1 });
    expect([...predictForest(forest, data.matrix).subarray(0, 4)]).toEqual([1, 3, 5, 10]);
  });

  test("finds a step exactly where it is, and goes to each side's median as far as its rows are trusted", () => {
    const target = numbers(100, (k) => (k < 37 ? 2 : 11 + ((k + 5) % 9)));
    const data = column(
      numbers(100, (k) => k),
      target,
    );
    const found = predictForest(trainQuantileForest(data, [0.5], options), data.matrix);
    // The common median is 12. 37 rows with median 2 have 18.5 beyond it: trusted 18.5 / 20.5. 63 with median 15: 31.5 / 33.5.
    for (let k = 0; k < 37; k++) expect(found[k]).toBeCloseTo(12 - (18.5 / 20.5) * 10, 5);
    for (let k = 37; k < 100; k++) expect(found[k]).toBeCloseTo(12 + (31.5 / 33.5) * 3, 5);
  });

  test.each([
    { like: 0, name: "the low numbers" },
    { like: 1, name: "the high numbers" },
  ])("sends missing values where their targets are like those of $name", ({ like }) => {
    const values = numbers(90, (k) => (k < 60 ? k % 2 : Number.NaN));
    const data = column(
      values,
      values.map((value, k) => ((Number.isNaN(value) ? like : value) === 1 ? 20 : 0) + (k % 3)),
    );
    const found = predictForest(trainQuantileForest(data, [0.5], options), data.matrix);
    expect(found[70]).toBe(found[like]);
    expect(found[70]).not.toBe(found[1 - like]);
  });

  test("cuts missing values off where only they differ", () => {
    const values = numbers(90, (k) => (k < 60 ? k : Number.NaN));
    const data = column(
      values,
      numbers(90, (k) => (k < 60 ? 1 : 8)),
    );
    const found = predictForest(trainQuantileForest(data, [0.5], options), data.matrix);
    expect(new Set(found.subarray(0, 60)).size).toBe(1);
    expect(found[60]).toBeGreaterThan(found[0]! + 5);
  });

  test("finds the subset of categories that differs, in one cut", () => {
    const values = numbers(120, (k) => k % 6);
    const isHigh = [false, true, false, false, true, false];
    const data = column(
      values,
      values.map((value) => (isHigh[value] ? 30 : 10)),
      true,
    );
    const found = predictForest(trainQuantileForest(data, [0.5], options), data.matrix);
    for (let k = 0; k < 120; k++) expect(found[k]).toBe(found[isHigh[values[k]!] ? 1 : 0]);
    expect(found[1]! - found[0]!).toBeGreaterThan(15);
  });

  test("makes no leaf smaller than asked, and one leaf where nothing can be cut", () => {
    const data = column(
      numbers(20, (k) => k),
      numbers(20, (k) => (k < 4 ? 0 : 1)),
    );
    const cut = trainQuantileForest(data, [0.5], { ...options, leafRowsMin: 10 });
    const found = predictForest(cut, data.matrix);
    expect(new Set(found.subarray(0, 10)).size).toBe(1);
    const uncut = trainQuantileForest(data, [0.5], { ...options, leafRowsMin: 11 });
    expect(uncut.root).toEqual(Int32Array.of(~0));
  });

  test("tells rows apart that differ in spread only", () => {
    const data = column(
      numbers(400, (k) => k % 2),
      numbers(400, (k) => (k % 2 === 0 ? 1 : 10) * (((k >> 1) % 41) - 20)),
    );
    const found = predictForest(
      trainQuantileForest(data, [0.1, 0.9], { ...options, treeCount: 20 }),
      data.matrix,
    );
    expect(found[1]!).toBeLessThan(20);
    expect(found[1]! - found[0]!).toBeLessThan(40);
    expect(found[3]! - found[2]!).toBeGreaterThan(250);
  });
});

describe("a Tweedie forest", () => {
  const data = column(
    numbers(100, (k) => (k < 50 ? 0 : 1)),
    numbers(100, (k) => (k < 50 ? 2 * (k % 2) : 8 * (k % 2))),
  );

  test("takes a Newton step in ln of the mean: two groups of means 1 and 4 at power 1.5", () => {
    // From the common mean 2.5: (mean - 2.5) / (0.5 * 2.5 + 0.5 * mean), which is -6/7 and 6/13.
    const found = predictForest(trainTweedieForest(data, 1.5, options), data.matrix);
    expect(found[0]).toBeCloseTo(ln(2.5) - 6 / 7, 6);
    expect(found[99]).toBeCloseTo(ln(2.5) + 6 / 13, 6);
  });

  test("arrives at ln of both means", () => {
    const forest = trainTweedieForest(data, 1.5, { ...options, treeCount: 12 });
    const found = predictForest(forest, data.matrix);
    expect(found[0]).toBeCloseTo(0, 5);
    expect(found[99]).toBeCloseTo(ln(4), 5);
  });

  test("stays finite where nothing was ever sold", () => {
    const none = { ...data, target: new Float64Array(100) };
    const forest = trainTweedieForest(none, 1.3, { ...options, treeCount: 5 });
    for (const value of predictForest(forest, data.matrix)) expect(value).toBeLessThan(-15);
  });
});

describe("growing", () => {
  const rows = simulatedRows(3, 3000, 6);
  const grown = { ...options, treeCount: 12, leafCountMax: 15, leafRowsMin: 20, learningRate: 0.2 };

  test("ends when the caller says so, who can see the forest so far", () => {
    const seen: Forest[] = [];
    const forest = trainQuantileForest(rows, [0.5], grown, (current, treeCount) => {
      seen.push(current());
      return treeCount < 4;
    });
    expect(seen.map(({ treeCount }) => treeCount)).toEqual([1, 2, 3, 4]);
    expect(forest).toEqual(seen[3]);
    expect(forest).toEqual(trainQuantileForest(rows, [0.5], { ...grown, treeCount: 4 }));
  });

  test("never raises the pinball loss of any level on the rows learnt from", () => {
    const levels = [0.1, 0.5, 0.9];
    const losses: number[][] = [];
    trainQuantileForest(rows, levels, grown, (current) => {
      const found = predictForest(current(), rows.matrix);
      losses.push(
        levels.map((level, q) =>
          rows.target.reduce((sum, y, r) => sum + pinballLoss(level, found[3 * r + q]!, y), 0),
        ),
      );
      return true;
    });
    for (let k = 1; k < losses.length; k++) {
      for (let q = 0; q < 3; q++) expect(losses[k]![q]).toBeLessThanOrEqual(losses[k - 1]![q]!);
    }
    for (let q = 0; q < 3; q++) expect(losses.at(-1)![q]).toBeLessThan(0.8 * losses[0]![q]!);
  });
});

test("levels are right on 5,000 fresh rows within 2 points, and hardly cross", {
  timeout: 60_000,
}, () => {
  const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
  const known = simulatedRows(11, 20_000, 8);
  const fresh = simulatedRows(12, 5000, 8, known.binning);
  const forest = trainQuantileForest(known, levels, {
    treeCount: 80,
    leafCountMax: 15,
    leafRowsMin: 100,
    learningRate: 0.1,
    rowShare: 0.6,
    featureShare: 0.6,
    seed: 4,
  });
  const raw = predictForest(forest, fresh.matrix);
  const sorted = Float64Array.from(raw);
  const covered = levels.map(() => 0);
  for (let r = 0; r < 5000; r++) {
    const at = r * levels.length;
    makeNonDecreasing(sorted, at, at + levels.length);
    for (let q = 0; q < levels.length; q++) {
      if (fresh.target[r]! <= sorted[at + q]!) covered[q]! += 1 / 5000;
    }
  }
  levels.forEach((level, q) => {
    expect(Math.abs(covered[q]! - level), `level ${level}: ${covered[q]}`).toBeLessThan(0.02);
  });
  const moved = raw.reduce((sum, value, k) => sum + Math.abs(value - sorted[k]!), 0) / raw.length;
  // The target's standard deviation around its place is 1.1 on average.
  expect(moved).toBeLessThan(0.005);
});

describe("refuses", () => {
  const data = column([1, 2, 3, 4], [1, 2, 3, 4]);
  test.each([
    ["no level", () => trainQuantileForest(data, [], options), /no level/],
    [
      "a level of 1",
      () => trainQuantileForest(data, [0.5, 1], options),
      /level must be in \(0,1\)/,
    ],
    ["levels out of order", () => trainQuantileForest(data, [0.5, 0.4], options), /must ascend/],
    [
      "a target too short",
      () => trainQuantileForest({ ...data, target: new Float64Array(3) }, [0.5], options),
      /length 4 above 0, got 3/,
    ],
    [
      "a target that is not a number",
      () => trainQuantileForest({ ...data, target: Float64Array.of(1, NaN, 3, 4) }, [0.5], options),
      /row 1 has target NaN/,
    ],
    [
      "a binning of other features",
      () =>
        trainQuantileForest(
          { ...data, binning: fitBinning(new Float32Array(2), 1, new Uint8Array(2)) },
          [0.5],
          options,
        ),
      /binning's 2 features, got 1/,
    ],
    ["no tree", () => trainQuantileForest(data, [0.5], { ...options, treeCount: 0 }), /treeCount/],
    [
      "half a leaf",
      () => trainQuantileForest(data, [0.5], { ...options, leafCountMax: 1.5 }),
      /leafCountMax/,
    ],
    [
      "leaves without rows",
      () => trainQuantileForest(data, [0.5], { ...options, leafRowsMin: 0 }),
      /leafRowsMin/,
    ],
    ["no rows", () => trainQuantileForest(data, [0.5], { ...options, rowShare: 0 }), /rowShare/],
    [
      "a share above 1",
      () => trainTweedieForest(data, 1.5, { ...options, featureShare: 1.1 }),
      /featureShare/,
    ],
    [
      "no step",
      () => trainTweedieForest(data, 1.5, { ...options, learningRate: 0 }),
      /learningRate/,
    ],
    ["a power of 2", () => trainTweedieForest(data, 2, options), /power must be in \(1,2\), got 2/],
    [
      "a negative target",
      () => trainTweedieForest({ ...data, target: Float64Array.of(1, -2, 3, 4) }, 1.5, options),
      /row 1 has target -2/,
    ],
  ])("%s", (_, attempt, message) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });

  test("to predict from rows that lack a feature", () => {
    const wide = simulatedRows(1, 500, 6);
    const forest = trainQuantileForest(wide, [0.5], { ...options, leafCountMax: 8 });
    expect(() => predictForest(forest, data.matrix)).toThrow(/feature must be below 1/);
  });
});
