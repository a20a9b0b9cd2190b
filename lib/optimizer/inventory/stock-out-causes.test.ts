import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawnDemand,
  drawnRange,
  STOCK_OUT_CAUSES,
  type StockOutCase,
  type StockOutCause,
  stockOutParts,
} from "./index.ts";

const DAYS = 40;
const zeros = () => new Float64Array(DAYS);

/** 10 units a day from 200 on hand: out from day 19 on; 300 come on day 30. */
function aCase(change: Partial<StockOutCase> = {}): StockOutCase {
  const arrivedUnits = zeros();
  arrivedUnits[30] = 300;
  return {
    days: {
      openingUnits: 200,
      arrivedUnits,
      otherLossUnits: zeros(),
      demandUnits: zeros().fill(10),
    },
    fromDay: 10,
    toDay: DAYS,
    lots: [],
    notSent: [],
    space: [],
    expectedUnits: zeros().fill(Number.NaN),
    ...change,
  };
}

const lateBy = (leg: StockOutCause, days: number) => [
  {
    day: 30,
    units: 300,
    lateDays: STOCK_OUT_CAUSES.slice(0, 3).map((cause) => (cause === leg ? days : 0)),
  },
];
const indexOf = (cause: StockOutCause) => STOCK_OUT_CAUSES.indexOf(cause);
const sum = (part: readonly number[]) => part.reduce((total, value) => total + value, 0);

describe("stockOutParts", () => {
  it("leaves to nobody what nothing puts right", () => {
    const { total, part, rest } = stockOutParts(aCase(), "days");
    // Days 19 to 29 end without stock.
    expect([total, rest]).toEqual([11, 11]);
    expect(part).toEqual(STOCK_OUT_CAUSES.map(() => 0));
  });

  it.each(["dispatch", "carrier", "receiving"] as const)(
    "gives the days that a leg alone took longer to that leg: %s",
    (leg) => {
      const { part, rest } = stockOutParts(aCase({ lots: lateBy(leg, 6) }), "days");
      expect(part[indexOf(leg)]).toBe(6);
      expect(rest).toBe(5);
      expect(part.filter((days) => days !== 0)).toHaveLength(1);
    },
  );

  it("counts a late lot and units that were not sent together and each its share", () => {
    const both = aCase({
      lots: lateBy("carrier", 11),
      notSent: [{ day: 15, units: 110 }],
    });
    const { part, rest } = stockOutParts(both, "days");
    // Either alone keeps stock on all eleven days; so each bears half.
    expect([part[indexOf("carrier")], part[indexOf("notSent")], rest]).toEqual([5.5, 5.5, 0]);
  });

  it("gives demand above the plan to demand, in lost units", () => {
    const { total, part, rest } = stockOutParts(
      aCase({ expectedUnits: zeros().fill(5) }),
      "milliUnits",
    );
    expect(total).toBe(100_000);
    expect(part[indexOf("demand")]).toBe(100_000);
    expect(rest).toBe(0);
  });

  it("adds up whatever happened, and is 0 for what changes nothing", () => {
    const units = fc.array(fc.nat(30), { minLength: DAYS, maxLength: DAYS });
    const late = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(units, units, late, fc.nat(80), (arrived, demand, lateDays, extra) => {
        const found = aCase({
          days: {
            openingUnits: 40,
            arrivedUnits: Float64Array.from(arrived),
            otherLossUnits: zeros(),
            demandUnits: Float64Array.from(demand),
          },
          lots: [{ day: 25, units: arrived[25] ?? 0, lateDays }],
          notSent: [{ day: 12, units: extra }],
          space: [{ day: 14, units: 0 }],
        });
        for (const measure of ["days", "milliUnits"] as const) {
          const { total, part, rest } = stockOutParts(found, measure);
          expect(sum(part) + rest).toBeCloseTo(total, 6);
          expect(part[indexOf("space")]).toBe(0);
          expect(part[indexOf("notSent")]).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("drawn demand", () => {
  const days = {
    entity: 7,
    sample: [0, 4, 8],
    soldUnits: Float64Array.of(3, 1, 0, 9),
    isCensored: Uint8Array.of(0, 1, 1, 1),
    expectedUnits: Float64Array.of(Number.NaN, Number.NaN, 12, Number.NaN),
  };

  it("keeps days with stock, is never less than what was sold, and is the same when asked again", () => {
    for (let draw = 0; draw < 50; draw++) {
      const demand = drawnDemand(days, draw);
      expect(demand[0]).toBe(3);
      expect(demand[1]).toBeGreaterThanOrEqual(1);
      expect(demand[3]).toBeGreaterThanOrEqual(9);
      expect(drawnDemand(days, draw)).toEqual(demand);
    }
  });

  it("has the mean of the days it is drawn from, or of the plan where that is more", () => {
    const drawn = Array.from({ length: 2000 }, (_, draw) => drawnDemand(days, draw)[2] ?? 0);
    const { mean, low, high } = drawnRange(drawn);
    expect(mean).toBeGreaterThan(11);
    expect(mean).toBeLessThan(13);
    expect(low).toBe(0);
    expect(high).toBe(24);
  });

  it("asks the plan alone where no day had stock", () => {
    const drawn = Array.from(
      { length: 2000 },
      (_, draw) => drawnDemand({ ...days, sample: [] }, draw)[2] ?? 0,
    );
    expect(drawnRange(drawn).mean).toBeGreaterThan(11.5);
    expect(drawnRange(drawn).mean).toBeLessThan(12.5);
  });
});
