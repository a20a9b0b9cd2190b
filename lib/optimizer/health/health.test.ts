import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponentialMarkdown, type LadderProblem, ladderOutcome, planLadder } from "./index.ts";

const ladder = (problem: Partial<LadderProblem>): LadderProblem => ({
  units: 3,
  periodCount: 2,
  price: Float64Array.of(10, 6),
  demandMean: Float64Array.of(0.5, 1.5, 0.5, 1.5),
  holdingCost: new Float64Array(2),
  removalValue: new Float64Array(2).fill(-1),
  leftoverValue: 0,
  ...problem,
});

const ladders = fc
  .record({
    units: fc.integer({ min: 0, max: 6 }),
    periodCount: fc.integer({ min: 1, max: 3 }),
    price: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }),
    seed: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 9, maxLength: 9 }),
    holding: fc.integer({ min: 0, max: 4 }),
    removal: fc.integer({ min: -5, max: 12 }),
    leftover: fc.integer({ min: -5, max: 5 }),
  })
  .map(
    ({ units, periodCount, price, seed, holding, removal, leftover }): LadderProblem => ({
      units,
      periodCount,
      price: Float64Array.from(price),
      demandMean: Float64Array.from(
        { length: periodCount * price.length },
        (_, k) => seed[k]! / 10,
      ),
      holdingCost: new Float64Array(periodCount).fill(holding),
      removalValue: new Float64Array(periodCount).fill(removal),
      leftoverValue: leftover,
    }),
  );
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));

/** Best value by trying every price and every number taken out in every state, without the shortcut over n. */
function exhaustive(problem: LadderProblem, t = 0, n = problem.units): number {
  if (t === problem.periodCount) return n * problem.leftoverValue;
  let best = -Infinity;
  for (let out = 0; out <= n; out++) {
    for (let a = 0; a < problem.price.length; a++) {
      const mean = problem.demandMean[t * problem.price.length + a]!;
      let [p, certain, value] = [Math.exp(-mean), 0, out * problem.removalValue[t]!];
      for (let d = 0; d <= n - out; d++) {
        const share = d === n - out ? 1 - certain : p;
        const left = n - out - d;
        value +=
          share *
          (d * problem.price[a]! -
            left * problem.holdingCost[t]! +
            exhaustive(problem, t + 1, left));
        certain += p;
        p *= mean / (d + 1);
      }
      best = Math.max(best, value);
    }
  }
  return best;
}

describe("a ladder of prices", () => {
  test("one unit, one period: the price that earns most in expectation, 6 (1 - e^-1.5) = 4.66", () => {
    const plan = planLadder(
      ladder({
        units: 1,
        periodCount: 1,
        demandMean: Float64Array.of(0.5, 1.5),
        holdingCost: Float64Array.of(0),
        removalValue: Float64Array.of(-1),
      }),
    );
    expect(plan.priceIndex[1]).toBe(1);
    expect(plan.value[1]).toBeCloseTo(6 * (1 - Math.exp(-1.5)), 12);
    expect(plan.priceRegret[0]).toBeCloseTo(
      6 * (1 - Math.exp(-1.5)) - 10 * (1 - Math.exp(-0.5)),
      12,
    );
    expect(plan.priceRegret[1]).toBe(0);
  });
  test("is the best of all choices in every state", () => {
    fc.assert(
      fc.property(
        ladders.filter(
          ({ units, periodCount, price }) =>
            units ** periodCount * price.length ** periodCount < 400,
        ),
        (problem) => near(planLadder(problem).value[problem.units]!, exhaustive(problem)),
      ),
      { numRuns: 60 },
    );
  });
  test("its outcome adds up to its value, units are conserved, and no single price does better", () => {
    fc.assert(
      fc.property(ladders, (problem) => {
        const width = problem.units + 1;
        const plan = planLadder(problem);
        const outcome = ladderOutcome(
          problem,
          (t, n) => plan.removedUnits[t * width + n]!,
          (t, n) => plan.priceIndex[t * width + n]!,
        );
        const total = outcome.soldUnits + outcome.removedUnits + outcome.leftoverUnits;
        const isBest = problem.price.every(
          (_, a) =>
            ladderOutcome(
              problem,
              () => 0,
              () => a,
            ).value <=
            outcome.value + 1e-9,
        );
        return (
          near(outcome.value, plan.value[problem.units]!) && near(total, problem.units) && isBest
        );
      }),
    );
  });
  test("when a unit brings more taken out than kept, all that are in excess go at once", () => {
    const problem = ladder({
      units: 50,
      removalValue: new Float64Array(2).fill(2),
      holdingCost: new Float64Array(2).fill(1),
    });
    const plan = planLadder(problem);
    const out = plan.removedUnits[50]!;
    expect(out).toBeGreaterThan(40);
    expect(plan.lastUnitValue).toBeCloseTo(2, 9);
    const kept = 50 - out;
    expect(plan.value[kept]! - plan.value[kept - 1]!).toBeGreaterThan(2);
  });
  test("twice the money is worth twice; a unit more is never worth less than its fee", () => {
    fc.assert(
      fc.property(ladders, (problem) => {
        const twice = planLadder({
          ...problem,
          price: problem.price.map((v) => 2 * v),
          holdingCost: problem.holdingCost.map((v) => 2 * v),
          removalValue: problem.removalValue.map((v) => 2 * v),
          leftoverValue: 2 * problem.leftoverValue,
        });
        const plan = planLadder(problem);
        return (
          near(twice.value[problem.units]!, 2 * plan.value[problem.units]!) &&
          (problem.units === 0 || plan.lastUnitValue >= problem.removalValue[0]! - 1e-9)
        );
      }),
    );
  });
  test("refuses what makes no sense, naming it", () => {
    expect(() => planLadder(ladder({ units: 1.5 }))).toThrow(/units must be whole/);
    expect(() => planLadder(ladder({ demandMean: Float64Array.of(1, -1, 1, 1) }))).toThrow(
      /demandMean\[1\] is -1/,
    );
    expect(() => planLadder(ladder({ price: new Float64Array(0) }))).toThrow(/no price/);
  });
});

