import { describe, expect, it } from "vitest";
import { evaluate } from "../decision/index.ts";
import {
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  contrastLimit,
  defaultCapacityPolicy,
} from "./index.ts";

const FOOT = 28_316_847;

const rowOf = (given: Readonly<Record<string, number>>, waterLevelMilliWeeks = 20_000) => {
  const facts = {
    shippedWeeklyMm3: 40 * FOOT,
    forecastWeeklyMm3: 45 * FOOT,
    sellThroughMillionths: 2_000_000,
    excessShareMillionths: 100_000,
    strandedShareMillionths: 10_000,
    inStockShareMillionths: 900_000,
    ...given,
  } as Readonly<Record<string, number>>;
  const column = Object.fromEntries(
    capacityFactLeaves.map((id) => [id, Float64Array.of(facts[id] ?? 0)]),
  );
  const leaves = capacityLeaves({ count: 1, column }, defaultCapacityPolicy, () => 1);
  return evaluate(capacityDefinition, {
    count: 1,
    column: {
      ...leaves.column,
      waterLevelMilliWeeks: Float64Array.of(waterLevelMilliWeeks),
      rationShareMillionths: Float64Array.of(1_000_000),
    },
  });
};

describe("why a limit is not higher", () => {
  const names = (values: ReturnType<typeof rowOf>) =>
    contrastLimit(values, 0).lifted.map(({ constraint }) => constraint);

  it("is the shared space where the fair share is below the need", () => {
    const values = rowOf({});
    expect(names(values)).toEqual(["pool"]);
    const [pool] = contrastLimit(values, 0).lifted;
    expect(pool?.limitMm3).toBe(Math.floor(values.column.need![0]! / FOOT) * FOOT);
  });

  it("is the need, the monthly growth or the fixed limit where those hold it", () => {
    expect(names(rowOf({}, 40_000))).toEqual(["need"]);
    expect(names(rowOf({ previousLimitMm3: 500 * FOOT }, 40_000))).toEqual(["growth"]);
    expect(names(rowOf({ isIndividual: 1 }, 40_000))).toEqual(["fixed"]);
  });

  it("is nothing alone where two rules hold it at the same height", () => {
    const values = rowOf({ previousLimitMm3: 500 * FOOT });
    const fair = values.column.fairShare![0]!;
    const both = rowOf({ previousLimitMm3: Math.floor(fair / 1.25) });
    expect(contrastLimit(both, 0).lifted).toEqual([]);
  });

  it("gives for one point of a share the slope of the published line (worked by hand)", () => {
    const { points } = contrastLimit(rowOf({}), 0);
    // Sell-through: range 0.7, weight 0.35, from 0.5 to 3: 0.7 * 0.35 / 2.5 for each 1.0, a hundredth of it a point.
    const sellThrough = points.find(({ leaf }) => leaf === "sellThroughMillionths");
    expect(sellThrough?.efficiencyMillionths).toBe(980);
    // The fair share is 20 weeks of 40 cubic feet times efficiency.
    expect(sellThrough?.gainMm3).toBeCloseTo(20 * 40 * FOOT * 0.00098, -3);
    for (const { gainMm3 } of points) expect(gainMm3).toBeGreaterThan(0);
  });

  it("gives nothing for a point where another rule holds the limit", () => {
    const { points } = contrastLimit(rowOf({ previousLimitMm3: 500 * FOOT }, 40_000), 0);
    for (const { gainMm3 } of points) expect(gainMm3).toBe(0);
  });
});
