import type { InStockWindow } from "./in-stock.ts";
import { type ArrivalChange, replayDays } from "./stock-out-chain.ts";

/** Products in the days ahead; flat row-major over product and day, day 0 the first one ahead. */
export interface StockAhead {
  readonly skuCount: number;
  readonly dayCount: number;
  /** Before the first day. [skuCount] */
  readonly heldUnits: ArrayLike<number>;
  /** [skuCount, dayCount] */
  readonly arrivedUnits: Float64Array;
  /** What is expected to be asked for, not rounded. [skuCount, dayCount] */
  readonly demandUnits: Float64Array;
  /** 1 = hidden, or nothing is known of it: never counted. [skuCount] */
  readonly isExcluded: Uint8Array;
}

/** Units of a product that come besides, by day index. */
export interface SentAhead {
  readonly i: number;
  readonly day: number;
  readonly units: number;
}

/** Weights of a window are whole numbers: demand in thousandths of a unit. */
const WEIGHT = 1000;

/**
 * The window of the last `windowDays` days ahead, with what is sent besides, as {@link inStockWindow} counts days that are over: a day
 * counts when at least one unit is left at its end. A product weighs what is expected to be asked for: sold out, it would weigh
 * nothing by its sales, and the rate would rise by what is missing. Cost O(skuCount * dayCount) once, then
 * O(skuCount + sent * dayCount) a window.
 */
export function inStockAhead(
  ahead: StockAhead,
  windowDays: number,
): (sent?: readonly SentAhead[]) => InStockWindow {
  const { skuCount, isExcluded } = ahead;
  const base = {
    skuCount,
    buyableDays: new Int32Array(skuCount),
    offeredDays: new Int32Array(skuCount).fill(windowDays),
    soldUnits: new Int32Array(skuCount),
    isCounted: new Uint8Array(skuCount),
    isExcluded,
  };
  const fill = (window: typeof base, i: number, changes: readonly ArrivalChange[]): void => {
    if (isExcluded[i]) return;
    const { buyableDays, askedUnits } = windowOf(ahead, i, windowDays, changes);
    window.buyableDays[i] = buyableDays;
    window.soldUnits[i] = Math.round(WEIGHT * askedUnits);
    window.isCounted[i] = askedUnits > 0 ? 1 : 0;
  };
  for (let i = 0; i < skuCount; i++) fill(base, i, []);
  return (sent = []) => {
    const window = {
      ...base,
      buyableDays: base.buyableDays.slice(),
      soldUnits: base.soldUnits.slice(),
      isCounted: base.isCounted.slice(),
    };
    for (const [i, changes] of Map.groupBy(sent, (one) => one.i)) fill(window, i, changes);
    return window;
  };
}

function windowOf(
  ahead: StockAhead,
  i: number,
  windowDays: number,
  changes: readonly ArrivalChange[],
) {
  const { dayCount } = ahead;
  const row = (table: Float64Array) => table.subarray(i * dayCount, (i + 1) * dayCount);
  const demandUnits = row(ahead.demandUnits);
  const days = {
    openingUnits: ahead.heldUnits[i]!,
    arrivedUnits: row(ahead.arrivedUnits),
    otherLossUnits: new Float64Array(dayCount),
    demandUnits,
  };
  const { onHandUnits } = replayDays(days, changes);
  let buyableDays = 0;
  let askedUnits = 0;
  for (let d = dayCount - windowDays; d < dayCount; d++) {
    if (onHandUnits[d]! >= 1) buyableDays += 1;
    askedUnits += demandUnits[d]!;
  }
  return { buyableDays, askedUnits };
}

/** A product of which more can be sent: the day on which it would come. */
export interface SendableAhead {
  readonly i: number;
  readonly arrivalDay: number;
}

/** The least whole units that keep a product in stock from the day they come; 0 where it is already. Cost O(dayCount). */
export function unitsToStay(ahead: StockAhead, { i, arrivalDay }: SendableAhead): number {
  const { dayCount } = ahead;
  let held = ahead.heldUnits[i]!;
  let least = Infinity;
  for (let d = 0; d < dayCount; d++) {
    const there = held + ahead.arrivedUnits[i * dayCount + d]!;
    const left = there - ahead.demandUnits[i * dayCount + d]!;
    // Before they come, what is missing is lost; after, it would be served from them.
    held = d < arrivalDay ? Math.max(0, left) : left;
    if (d >= arrivalDay) least = Math.min(least, held);
  }
  return least === Infinity ? 0 : Math.max(0, Math.ceil(1 - least));
}

/** What to send for a rate, and the rate counted with it. */
export interface SentForRate {
  readonly sent: readonly SentAhead[];
  readonly rateMillionths: number;
  readonly isReached: boolean;
}

/** Which product is taken first: the one that lifts the rate most for each of its units, or most in all. */
export type SendFirst = "perUnit" | "perProduct";

/**
 * Products to send, taken one by one, until the rate is at least the target; of the last one no more than that takes. `rateOf` counts
 * the rate with them. Found by search: no proof that nothing less would do. Cost (candidates + 20 + taken) counts.
 */
export function sendForRate(
  ahead: StockAhead,
  candidates: readonly SendableAhead[],
  rateOf: (sent: readonly SentAhead[]) => number,
  { targetMillionths, first }: { readonly targetMillionths: number; readonly first: SendFirst },
): SentForRate {
  const start = rateOf([]);
  const ranked = candidates
    .flatMap((one) => {
      const units = unitsToStay(ahead, one);
      if (units === 0) return [];
      const sent = { i: one.i, day: one.arrivalDay, units };
      const gain = rateOf([sent]) - start;
      return gain > 0 ? [{ sent, rank: first === "perUnit" ? gain / units : gain }] : [];
    })
    .sort((a, b) => b.rank - a.rank || a.sent.i - b.sent.i);
  const taken: SentAhead[] = [];
  let rateMillionths = start;
  for (const { sent } of ranked) {
    if (rateMillionths >= targetMillionths) break;
    const rate = rateOf([...taken, sent]);
    if (rate <= rateMillionths) continue;
    taken.push(sent);
    rateMillionths = rate;
  }
  const isReached = rateMillionths >= targetMillionths;
  if (!isReached || taken.length === 0) return { sent: taken, rateMillionths, isReached };
  const sent = trimmed(taken, (some) => rateOf(some) >= targetMillionths);
  return { sent, rateMillionths: rateOf(sent), isReached };
}

/** The last one with the fewest units that are enough, by halving. */
function trimmed(
  taken: readonly SentAhead[],
  isEnough: (sent: readonly SentAhead[]) => boolean,
): SentAhead[] {
  const before = taken.slice(0, -1);
  const last = taken[taken.length - 1]!;
  let [low, high] = [0, last.units];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough([...before, { ...last, units: middle }])) high = middle;
    else low = middle;
  }
  return [...before, { ...last, units: high }];
}
