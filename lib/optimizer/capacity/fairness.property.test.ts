// What the shares promise: the uniform rule pays nobody to misreport a need, sharing in proportion does, and an independent
// linear programme finds the same shares.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highsBackend, ProgramBuilder, solveLinearProgram } from "../solver/index.ts";
import {
  type CapacityPolicy,
  type Claims,
  capacityFactLeaves,
  defaultCapacityPolicy,
  fillingLevel,
  planLimits,
} from "./index.ts";

const shareOf = ({ lower, upper, weight }: Claims, capacity: number): number[] => {
  const level = fillingLevel({ lower, upper, weight }, capacity);
  return Array.from(upper, (high, i) =>
    level === Number.POSITIVE_INFINITY
      ? high
      : Math.min(high, Math.max(lower[i]!, level * weight[i]!)),
  );
};

const claimants = fc.array(
  fc.record({
    peak: fc.integer({ min: 1, max: 200 }),
    guarantee: fc.integer({ min: 0, max: 20 }),
    weight: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 2, maxLength: 7 },
);
const claimsOf = (
  rows: readonly { peak: number; guarantee: number; weight: number }[],
): Claims => ({
  lower: Float64Array.from(rows, ({ guarantee, peak }) => Math.min(guarantee, peak)),
  upper: Float64Array.from(rows, ({ peak }) => peak),
  weight: Float64Array.from(rows, ({ weight }) => weight),
});

describe("misreporting a need (Sprumont 1991)", () => {
  it("never helps: who gets less than the true need gets no more by naming another", () => {
    fc.assert(
      fc.property(
        claimants,
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 2000 }),
        (rows, capacity, said) => {
          const truth = shareOf(claimsOf(rows), capacity)[0]!;
          if (truth >= rows[0]!.peak) return;
          const lie = [{ ...rows[0]!, peak: said }, ...rows.slice(1)];
          expect(shareOf(claimsOf(lie), capacity)[0]!).toBeLessThanOrEqual(truth + 1e-9);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("pays where space is shared in proportion to what is asked (Cachon and Lariviere 1999)", () => {
    const inProportion = (asked: readonly number[], capacity: number) => {
      const total = asked.reduce((sum, x) => sum + x, 0);
      return asked.map((x) => (x * Math.min(total, capacity)) / total);
    };
    const [truth] = inProportion([80, 80], 100);
    const [inflated] = inProportion([160, 80], 100);
    expect(truth).toBe(50);
    expect(inflated).toBeCloseTo(66.67, 2);
    // By the uniform rule the same lie changes nothing.
    const rule = (peak: number) =>
      shareOf(
        claimsOf([
          { peak, guarantee: 0, weight: 1 },
          { peak: 80, guarantee: 0, weight: 1 },
        ]),
        100,
      )[0];
    expect([rule(80), rule(160)]).toEqual([50, 50]);
  });
});

describe("declaring sales ahead", () => {
  const FOOT = 28_316_847;
  const policy: CapacityPolicy = {
    ...defaultCapacityPolicy,
    overbooking: { ...defaultCapacityPolicy.overbooking, chanceMillionths: 0 },
  };
  const zero = Object.fromEntries(capacityFactLeaves.map((id) => [id, 0])) as Record<
    (typeof capacityFactLeaves)[number],
    number
  >;
  const volume = fc.integer({ min: 0, max: 900 }).map((feet) => feet * FOOT);
  const account = fc.record({
    shipped: volume,
    forecast: volume,
    previous: volume,
    declared: volume,
  });

  const limitOf = (
    rows: readonly { shipped: number; forecast: number; previous: number; declared: number }[],
    usableMm3: number,
  ) => {
    const column = Object.fromEntries(
      capacityFactLeaves.map((id) => [id, new Float64Array(rows.length).fill(zero[id])]),
    );
    rows.forEach((row, i) => {
      column.shippedWeeklyMm3![i] = row.shipped;
      column.forecastWeeklyMm3![i] = row.forecast;
      column.previousLimitMm3![i] = row.previous;
      column.declaredMm3![i] = row.declared;
      column.declaredWeightMillionths![i] = 1_000_000;
    });
    return planLimits({
      facts: { count: rows.length, column },
      poolOfRow: new Uint8Array(rows.length),
      pools: [{ storageType: "standard", monthAhead: 1, usableMm3 }],
      policy,
    });
  };

  it("gains nobody more than what counts of it, and nothing where the shared space is what limits", () => {
    fc.assert(
      fc.property(
        fc.array(account, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 0, max: 40_000 }),
        volume,
        (rows, feet, more) => {
          const before = limitOf([{ ...rows[0]!, declared: 0 }, ...rows.slice(1)], feet * FOOT);
          const after = limitOf([{ ...rows[0]!, declared: more }, ...rows.slice(1)], feet * FOOT);
          const gain = after.limits[0]! - before.limits[0]!;
          // Rounding to announcement steps: one step.
          expect(gain).toBeLessThanOrEqual(after.columns.column.declaredExtra![0]! + FOOT);
          const { fairShare, need, upper } = before.columns.column;
          const isShared = fairShare![0]! < upper![0]! && upper![0]! <= need![0]!;
          if (isShared) expect(gain).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("an independent linear programme", () => {
  /** Weighted max-min by rounds: raise everybody's share per weight together, fix who is full, go on with the others. */
  async function maxMin({ lower, upper, weight }: Claims, capacity: number): Promise<number[]> {
    const backend = highsBackend();
    const isFull = new Uint8Array(upper.length);
    let x: number[] = [...lower];
    for (let round = 0; round <= upper.length; round++) {
      const program = new ProgramBuilder("maximise");
      const level = program.addColumn({ cost: 1 });
      const column = Array.from(upper, (high, i) =>
        program.addColumn({ lower: isFull[i] ? high : lower[i]!, upper: high }),
      );
      program.addRow(
        { upper: capacity },
        column.map((k) => [k, 1] as const),
      );
      column.forEach((k, i) => {
        if (!isFull[i])
          program.addRow({ lower: 0 }, [
            [k, 1],
            [level, -weight[i]!],
          ]);
      });
      const found = await solveLinearProgram(backend, program.build());
      if (found.status !== "optimal") throw new Error(`max-min: ${found.status}`);
      const tau = found.x[level]!;
      x = Array.from(upper, (high, i) =>
        isFull[i] ? high : Math.min(high, Math.max(lower[i]!, tau * weight[i]!)),
      );
      let isChanged = false;
      upper.forEach((high, i) => {
        if (!isFull[i] && tau * weight[i]! >= high - 1e-7) {
          isFull[i] = 1;
          isChanged = true;
        }
      });
      if (!isChanged || isFull.every((full) => full === 1)) break;
    }
    return x;
  }

  it("finds the same shares", async () => {
    await fc.assert(
      fc.asyncProperty(claimants, fc.integer({ min: 1, max: 99 }), async (rows, percent) => {
        const claims = claimsOf(rows);
        const low = claims.lower.reduce((a, b) => a + b, 0);
        const high = claims.upper.reduce((a, b) => a + b, 0);
        const capacity = low + ((high - low) * percent) / 100;
        const expected = await maxMin(claims, capacity);
        shareOf(claims, capacity).forEach((share, i) => {
          expect(share).toBeCloseTo(expected[i]!, 5);
        });
      }),
      { numRuns: 25 },
    );
  });
});
