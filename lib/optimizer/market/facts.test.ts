import { describe, expect, it } from "vitest";
import {
  breakEvenSales,
  calibrationOf,
  clearBand,
  defaultMarketPolicy,
  expectedCredit,
  feeAfterLaterClears,
  requestCapMm3,
  returnCredit,
  validateMarketPolicy,
} from "./index.ts";

const FOOT = 28_316_847;
const M3 = 1_000_000_000;

describe("what a seller should know", () => {
  it("is the band of past clears, from the lowest to the highest tenth", () => {
    expect(clearBand([])).toBeNull();
    expect(clearBand([7])).toEqual({ count: 1, low: 7, median: 7, high: 7 });
    expect(clearBand([50, 10, 20, 40, 30, 60, 70, 80, 90, 100, 0])).toEqual({
      count: 11,
      low: 10,
      median: 50,
      high: 90,
    });
  });
  it("is the sales at which the credit has covered its share of the fee", () => {
    // 0.15 per 1.00 of sales, at most 80 % of a fee of 1.50: 1.20 / 0.15 = 8.00.
    expect(breakEvenSales(1_500_000, 150_000, 800_000)).toBe(8_000_000);
    expect(breakEvenSales(1_500_000, 0, 800_000)).toBeNull();
  });
  it("is a credit that earlier credits have calibrated", () => {
    expect(calibrationOf([], [], 500_000)).toBe(500_000);
    // Half came true once; the prior counts as one grant more.
    expect(calibrationOf([100], [50], 500_000)).toBe(500_000);
    expect(calibrationOf([100, 100, 100], [100, 100, 100], 500_000)).toBe(875_000);
    // A surplus is not carried over.
    expect(calibrationOf([100], [900], 500_000)).toBe(750_000);
    expect(() => calibrationOf([1], [], 0)).toThrow("1 expected but 0 earned");
    expect(
      expectedCredit({
        salesMicrosPerM3Month: 100_000_000,
        creditShareMillionths: 150_000,
        calibrationMillionths: 500_000,
      }),
    ).toBe(7_500_000);
  });
  it("is a cap of a share of the limit or the floor, whichever is more", () => {
    expect(requestCapMm3(1000 * FOOT, defaultMarketPolicy)).toBe(200 * FOOT);
    expect(requestCapMm3(0, defaultMarketPolicy)).toBe(100 * FOOT);
  });
});

describe("after a round", () => {
  it("a month's later clears lower a fee and never raise it", () => {
    expect(feeAfterLaterClears(30, [40, 25, 28])).toBe(25);
    expect(feeAfterLaterClears(30, [])).toBe(30);
  });
  it("returned space is let off as far as the next round took it, at the lower fee", () => {
    const back = {
      returnedMm3: M3,
      feeMicrosPerM3: 30,
      nextSupplyMm3: 4 * M3,
      nextGrantedMm3: 2 * M3,
    };
    expect(returnCredit({ ...back, nextFeeMicrosPerM3: 50 })).toBe(15);
    expect(returnCredit({ ...back, nextFeeMicrosPerM3: 20 })).toBe(10);
    expect(returnCredit({ ...back, nextGrantedMm3: 0, nextFeeMicrosPerM3: 20 })).toBe(0);
    expect(() => returnCredit({ ...back, nextSupplyMm3: 1, nextFeeMicrosPerM3: 1 })).toThrow(
      "must hold the returned",
    );
  });
});

it("the default policy is sound, and a bad one is named field by field", () => {
  expect(validateMarketPolicy(defaultMarketPolicy)).toEqual([]);
  const bad = { ...defaultMarketPolicy, grantStepMm3: 0, publishSellerCount: 0.5 };
  expect(validateMarketPolicy(bad).map(({ field }) => field)).toEqual([
    "grantStepMm3",
    "publishSellerCount",
  ]);
});
