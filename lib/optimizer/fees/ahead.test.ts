import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsOfProducts } from "./ahead.ts";
import {
  aheadFacts,
  FEE_KINDS,
  type FeeFacts,
  feeCells,
  feeMicrosOf,
  feeTotalMicros,
  heldLots,
  leastRemoval,
  monthFees,
  rateCard2026,
  supplyWeeks,
} from "./index.ts";
import { emptyFacts } from "./simulated.ts";

const AGED = FEE_KINDS.indexOf("aged");
const KNOWN_DAYS = 240;

/** Some products that got `arrived` units on day 0 and sold one a day, known up to ten days before the month. */
function agedFacts(arrived: readonly number[]): FeeFacts {
  const whole = emptyFacts(arrived.length, KNOWN_DAYS + 10);
  const table = () => new Int32Array(arrived.length * KNOWN_DAYS);
  const facts: FeeFacts = {
    ...whole,
    dayCount: KNOWN_DAYS,
    heldUnits: table(),
    sellableUnits: table(),
    arrivedUnits: table(),
    shippedUnits: table(),
  };
  for (const [i, units] of arrived.entries()) {
    facts.arrivedUnits[i * KNOWN_DAYS] = units;
    for (let d = 0; d < KNOWN_DAYS; d++) {
      const cell = i * KNOWN_DAYS + d;
      facts.shippedUnits[cell] = units > d ? 1 : 0;
      facts.heldUnits[cell] = Math.max(0, units - d - 1);
      facts.sellableUnits[cell] = facts.heldUnits[cell] ?? 0;
    }
  }
  return facts;
}

/** 40 days ahead, each product selling so many units a day. */
const ahead = (skuCount: number, perDay: number, removed: readonly number[] = []) => ({
  dayCount: 40,
  demandUnits: new Float64Array(skuCount * 40).fill(perDay),
  arrivedUnits: new Float64Array(skuCount * 40),
  removedUnits: Int32Array.from({ length: skuCount }, (_, i) => removed[i] ?? 0),
});

const agedFee = (facts: FeeFacts, days: ReturnType<typeof ahead>): number =>
  feeTotalMicros(monthFees(aheadFacts(facts, days), rateCard2026), AGED);

describe("a month ahead", () => {
  it("sells what is expected, no more than is there, and leaves the known days as they are", () => {
    const facts = agedFacts([300]);
    const next = aheadFacts(facts, ahead(1, 0.5));
    expect(next.monthEndDay - next.firstDay).toBe(next.dayCount);
    // 60 on the last known day, half a unit a day for 40 days.
    expect(next.heldUnits.at(-1)).toBe(40);
    expect(aheadFacts(facts, ahead(1, 7)).heldUnits.at(-1)).toBe(0);
    expect(next.heldUnits.slice(0, KNOWN_DAYS)).toEqual(facts.heldUnits);
  });

  it("takes units out before anything is sold, and at most what is there", () => {
    const facts = agedFacts([300]);
    expect(aheadFacts(facts, ahead(1, 0.5, [10])).heldUnits.at(-1)).toBe(30);
    expect(aheadFacts(facts, ahead(1, 0.5, [1000])).heldUnits.at(-1)).toBe(0);
  });

  it("counts arrivals that are expected, on their day", () => {
    const days = ahead(1, 0);
    days.arrivedUnits[12] = 25;
    const next = aheadFacts(agedFacts([0]), days);
    expect(next.heldUnits[KNOWN_DAYS + 11]).toBe(0);
    expect(next.heldUnits[KNOWN_DAYS + 12]).toBe(25);
  });

  it("never costs more for aged stock with more taken out or more sold", () => {
    const facts = agedFacts([300]);
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.nat(80),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (a, b, pace) => {
          const [less, more] = a < b ? [a, b] : [b, a];
          const fee = (units: number, perDay: number) => agedFee(facts, ahead(1, perDay, [units]));
          expect(fee(more, pace)).toBeLessThanOrEqual(fee(less, pace));
          expect(fee(less, pace + 0.5)).toBeLessThanOrEqual(fee(less, pace));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("the least to take out", () => {
  const arrived = [300, 290, 280, 260];
  const facts = agedFacts(arrived);
  const candidates = arrived.map((_, i) => ({
    i,
    heldUnits: facts.heldUnits[(i + 1) * KNOWN_DAYS - 1] ?? 0,
  }));
  const feeOf = (removed: Int32Array) => agedFee(facts, ahead(arrived.length, 0.2, [...removed]));
  const before = feeOf(new Int32Array(arrived.length));

  it.each([0, 0.25, 0.5, 0.9])("meets the target and can spare no unit: %s of the fee", (share) => {
    const target = Math.floor(before * share);
    const found = leastRemoval(feeOf, arrived.length, candidates, target);
    if (!found) throw new Error("nothing was found");
    const removed = new Int32Array(arrived.length);
    for (const { i, units } of found.taken) removed[i] = units;
    expect(feeOf(removed)).toBe(found.feeMicros);
    expect(found.feeMicros).toBeLessThanOrEqual(target);
    for (const { i } of found.taken) {
      const one = Int32Array.from(removed);
      one[i] = (one[i] ?? 0) - 1;
      expect(feeOf(one)).toBeGreaterThan(target);
    }
  });

  it("is nothing where the target is met, and null where taking out everything does not help", () => {
    expect(leastRemoval(feeOf, arrived.length, candidates, before)?.taken).toEqual([]);
    expect(leastRemoval(feeOf, arrived.length, candidates.slice(1), 0)).toBeNull();
  });

  it("costs a product alone what it costs among others", () => {
    const alone = factsOfProducts(facts, [2]);
    expect(agedFee(alone, ahead(1, 0.2))).toBe(
      feeMicrosOf(monthFees(aheadFacts(facts, ahead(4, 0.2)), rateCard2026), AGED, 2),
    );
  });
});

describe("the units behind a storage fee", () => {
  it("are those that came last, and together what is charged for", () => {
    const facts = emptyFacts(1, 20);
    facts.arrivedUnits[5] = 30;
    facts.arrivedUnits[15] = 20;
    for (let d = 15; d < facts.dayCount; d++) facts.heldUnits[d] = 45;
    const [newest, before, ...others] = heldLots(facts, 0);
    expect([newest?.units, before?.units, others.length]).toEqual([20, 25, 0]);
    expect(newest?.arrivedDay).toBe(facts.firstDay + 15);
  });

  it("name what came before the ledger begins", () => {
    const facts = emptyFacts(1, 0);
    facts.heldUnits.fill(7);
    expect(heldLots(facts, 0)).toEqual([{ arrivedDay: null, units: 7 }]);
  });
});

describe("weeks of supply", () => {
  it("are judged as the fee counts them", () => {
    const facts = emptyFacts(1, 200);
    for (let d = 0; d < facts.dayCount; d++) {
      facts.shippedUnits[d] = 5;
      facts.sellableUnits[d] = d < 210 ? 100 : 300;
    }
    const weeks = supplyWeeks(facts, rateCard2026, 0);
    expect(weeks[0]).toMatchObject({ shortDays: 20, longDays: 20, soldUnits: 35, isExempt: false });
    expect(weeks.at(-1)?.band).toBe(0);
    const cells = feeCells(monthFees(facts, rateCard2026), FEE_KINDS.indexOf("lowInventory"), 0);
    for (const [band, { units }] of cells.entries())
      expect(units).toBe(
        weeks.reduce((sum, week) => sum + (week.band === band ? week.soldUnits : 0), 0),
      );
  });
});
