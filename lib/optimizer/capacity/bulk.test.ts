import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bulkEfficiency,
  type CapacityPolicy,
  capacityFactLeaves,
  defaultCapacityPolicy,
  planBulk,
  planLimits,
} from "./index.ts";

const FOOT = 28_316_847;
const fixedPolicy: CapacityPolicy = {
  ...defaultCapacityPolicy,
  overbooking: { ...defaultCapacityPolicy.overbooking, chanceMillionths: 0 },
};
const volume = fc.integer({ min: 0, max: 3000 }).map((feet) => feet * FOOT + (feet % 7));
const maybe = fc.oneof(fc.constant(0), volume);
const share = fc.oneof(fc.integer({ min: 0, max: 3_500_000 }), fc.constant(Number.NaN));
const row = fc.record({
  shippedWeeklyMm3: volume,
  forecastWeeklyMm3: volume,
  newSelectionMm3: maybe,
  declaredMm3: maybe,
  declaredWeightMillionths: fc.integer({ min: 0, max: 1_000_000 }),
  sellThroughMillionths: share,
  excessShareMillionths: share,
  strandedShareMillionths: share,
  inStockShareMillionths: share,
  onHandMm3: volume,
  openShipmentsMm3: maybe,
  grantedMm3: maybe,
  previousLimitMm3: maybe,
  lastEstimateMm3: maybe,
  confirmedMm3: maybe,
  isIndividual: fc.constantFrom(0, 0, 0, 1),
});
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;

const columnsOf = (rows: readonly Row[]) =>
  Object.fromEntries(
    capacityFactLeaves.map((id) => [id, Float64Array.from(rows, (one) => one[id])]),
  ) as Record<(typeof capacityFactLeaves)[number], Float64Array>;

describe("limits of very many accounts", () => {
  it("are the definition's, bit for bit, at the same prices with the same certificate", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 40_000 }),
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        (rows, feet, monthAhead) => {
          const column = columnsOf(rows);
          const usableMm3 = feet * FOOT;
          const { limits, sigma, pools } = planLimits({
            facts: { count: rows.length, column },
            poolOfRow: new Uint8Array(rows.length),
            pools: [{ storageType: "standard", monthAhead, usableMm3 }],
            policy: fixedPolicy,
          });
          const bulk = planBulk(
            column,
            bulkEfficiency(column, fixedPolicy),
            pools[0]!,
            fixedPolicy,
          );
          const { hardFloors, ...certificate } = sigma[0]!.certificate;
          expect(bulk.certificate).toEqual(certificate);
          expect([...bulk.limitMm3]).toEqual([...limits]);
          expect(bulk.waterLevelMilliWeeks).toBe(sigma[0]!.waterLevelMilliWeeks);
          expect(bulk.rationShareMillionths).toBe(sigma[0]!.rationShareMillionths);
          expect(hardFloors.length > 0).toBe(certificate.status === "infeasible");
          met.add(certificate.status);
        },
      ),
      { numRuns: 400 },
    );
    expect([...met].sort()).toEqual(["filled", "infeasible", "notScarce", "rationed"]);
  });

  it("are refused on columns of unequal length, naming the column", () => {
    const column = columnsOf([]);
    const pool = {
      storageType: "standard" as const,
      monthAhead: 1 as const,
      usableMm3: 0,
      overbookingShareMillionths: 1_000_000,
    };
    const facts = { ...column, grantedMm3: new Float64Array(1) };
    expect(() => planBulk(facts, new Float64Array(0), pool, fixedPolicy)).toThrow(/grantedMm3/);
  });
});
