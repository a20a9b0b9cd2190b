import { describe, expect, it } from "vitest";
import { dayFromDate } from "@/lib/calendar/index.ts";
import { demandAdjustments, type Statements } from "./adjustments.ts";

/** Weeks start on Sunday, 1 November 2026. */
const weeks = { firstForecastDay: dayFromDate("2026-11-01"), horizonWeeks: 4 };
const products = [
  { productId: 11, accountId: 1 },
  { productId: 12, accountId: 1 },
  { productId: 13, accountId: 2 },
];
const adjustment = {
  productId: 12,
  fromOn: "2026-11-01",
  toOn: "2026-11-14",
  factorMillionths: 1_500_000 as number | null,
  milliUnitsPerWeek: null as number | null,
};
const promotion = {
  accountId: 1,
  productId: null as number | null,
  fromOn: "2026-11-08",
  toOn: "2026-11-14",
  expectedFactorMillionths: 2_000_000 as number | null,
  priceMicros: null,
};

function rows(statements: Partial<Statements>) {
  const { skuIndex, week, factor, units } = demandAdjustments(
    { products, adjustments: [], promotions: [], ...statements },
    weeks,
  );
  return Array.from(skuIndex, (sku, e) => [sku, week[e], factor[e], units[e]]);
}

describe("statements as entries of weeks", () => {
  it("spreads an adjustment over its weeks", () => {
    expect(rows({ adjustments: [adjustment] })).toEqual([
      [1, 0, 1.5, Number.NaN],
      [1, 1, 1.5, Number.NaN],
    ]);
  });

  it("counts stated units where most of a week is covered", () => {
    const stated = { ...adjustment, factorMillionths: null, milliUnitsPerWeek: 7_500 };
    expect(rows({ adjustments: [{ ...stated, toOn: "2026-11-10" }] })).toEqual([
      [1, 0, Number.NaN, 7.5],
    ]);
  });

  it("lifts every product of the account, by the share of the week's days", () => {
    expect(rows({ promotions: [{ ...promotion, toOn: "2026-11-17" }] })).toEqual([
      [0, 1, 2, Number.NaN],
      [0, 2, 1 + 3 / 7, Number.NaN],
      [1, 1, 2, Number.NaN],
      [1, 2, 1 + 3 / 7, Number.NaN],
    ]);
  });

  it("takes the stronger of two promotions of a week, and applies adjustments after them", () => {
    const own = { ...promotion, productId: 12, expectedFactorMillionths: 3_000_000 };
    const entries = rows({ promotions: [promotion, own], adjustments: [adjustment] });
    expect(entries).toEqual([
      [0, 1, 2, Number.NaN],
      [1, 1, 3, Number.NaN],
      [1, 0, 1.5, Number.NaN],
      [1, 1, 1.5, Number.NaN],
    ]);
  });

  it("leaves to the model what has no expected factor, and what lies before or beyond the weeks", () => {
    const past = { ...promotion, fromOn: "2026-10-01", toOn: "2026-10-31" };
    const late = { ...promotion, fromOn: "2026-11-29", toOn: "2026-12-05" };
    const open = { ...promotion, expectedFactorMillionths: null };
    expect(rows({ promotions: [past, late, open] })).toEqual([]);
    const unknown = { ...adjustment, productId: 99 };
    expect(rows({ adjustments: [unknown] })).toEqual([]);
  });

  it("takes the part of a span that is still ahead", () => {
    expect(rows({ adjustments: [{ ...adjustment, fromOn: "2026-10-04" }] })).toHaveLength(2);
  });
});
