import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import { type Continuation, type ContinuedHistory, continueHistories } from "./continuation.ts";
import { forecastDemand } from "./forecast.ts";
import type { DemandProblem } from "./problem.ts";

const WEEKS = 80;
const NEW = 74;

/** SKU 0 sells for `endsAt` weeks, SKU 1 from week NEW on; others all the time. */
function history(levels: readonly number[], seed = 3): ContinuedHistory {
  const skuCount = levels.length;
  const soldUnits = new Float32Array(skuCount * WEEKS);
  levels.forEach((level, i) => {
    const draws = stream(seed, "sku", i);
    for (let t = 0; t < WEEKS; t++) {
      const isOn = i === 0 ? t < NEW : i !== 1 || t >= NEW;
      if (isOn) soldUnits[i * WEEKS + t] = draws.poisson(level);
    }
  });
  return {
    skuCount,
    weekCount: WEEKS,
    soldUnits,
    inStockShare: new Float32Array(skuCount * WEEKS).fill(1),
    firstWeek: Int32Array.from(levels, (_, i) => (i === 1 ? NEW : 0)),
  };
}

const rowOf = (h: ContinuedHistory, i: number) => [
  ...h.soldUnits.subarray(i * WEEKS, (i + 1) * WEEKS),
];
const total = (h: ContinuedHistory) => h.soldUnits.reduce((sum, units) => sum + units, 0);

describe("a SKU that goes on where another left off", () => {
  it("takes over all of its weeks before its own first one, and leaves it none of them", () => {
    const before = history([20, 20, 5]);
    const after = continueHistories(before, [{ sku: 1, predecessor: 0, share: 1 }]);
    expect(rowOf(after, 1).slice(0, NEW)).toEqual(rowOf(before, 0).slice(0, NEW));
    expect(rowOf(after, 1).slice(NEW)).toEqual(rowOf(before, 1).slice(NEW));
    expect(
      rowOf(after, 0)
        .slice(0, NEW)
        .every((units) => units === 0),
    ).toBe(true);
    expect([...after.firstWeek]).toEqual([0, 0, 0]);
    expect([...after.ownFirstWeek]).toEqual([NEW]);
  });

  it("passes on what it took over itself", () => {
    const chain = history([20, 20, 5]);
    const firstWeek = Int32Array.of(0, 20, 40);
    const soldUnits = new Float32Array(3 * WEEKS);
    soldUnits.fill(4, 0, 20);
    soldUnits.fill(5, WEEKS + 20, WEEKS + 40);
    soldUnits.fill(6, 2 * WEEKS + 40, 3 * WEEKS);
    const links = [
      { sku: 2, predecessor: 1, share: 1 },
      { sku: 1, predecessor: 0, share: 1 },
    ];
    const after = continueHistories({ ...chain, firstWeek, soldUnits }, links);
    expect(rowOf(after, 2)).toEqual(
      Array.from({ length: WEEKS }, (_, t) => (t < 20 ? 4 : t < 40 ? 5 : 6)),
    );
  });

  it("is refused where a SKU is missing, its own predecessor, given twice, or the share is no share", () => {
    const base = history([1, 1]);
    const refused = (links: Continuation[], text: string) =>
      expect(() => continueHistories(base, links)).toThrow(text);
    refused([{ sku: 2, predecessor: 0, share: 1 }], "got 2 after 0");
    refused([{ sku: 1, predecessor: 1, share: 1 }], "got 1 after 1");
    refused([{ sku: 1, predecessor: 0, share: 0 }], "got 0");
    const link = { sku: 1, predecessor: 0, share: 0.5 };
    refused([link, link], "row 1");
  });

  it("never makes or loses a unit, whatever is declared", () => {
    const link = fc.record({
      predecessor: fc.nat(5),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(link, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(WEEKS), { minLength: 6, maxLength: 6 }),
        (links, firsts) => {
          const base = { ...history([9, 9, 4, 2, 30, 1]), firstWeek: Int32Array.from(firsts) };
          const given = links
            .map((one, sku) => ({ sku, ...one }))
            .filter(({ sku, predecessor }) => sku !== predecessor);
          const copy = base.soldUnits.slice();
          const after = continueHistories(base, given);
          expect(total(after)).toBe(total(base));
          expect(after.soldUnits.every((units) => units >= 0 && Number.isInteger(units))).toBe(
            true,
          );
          expect(base.soldUnits).toEqual(copy);
        },
      ),
    );
  });
});

describe("the forecast of a relisted product", () => {
  const problemOf = (h: ContinuedHistory): DemandProblem => ({
    ...h,
    originWeek: WEEKS - 1,
    horizonWeeks: 13,
    categoryCount: 1,
    categoryIndex: new Int32Array(h.skuCount),
    weekOfYear: Int32Array.from({ length: WEEKS + 13 }, (_, t) => t % 52),
  });
  const meanOf = (h: ContinuedHistory, i: number) =>
    forecastDemand(problemOf(h))
      .demandMean.subarray(i * 13, (i + 1) * 13)
      .reduce((sum, mean) => sum + mean, 0) / 13;

  it("is nearer to its demand than without a history, over many products", () => {
    let with1 = 0;
    let without = 0;
    for (let seed = 0; seed < 40; seed++) {
      const level = stream(seed, "level").lognormal(15, 1);
      // Two weeks of its own; the others of the category sell 5.
      const base = history([level, level, 5, 5, 5], seed);
      const firstWeek = Int32Array.of(0, WEEKS - 2, 0, 0, 0);
      const young = { ...base, firstWeek, soldUnits: base.soldUnits.slice() };
      young.soldUnits.copyWithin(NEW, WEEKS + NEW, WEEKS + WEEKS - 2);
      young.soldUnits.fill(0, WEEKS + NEW, WEEKS + WEEKS - 2);
      const taken = continueHistories(young, [{ sku: 1, predecessor: 0, share: 1 }]);
      with1 += Math.abs(meanOf(taken, 1) - level) / level;
      without += Math.abs(meanOf(young, 1) - level) / level;
    }
    expect(with1).toBeLessThan(0.6 * without);
  });

  it("moves to its own sales where they differ", () => {
    const base = history([20, 4, 5, 5, 5]);
    const firstWeek = Int32Array.of(0, WEEKS - 26, 0, 0, 0);
    const draws = stream(9, "own");
    const soldUnits = base.soldUnits.slice();
    for (let t = WEEKS - 26; t < WEEKS; t++) soldUnits[WEEKS + t] = draws.poisson(4);
    const after = continueHistories({ ...base, soldUnits, firstWeek }, [
      { sku: 1, predecessor: 0, share: 1 },
    ]);
    expect(meanOf(after, 1)).toBeLessThan(6);
  });
});
