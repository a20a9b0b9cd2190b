import { roundHalfEven } from "../../units/index.ts";

/** Daily facts of one account; flat row-major over SKU and day. Day 0 is the first day on record. */
export interface DailyStock {
  readonly skuCount: number;
  readonly dayCount: number;
  /** Sellable units at the end of the day. [skuCount, dayCount] */
  readonly onHandUnits: Int32Array;
  /** Units ordered on the day. [skuCount, dayCount] */
  readonly soldUnits: Int32Array;
  /** First day index on which the SKU was offered; days before it count neither for nor against it. [skuCount] */
  readonly firstDay: Int32Array;
  /** 1 = hidden or not replenishable: never counted. [skuCount] */
  readonly isExcluded: Uint8Array;
}

export interface InStockOptions {
  /** Days over which stock and velocity are measured (30). */
  readonly windowDays: number;
  /** A SKU counts only with a sale in this many days (60). */
  readonly saleWindowDays: number;
}

export const IN_STOCK_OPTIONS: InStockOptions = { windowDays: 30, saleWindowDays: 60 };

/** What the in-stock rate of one day is made of, per SKU. */
export interface InStockWindow {
  readonly skuCount: number;
  /** Days of the window on which the SKU was buyable at day's end. [skuCount] */
  readonly buyableDays: Int32Array;
  /** Days of the window on which the SKU was offered at all. [skuCount] */
  readonly offeredDays: Int32Array;
  /** Units sold in the window: the weight. [skuCount] */
  readonly soldUnits: Int32Array;
  /** 1 = counts: sold in the sale window, offered, not excluded. [skuCount] */
  readonly isCounted: Uint8Array;
  /** 1 = would count but is excluded. [skuCount] */
  readonly isExcluded: Uint8Array;
}

function emptyWindow(skuCount: number): InStockWindow {
  return {
    skuCount,
    buyableDays: new Int32Array(skuCount),
    offeredDays: new Int32Array(skuCount),
    soldUnits: new Int32Array(skuCount),
    isCounted: new Uint8Array(skuCount),
    isExcluded: new Uint8Array(skuCount),
  };
}

/**
 * The window that ends with day index `endDay` (inclusive). Days before day 0 are unknown: the stock window must lie on
 * record (RangeError otherwise), the sale window is cut at day 0. Cost O(skuCount * saleWindowDays).
 */
export function inStockWindow(
  stock: DailyStock,
  endDay: number,
  options: InStockOptions = IN_STOCK_OPTIONS,
): InStockWindow {
  const { skuCount, dayCount } = stock;
  const start = endDay - options.windowDays + 1;
  if (!(Number.isInteger(endDay) && start >= 0 && endDay < dayCount)) {
    throw new RangeError(
      `inStockWindow: endDay must be in [${options.windowDays - 1}, ${dayCount}), got ${endDay}`,
    );
  }
  const saleStart = Math.max(0, endDay - options.saleWindowDays + 1);
  const window = emptyWindow(skuCount);
  for (let i = 0; i < skuCount; i++) {
    const row = i * dayCount;
    const first = Math.max(start, stock.firstDay[i]!);
    const sales = sumOver(stock.soldUnits, row + saleStart, row + start);
    const sold = sumOver(stock.soldUnits, row + start, row + endDay + 1);
    window.buyableDays[i] = daysAboveZero(stock.onHandUnits, row + first, row + endDay + 1);
    window.offeredDays[i] = Math.max(0, endDay - first + 1);
    window.soldUnits[i] = sold;
    const isActive = sales + sold > 0 && endDay >= first;
    window.isExcluded[i] = isActive && stock.isExcluded[i]! ? 1 : 0;
    window.isCounted[i] = isActive && !stock.isExcluded[i]! ? 1 : 0;
  }
  return window;
}

function sumOver(value: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += value[k]!;
  return sum;
}

function daysAboveZero(value: Int32Array, from: number, to: number): number {
  let days = 0;
  for (let k = from; k < to; k++) if (value[k]! > 0) days += 1;
  return days;
}

/** Share of its offered days on which SKU i was buyable, 0..1. */
export const buyableShare = (window: InStockWindow, i: number): number =>
  window.offeredDays[i]! > 0 ? window.buyableDays[i]! / window.offeredDays[i]! : 0;

/**
 * In-stock rate in millionths: sum v_i s_i / sum v_i over counted SKUs, v = units sold in the window, s = share of its
 * days buyable; null when nothing counted was sold. Cost O(skuCount).
 */
export function inStockRate(window: InStockWindow): number | null {
  let weighted = 0;
  let weight = 0;
  for (let i = 0; i < window.skuCount; i++) {
    if (!window.isCounted[i]) continue;
    weight += window.soldUnits[i]!;
    weighted += window.soldUnits[i]! * buyableShare(window, i);
  }
  return weight > 0 ? roundHalfEven((weighted / weight) * 1e6) : null;
}

export interface InStockSeries {
  /** As given. [pointCount] */
  readonly endDay: Int32Array;
  /** In-stock rate in millionths; NaN where it is not defined. [pointCount] */
  readonly rateMillionths: Float64Array;
  /** SKUs counted. [pointCount] */
  readonly countedSkus: Int32Array;
  /** Units sold in the window by counted SKUs. [pointCount] */
  readonly soldUnits: Float64Array;
}

/**
 * The rate at many days at once, for example the 78 week ends of a chart. Points whose stock window starts before day 0
 * are NaN. Running sums per SKU: cost O(skuCount * (dayCount + points)).
 */
export function inStockSeries(
  stock: DailyStock,
  endDay: Int32Array,
  options: InStockOptions = IN_STOCK_OPTIONS,
): InStockSeries {
  const points = endDay.length;
  const weighted = new Float64Array(points);
  const soldUnits = new Float64Array(points);
  const countedSkus = new Int32Array(points);
  const soldUpTo = new Float64Array(stock.dayCount + 1);
  const buyableUpTo = new Int32Array(stock.dayCount + 1);
  for (let i = 0; i < stock.skuCount; i++) {
    if (stock.isExcluded[i]) continue;
    fillRunningSums(stock, i, soldUpTo, buyableUpTo);
    for (let k = 0; k < points; k++) {
      const end = endDay[k]! + 1;
      const start = end - options.windowDays;
      const first = Math.max(start, stock.firstDay[i]!);
      if (start < 0 || end > stock.dayCount || first >= end) continue;
      const saleStart = Math.max(0, end - options.saleWindowDays);
      if (soldUpTo[end]! - soldUpTo[saleStart]! <= 0) continue;
      const sold = soldUpTo[end]! - soldUpTo[start]!;
      countedSkus[k]! += 1;
      soldUnits[k]! += sold;
      weighted[k]! += sold * ((buyableUpTo[end]! - buyableUpTo[first]!) / (end - first));
    }
  }
  const rateMillionths = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const isDefined = soldUnits[k]! > 0;
    rateMillionths[k] = isDefined ? roundHalfEven((weighted[k]! / soldUnits[k]!) * 1e6) : NaN;
  }
  return { endDay, rateMillionths, countedSkus, soldUnits };
}

function fillRunningSums(
  stock: DailyStock,
  i: number,
  soldUpTo: Float64Array,
  buyableUpTo: Int32Array,
): void {
  const row = i * stock.dayCount;
  for (let d = 0; d < stock.dayCount; d++) {
    soldUpTo[d + 1] = soldUpTo[d]! + stock.soldUnits[row + d]!;
    buyableUpTo[d + 1] = buyableUpTo[d]! + (stock.onHandUnits[row + d]! > 0 ? 1 : 0);
  }
}
