import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deliverySpeed,
  regionSpeeds,
  SPEED_MEASURES,
  type SpeedWindow,
  speedWindow,
  splitSpeedChange,
} from "./index.ts";

const DAYS = 6;
/** Of each region units by days of promise, and those that nobody could serve. */
const window = (
  rows: readonly (readonly number[])[],
  unserved: readonly number[] = [],
): SpeedWindow => ({
  regionCount: rows.length,
  dayCount: DAYS,
  orderedUnits: Float64Array.from(rows, (row, r) =>
    row.slice(0, DAYS).reduce((sum, units) => sum + units, unserved[r] ?? 0),
  ),
  units: Float64Array.from(
    rows.flatMap((row) => Array.from({ length: DAYS }, (_, d) => row[d] ?? 0)),
  ),
});
const unserved = fc.array(fc.nat(500), { minLength: 4, maxLength: 4 });
const rows = fc.array(fc.array(fc.nat(500), { minLength: DAYS, maxLength: DAYS }), {
  minLength: 4,
  maxLength: 4,
});

describe("speedWindow", () => {
  // Two buildings, two regions: days 1 and 4 from the first, 5 and 2 from the second.
  const transit = Float64Array.of(1, 4, 5, 2);

  it("promises the fastest lane from a building that held the product, and counts what none held", () => {
    const { window: found, unservedUnits } = speedWindow(
      {
        region: Int32Array.of(0, 0, 1, 1, 1),
        units: Int32Array.of(10, 20, 30, 40, 7),
        buildings: Float64Array.of(0b11, 0b10, 0b11, 0b01, 0),
      },
      transit,
      2,
      DAYS,
    );
    expect(unservedUnits).toBe(7);
    expect([...found.units]).toEqual([0, 10, 0, 0, 0, 20, 0, 0, 30, 0, 40, 0]);
    expect([...found.orderedUnits]).toEqual([30, 77]);
    // 10 of 100 within one day, 40 within two and three; (10 + 100 + 60 + 160) / 100 days.
    expect(SPEED_MEASURES.map((measure) => deliverySpeed(found, measure))).toEqual([
      100_000, 400_000, 400_000, 3300,
    ]);
  });

  it("refuses more buildings than it can name, and takes a building without a lane for none", () => {
    const orders = {
      region: Int32Array.of(0),
      units: Int32Array.of(3),
      buildings: Float64Array.of(1),
    };
    expect(() => speedWindow(orders, new Float64Array(53), 1)).toThrow(/at most 52 buildings/);
    expect(speedWindow(orders, Float64Array.of(Number.NaN), 1).unservedUnits).toBe(3);
  });
});

describe("splitSpeedChange", () => {
  it("tells where buyers were from where stock lay (worked by hand)", () => {
    // Region 0 is all within a day, region 1 never; half and half becomes three quarters and a quarter.
    const from = window([
      [0, 50],
      [0, 0, 0, 0, 50],
    ]);
    const moved = window([
      [0, 75],
      [0, 0, 0, 0, 25],
    ]);
    const mix = splitSpeedChange(from, moved, "withinOneDay");
    expect(mix).toEqual({
      before: 500_000,
      after: 750_000,
      mix: [93_750, 156_250],
      served: [0, 0],
      speed: [0, 0],
    });
    const nearer = window([
      [0, 50],
      [0, 25, 0, 0, 25],
    ]);
    expect(splitSpeedChange(from, nearer, "withinOneDay")).toEqual({
      before: 500_000,
      after: 750_000,
      mix: [0, 0],
      served: [0, 0],
      speed: [0, 250_000],
    });
  });

  it("tells where buyers were from which of their orders could be served (worked by hand)", () => {
    // Half of all orders come from either region, throughout; at first nobody could serve the second.
    const one = window([[0, 50], []], [0, 50]);
    const both = window([
      [0, 50],
      [0, 0, 0, 0, 50],
    ]);
    expect(splitSpeedChange(one, both, "withinOneDay")).toEqual({
      before: 1_000_000,
      after: 500_000,
      mix: [0, 0],
      served: [-125_000, -375_000],
      speed: [0, 0],
    });
    // Of the second region half could be served, then all; of all orders it makes a half, then a quarter. Parts of the first region
    // of all that is served: 2/3 before, 3/4 after; 6/7 with the later orders served as before, 1/2 with the earlier ones as after.
    const half = window(
      [
        [0, 50],
        [0, 0, 0, 0, 25],
      ],
      [0, 25],
    );
    const later = window([
      [0, 75],
      [0, 0, 0, 0, 25],
    ]);
    const change = splitSpeedChange(half, later, "withinOneDay");
    const sum = (parts: readonly number[] = []) => parts.reduce((all, part) => all + part, 0);
    expect(sum(change?.mix)).toBeCloseTo(1e6 * ((6 / 7 - 2 / 3 + 3 / 4 - 1 / 2) / 2), -1);
    expect(sum(change?.served)).toBeCloseTo(1e6 * ((1 / 2 - 2 / 3 + 3 / 4 - 6 / 7) / 2), -1);
  });

  it("says nothing of where buyers were when the same is ordered, nor of what could be served when all is", () => {
    const served = fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(rows, served, fc.constantFrom(...SPEED_MEASURES), (a, kept, measure) => {
        const ordered = window(a);
        const some = (end: 0 | 1): SpeedWindow => {
          const units = ordered.units.map((count, k) => {
            const [from = 0, to = 0] = kept[Math.floor(k / DAYS)] ?? [];
            return Math.floor((count * (end === 0 ? from : to)) / 100);
          });
          return { ...ordered, units };
        };
        for (const part of splitSpeedChange(some(0), some(1), measure)?.mix ?? [])
          expect(part).toBe(0);
        for (const part of splitSpeedChange(ordered, window(a.toReversed()), measure)?.served ?? [])
          expect(part).toBe(0);
      }),
    );
  });

  it("adds up and negates for every measure", () => {
    fc.assert(
      fc.property(
        rows,
        rows,
        unserved,
        unserved,
        fc.constantFrom(...SPEED_MEASURES),
        (a, b, leftA, leftB, measure) => {
          const [from, to] = [window(a, leftA), window(b, leftB)];
          const change = splitSpeedChange(from, to, measure);
          const back = splitSpeedChange(to, from, measure);
          if (!change || !back) return;
          const parts = [...change.mix, ...change.served, ...change.speed];
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(change.after - change.before);
          for (const [k, part] of [...back.mix, ...back.served, ...back.speed].entries())
            expect(part + parts[k]!).toBe(0);
        },
      ),
    );
  });

  it("is only mix when each region keeps its speed", () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
        (a, factor) => {
          const scaled = a.map((row, r) => row.map((units) => units * factor[r]!));
          const change = splitSpeedChange(window(a), window(scaled), "meanDays");
          if (change)
            for (const part of change.speed) expect(Math.abs(part)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("makes a level of its regions, exactly", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...SPEED_MEASURES), (a, measure) => {
        const speeds = regionSpeeds(window(a), measure);
        const whole = deliverySpeed(window(a), measure) ?? 0;
        expect(speeds.reduce((sum, { part }) => sum + part, 0)).toBe(whole);
      }),
    );
    expect(
      regionSpeeds(
        window([
          [0, 30],
          [0, 0, 0, 10],
        ]),
        "meanDays",
      ),
    ).toEqual([
      { units: 30, speed: 1000, part: 750 },
      { units: 10, speed: 3000, part: 750 },
    ]);
  });

  it("has no answer without units", () => {
    expect(splitSpeedChange(window([[]]), window([[1]]), "withinOneDay")).toBeNull();
  });
});
