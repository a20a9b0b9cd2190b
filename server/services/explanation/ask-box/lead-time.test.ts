import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestStep, supposedLeadTime } from "./lead-time.ts";

describe("a lead time that a question supposes", () => {
  it.each([
    ["what if my supplier takes 10 days longer?", 10, true],
    ["what if my supplier needs two weeks more?", 14, true],
    ["what if my supplier needs two more weeks?", 14, true],
    ["what if the lead time falls by a week?", -7, true],
    ["if my supplier ships 3 days sooner, what then?", -3, true],
    ["what if the lead time is 25 days?", 25, false],
    ["what if my supplier is a month late?", 30, true],
  ])("%s", (text, days, isChange) => {
    expect(supposedLeadTime(text)).toEqual({ days, isChange });
  });

  it.each([
    "what if i order 200 units?",
    "what if i sell for 10 days longer?",
    "what if my supplier takes longer?",
  ])("is none in: %s", (text) => {
    expect(supposedLeadTime(text)).toBeNull();
  });
});

describe("the step to ask about", () => {
  const levers = [
    { leaf: "leadTimeDays", move: 1, values: [20, 22, 24, 26, 28, 30] },
    { leaf: "leadTimeDays", move: -1, values: [20, 18, 16] },
    { leaf: "onHandUnits", move: -1, values: [90, 81] },
  ] as const;

  it("is the nearest there is, and says what was meant", () => {
    const asked = (days: number, isChange = true) => nearestStep(levers, { days, isChange });
    expect(asked(10)).toEqual({ move: 1, steps: 5, from: 20, to: 30, wanted: 30 });
    expect(asked(14)).toMatchObject({ steps: 5, to: 30, wanted: 34 });
    expect(asked(3)).toMatchObject({ steps: 1, to: 22 });
    expect(asked(-30)).toMatchObject({ move: -1, steps: 2, to: 16, wanted: 0 });
    expect(asked(24, false)).toMatchObject({ move: 1, steps: 2 });
    expect(asked(20, false)).toBeNull();
    expect(nearestStep(levers.slice(2), { days: 4, isChange: true })).toBeNull();
  });

  it("has no other step nearer to it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), (days) => {
        const step = nearestStep(levers, { days, isChange: true });
        if (step === null) {
          expect(days).toBe(0);
          return;
        }
        const { values } = levers[step.move === 1 ? 0 : 1];
        for (const value of values.slice(1))
          expect(Math.abs(step.to - step.wanted)).toBeLessThanOrEqual(
            Math.abs(value - step.wanted),
          );
      }),
    );
  });
});
