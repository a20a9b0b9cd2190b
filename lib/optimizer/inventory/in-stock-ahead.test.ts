import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  inStockAhead,
  inStockRate,
  type SentAhead,
  type StockAhead,
  sendForRate,
  unitsToStay,
} from "./index.ts";

const DAYS = 40;
const WINDOW = 30;

/** Products by what they hold, what they sell a day, and what comes on a day. */
function aheadOf(
  rows: readonly {
    readonly held: number;
    readonly pace: number;
    readonly comes?: readonly [day: number, units: number];
  }[],
): StockAhead {
  const arrivedUnits = new Float64Array(rows.length * DAYS);
  const demandUnits = new Float64Array(rows.length * DAYS);
  for (const [i, { pace, comes }] of rows.entries()) {
    demandUnits.fill(pace, i * DAYS, (i + 1) * DAYS);
    if (comes) arrivedUnits[i * DAYS + comes[0]] = comes[1];
  }
  return {
    skuCount: rows.length,
    dayCount: DAYS,
    heldUnits: rows.map(({ held }) => held),
    arrivedUnits,
    demandUnits,
    isExcluded: new Uint8Array(rows.length),
  };
}

const rateOf = (ahead: StockAhead) => (sent: readonly SentAhead[]) =>
  inStockRate(inStockAhead(ahead, WINDOW)(sent)) ?? 0;

describe("the in-stock rate ahead", () => {
  it("is the share of days that end with stock, weighted by what is asked for (worked by hand)", () => {
    // The first lasts to the end. The second ends days 0 to 23 with stock: 14 of the last 30.
    const ahead = aheadOf([
      { held: 1000, pace: 10 },
      { held: 250, pace: 10 },
    ]);
    const window = inStockAhead(ahead, WINDOW)();
    expect([...window.buyableDays]).toEqual([30, 14]);
    expect([...window.soldUnits]).toEqual([300_000, 300_000]);
    expect(rateOf(ahead)([])).toBe(Math.round((1e6 * (1 + 14 / 30)) / 2));
  });

  it("does not rise when a product sells out for good", () => {
    const without = (held: number) =>
      rateOf(
        aheadOf([
          { held, pace: 10 },
          { held: 1000, pace: 10 },
        ]),
      )([]);
    expect(without(0)).toBe(500_000);
    expect(without(150)).toBeGreaterThan(without(0));
  });

  it("counts what arrives from its day on, and no hidden product", () => {
    const ahead = aheadOf([
      { held: 0, pace: 5, comes: [25, 500] },
      { held: 0, pace: 5 },
    ]);
    ahead.isExcluded[1] = 1;
    const window = inStockAhead(ahead, WINDOW)();
    expect([...window.buyableDays]).toEqual([15, 0]);
    expect([...window.isCounted]).toEqual([1, 0]);
  });
});

describe("what to send for a rate", () => {
  it("is enough to stay in stock from the day it comes, and one unit fewer is not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: DAYS - 1 }),
        (held, pace, arrivalDay) => {
          const ahead = aheadOf([{ held, pace }]);
          const units = unitsToStay(ahead, { i: 0, arrivalDay });
          const days = (sent: number) =>
            inStockAhead(ahead, DAYS - arrivalDay)([{ i: 0, day: arrivalDay, units: sent }])
              .buyableDays[0];
          expect(days(units)).toBe(DAYS - arrivalDay);
          if (units > 0) expect(days(units - 1)).toBe(DAYS - arrivalDay - 1);
        },
      ),
    );
  });

  it("reaches the target with the rate it names, or says that nothing does", () => {
    const ahead = aheadOf([
      { held: 50, pace: 10 },
      { held: 400, pace: 2 },
      { held: 0, pace: 4 },
    ]);
    const candidates = [0, 1, 2].map((i) => ({ i, arrivalDay: 12 }));
    for (const first of ["perUnit", "perProduct"] as const) {
      const count = rateOf(ahead);
      const found = sendForRate(ahead, candidates, count, { targetMillionths: 900_000, first });
      expect(found.isReached).toBe(true);
      expect(found.rateMillionths).toBe(count(found.sent));
      expect(found.rateMillionths).toBeGreaterThanOrEqual(900_000);
      const { sent } = sendForRate(ahead, candidates, count, { targetMillionths: 1e6, first });
      expect(sent.every(({ i }) => i !== 1)).toBe(true);
    }
    const short = aheadOf([
      { held: 250, pace: 10 },
      { held: 400, pace: 2 },
    ]);
    const late = [{ i: 0, arrivalDay: 30 }];
    const { isReached } = sendForRate(short, late, rateOf(short), {
      targetMillionths: 990_000,
      first: "perUnit",
    });
    expect(isReached).toBe(false);
  });

  it("takes of the last product no more than the target needs", () => {
    const ahead = aheadOf([{ held: 0, pace: 10 }]);
    const target = { targetMillionths: 500_000, first: "perUnit" } as const;
    const { sent } = sendForRate(ahead, [{ i: 0, arrivalDay: 5 }], rateOf(ahead), target);
    const [one] = sent;
    // Day 5 to day 24 with at least one unit left: 15 of the last 30 days.
    expect(one).toEqual({ i: 0, day: 5, units: 201 });
  });
});
