import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import { forecastDemand } from "./forecast.ts";
import type { DemandProblem } from "./problem.ts";
import { joinOrderSizes, type OrderSizes, wholesaleRule } from "./wholesale.ts";

const sizes = (lines: readonly number[]): OrderSizes =>
  joinOrderSizes(lines.map((units) => ({ units: [units], lineCount: [1] })));
const times = (count: number, units: number) => new Array<number>(count).fill(units);
const NONE = sizes([]);

describe("which order lines are wholesale", () => {
  it("takes a line of ten times the usual size for wholesale where lines hardly differ", () => {
    const rule = wholesaleRule(sizes([...times(200, 1), 2, 3, 9, 10, 500]), NONE);
    expect(rule).toEqual({ usualUnits: 1, fromUnits: 10 });
  });

  it("lets lines differ by what they usually differ by", () => {
    // ln 4 around ln 4: half of the lines lie a factor of 4 or more away.
    const mixed = [...times(30, 1), ...times(40, 4), ...times(30, 16)];
    const { usualUnits, fromUnits } = wholesaleRule(sizes(mixed), NONE);
    expect(usualUnits).toBe(4);
    expect(fromUnits).toBeGreaterThan(1000);
  });

  it("counts large lines that come often as ordinary business", () => {
    const often = sizes([...times(90, 1), ...times(10, 24)]);
    expect(wholesaleRule(often, NONE).fromUnits).toBe(Number.POSITIVE_INFINITY);
    const rare = sizes([...times(98, 1), ...times(2, 24)]);
    expect(wholesaleRule(rare, NONE).fromUnits).toBe(10);
  });

  it("judges a product of few lines by its account's", () => {
    const account = sizes(times(100, 1));
    expect(wholesaleRule(sizes([300]), account).fromUnits).toBe(10);
    expect(wholesaleRule(NONE, account).fromUnits).toBe(10);
    expect(wholesaleRule(NONE, NONE).fromUnits).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses sizes of 0 and sizes out of order, naming them", () => {
    expect(() => wholesaleRule({ units: [0], lineCount: [3] }, NONE)).toThrow("3 lines of 0");
    expect(() => wholesaleRule({ units: [2, 2], lineCount: [1, 1] }, NONE)).toThrow("after 2");
  });

  it("does not move when bulk lines grow, and grows with the unit in which lines are counted", () => {
    const line = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 60, maxLength: 200 }),
        fc.integer({ min: 2, max: 40 }),
        (lines, factor) => {
          const with1 = wholesaleRule(sizes([...lines, 5_000]), NONE);
          const with2 = wholesaleRule(sizes([...lines, 5_000 * factor]), NONE);
          expect(with2).toEqual(with1);
          const scaled = wholesaleRule(sizes([...lines, 5_000].map((u) => u * factor)), NONE);
          expect(scaled.usualUnits).toBe(factor * with1.usualUnits);
          expect(Math.abs(scaled.fromUnits - factor * with1.fromUnits)).toBeLessThanOrEqual(factor);
        },
      ),
    );
  });
});

const WEEKS = 104;
const HORIZON = 13;
const SKUS = 120;

interface Line {
  readonly week: number;
  readonly units: number;
}

/** Order lines of 1 to 3 units in two years; `bulkShare` of them are 50 times as large. */
function orderLines(i: number, bulkShare: number) {
  const draws = stream(5, "bulk", i);
  const linesPerWeek = draws.lognormal(12, 0.8);
  const lines: Line[] = [];
  for (let week = 0; week < WEEKS; week++) {
    for (let k = draws.negativeBinomial(linesPerWeek, 4); k > 0; k--) {
      const units = draws.uniform() < 0.2 ? 2 + draws.integer(2) : 1;
      lines.push({ week, units: draws.uniform() < bulkShare ? 50 * units : units });
    }
  }
  return { lines, weeklyUnits: linesPerWeek * 1.3 };
}

/** What shops were ordered, what of it counts, and what the usual lines ask for over the horizon. */
function planted(bulkShare: number) {
  const ordered = new Float32Array(SKUS * WEEKS);
  const counted = new Float32Array(SKUS * WEEKS);
  let truth = 0;
  for (let i = 0; i < SKUS; i++) {
    const { lines, weeklyUnits } = orderLines(i, bulkShare);
    truth += weeklyUnits * HORIZON;
    const rule = wholesaleRule(sizes(lines.map(({ units }) => units)), NONE);
    for (const { week, units } of lines) {
      ordered[i * WEEKS + week]! += units;
      counted[i * WEEKS + week]! += units >= rule.fromUnits ? rule.usualUnits : units;
    }
  }
  return { ordered, counted, truth };
}

const totalMean = (soldUnits: Float32Array): number => {
  const problem: DemandProblem = {
    skuCount: SKUS,
    weekCount: WEEKS,
    originWeek: WEEKS - 1,
    horizonWeeks: HORIZON,
    soldUnits,
    firstWeek: new Int32Array(SKUS),
    categoryCount: 1,
    categoryIndex: new Int32Array(SKUS),
    weekOfYear: Int32Array.from({ length: WEEKS + HORIZON }, (_, t) => t % 52),
  };
  return forecastDemand(problem).demandMean.reduce((sum, mean) => sum + mean, 0);
};

describe("demand where one order line in a hundred is fifty times as large", () => {
  it("is forecast within three per cent of the truth, and a third too high as ordered", () => {
    const { ordered, counted, truth } = planted(0.01);
    expect(Math.abs(totalMean(counted) / truth - 1)).toBeLessThan(0.03);
    expect(totalMean(ordered) / truth - 1).toBeGreaterThan(0.3);
  });

  it("is forecast as ordered where there is no such line", () => {
    const { ordered, counted } = planted(0);
    expect(counted).toEqual(ordered);
  });
});
