import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CapacityPolicy, defaultCapacityPolicy } from "../capacity/index.ts";
import { storageTypeCount } from "../core/storage-type.ts";
import { type CapacityFacts, type LimitMonth, limitsOverMonths, poolCount } from "./index.ts";

const FOOT = 28_316_847;
const MONTHS = [1, 2, 3];

/** What limits share is found by the pool alone: no overbooking, no bound on growth. */
const policy: CapacityPolicy = {
  ...defaultCapacityPolicy,
  smoothingShareMillionths: 1_000_000,
  floorMm3: 0,
  overbookingShareMillionths: 1_000_000,
  overbooking: { ...defaultCapacityPolicy.overbooking, chanceMillionths: 0 },
};

/** Standard-size accounts that ship and will ship the same every week. */
function factsOf(weeklyFeet: readonly number[]): CapacityFacts {
  const rowCount = weeklyFeet.length * MONTHS.length;
  const perAccount = (of: (account: number) => number) =>
    Float64Array.from({ length: rowCount }, (_, row) => of(Math.floor(row / MONTHS.length)));
  const weekly = perAccount((account) => weeklyFeet[account]! * FOOT);
  return {
    rowCount,
    accountId: perAccount((account) => account + 1),
    sellerId: perAccount((account) => account + 1),
    storageTypeIndex: new Int32Array(rowCount),
    monthAhead: Int32Array.from({ length: rowCount }, (_, row) => (row % MONTHS.length) + 1),
    isIndividual: new Float64Array(rowCount),
    shippedWeeklyMm3: weekly,
    forecastWeeklyMm3: weekly,
    newSelectionMm3: new Float64Array(rowCount),
    onHandMm3: new Float64Array(rowCount),
    openShipmentsMm3: new Float64Array(rowCount),
    sellThroughMillionths: perAccount(() => 1_500_000),
    excessShareMillionths: perAccount(() => 150_000),
    strandedShareMillionths: perAccount(() => 0),
    inStockShareMillionths: perAccount(() => 850_000),
  };
}

const monthOf = (weeklyFeet: readonly number[], poolFeet: number): LimitMonth => ({
  measured: [factsOf(weeklyFeet)],
  usableMm3: new Float64Array(poolCount).fill(Math.round(poolFeet * FOOT)),
  policy,
  cohorts: [],
});

describe("limits over months", () => {
  it("know what the runs before announced: from the third run on, finals have a first estimate", () => {
    const months = limitsOverMonths(Array.from({ length: 4 }, () => monthOf([10, 30], 400)));
    expect(months.map(({ kpis }) => kpis.finals.finalCount)).toEqual([0, 2, 2, 2]);
    for (const { kpis } of months.slice(1)) expect(kpis.finals.keptShare).toBe(1);
    expect(storageTypeCount * MONTHS.length).toBe(poolCount);
  });

  it("keep what was first estimated while the pool loses no more than estimates left free", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.double({ min: 0.95, max: 1.05, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (weekly, swings) => {
          const poolFeet = 12 * weekly.reduce((sum, feet) => sum + feet, 0);
          const months = limitsOverMonths(swings.map((swing) => monthOf(weekly, poolFeet * swing)));
          for (const { kpis, planned } of months) {
            expect(kpis.finals.keptShare ?? 1).toBe(1);
            expect(kpis.confirmedCutCount).toBe(0);
            for (const { certificate } of planned.plan.sigma)
              expect(certificate.limitSumMm3).toBeLessThanOrEqual(certificate.poolMm3);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("leave part of a pool free in estimates, and give it when the month is confirmed", () => {
    const [{ planned } = { planned: null }] = limitsOverMonths([monthOf([50, 50], 1000)]);
    const poolFeet = planned?.plan.sigma.slice(0, 3).map(({ certificate }) => certificate.poolMm3);
    expect(poolFeet?.map((mm3) => Math.round(mm3 / FOOT))).toEqual([1000, 950, 900]);
  });
});
