// What a shard's products are offered for: prices and promotions of past weeks and of those ahead.
import { dayFromDate, weekIndex, weekStartDay } from "@/lib/calendar/index.ts";
import { ln } from "@/lib/optimizer/core/elementary.ts";
import { type FactsShape, fill } from "./facts-shape.ts";

/** Weeks before a week whose mean price is its usual one. */
const USUAL_WEEKS = 26;
const DAYS = 7;

/** ln of each week's price over its usual one, and the share of its days under a promotion. [skuCount, weekCount + horizonWeeks] each */
export function offerArrays(shape: FactsShape, horizonWeeks: number) {
  const offerWeeks = shape.weekCount + horizonWeeks;
  return {
    offerWeeks,
    offerLogPrice: logPrices(shape, offerWeeks),
    offerPromotionShare: promotionShares(shape, offerWeeks),
  };
}

/** A week without a sale has the price of the week before; weeks ahead have the last one, or what is declared for them. */
function logPrices(shape: FactsShape, offerWeeks: number): Float32Array {
  const { rows, rowOf, weeks } = shape;
  const out = new Float32Array(rows.products.length * offerWeeks).fill(Number.NaN);
  const declared = declaredPrices(shape, offerWeeks);
  fill(rowOf, rows.prices, (i, { key, unitPriceMicros }) => {
    // From half a year before the window on, so that its first weeks have a usual price too.
    const start = weeks.first - USUAL_WEEKS;
    const logs = new Float64Array(USUAL_WEEKS + offerWeeks).fill(Number.NaN);
    let last = Number.NaN;
    let k = 0;
    for (let t = 0; t < logs.length; t++) {
      for (; k < key.length && (key[k] ?? 0) <= start + t; k++) last = ln(unitPriceMicros[k] ?? 1);
      const said = declared.get(i)?.get(t - USUAL_WEEKS);
      logs[t] = said ?? last;
    }
    out.set(againstUsual(logs), i * offerWeeks);
  });
  return out;
}

/** Each week against the mean of the known ones in the half year before it; NaN where there is none. */
function againstUsual(logs: Float64Array): Float32Array {
  return Float32Array.from({ length: logs.length - USUAL_WEEKS }, (_, t) => {
    let sum = 0;
    let count = 0;
    for (let before = t; before < t + USUAL_WEEKS; before++) {
      const value = logs[before] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    const own = logs[t + USUAL_WEEKS] ?? Number.NaN;
    return count === 0 ? Number.NaN : own - sum / count;
  });
}

/** ln prices that sellers declared, by product and week, where most of the week is meant. */
function declaredPrices(shape: FactsShape, offerWeeks: number) {
  const found = new Map<number, Map<number, number>>();
  for (const { productId, priceMicros, fromOn, toOn } of shape.rows.promotions) {
    const i = productId === null ? undefined : shape.rowOf.get(productId);
    if (i === undefined || priceMicros === null) continue;
    for (const { week, share } of touched(shape, offerWeeks, fromOn, toOn)) {
      // What was sold tells past prices.
      if (share <= 0.5 || week < shape.weekCount) continue;
      const own = found.get(i) ?? new Map<number, number>();
      found.set(i, own.set(week, ln(priceMicros)));
    }
  }
  return found;
}

function promotionShares(shape: FactsShape, offerWeeks: number): Float32Array {
  const { products, promotions } = shape.rows;
  const out = new Float32Array(products.length * offerWeeks);
  for (const { accountId, productId, fromOn, toOn } of promotions) {
    const weeks = touched(shape, offerWeeks, fromOn, toOn);
    products.forEach((product, i) => {
      const isMeant =
        productId === null ? product.accountId === accountId : product.productId === productId;
      for (const { week, share } of isMeant ? weeks : []) {
        const at = i * offerWeeks + week;
        out[at] = Math.max(out[at] ?? 0, share);
      }
    });
  }
  return out;
}

/** Weeks of the axis that a span of days touches, each with the share of its days in it. */
function touched({ weeks }: FactsShape, offerWeeks: number, fromOn: string, toOn: string) {
  const [from, end] = [dayFromDate(fromOn), dayFromDate(toOn) + 1];
  const first = Math.max(0, weekIndex(from, weeks.startWeekday) - weeks.first);
  const last = Math.min(offerWeeks - 1, weekIndex(end - 1, weeks.startWeekday) - weeks.first);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => {
    const start = weekStartDay(weeks.first + first + k, weeks.startWeekday);
    const days = Math.min(end, start + DAYS) - Math.max(from, start);
    return { week: first + k, share: days / DAYS };
  });
}
