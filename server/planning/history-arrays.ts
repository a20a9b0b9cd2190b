// Weekly demand of a shard's products: what counts of their orders, since when, and what they took over from products before them.
import { dayFromDate, weekIndex } from "@/lib/calendar/index.ts";
import { continueHistories } from "@/lib/optimizer/forecasting/index.ts";
import { findContinuations } from "./continuations.ts";
import { type FactsShape, fill, openUnits } from "./facts-shape.ts";

/** Weekly history, with the weeks that products took over from those that they go on from. */
export function historyArrays(shape: FactsShape, inStockShare: Float32Array) {
  const { rows, weekCount, stock } = shape;
  const soldUnits = weeklyUnits(shape);
  const { firstWeek, isNever } = firstWeeks(shape);
  const skuCount = rows.products.length;
  const open = openUnits(rows, shape.rowOf);
  const found = findContinuations(rows.products, rows.continuations, {
    // What was never on offer has no week of its own yet.
    firstWeek: firstWeek.map((week, i) => (isNever[i] === 1 ? weekCount : week)),
    lastSoldWeek: lastSoldWeeks(soldUnits, skuCount, weekCount),
    stockUnits: stock.onHandUnits.map((units, i) => units + (open[i] ?? 0)),
    weekCount,
  });
  const own = firstWeek.slice();
  for (const { sku } of found) if (isNever[sku] === 1) own[sku] = weekCount;
  const history = { skuCount, weekCount, soldUnits, inStockShare, firstWeek: own };
  const continued = continueHistories(history, found);
  return {
    soldUnits: continued.soldUnits,
    inStockShare: continued.inStockShare,
    firstWeek: continued.firstWeek,
    continuedSku: Int32Array.from(found, ({ sku }) => sku),
    continuedFrom: Int32Array.from(found, ({ predecessor }) => predecessor),
    continuedShare: Float64Array.from(found, ({ share }) => share),
    continuationId: Float64Array.from(found, ({ continuationId }) => continuationId),
    ownFirstWeek: continued.ownFirstWeek,
    takenOverUnits: continued.movedUnits,
  };
}

/** -1 = nothing was sold. */
function lastSoldWeeks(soldUnits: Float32Array, skuCount: number, weekCount: number): Int32Array {
  return Int32Array.from({ length: skuCount }, (_, i) => {
    let t = weekCount - 1;
    while (t >= 0 && !((soldUnits[i * weekCount + t] ?? 0) > 0)) t -= 1;
    return t;
  });
}

/** Units ordered per week; of a wholesale line only a usual line's. */
function weeklyUnits({ rows, rowOf, weeks, weekCount }: FactsShape): Float32Array {
  const soldUnits = new Float32Array(rows.products.length * weekCount);
  fill(rowOf, rows.sales, (i, { key, units }) => {
    key.forEach((week, k) => {
      // Weeks before the history and the one that is not complete yet are left out.
      if (week < weeks.first || week > weeks.last) return;
      soldUnits[i * weekCount + week - weeks.first] = units[k] ?? 0;
    });
  });
  fill(rowOf, rows.wholesale, (i, { purchasedOn, setAsideUnits }) => {
    const week = weekIndex(dayFromDate(purchasedOn), weeks.startWeekday);
    if (week < weeks.first || week > weeks.last) return;
    const at = i * weekCount + week - weeks.first;
    soldUnits[at] = (soldUnits[at] ?? 0) - setAsideUnits;
  });
  return soldUnits;
}

/** Wholesale lines as compressed rows; lines keep their order within a product. */
export function wholesaleArrays({ rows, rowOf }: FactsShape) {
  const lines: (typeof rows.wholesale)[number][][] = rows.products.map(() => []);
  fill(rowOf, rows.wholesale, (i, line) => {
    lines[i]?.push(line);
  });
  const start = new Int32Array(rows.products.length + 1);
  lines.forEach((own, i) => {
    start[i + 1] = (start[i] ?? 0) + own.length;
  });
  const all = lines.flat();
  return {
    wholesaleStart: start,
    wholesaleDay: Int32Array.from(all, ({ purchasedOn }) => dayFromDate(purchasedOn)),
    wholesaleUnits: Int32Array.from(all, ({ units }) => units),
    wholesaleSetAsideUnits: Int32Array.from(all, ({ setAsideUnits }) => setAsideUnits),
  };
}

const NEVER = 2_147_483_647;

/**
 * First week on offer: of the first order or the first stock, whichever came first. A product that was never sold or
 * stocked starts after the origin when units are on their way, else at the beginning: nobody wanted it.
 */
function firstWeeks({ rows, rowOf, weeks, weekCount, stock }: FactsShape) {
  const first = new Int32Array(rows.products.length).fill(NEVER);
  const meet = (i: number, day: number) => {
    const week = weekIndex(day, weeks.startWeekday) - weeks.first;
    first[i] = Math.min(first[i] ?? NEVER, week);
  };
  fill(rowOf, rows.sales, (i, { firstOn }) => meet(i, dayFromDate(firstOn)));
  stock.firstDay.forEach((day, i) => {
    if (day >= 0) meet(i, day);
  });
  const open = openUnits(rows, rowOf);
  const firstWeek = first.map((week, i) => {
    if (week === NEVER) return (open[i] ?? 0) > 0 ? weekCount : 0;
    return Math.min(weekCount, Math.max(0, week));
  });
  return { firstWeek, isNever: Uint8Array.from(first, (week) => (week === NEVER ? 1 : 0)) };
}
