import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type DailyStock,
  type InStockWindow,
  inStockRate,
  inStockSeries,
  inStockWindow,
  splitInStockChange,
} from "./index.ts";

const row = fc.record({
  sold: fc.integer({ min: 0, max: 5000 }),
  buyable: fc.integer({ min: 0, max: 30 }),
  offered: fc.integer({ min: 0, max: 30 }),
  isCounted: fc.boolean(),
  isExcluded: fc.boolean(),
});
const pair = fc.array(fc.tuple(row, row), { minLength: 1, maxLength: 40 });
type Row = {
  sold: number;
  buyable: number;
  offered: number;
  isCounted: boolean;
  isExcluded: boolean;
};

const windowOf = (rows: Row[]): InStockWindow => ({
  skuCount: rows.length,
  soldUnits: Int32Array.from(rows, (r) => r.sold),
  buyableDays: Int32Array.from(rows, (r) => Math.min(r.buyable, r.offered)),
  offeredDays: Int32Array.from(rows, (r) => r.offered),
  isCounted: Uint8Array.from(rows, (r) => (r.isCounted && !r.isExcluded ? 1 : 0)),
  isExcluded: Uint8Array.from(rows, (r) => (r.isExcluded ? 1 : 0)),
});
const total = (xs: Int32Array) => xs.reduce((a, x) => a + x, 0);
const negated = (xs: Int32Array) => [...xs].map((x) => 0 - x);

test("the parts of every SKU add up to the change, exactly", () => {
  fc.assert(
    fc.property(pair, (pairs) => {
      const change = splitInStockChange(
        windowOf(pairs.map((p) => p[0])),
        windowOf(pairs.map((p) => p[1])),
      );
      if (change === null) return;
      const parts =
        total(change.skuRateMillionths) +
        total(change.skuMixMillionths) +
        total(change.skuEntryMillionths) +
        total(change.skuExitMillionths);
      expect(parts).toBe(change.afterMillionths - change.beforeMillionths);
      expect(
        change.rateMillionths +
          change.mixMillionths +
          change.entryMillionths +
          change.exitMillionths,
      ).toBe(parts);
    }),
    { numRuns: 500 },
  );
});

test("exchanging before and after negates every part, and entry and exit change places", () => {
  fc.assert(
    fc.property(pair, (pairs) => {
      const a = windowOf(pairs.map((p) => p[0]));
      const b = windowOf(pairs.map((p) => p[1]));
      const there = splitInStockChange(a, b);
      const back = splitInStockChange(b, a);
      if (there === null || back === null) {
        expect(there).toBe(back);
        return;
      }
      expect([...back.skuRateMillionths]).toEqual(negated(there.skuRateMillionths));
      expect([...back.skuMixMillionths]).toEqual(negated(there.skuMixMillionths));
      const cross = (x: Int32Array, y: Int32Array) =>
        [...x].forEach((v, i) => {
          expect(Math.abs(v + y[i]!)).toBeLessThanOrEqual(1);
        });
      cross(back.skuEntryMillionths, there.skuExitMillionths);
      cross(back.skuExitMillionths, there.skuEntryMillionths);
    }),
    { numRuns: 300 },
  );
});

test("a SKU with the same share and weight on both sides has no rate effect; splitting never changes its inputs", () => {
  fc.assert(
    fc.property(pair, (pairs) => {
      const a = windowOf(pairs.map((p) => p[0]));
      const copy = structuredClone(a);
      const change = splitInStockChange(a, a);
      expect(a).toEqual(copy);
      if (change === null) return;
      for (const xs of [
        change.skuRateMillionths,
        change.skuMixMillionths,
        change.skuEntryMillionths,
        change.skuExitMillionths,
      ]) {
        expect(total(xs.map(Math.abs))).toBe(0);
      }
    }),
  );
});

test("the series agrees with the window of each day", () => {
  const skuCount = 6;
  const dayCount = 120;
  const facts = fc.record({
    onHand: fc.array(fc.integer({ min: 0, max: 2 }), {
      minLength: skuCount * dayCount,
      maxLength: skuCount * dayCount,
    }),
    sold: fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 7), {
      minLength: skuCount * dayCount,
      maxLength: skuCount * dayCount,
    }),
    first: fc.array(fc.integer({ min: 0, max: 119 }), { minLength: skuCount, maxLength: skuCount }),
    excluded: fc.array(fc.integer({ min: 0, max: 1 }), {
      minLength: skuCount,
      maxLength: skuCount,
    }),
    end: fc.integer({ min: 29, max: 119 }),
  });
  fc.assert(
    fc.property(facts, (f) => {
      const stock: DailyStock = {
        skuCount,
        dayCount,
        onHandUnits: Int32Array.from(f.onHand),
        soldUnits: Int32Array.from(f.sold),
        firstDay: Int32Array.from(f.first),
        isExcluded: Uint8Array.from(f.excluded),
      };
      const window = inStockWindow(stock, f.end);
      const series = inStockSeries(stock, Int32Array.of(f.end));
      expect(series.rateMillionths[0]).toBe(inStockRate(window) ?? NaN);
      expect(series.countedSkus[0]).toBe(window.isCounted.reduce((n, x) => n + x, 0));
    }),
    { numRuns: 60 },
  );
});
