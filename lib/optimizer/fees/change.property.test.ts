import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import {
  driverTotalMicros,
  FEE_DRIVERS,
  FEE_KINDS,
  type FeeFacts,
  monthFees,
  partMicrosOf,
  rateCard2024,
  rateCard2026,
  splitFeeChange,
} from "./index.ts";
import { busyFacts, emptyFacts, STANDARD_SIZE } from "./simulated.ts";

const month = (seed: number) => {
  const draws = stream(seed, "fees-test");
  return busyFacts(4, 420, (below) => draws.integer(below));
};
const pair = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }));
const parts = (change: ReturnType<typeof splitFeeChange>, kind: number, i: number) =>
  FEE_DRIVERS.map((_, driver) => partMicrosOf(change, kind, i, driver));

describe("the split of a fee's change", () => {
  it("adds up to the change for every fee and product, in whole micros", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const from = monthFees(month(a), rateCard2024);
        const to = monthFees(month(b), rateCard2026);
        const change = splitFeeChange(from, to);
        for (const [kind] of FEE_KINDS.entries())
          for (let i = 0; i < from.skuCount; i++) {
            const sum = parts(change, kind, i).reduce((total, part) => total + part, 0);
            const delta = to.table[kind]!.feeMicros[i]! - from.table[kind]!.feeMicros[i]!;
            expect(sum).toBe(delta);
          }
      }),
      { numRuns: 60 },
    );
  });

  it("negates every part when the months change places", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const from = monthFees(month(a), rateCard2024);
        const to = monthFees(month(b), rateCard2026);
        const change = splitFeeChange(from, to);
        const back = splitFeeChange(to, from);
        for (let cell = 0; cell < change.partMicros.length; cell++)
          expect(change.partMicros[cell]! + back.partMicros[cell]!).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("is nothing between a month and itself, and all rate when only the card changed", () => {
    const facts = month(7);
    const same = splitFeeChange(monthFees(facts, rateCard2024), monthFees(facts, rateCard2024));
    expect(same.partMicros.every((part) => part === 0)).toBe(true);
    const card = splitFeeChange(monthFees(facts, rateCard2024), monthFees(facts, rateCard2026));
    for (const [kind] of FEE_KINDS.entries())
      for (const [driver, name] of FEE_DRIVERS.entries())
        if (name !== "rate" && name !== "size")
          expect(driverTotalMicros(card, kind, driver)).toBe(0);
    expect(driverTotalMicros(card, FEE_KINDS.indexOf("aged"), 4)).toBeGreaterThan(0);
  });

  it("gives twice the units to units alone", () => {
    const facts = month(11);
    const twice: FeeFacts = { ...facts, heldUnits: facts.heldUnits.map((units) => 2 * units) };
    const change = splitFeeChange(monthFees(facts, rateCard2024), monthFees(twice, rateCard2024));
    expect(driverTotalMicros(change, 0, 0)).toBe(change.toMicros[0]! - change.fromMicros[0]!);
    expect([1, 2, 3, 4].map((driver) => driverTotalMicros(change, 0, driver))).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it("gives a new measurement to size, and the peak season to the band", () => {
    const facts = emptyFacts(1, 0);
    facts.heldUnits.fill(100);
    const bigger = { ...facts, size: [{ ...STANDARD_SIZE, unitVolumeMm3: 2_831_684.6592 }] };
    const size = splitFeeChange(monthFees(facts, rateCard2024), monthFees(bigger, rateCard2024));
    expect(parts(size, 0, 0)).toEqual([0, 0, 0, 3_900_000, 0]);
    const peak = { ...facts, monthNumber: 11 };
    const season = splitFeeChange(monthFees(facts, rateCard2024), monthFees(peak, rateCard2024));
    expect(parts(season, 0, 0)).toEqual([0, 0, 8_100_000, 0, 0]);
  });

  it("tells more stock from a shift between products (worked by hand)", () => {
    // 100 + 0 units become 100 + 100; the second is twice as large: unit prices 0.039 and 0.078.
    const sizes = [STANDARD_SIZE, { ...STANDARD_SIZE, unitVolumeMm3: 2_831_684.6592 }];
    const from: FeeFacts = { ...emptyFacts(2, 0), size: sizes };
    const to: FeeFacts = { ...emptyFacts(2, 0), size: sizes };
    from.heldUnits.fill(100, 0, 30);
    to.heldUnits.fill(100);
    const change = splitFeeChange(monthFees(from, rateCard2024), monthFees(to, rateCard2024));
    // Total 100 -> 200, shares (1, 0) -> (1/2, 1/2): units 0.75 x 100 x 0.039 + 0.25 x 100 x 0.078; mix 150 x 0.5 x 0.039.
    expect(FEE_DRIVERS.map((_, driver) => driverTotalMicros(change, 0, driver))).toEqual([
      4_875_000, 2_925_000, 0, 0, 0,
    ]);
  });
});
