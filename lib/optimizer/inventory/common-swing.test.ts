import { expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import { commonFactor, commonSwing, type DailyStock } from "./index.ts";

const DAYS = 400;
const SKUS = 20;

/** Poisson sales of 20 SKUs that are always in stock; in every period of 30 days all of them move by one factor. */
function soldWith(swing: number, isOut = false): DailyStock {
  const draws = stream(5, "sales");
  const soldUnits = new Int32Array(SKUS * DAYS);
  const onHandUnits = new Int32Array(SKUS * DAYS).fill(isOut ? 0 : 9);
  for (let period = 0; period * 30 < DAYS; period++) {
    const factor = Math.exp(swing * draws.normal());
    for (let i = 0; i < SKUS; i++)
      for (let d = period * 30; d < Math.min(DAYS, period * 30 + 30); d++)
        soldUnits[i * DAYS + d] = draws.poisson(4 * factor);
  }
  const zeros = () => new Int32Array(SKUS);
  const isExcluded = new Uint8Array(SKUS);
  const shared = { skuCount: SKUS, dayCount: DAYS, firstDay: zeros(), isExcluded };
  return { ...shared, onHandUnits, soldUnits };
}

it("is what chance alone does not move: nothing of steady sales", () => {
  expect(commonSwing(soldWith(0), DAYS - 1)).toBeLessThan(0.03);
});

it("is as large as what moves all products together", () => {
  // The last day is the last of a period, so periods and the pace before them do not overlap: the ratio of two factors.
  const swing = commonSwing(soldWith(0.3), 389);
  expect(swing).toBeGreaterThan(0.25);
  expect(swing).toBeLessThan(0.6);
});

it("is nothing where no product had stock, or days are few", () => {
  expect(commonSwing(soldWith(0.3, true), DAYS - 1)).toBe(0);
  expect(commonSwing(soldWith(0.3), 60)).toBe(0);
});

it("gives factors with mean 1, the same when asked again", () => {
  const factors = Array.from({ length: 4000 }, (_, draw) => commonFactor(3, 0.3, draw));
  expect(factors.reduce((sum, factor) => sum + factor, 0) / factors.length).toBeCloseTo(1, 1);
  expect(commonFactor(3, 0.3, 17)).toBe(factors[17]);
  expect(commonFactor(3, 0, 17)).toBe(1);
});
