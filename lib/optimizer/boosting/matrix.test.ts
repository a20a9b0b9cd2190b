import { describe, expect, test } from "vitest";
import { binRows, fitBinning } from "./matrix.ts";

describe("binning", () => {
  test("gives every value its own bin while they are few; bin 0 is missing", () => {
    const values = Float32Array.of(3, 1, NaN, 2, 1, 7);
    const binning = fitBinning(values, 6, new Uint8Array(1));
    expect([...binning.cuts]).toEqual([1, 2, 3]);
    expect([...binRows(binning, values, 6).bins]).toEqual([3, 1, 0, 2, 1, 4]);
  });

  test("puts values between and beyond those seen into the next bin up, or the last", () => {
    const binning = fitBinning(Float32Array.of(1, 2, 3), 3, new Uint8Array(1));
    const asked = Float32Array.of(-Infinity, 1.5, 2, 2.5, 99, Infinity);
    expect([...binRows(binning, asked, 6).bins]).toEqual([1, 2, 2, 3, 3, 3]);
  });

  test("cuts many values into bins of like counts", () => {
    const values = Float32Array.from({ length: 10_000 }, (_, k) => (k * 7919) % 10_000);
    const { bins } = binRows(fitBinning(values, 10_000, new Uint8Array(1)), values, 10_000);
    const counts = new Float64Array(256);
    for (const bin of bins) counts[bin]! += 1;
    expect(counts[0]).toBe(0);
    expect(Math.max(...counts)).toBeLessThan(1.2 * (10_000 / 255));
    expect(Math.min(...counts.subarray(1, 255))).toBeGreaterThan(0.8 * (10_000 / 255));
  });

  test("takes at most the cuts asked for, and none for a constant or an empty feature", () => {
    const values = Float32Array.from({ length: 300 }, (_, k) =>
      k % 3 === 0 ? k : k % 3 === 1 ? 5 : NaN,
    );
    const binning = fitBinning(values, 100, new Uint8Array(3), 9);
    expect([...binning.cutStart]).toEqual([0, 9, 9, 9]);
  });

  test("makes a category one more than its number, those it cannot hold missing", () => {
    const values = Float32Array.of(0, 4, 253, 254, 255, -1, NaN);
    const binning = fitBinning(values, 7, Uint8Array.of(1));
    expect([...binRows(binning, values, 7).bins]).toEqual([1, 5, 254, 255, 0, 0, 0]);
  });

  test("refuses values of another shape", () => {
    expect(() => fitBinning(new Float32Array(5), 3, new Uint8Array(2))).toThrow(/length 6, got 5/);
    const binning = fitBinning(new Float32Array(6), 3, new Uint8Array(2));
    expect(() => binRows(binning, new Float32Array(7), 3)).toThrow(/length 6, got 7/);
  });
});
