import { describe, expect, it } from "vitest";
import { stream } from "../../core/prng.ts";
import { growLevelSets, predictLevelSets } from "./level-sets.ts";

const BOOSTING = {
  treeCount: 60,
  leafCountMax: 8,
  leafRowsMin: 20,
  learningRate: 0.1,
  rowShare: 1,
  featureShare: 1,
  seed: 1,
};

/** Demand with mean 1 or 5 by the only feature, exponential around it. */
function rows(rowCount: number) {
  const draws = stream(4, "level sets");
  const features = Float32Array.from({ length: rowCount }, (_, r) => r % 2);
  const target = Float64Array.from(features, (x) => draws.exponential(x === 0 ? 1 : 5));
  const series = Int32Array.from({ length: rowCount }, (_, r) => r);
  return { rowCount, features, target, series, origin: new Int32Array(rowCount) };
}

describe("level sets", () => {
  it("find the mean and the law around it", () => {
    const sets = growLevelSets(rows(6000), Uint8Array.of(0), BOOSTING);
    const found = predictLevelSets(sets, Float32Array.of(0, 1), 2, [0.5, 0.9]);
    expect(found.mean[0]).toBeCloseTo(1, 0);
    expect(found.mean[1]! / found.mean[0]!).toBeGreaterThan(4);
    // The exponential law: median ln 2, 0.9 quantile ln 10, times the mean.
    expect(found.quantile[0]! / found.mean[0]!).toBeGreaterThan(0.55);
    expect(found.quantile[0]! / found.mean[0]!).toBeLessThan(0.85);
    expect(found.quantile[3]! / found.mean[1]!).toBeGreaterThan(2);
    expect(found.quantile[3]! / found.mean[1]!).toBeLessThan(2.7);
  });

  it("are the same for the same seed", () => {
    const one = growLevelSets(rows(800), Uint8Array.of(0), BOOSTING);
    expect(growLevelSets(rows(800), Uint8Array.of(0), BOOSTING)).toEqual(one);
  });
});