describe("exponential demand", () => {
  test("one unit, ten buyers at price 0: ln(1 + 10 / e) (Gallego and van Ryzin 1994, 2.3)", () => {
    const answer = exponentialMarkdown({ units: 1, arrivalRate: 10, time: 1, sensitivity: 1 });
    expect(answer.value).toBeCloseTo(Math.log(1 + 10 / Math.E), 12);
    expect(answer.priceNow).toBeCloseTo(1 + answer.lastUnitValue, 12);
    expect(answer.deterministicBound).toBeCloseTo(Math.log(10), 12);
    expect(answer.fixedPriceValue).toBeCloseTo(Math.log(10) * (1 - Math.exp(-1)), 12);
  });
  const problems = fc.record({
    units: fc.integer({ min: 1, max: 60 }),
    arrivalRate: fc.double({ min: 0.1, max: 200, noNaN: true }),
    time: fc.double({ min: 0.01, max: 5, noNaN: true }),
    sensitivity: fc.double({ min: 0.05, max: 5, noNaN: true }),
  });
  test("fixed price <= value <= bound, and the last unit is worth less the more there are", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const answer = exponentialMarkdown(problem);
        const more = exponentialMarkdown({ ...problem, units: problem.units + 1 });
        return (
          answer.fixedPriceValue <= answer.value * (1 + 1e-9) &&
          answer.value <= answer.deterministicBound * (1 + 1e-9) &&
          more.value >= answer.value &&
          more.lastUnitValue <= answer.lastUnitValue &&
          near(more.value - answer.value, more.lastUnitValue)
        );
      }),
    );
  });
  test("a million buyers overflow nothing", () => {
    const answer = exponentialMarkdown({
      units: 5_000,
      arrivalRate: 1e6,
      time: 1,
      sensitivity: 0.1,
    });
    expect(answer.value).toBeLessThan(answer.deterministicBound);
    expect(answer.value / answer.deterministicBound).toBeGreaterThan(0.99);
  });
  test("a fine ladder comes near the closed form from below", () => {
    const closed = exponentialMarkdown({ units: 5, arrivalRate: 10, time: 1, sensitivity: 1 });
    const periodCount = 200;
    const price = Float64Array.from({ length: 60 }, (_, a) => 0.9 + a * 0.05);
    const rate = (p: number) => (10 / periodCount) * Math.exp(-p);
    const plan = planLadder({
      units: 5,
      periodCount,
      price,
      demandMean: Float64Array.from({ length: periodCount * price.length }, (_, k) =>
        rate(price[k % price.length]!),
      ),
      holdingCost: new Float64Array(periodCount),
      removalValue: new Float64Array(periodCount).fill(-1),
      leftoverValue: 0,
    });
    expect(plan.value[5]).toBeLessThan(closed.value);
    expect(plan.value[5]! / closed.value).toBeGreaterThan(0.995);
    expect(Math.abs(price[plan.priceIndex[5]!]! - closed.priceNow)).toBeLessThan(0.06);
  });
});
