import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AssortmentProblem,
  bestAssortment,
  bestRevenueOrdered,
  itemRegret,
  slotValue,
} from "./index.ts";

const setRevenue = (
  { revenue, attraction, noPurchase }: AssortmentProblem,
  items: Iterable<number>,
) => {
  let [earned, weight] = [0, noPurchase];
  for (const j of items) {
    earned += revenue[j]! * attraction[j]!;
    weight += attraction[j]!;
  }
  return earned / weight;
};

/** Best value over all permitted sets. */
function enumerated(problem: AssortmentProblem): number {
  const count = problem.revenue.length;
  let best = -Infinity;
  for (let set = 0; set < 2 ** count; set++) {
    const items = Array.from({ length: count }, (_, j) => j).filter((j) => set & (1 << j));
    const isPermitted =
      items.length <= problem.maxCount &&
      items.every((j) => !problem.isExcluded?.[j]) &&
      Array.from({ length: count }, (_, j) => j).every(
        (j) => !problem.isRequired?.[j] || items.includes(j),
      );
    if (isPermitted) best = Math.max(best, setRevenue(problem, items));
  }
  return best;
}

const problems = fc
  .array(
    fc.record({
      revenue: fc.integer({ min: -20, max: 100 }),
      attraction: fc.integer({ min: 0, max: 50 }),
      rule: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 9 },
  )
  .chain((items) =>
    fc.record({
      items: fc.constant(items),
      maxCount: fc.integer({ min: items.filter(({ rule }) => rule === 0).length, max: 10 }),
      noPurchase: fc.integer({ min: 1, max: 60 }),
    }),
  )
  .map(
    ({ items, maxCount, noPurchase }): AssortmentProblem => ({
      revenue: Float64Array.from(items, ({ revenue }) => revenue),
      attraction: Float64Array.from(items, ({ attraction }) => attraction / 10),
      isRequired: Uint8Array.from(items, ({ rule }) => (rule === 0 ? 1 : 0)),
      isExcluded: Uint8Array.from(items, ({ rule }) => (rule === 1 ? 1 : 0)),
      maxCount,
      noPurchase: noPurchase / 10,
    }),
  );
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));

const three: AssortmentProblem = {
  revenue: Float64Array.of(10, 8, 5),
  attraction: Float64Array.of(1, 2, 4),
  noPurchase: 1,
  maxCount: Infinity,
};

describe("which items to offer", () => {
  test("the cheap one stays out where it draws buyers from dearer ones", () => {
    // {10}: 5; {10, 8}: 26 / 4 = 6.5; with the third 46 / 8 = 5.75.
    const best = bestAssortment(three);
    expect([...best.items]).toEqual([0, 1]);
    expect(best.revenue).toBeCloseTo(6.5, 12);
    expect([...best.buyShare]).toEqual([0.25, 0.5, 0]);
    expect(bestRevenueOrdered(three)).toMatchObject({ items: best.items, revenue: best.revenue });
    expect(itemRegret(three, best, 2)).toMatchObject({ isOffered: false, revenue: 6.5 - 5.75 });
    expect(itemRegret(three, best, 0)?.revenue).toBeCloseTo(6.5 - 16 / 3, 12);
  });
  test("with one place the strong item beats the dear one; another place is worth the difference", () => {
    const one = { ...three, maxCount: 1 };
    const best = bestAssortment(one);
    expect([...best.items]).toEqual([1]);
    expect(slotValue(one, best)).toBeCloseTo(6.5 - 16 / 3, 12);
    expect(slotValue(three, bestAssortment(three))).toBe(0);
  });
  test("nothing worth offering leaves nothing on offer, unless it is required", () => {
    const bad = { ...three, revenue: Float64Array.of(-1, -2, 0) };
    expect(bestAssortment(bad)).toMatchObject({ items: new Int32Array(0), revenue: 0, excess: 0 });
    const forced = bestAssortment({ ...bad, isRequired: Uint8Array.of(0, 1, 0) });
    expect([...forced.items]).toEqual([1, 2]);
    expect(forced.revenue).toBeCloseTo(-4 / 7, 12);
  });
  test("is the best of all permitted sets, and says so with proof", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const best = bestAssortment(problem);
        return (
          near(best.revenue, enumerated(problem)) &&
          near(setRevenue(problem, best.items), best.revenue) &&
          best.items.length <= problem.maxCount &&
          Math.abs(best.excess) <= 1e-9
        );
      }),
      { numRuns: 300 },
    );
  });
  test("without conditions, the dearest items in one pass give the same", () => {
    fc.assert(
      fc.property(problems, ({ revenue, attraction, noPurchase }) => {
        const free = { revenue, attraction, noPurchase, maxCount: Infinity };
        return near(bestRevenueOrdered(free).revenue, bestAssortment(free).revenue);
      }),
    );
  });
  test("more places, dearer money and another order of the items change what they should", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const best = bestAssortment(problem).revenue;
        const more = bestAssortment({ ...problem, maxCount: problem.maxCount + 1 }).revenue;
        const scaled = bestAssortment({
          ...problem,
          revenue: problem.revenue.map((r) => 1000 * r),
        });
        const turned = bestAssortment({
          ...problem,
          revenue: problem.revenue.slice().reverse(),
          attraction: problem.attraction.slice().reverse(),
          isRequired: problem.isRequired!.slice().reverse(),
          isExcluded: problem.isExcluded!.slice().reverse(),
        });
        return more >= best && near(scaled.revenue, 1000 * best) && near(turned.revenue, best);
      }),
    );
  });
  test("every regret is at least 0", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const best = bestAssortment(problem);
        return problem.revenue.every(
          (_, j) => (itemRegret(problem, best, j)?.revenue ?? 0) >= -1e-12,
        );
      }),
    );
  });
  test("refuses what makes no sense, naming the item", () => {
    const broken = { ...three, attraction: Float64Array.of(1, -1, 4) };
    expect(() => bestAssortment(broken)).toThrow(/item 1 has revenue 8 and attraction -1/);
    expect(() => bestAssortment({ ...three, noPurchase: 0 })).toThrow(/noPurchase must be > 0/);
    const many = { ...three, maxCount: 1, isRequired: Uint8Array.of(1, 1, 0) };
    expect(() => bestAssortment(many)).toThrow(/at least the 2 required items/);
  });
});
