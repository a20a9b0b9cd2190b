import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../decision/index.ts";
import {
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  contrastLimit,
  defaultCapacityPolicy,
  tightnessStep,
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

describe("the ladder of what holds a limit", () => {
  const ladder = (values: ReturnType<typeof rowOf>) => contrastLimit(values, 0).ladder;

  it("names what binds, then what would bind next at which limit, until nothing does", () => {
    const values = rowOf({ previousLimitMm3: 500 * FOOT }, 20_000);
    const need = values.column.need![0]!;
    const rungs = ladder(values);
    expect(rungs.map(({ constraints }) => constraints)).toEqual([["growth"], ["pool"], ["need"]]);
    const steps = (volume: number) => Math.floor(volume / FOOT) * FOOT;
    expect(rungs[0]?.limitMm3).toBe(steps(values.column.fairShare![0]!));
    expect(rungs[1]?.limitMm3).toBe(steps(need));
    expect(rungs[2]?.limitMm3).toBeNull();
  });

  it("takes together the rules that hold it at one height", () => {
    const fair = rowOf({}).column.fairShare![0]!;
    const both = rowOf({ previousLimitMm3: Math.floor(fair / 1.25) });
    expect(ladder(both)[0]?.constraints).toEqual(["growth", "pool"]);
  });

  it("says that an account without shipped volume has no share, however much space there is", () => {
    const values = rowOf({ shippedWeeklyMm3: 0 }, 40_000);
    expect(ladder(values)[0]?.constraints).toEqual(["pace"]);
    expect(contrastLimit(values, 0).lifted.map(({ constraint }) => constraint)).toEqual(["pace"]);
  });

  it("rises at every rung, and starts at a rule whose lifting alone gains most where one does", () => {
    fc.assert(
      fc.property(
        fc.record({
          shippedWeeklyMm3: fc.integer({ min: 0, max: 400 * FOOT }),
          forecastWeeklyMm3: fc.integer({ min: 0, max: 400 * FOOT }),
          onHandMm3: fc.integer({ min: 0, max: 4000 * FOOT }),
          previousLimitMm3: fc.integer({ min: 0, max: 9000 * FOOT }),
          lastEstimateMm3: fc.integer({ min: 0, max: 9000 * FOOT }),
          isIndividual: fc.constantFrom(0, 0, 0, 1),
        }),
        fc.integer({ min: 0, max: 60_000 }),
        (facts, level) => {
          const { limitMm3, lifted, ladder: rungs } = contrastLimit(rowOf(facts, level), 0);
          let before = limitMm3;
          for (const [k, rung] of rungs.entries()) {
            expect(rung.limitMm3 === null).toBe(k === rungs.length - 1);
            expect(rung.limitMm3 ?? Number.POSITIVE_INFINITY).toBeGreaterThan(before);
            before = rung.limitMm3 ?? before;
          }
          if (lifted[0]) expect(rungs[0]?.constraints).toEqual([lifted[0].constraint]);
          else expect(rungs[0]?.constraints.length).toBeGreaterThan(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the scale of tightness", () => {
  it("runs from free to guarantees only in twenty steps of the cover that is missing", () => {
    expect(tightnessStep(1_000_000, 26)).toBe(0);
    expect(tightnessStep(26_000, 26)).toBe(0);
    expect(tightnessStep(13_000, 26)).toBe(10);
    expect(tightnessStep(0, 26)).toBe(20);
  });
});
