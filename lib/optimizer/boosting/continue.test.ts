import { describe, expect, it, vi } from "vitest";
import { pinballLoss } from "../core/quantile.ts";
import {
  type BoostingOptions,
  continueQuantileForest,
  decodeForest,
  encodeForest,
  type Forest,
  predictForest,
  trainQuantileForest,
} from "./index.ts";
import { type SimulatedRows, simulatedRows } from "./simulated.ts";

// Some ten forests: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const LEVELS = [0.1, 0.5, 0.9];
const OPTIONS: BoostingOptions = {
  treeCount: 30,
  leafCountMax: 15,
  leafRowsMin: 20,
  learningRate: 0.1,
  rowShare: 0.7,
  featureShare: 0.6,
  seed: 4,
};
const many = simulatedRows(1, 4_000, 6);
/** Rows of another law, told in the bins of the first: all lie 5 higher. */
const shifted = (seed: number, rowCount: number): SimulatedRows => {
  const rows = simulatedRows(seed, rowCount, 6, many.binning);
  return { ...rows, target: rows.target.map((y) => y + 5) };
};
const first = trainQuantileForest(many, LEVELS, OPTIONS);

function loss(forest: Forest, { matrix, target }: SimulatedRows): number {
  const told = predictForest(forest, matrix);
  let sum = 0;
  target.forEach((y, r) => {
    LEVELS.forEach((level, q) => {
      sum += pinballLoss(level, told[r * LEVELS.length + q]!, y);
    });
  });
  return sum / target.length;
}

describe("boosting that goes on from a forest", () => {
  it("keeps the given trees as they are and adds as many as were asked for, the same each time", () => {
    const copy = structuredClone(first);
    const next = continueQuantileForest(first, shifted(2, 500), LEVELS, OPTIONS);
    expect(first).toEqual(copy);
    expect(next.treeCount).toBe(first.treeCount + OPTIONS.treeCount);
    expect(next.base).toEqual(first.base);
    expect(next.split.subarray(0, first.split.length)).toEqual(first.split);
    expect(next.leafValue.subarray(0, first.leafValue.length)).toEqual(first.leafValue);
    expect(continueQuantileForest(first, shifted(2, 500), LEVELS, OPTIONS)).toEqual(next);
    expect(decodeForest(encodeForest(next), 0).forest).toEqual(next);
  });

  it("says of each row what the given trees said and what the added ones add", () => {
    const rows = shifted(2, 500);
    const next = continueQuantileForest(first, rows, LEVELS, { ...OPTIONS, treeCount: 1 });
    const again = continueQuantileForest(next, rows, LEVELS, { ...OPTIONS, treeCount: 1 });
    expect(loss(next, rows)).toBeLessThan(loss(first, rows));
    expect(loss(again, rows)).toBeLessThan(loss(next, rows));
  });

  it("learns from few rows more than they teach alone, where the old law holds in part", () => {
    const few = shifted(3, 150);
    const unseen = shifted(4, 2_000);
    const next = continueQuantileForest(first, few, LEVELS, OPTIONS);
    const alone = trainQuantileForest(few, LEVELS, OPTIONS);
    expect(loss(next, unseen)).toBeLessThan(loss(first, unseen));
    expect(loss(next, unseen)).toBeLessThan(loss(alone, unseen));
  });

  it("is refused for a forest of other levels", () => {
    expect(() => continueQuantileForest(first, many, [0.5], OPTIONS)).toThrow(
      "expected a forest of 1 levels, got 3",
    );
  });
});
