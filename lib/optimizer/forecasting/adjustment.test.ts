import { describe, expect, it } from "vitest";
import { type AdjustableForecast, applyAdjustments, type DemandAdjustments } from "./adjustment.ts";

/** Two SKUs, four weeks of 10 and 2 units, quantiles 0.5 and 0.9, sums over 1, 2 and 4 weeks. */
function forecastOf(): AdjustableForecast {
  const [weekly, rare] = [10, 2];
  const rows = (a: readonly number[], b: readonly number[], times: number) => [
    ...Array.from({ length: times }, () => a).flat(),
    ...Array.from({ length: times }, () => b).flat(),
  ];
  return {
    skuCount: 2,
    horizonWeeks: 4,
    level: Float64Array.of(0.5, 0.9),
    demandMean: Float32Array.from(rows([weekly], [rare], 4)),
    demandQuantile: Float32Array.from(rows([9, 16], [2, 4], 4)),
    cumulativeWeeks: Int32Array.of(1, 2, 4),
    cumulativeLevel: Float64Array.of(0.5, 0.9),
    cumulativeMean: Float32Array.of(10, 20, 40, 2, 4, 8),
    cumulativeQuantile: Float32Array.of(9, 16, 19, 28, 39, 52, 2, 4, 4, 7, 8, 12),
  };
}

type Entry = readonly [sku: number, week: number, factor: number, units?: number];
const entries = (list: readonly Entry[]): DemandAdjustments => ({
  skuIndex: Int32Array.from(list, ([sku]) => sku),
  week: Int32Array.from(list, ([, week]) => week),
  factor: Float64Array.from(list, ([, , factor]) => factor),
  units: Float64Array.from(list, ([, , , units]) => units ?? Number.NaN),
});

describe("applying what a seller states about the weeks ahead", () => {
  it("moves a week's mean and quantiles in proportion, and every sum that holds the week by as much", () => {
    const adjusted = applyAdjustments(forecastOf(), entries([[0, 1, 1.5]]));
    expect([...adjusted.demandMean.subarray(0, 4)]).toEqual([10, 15, 10, 10]);
    expect([...adjusted.demandQuantile.subarray(0, 8)]).toEqual([9, 16, 13.5, 24, 9, 16, 9, 16]);
    expect([...adjusted.cumulativeMean.subarray(0, 3)]).toEqual([10, 25, 45]);
    expect([...adjusted.cumulativeQuantile.subarray(0, 6)]).toEqual([
      9, 16, 23.75, 35, 43.875, 58.5,
    ]);
  });

  it("leaves every other SKU as it was, and says which were changed and what their means were", () => {
    const base = forecastOf();
    const adjusted = applyAdjustments(base, entries([[0, 1, 1.5]]));
    expect([...adjusted.demandQuantile.subarray(8)]).toEqual([...base.demandQuantile.subarray(8)]);
    expect([...adjusted.cumulativeQuantile.subarray(6)]).toEqual([
      ...base.cumulativeQuantile.subarray(6),
    ]);
    expect([...adjusted.isAdjusted]).toEqual([1, 0]);
    expect(adjusted.baseDemandMean).toEqual(base.demandMean);
  });

  it("sets a week to stated units, in proportion while within five times the forecast", () => {
    const adjusted = applyAdjustments(forecastOf(), entries([[0, 0, Number.NaN, 30]]));
    expect(adjusted.demandMean[0]).toBe(30);
    expect([...adjusted.demandQuantile.subarray(0, 2)]).toEqual([27, 48]);
  });

  it("gives far more units than were forecast a law of their own, with room on both sides", () => {
    const adjusted = applyAdjustments(forecastOf(), entries([[1, 0, Number.NaN, 40]]));
    const [median = 0, high = 0] = adjusted.demandQuantile.subarray(8, 10);
    expect(median).toBeGreaterThan(25);
    expect(median).toBeLessThan(40);
    expect(high).toBeGreaterThan(60);
    // In proportion it would have been 80.
    expect(high).toBeLessThan(80);
  });

  it("states demand where none was forecast", () => {
    const silent = forecastOf();
    silent.demandMean.fill(0);
    silent.demandQuantile.fill(0);
    silent.cumulativeMean.fill(0);
    silent.cumulativeQuantile.fill(0);
    const adjusted = applyAdjustments(silent, entries([[0, 2, Number.NaN, 6]]));
    expect([...adjusted.cumulativeMean.subarray(0, 3)]).toEqual([0, 0, 6]);
    expect(adjusted.demandQuantile[5]).toBeGreaterThan(adjusted.demandQuantile[4] ?? 0);
    expect(adjusted.cumulativeQuantile[5]).toBe(adjusted.demandQuantile[5]);
  });

  it("ends demand with factor 0, while no longer sum falls below a shorter one", () => {
    const adjusted = applyAdjustments(
      forecastOf(),
      entries([
        [0, 2, 0],
        [0, 3, 0],
      ]),
    );
    expect([...adjusted.demandQuantile.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect([...adjusted.cumulativeMean.subarray(0, 3)]).toEqual([10, 20, 20]);
    expect([...adjusted.cumulativeQuantile.subarray(2, 6)]).toEqual([19, 28, 19.5, 28]);
  });

  it("applies two statements about a week one after the other, and leaves out weeks beyond the horizon", () => {
    const adjusted = applyAdjustments(
      forecastOf(),
      entries([
        [0, 0, 2],
        [0, 0, 1.5],
        [0, 4, 3],
        [1, -1, 3],
      ]),
    );
    expect(adjusted.demandMean[0]).toBe(30);
    expect([...adjusted.isAdjusted]).toEqual([1, 0]);
  });

  it("keeps the largest factor in proportion despite single precision", () => {
    const base = forecastOf();
    base.demandMean[0] = 0.1;
    const adjusted = applyAdjustments(base, entries([[0, 0, 5]]));
    expect(adjusted.demandQuantile[1]).toBeCloseTo(80, 4);
  });

  it("changes nothing of its input, and refuses what is out of bounds", () => {
    const base = forecastOf();
    const before = structuredClone(base);
    applyAdjustments(base, entries([[0, 1, 0.5]]));
    expect(base).toEqual(before);
    for (const wrong of [entries([[0, 0, 5.1]]), entries([[0, 0, -1]]), entries([[2, 0, 1]])])
      expect(() => applyAdjustments(base, wrong)).toThrow(RangeError);
    expect(() => applyAdjustments(base, entries([[0, 0, Number.NaN, -1]]))).toThrow(
      /units must be at least 0/,
    );
  });
});
