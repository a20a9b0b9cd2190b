import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replayStock, type StockDays, stockOutChain } from "./index.ts";

/** 20 days at 10 units a day from 100 on hand: out on day 9, nothing comes. */
const days = (change: Partial<StockDays> = {}): StockDays => ({
  openingUnits: 100,
  arrivedUnits: new Float64Array(20),
  otherLossUnits: new Float64Array(20),
  demandUnits: new Float64Array(20).fill(10),
  ...change,
});
const late = { arrivedDay: 18, plannedDay: 8, units: 200 };
const arrived = Float64Array.from({ length: 20 }, (_, d) => (d === 18 ? 200 : 0));

describe("replayStock", () => {
  it("serves from what is there and arrives, and loses what it cannot serve", () => {
    const onHand = replayStock(days({ arrivedUnits: arrived }));
    expect([onHand[8], onHand[9], onHand[17], onHand[18], onHand[19]]).toEqual([
      10, 0, 0, 190, 180,
    ]);
  });

  it("never has less with more arrivals, and never less than nothing", () => {
    const units = fc.array(fc.nat(30), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(units, units, fc.nat(19), fc.nat(50), (arrivals, demand, day, more) => {
        const table = days({
          arrivedUnits: Float64Array.from(arrivals),
          demandUnits: Float64Array.from(demand),
        });
        const before = replayStock(table);
        const after = replayStock(table, [{ day, units: more }]);
        for (const [d, held] of before.entries()) {
          expect(held).toBeGreaterThanOrEqual(0);
          expect(after[d]).toBeGreaterThanOrEqual(held);
        }
      }),
    );
  });
});

describe("stockOutChain", () => {
  const table = days({ arrivedUnits: arrived });
  const advice = { arrivalDay: 9, advisedUnits: 100, sentUnits: 0, unpricedUnits: 100 };

  it("keeps a late shipment only while it would have been there in time", () => {
    expect(stockOutChain(table, 15, late, null)).toEqual(["stockOut", "lateShipment"]);
    expect(stockOutChain(table, 15, { ...late, plannedDay: 16 }, null)).toEqual(["stockOut"]);
    expect(stockOutChain(table, 15, { ...late, units: 50 }, null)).toEqual(["stockOut"]);
  });

  it("keeps advice that was not sent in full while the missing units would have helped", () => {
    expect(stockOutChain(table, 15, null, advice)).toEqual(["stockOut", "advice"]);
    expect(stockOutChain(table, 15, null, { ...advice, sentUnits: 60 })).toEqual(["stockOut"]);
    expect(stockOutChain(table, 15, null, { ...advice, arrivalDay: 17 })).toEqual(["stockOut"]);
  });

  it("goes on to the price of space where only more advice would have helped: four links at most", () => {
    const low = { ...advice, advisedUnits: 30, sentUnits: 30, unpricedUnits: 130 };
    expect(stockOutChain(table, 15, late, low)).toEqual([
      "stockOut",
      "lateShipment",
      "advice",
      "space",
    ]);
    expect(stockOutChain(table, 15, null, { ...low, unpricedUnits: 50 })).toEqual(["stockOut"]);
    expect(stockOutChain(table, 15, null, { ...low, unpricedUnits: null })).toEqual(["stockOut"]);
  });

  it("claims nothing where the replay has stock on the day, and refuses a day outside", () => {
    expect(stockOutChain(table, 5, late, advice)).toEqual([]);
    expect(() => stockOutChain(table, 20, null, null)).toThrow(/day 20 is outside/);
  });
});
