import { expect, it } from "vitest";
import { dayToDate, weekStartDay } from "@/lib/calendar/index.ts";
import type { FactsShape } from "./facts-shape.ts";
import { offerArrays } from "./offer-arrays.ts";

const LAST = 2_900;
const WEEKS = 40;
const FIRST = LAST - WEEKS + 1;
const HORIZON = 10;
const dayOf = (week: number) => dayToDate(weekStartDay(week, 0));

/** Sold for 20 for 10 weeks and for 15 since; a promotion at 10 covers the third week ahead. */
const shape = {
  weekCount: WEEKS,
  weeks: { startWeekday: 0, first: FIRST, last: LAST },
  rowOf: new Map([
    [11, 0],
    [12, 1],
  ]),
  rows: {
    products: [
      { productId: 11, accountId: 1 },
      { productId: 12, accountId: 1 },
    ],
    prices: [
      { productId: 11, key: [FIRST + 2, FIRST + 12], unitPriceMicros: [20_000_000, 15_000_000] },
    ],
    promotions: [
      {
        accountId: 1,
        productId: 11,
        fromOn: dayOf(LAST + 3),
        toOn: dayToDate(weekStartDay(LAST + 4, 0) - 1),
        expectedFactorMillionths: null,
        priceMicros: 10_000_000,
      },
      {
        accountId: 1,
        productId: null,
        fromOn: dayOf(FIRST + 5),
        toOn: dayToDate(weekStartDay(FIRST + 5, 0) + 2),
        expectedFactorMillionths: null,
        priceMicros: null,
      },
    ],
  },
} as unknown as FactsShape;

it("tells each week's price against the half year before it, and promotions by their share of the week", () => {
  const { offerWeeks, offerLogPrice, offerPromotionShare } = offerArrays(shape, HORIZON);
  expect(offerWeeks).toBe(WEEKS + HORIZON);
  const price = (t: number) => offerLogPrice[t] ?? 0;
  // Unknown before the first sale, and in it: there is nothing to compare with.
  expect([price(1), price(2)]).toEqual([Number.NaN, Number.NaN]);
  expect(price(11)).toBeCloseTo(0, 12);
  expect(price(12)).toBeCloseTo(Math.log(15 / 20), 6);
  // A week without a sale has the price of the week before; after half a year that is the usual one.
  expect(price(13)).toBeCloseTo(Math.log(15 / 20) * (10 / 11), 6);
  expect(price(39)).toBeCloseTo(0, 6);
  // Declared ahead.
  expect(price(WEEKS + 2)).toBeCloseTo(Math.log(10 / 15), 6);
  expect(offerLogPrice.subarray(offerWeeks).every(Number.isNaN)).toBe(true);
  const share = (i: number, t: number) => offerPromotionShare[i * offerWeeks + t];
  expect([share(0, WEEKS + 2), share(1, WEEKS + 2)]).toEqual([1, 0]);
  expect(share(1, 5)).toBeCloseTo(3 / 7, 6);
});
