import { expect, test } from "vitest";
import { stream } from "../core/prng.ts";
import { TreeGrower } from "./grow.ts";
import { joinTrees } from "./join-trees.ts";
import { predictForest } from "./predict.ts";
import { sampleFeatures, sampleRows } from "./sampling.ts";
import { simulatedRows } from "./simulated.ts";
import type { CutSums, LeafSums, RowStatistics } from "./tree.ts";

/** Squared error: sums of rows and of the target. */
class SquaredError implements RowStatistics {
  readonly first: Float64Array;
  readonly second: Float64Array;

  constructor(target: Float64Array) {
    this.first = new Float64Array(target.length).fill(1);
    this.second = target;
  }

  cutGains(cuts: CutSums, count: number, leaf: LeafSums, leafRowsMin: number): number {
    for (let k = 0; k < count; k++) {
      const rest = leaf.sumFirst - cuts.first[k]!;
      const isTooSmall = cuts.first[k]! < leafRowsMin || rest < leafRowsMin;
      const left = this.score(cuts.first[k]!, cuts.second[k]!);
      const right = this.score(rest, leaf.sumSecond - cuts.second[k]!);
      cuts.gain[k] = isTooSmall ? -1 : left + right - this.score(leaf.sumFirst, leaf.sumSecond);
    }
    return count;
  }

  score(first: number, second: number): number {
    return (second * second) / first;
  }

  order(first: number, second: number): number {
    return second / first;
  }
}

const rows = simulatedRows(8, 5000, 9);

test.each([1, 0.6, 0.05])(
  "rows of a sample of %d and those left out fall where they are predicted to",
  (share) => {
    const shape = { leafCountMax: 40, leafRowsMin: 3 };
    const grower = new TreeGrower(rows.matrix, rows.binning.isCategory, shape);
    const draws = stream(2, "grow test");
    for (let k = 0; k < 3; k++) {
      const sample = sampleRows(5000, share, draws);
      const features = sampleFeatures(9, 0.7, draws);
      const {
        nodes,
        leaves,
        rows: grouped,
      } = grower.grow(new SquaredError(rows.target), sample, features);
      expect(leaves.length).toBe(40);
      expect([...nodes.feature].every((feature) => features.includes(feature))).toBe(true);
      const value = Float32Array.from(leaves.keys());
      const leafOf = predictForest(joinTrees([{ nodes, value }], new Float64Array(1)), rows.matrix);
      const seen = new Uint8Array(5000);
      leaves.forEach(({ start, end, spareStart, spareEnd }, l) => {
        expect(end - start).toBeGreaterThanOrEqual(3);
        for (const row of [
          ...grouped.subarray(start, end),
          ...grouped.subarray(spareStart, spareEnd),
        ]) {
          expect(leafOf[row]).toBe(l);
          seen[row]! += 1;
        }
      });
      expect(seen.every((count) => count === 1)).toBe(true);
    }
  },
);

test("the first cut is the best of all, tried one by one", () => {
  const shape = { leafCountMax: 2, leafRowsMin: 50 };
  const grower = new TreeGrower(rows.matrix, new Uint8Array(9), shape);
  const stats = new SquaredError(rows.target);
  const sample = sampleRows(5000, 1, stream(1, "all"));
  const { leaves, rows: grouped } = grower.grow(
    stats,
    sample,
    Int32Array.from({ length: 9 }, (_, f) => f),
  );
  const gainOf = (isLeft: (row: number) => boolean) => {
    const sums = [0, 0, 0, 0];
    for (let r = 0; r < 5000; r++) {
      const side = isLeft(r) ? 0 : 2;
      sums[side]! += 1;
      sums[side + 1]! += rows.target[r]!;
    }
    if (sums[0]! < 50 || sums[2]! < 50) return 0;
    return stats.score(sums[0]!, sums[1]!) + stats.score(sums[2]!, sums[3]!);
  };
  const left = new Set(grouped.subarray(leaves[0]!.start, leaves[0]!.end));
  const found = gainOf((row) => left.has(row));
  let best = 0;
  for (let f = 0; f < 9; f++) {
    const binOf = (row: number) => rows.matrix.bins[row * 9 + f]!;
    for (let bin = 0; bin < 256; bin += f === 2 ? 1 : 5) {
      best = Math.max(
        best,
        gainOf((row) => binOf(row) <= bin),
        gainOf((row) => binOf(row) > 0 && binOf(row) <= bin),
      );
    }
  }
  expect(found).toBeGreaterThanOrEqual(best * (1 - 1e-12));
});
