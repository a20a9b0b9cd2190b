import { describe, expect, it } from "vitest";
import { combine, fixedWeights, learnWeights, type Outcomes } from "./combination.ts";
import { applyConformal, learnConformal } from "./conformal.ts";
import { DEMAND_CLASSES } from "./demand-class.ts";
import type { MemberForecast } from "./member.ts";

const LEVELS = [0.1, 0.5, 0.9];

/** Every task: actual k, told by a member as k + shift with a spread. */
function member(taskCount: number, shift: number, spread: number): MemberForecast {
  const quantile = new Float64Array(taskCount * 3);
  const mean = new Float64Array(taskCount);
  for (let k = 0; k < taskCount; k++) {
    mean[k] = 100 + k + shift;
    quantile.set([mean[k]! - spread, mean[k]!, mean[k]! + spread], 3 * k);
  }
  return { mean, quantile };
}

const outcomes = (taskCount: number, noise: (k: number) => number): Outcomes => ({
  taskCount,
  windowCount: 1,
  actual: Float64Array.from({ length: taskCount }, (_, k) => 100 + k + noise(k)),
  scale: new Float64Array(taskCount).fill(1),
  demandClass: Uint8Array.from({ length: taskCount }, (_, k) => (k % 2 === 0 ? 1 : 4)),
  isCount: false,
});

describe("weights of members", () => {
  const good = member(2000, 0, 1);
  const bad = member(2000, 40, 1);

  it("go to the member that told what followed", () => {
    const weights = learnWeights(
      [good, bad],
      LEVELS,
      outcomes(2000, () => 0),
      [0.5, 0.5],
    );
    for (const c of [1, 4]) {
      expect(weights[c * 2]).toBeGreaterThan(0.85);
      expect(weights[c * 2]! + weights[c * 2 + 1]!).toBeCloseTo(1, 9);
    }
  });

  it("stay what they were without evidence, and lean on all classes for one that was not seen", () => {
    const none = learnWeights(
      [good, bad],
      LEVELS,
      { ...outcomes(2000, () => 0), taskCount: 0 },
      [0.7, 0.3],
    );
    expect([...none.subarray(0, 2)]).toEqual([0.7, 0.3]);
    const seen = learnWeights(
      [good, bad],
      LEVELS,
      outcomes(2000, () => 0),
      [0.5, 0.5],
    );
    expect(seen[0]).toBeGreaterThan(0.7);
  });

  it("average quantile functions", () => {
    const mixed = combine([good, bad], fixedWeights([0.75, 0.25]), new Uint8Array(2000), 1, 3);
    expect(mixed.quantile[1]).toBeCloseTo(110, 9);
    expect(mixed.mean[1999]).toBeCloseTo(2109, 9);
    expect(fixedWeights([1, 0])).toHaveLength(2 * DEMAND_CLASSES.length);
  });
});

describe("the conformal step", () => {
  const uniform = (k: number) => ((k * 7919) % 2001) / 1000 - 1; // evenly over [-1, 1]
  const truth = outcomes(2000, (k) => 10 * uniform(k));
  const groups = Int32Array.of(0);

  it("widens what was too narrow towards the spread that would have covered, and not beyond its bound", () => {
    const narrow = member(2000, 0, 6.4);
    const learnt = learnConformal(narrow, LEVELS, truth, groups);
    // 80 % of [-10, 10] is +-8 = 1.25 x 6.4, believed to 2000 / 2900.
    expect(learnt.stretch[2]).toBeCloseTo(1 + (2000 / 2900) * 0.25, 1);
    expect(learnt.stretch[1]).toBe(1);
    const before = narrow.quantile[2]!;
    applyConformal(narrow, LEVELS, 1, learnt);
    expect(narrow.quantile[2]).toBeGreaterThan(before);
  });

  it("leaves a law alone that covers what it says", () => {
    const right = learnConformal(member(2000, 0, 8), LEVELS, truth, groups);
    expect(right.stretch[0]).toBeCloseTo(1, 1);
    expect(right.stretch[2]).toBeCloseTo(1, 1);
  });

  it("learns nothing from counts that are always nothing", () => {
    const still = { mean: new Float64Array(500), quantile: new Float64Array(1500) };
    const none = { ...outcomes(500, () => 0), actual: new Float64Array(500), isCount: true };
    expect([...learnConformal(still, LEVELS, none, groups).stretch]).toEqual([1, 1, 1]);
  });
});
