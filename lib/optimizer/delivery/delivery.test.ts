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
const window = (rows: readonly (readonly number[])[]): SpeedWindow => ({
  regionCount: rows.length,
  dayCount: DAYS,
  units: Float64Array.from(
    rows.flatMap((row) => Array.from({ length: DAYS }, (_, d) => row[d] ?? 0)),
  ),
});
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
    expect(mix).toEqual({ before: 500_000, after: 750_000, mix: [93_750, 156_250], speed: [0, 0] });
    const nearer = window([
      [0, 50],
      [0, 25, 0, 0, 25],
    ]);
    expect(splitSpeedChange(from, nearer, "withinOneDay")).toEqual({
      before: 500_000,
      after: 750_000,
      mix: [0, 0],
      speed: [0, 250_000],
    });
  });

  it("adds up and negates for every measure", () => {
    fc.assert(
      fc.property(rows, rows, fc.constantFrom(...SPEED_MEASURES), (a, b, measure) => {
        const change = splitSpeedChange(window(a), window(b), measure);
        const back = splitSpeedChange(window(b), window(a), measure);
        if (!change || !back) return;
        const parts = [...change.mix, ...change.speed];
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(change.after - change.before);
        for (const [k, part] of [...back.mix, ...back.speed].entries())
          expect(part + parts[k]!).toBe(0);
      }),
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
