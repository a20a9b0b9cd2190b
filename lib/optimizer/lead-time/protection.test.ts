import { describe, expect, it } from "vitest";
import { demandCdf, demandQuantile, normalCdf } from "../core/distributions.ts";
import { normalQuantile } from "../core/elementary.ts";
import type { LeadTimeLaw } from "./law.ts";
import {
  type DemandGrid,
  fixedLength,
  protectionCdf,
  protectionLengths,
  protectionQuantile,
} from "./protection.ts";
import { tabledNormalCdf } from "./score-table.ts";
import { forecastGrid, normalDemand } from "./simulated.ts";

const certain = (days: number): LeadTimeLaw => {
  const probability = new Float64Array(days + 1);
  probability[days] = 1;
  return { probability };
};

/** Every day of 26 weeks, and 199 levels: what is left is the method's own error. */
const fineGrid: DemandGrid = {
  weeks: Array.from({ length: 182 }, (_, k) => (k + 1) / 7),
  level: Array.from({ length: 199 }, (_, k) => (k + 1) / 200),
};

/** Normal lead time, by day. */
function normalLaw(mean: number, deviation: number): LeadTimeLaw {
  const at = (day: number) => normalCdf((day - mean) / deviation);
  return {
    probability: Float64Array.from({ length: 120 }, (_, day) => at(day + 0.5) - at(day - 0.5)),
  };
}

describe("a certain lead time", () => {
  it("gives the forecast's own quantile at every length and level of the grid, bit for bit", () => {
    const demand = normalDemand(forecastGrid, 40, 17);
    Array.from(forecastGrid.weeks).forEach((weeks, h) => {
      Array.from(forecastGrid.level).forEach((level, q) => {
        const lengths = protectionLengths(forecastGrid, certain(7 * weeks - 7), 7);
        const cell = h * forecastGrid.level.length + q;
        expect(protectionQuantile(demand, lengths, level)).toBe(demand.quantile[cell]);
      });
    });
  });

  it("between the grid's lengths and levels gives normal demand exactly", () => {
    const demand = normalDemand(forecastGrid, 40, 17);
    for (const days of [8, 25, 37, 52, 85, 130]) {
      for (const level of [0.55, 0.83, 0.93, 0.97]) {
        const exact = (40 * days) / 7 + normalQuantile(level) * 17 * Math.sqrt(days / 7);
        const found = protectionQuantile(demand, fixedLength(forecastGrid, days), level);
        expect(Math.abs(found / exact - 1)).toBeLessThan(1e-12);
      }
    }
  });
});

describe("demand over a random protection interval", () => {
  // Mean and variance of a compound sum: mu_D mu_L and mu_L sd_D^2 + mu_D^2 sd_L^2 (Silver, Pyke and Peterson 1998, eq. 7.35).
  // Close to normal when both are, so its normal quantile is the textbook's.
  it.each([0.8, 0.9, 0.95, 0.98])(
    "with normal demand and lead time has the textbook's mean and variance (level %d)",
    (level) => {
      const demand = normalDemand(fineGrid, 70, 20);
      const lengths = protectionLengths(fineGrid, normalLaw(35, 6), 7);
      const days = 42;
      const deviation = Math.sqrt((days * 400) / 7 + 100 * (36 + 1 / 12));
      const textbook = 10 * days + normalQuantile(level) * deviation;
      const found = protectionQuantile(demand, lengths, level);
      expect(Math.abs(found / textbook - 1)).toBeLessThan(0.01);
      // And the exact mixture, summed day by day.
      const { probability } = normalLaw(35, 6);
      let exact = 0;
      for (let day = 0; day < probability.length; day++) {
        const weeks = (day + 7) / 7;
        exact += probability[day]! * normalCdf((found - 70 * weeks) / (20 * Math.sqrt(weeks)));
      }
      expect(Math.abs(exact - level)).toBeLessThan(5e-5);
    },
  );

  it("with normal demand and lead time integrates to that mean and variance", () => {
    const demand = normalDemand(fineGrid, 70, 20);
    const lengths = protectionLengths(fineGrid, normalLaw(35, 6), 7);
    let mean = 0;
    let square = 0;
    for (let x = 0; x < 1_000; x++) {
      const above = 1 - protectionCdf(demand, lengths, x + 0.5);
      mean += above;
      square += 2 * (x + 0.5) * above;
    }
    expect(mean).toBeCloseTo(420, 0);
    const variance = (42 * 400) / 7 + 100 * (36 + 1 / 12);
    expect(Math.abs((square - mean * mean) / variance - 1)).toBeLessThan(0.01);
  });

  it("on the forecast's coarse grid stays within 0.5 % of the fine one", () => {
    const law = normalLaw(35, 9);
    for (const level of [0.8, 0.9, 0.95, 0.98]) {
      const fine = protectionQuantile(
        normalDemand(fineGrid, 70, 30),
        protectionLengths(fineGrid, law, 7),
        level,
      );
      const coarse = protectionQuantile(
        normalDemand(forecastGrid, 70, 30),
        protectionLengths(forecastGrid, law, 7),
        level,
      );
      expect(Math.abs(coarse / fine - 1)).toBeLessThan(0.005);
    }
  });

  it.each([
    [3, [0.2, 0.5, 0.2, 0.1]],
    [12, [0.6, 0, 0.1, 0.3]],
  ])("with Poisson demand of %d a week is within a unit of the exact sum", (weekly, byWeek) => {
    const probability = new Float64Array(29);
    byWeek.forEach((p, k) => {
      probability[7 * (k + 1)] = p;
    });
    const quantile = Array.from(fineGrid.weeks).flatMap((weeks) =>
      Array.from(fineGrid.level, (level) => demandQuantile(level, weekly * weeks, 0)),
    );
    const lengths = protectionLengths(fineGrid, { probability }, 7);
    const exactCdf = (x: number) =>
      byWeek.reduce((sum, p, k) => sum + p * demandCdf(x, weekly * (k + 2), 0), 0);
    for (const level of [0.5, 0.7, 0.8, 0.9, 0.95, 0.98]) {
      let exact = 0;
      while (exactCdf(exact) < level) exact += 1;
      const found = protectionQuantile({ grid: fineGrid, quantile, at: 0 }, lengths, level);
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(1);
    }
  });

  it("is 0 where nothing is demanded", () => {
    const quantile = new Float64Array(forecastGrid.weeks.length * forecastGrid.level.length);
    const lengths = protectionLengths(forecastGrid, normalLaw(30, 5), 7);
    expect(protectionQuantile({ grid: forecastGrid, quantile, at: 0 }, lengths, 0.95)).toBe(0);
  });
});

it("a grid that does not ascend is refused by name", () => {
  const grid = { weeks: [1, 1], level: [0.5] };
  expect(() => fixedLength(grid, 7)).toThrow("protection: weeks must ascend");
  expect(() => fixedLength({ weeks: [], level: [0.5] }, 7)).toThrow("protection: weeks is empty");
});

it("the table of the normal law is within 3e-7 of it", () => {
  for (let z = -7; z <= 7; z += 0.00713) {
    expect(Math.abs(tabledNormalCdf(z) - normalCdf(z))).toBeLessThan(3e-7);
  }
});
