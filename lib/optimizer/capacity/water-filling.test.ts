// biome-ignore lint/style/noRestrictedImports: reads the known answers, which lie beside the repository.
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claims, fillingLevel } from "./index.ts";

const knownAnswers = "../shared/testbeds/markets_pricing_assortment_fulfilment.json";

interface Instance {
  readonly id: string;
  readonly inputs: Record<"request" | "guarantee" | "weight", number[]> & { capacity: number };
  readonly optimal: { readonly allocation: number[]; readonly water_level: number };
}

const allocate = ({ lower, upper, weight }: Claims, level: number) =>
  Array.from(lower, (low, i) => Math.min(upper[i]!, Math.max(low, level * weight[i]!)));

const total = (amounts: readonly number[]) => amounts.reduce((sum, x) => sum + x, 0);

describe.skipIf(!existsSync(knownAnswers))(
  `water filling against known answers (skipped without ${knownAnswers})`,
  () => {
    const instances: Instance[] = existsSync(knownAnswers)
      ? JSON.parse(readFileSync(knownAnswers, "utf8")).instances
      : [];
    const waterfills = instances.filter(({ id }) => id.startsWith("waterfill"));

    it("finds at least one instance in the file", () => {
      expect(waterfills.length).toBeGreaterThan(0);
    });

    it.each(waterfills)("allocates $id as published, at its water level", ({ inputs, optimal }) => {
      const lower = Float64Array.from(inputs.guarantee);
      const upper = Float64Array.from(inputs.request);
      const weight = Float64Array.from(inputs.weight);
      const level = fillingLevel({ lower, upper, weight }, inputs.capacity);
      expect(level).toBeCloseTo(optimal.water_level, 9);
      allocate({ lower, upper, weight }, level).forEach((amount, i) => {
        expect(amount).toBeCloseTo(optimal.allocation[i]!, 9);
      });
    });
  },
);

const claim = fc.record({
  lower: fc.integer({ min: 0, max: 100 }),
  more: fc.integer({ min: 0, max: 100 }),
  weight: fc.integer({ min: 0, max: 20 }),
});
const worlds = fc.record({
  list: fc.array(claim, { minLength: 1, maxLength: 30 }),
  capacity: fc.integer({ min: 0, max: 4000 }),
});
const claimsOf = (list: readonly { lower: number; more: number; weight: number }[]): Claims => ({
  lower: Float64Array.from(list, (c) => c.lower),
  upper: Float64Array.from(list, (c) => c.lower + c.more),
  weight: Float64Array.from(list, (c) => c.weight),
});

describe("water filling", () => {
  it("fills the capacity exactly, or every weighted claim to its bound, or stops at the guarantees", () => {
    fc.assert(
      fc.property(worlds, ({ list, capacity }) => {
        const claims = claimsOf(list);
        const level = fillingLevel(claims, capacity);
        if (level === 0) expect(total([...claims.lower])).toBeGreaterThanOrEqual(capacity);
        else if (Number.isFinite(level)) {
          expect(total(allocate(claims, level))).toBeCloseTo(capacity, 6);
        } else {
          const full = list.map((c) => c.lower + (c.weight > 0 ? c.more : 0));
          expect(total(full)).toBeLessThanOrEqual(capacity);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("gives everyone the same per weight between the bounds: nobody gains by asking for more", () => {
    fc.assert(
      fc.property(worlds, fc.nat(), fc.integer({ min: 1, max: 500 }), (world, at, extra) => {
        const claims = claimsOf(world.list);
        const level = fillingLevel(claims, world.capacity);
        fc.pre(Number.isFinite(level));
        const i = at % world.list.length;
        const before = allocate(claims, level)[i]!;
        fc.pre(before < claims.upper[i]!);
        const upper = claims.upper.slice();
        upper[i] = upper[i]! + extra;
        const inflated = { ...claims, upper };
        const after = allocate(inflated, fillingLevel(inflated, world.capacity))[i]!;
        expect(after).toBeCloseTo(before, 6);
      }),
    );
  });
});
