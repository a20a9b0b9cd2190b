import type { DailyStock } from "./in-stock.ts";

/** Days over which units are compared, and the days before them that tell the pace. */
const PERIOD_DAYS = 30;
const PACE_DAYS = 14;
const PERIODS_MAX = 12;
/** Fewer periods than this tell nothing of how far all sales move. */
const PERIODS_MIN = 4;

/**
 * How far the sales of all products of an account move together: standard deviation of ln(units sold in 30 days / what the
 * pace of the 14 days before gives), over up to 12 periods back from day index `endDay`, of the products that had stock
 * throughout. What chance alone moves (Poisson: 1 / units on both sides) is taken off. 0 where less than 4 periods sold anything.
 * Cost O(skuCount * 12 * 44).
 */
export function commonSwing(stock: DailyStock, endDay: number): number {
  const ratios: number[] = [];
  let chance = 0;
  for (let k = 0; k < PERIODS_MAX; k++) {
    const fromDay = endDay - (k + 1) * PERIOD_DAYS + 1;
    if (fromDay < PACE_DAYS) break;
    const { sold, before } = unitsAround(stock, fromDay);
    if (sold === 0 || before === 0) continue;
    ratios.push(Math.log((sold * PACE_DAYS) / (before * PERIOD_DAYS)));
    chance += 1 / sold + 1 / before;
  }
  if (ratios.length < PERIODS_MIN) return 0;
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const squares = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0);
  return Math.sqrt(Math.max(0, squares / (ratios.length - 1) - chance / ratios.length));
}

/** Units sold in the period from `fromDay` on and in the pace days before it, of products with stock on every day of both. */
function unitsAround(stock: DailyStock, fromDay: number): { sold: number; before: number } {
  const { skuCount, dayCount, onHandUnits, soldUnits } = stock;
  const total = { sold: 0, before: 0 };
  for (let i = 0; i < skuCount; i++) {
    const row = i * dayCount;
    const first = row + fromDay - PACE_DAYS;
    const days = onHandUnits.subarray(first, row + fromDay + PERIOD_DAYS);
    if (!days.every((units) => units > 0)) continue;
    const sales = soldUnits.subarray(first, row + fromDay + PERIOD_DAYS);
    for (let d = 0; d < sales.length; d++) total[d < PACE_DAYS ? "before" : "sold"] += sales[d]!;
  }
  return total;
}
