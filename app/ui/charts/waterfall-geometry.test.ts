import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { niceTicks } from "./scale.ts";
import { waterfallGeometry } from "./waterfall-geometry.ts";

describe("ticks", () => {
  it("are round, evenly spaced and cover the range", () => {
    expect(niceTicks(0, 1180)).toEqual([0, 500, 1000, 1500]);
    expect(niceTicks(0.9, 1)).toEqual([0.9, 0.925, 0.95, 0.975, 1]);
    expect(niceTicks(-3, 7)).toEqual([-5, -2.5, 0, 2.5, 5, 7.5]);
    expect(niceTicks(5, 5)).toEqual([5]);
  });

  it("cover any range with at most twice the asked count", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        (low, width) => {
          const ticks = niceTicks(low, low + width);
          expect(ticks[0]).toBeLessThanOrEqual(low);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + width);
          expect(ticks.length).toBeLessThanOrEqual(9);
        },
      ),
    );
  });

  it("refuse a range that ends before it starts", () => {
    expect(() => niceTicks(2, 1)).toThrow(/low <= high/);
  });
});

describe("the layout of a waterfall", () => {
  it("draws a fall of 1,600 to 800 from zero, with the largest total at the end of the track", () => {
    const { low, high, isBroken, from, to, parts, ticks } = waterfallGeometry({
      from: 1600,
      to: 800,
      parts: [-600, -240, 40],
    });
    expect([low, high, isBroken]).toEqual([0, 1600, false]);
    expect(ticks.map((tick) => tick.value)).toEqual([0, 500, 1000, 1500]);
    expect(from).toEqual({ left: 0, right: 1 });
    expect(to).toEqual({ left: 0, right: 0.5 });
    expect(parts[0]).toEqual({ before: 1, after: 0.625, left: 0.625, right: 1 });
    expect(parts[2]?.after).toBeCloseTo(0.5, 12);
  });

  it("cuts the axis and says so when the change is small beside the totals", () => {
    const { low, isBroken, from } = waterfallGeometry({ from: 1600, to: 1580, parts: [-30, 10] });
    expect(isBroken).toBe(true);
    expect(low).toBeGreaterThan(1500);
    expect(low).toBeLessThan(1570);
    expect(from.left).toBe(0);
  });

  it("keeps zero inside the axis when the running total goes below it", () => {
    const { low, high, to } = waterfallGeometry({ from: 10, to: -20, parts: [-30] });
    expect(low).toBeLessThanOrEqual(-20);
    expect(high).toBeGreaterThanOrEqual(10);
    expect(to.right).toBeCloseTo((0 - low) / (high - low), 12);
  });

  it("draws no change and no parts without dividing by zero", () => {
    const none = waterfallGeometry({ from: 0, to: 0, parts: [] });
    expect(none.from).toEqual({ left: 0, right: 0 });
    expect(waterfallGeometry({ from: 50, to: 50, parts: [0] }).parts[0]?.left).toBeGreaterThan(0);
  });

  it("refuses parts that do not add up to the change", () => {
    expect(() => waterfallGeometry({ from: 100, to: 90, parts: [-5] })).toThrow(/must lead from/);
  });

  it("joins every bar to the next one, inside the track", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: 5000 }),
        fc.array(fc.integer({ min: -2000, max: 2000 }), { maxLength: 8 }),
        (from, parts) => {
          const to = parts.reduce((a, p) => a + p, from);
          const layout = waterfallGeometry({ from, to, parts });
          for (const [k, span] of layout.parts.entries()) {
            expect(span.left).toBeGreaterThanOrEqual(-1e-9);
            expect(span.right).toBeLessThanOrEqual(1 + 1e-9);
            expect(Math.sign(span.after - span.before)).toBe(Math.sign(parts[k] ?? 0));
            if (k > 0) expect(span.before).toBeCloseTo(layout.parts[k - 1]?.after ?? 0, 9);
          }
        },
      ),
    );
  });
});
