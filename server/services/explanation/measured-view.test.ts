import fc from "fast-check";
import { expect, it } from "vitest";
import { measuredAnswer } from "./measured-answer.ts";
import { measuredView } from "./measured-view.ts";
import { part } from "./testing/golden-fees.ts";

const reader = { viewer: "seller", locale: "en" } as const;

/** What a chart shows of a figure: its two ends, and the bars between them. */
function shownOf(unit: string, from: number | null, amounts: readonly number[]) {
  const [unexplained = 0, ...causes] = amounts;
  const to = amounts.reduce((sum, amount) => sum + amount, from ?? 0);
  const answer = measuredAnswer(
    { kind: "lostSalesLevel", toOn: "2026-11-22" },
    {
      ...{ type: "measured", metric: "inStockRate", unit, from, to, notes: [] },
      parts: [
        ...causes.map((amount, k) => part(`cause${k}`, "seller", amount)),
        part("unexplained", "unexplained", unexplained),
      ],
    },
    {},
  );
  if (answer.facts.type !== "measured") throw new Error("not measured");
  const view = measuredView(answer, answer.facts, reader);
  const bars = [...view.drivers.map(({ amount }) => amount.value), view.unexplained?.value];
  return {
    from: view.from?.value ?? 0,
    to: view.to.value ?? 0,
    bars: bars.map((value) => value ?? 0),
    unexplained: view.unexplained,
  };
}

it("shows what is not explained of a level as a bar", () => {
  expect(shownOf("milliUnits", null, [39_200, 157_000]).unexplained?.value).toBe(39.2);
  expect(shownOf("milliUnits", null, [0, 157_000]).unexplained).toBeNull();
});

it("shows bars that lead from one end to the other, however they are rounded", () => {
  const amount = fc.integer({ min: -900_000, max: 900_000 });
  const amounts = fc.array(amount, { minLength: 1, maxLength: 7 });
  const ends = fc.option(fc.integer({ min: 0, max: 1_000_000 }));
  const units = fc.constantFrom("milliUnits", "millionths", "units", "mm3");
  fc.assert(
    fc.property(units, ends, amounts, (unit, from, parts) => {
      const shown = shownOf(unit, from, parts);
      const end = shown.bars.reduce((sum, value) => sum + value, shown.from);
      expect(end).toBeCloseTo(shown.to, 6);
    }),
  );
});
