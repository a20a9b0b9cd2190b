// SKUs, their surfaces and plans for the tests of this folder.
import fc from "fast-check";
import type { Columns } from "../../decision/index.ts";
import {
  type AccountSpace,
  type DemandSurface,
  defaultReplenishmentPolicy,
  planReplenishment,
  type ReplenishmentPlan,
  type ReplenishmentPolicy,
  replenishmentFactLeaves,
  surfaceWeeks,
} from "../index.ts";

type Facts = Record<(typeof replenishmentFactLeaves)[number], number>;

export interface Sku extends Facts {
  readonly weeklyMilliUnits: number;
  /** Standard deviation of a week over its mean, in thousandths. */
  readonly variation: number;
  readonly space: number;
}

export const sku: Sku = {
  weeklyMilliUnits: 40_000,
  variation: 400,
  space: 0,
  leadTimeDays: 14,
  leadTimeSafetyDays: 5,
  onHandUnits: 30,
  transferUnits: 5,
  inboundUnits: 24,
  committedUnits: 4,
  priceMicros: 25_000_000,
  unitCostMicros: 8_000_000,
  unitFeeMicros: 7_000_000,
  unitVolumeMm3: 1_500_000,
  casePackUnits: 12,
  minimumUnits: 0,
  isDiscontinued: 0,
  hasOverride: 0,
  overrideUnits: 0,
  ownReviewDays: 0,
};

// Normal quantiles of the surface's levels.
export const z = [0, 0.2533, 0.5244, 0.8416, 1.2816, 1.6449, 2.0537];

export function surfaceOf(skus: readonly Sku[]): DemandSurface {
  const mean = skus.flatMap((s) => surfaceWeeks.map((weeks) => s.weeklyMilliUnits * weeks));
  const quantile = skus.flatMap((s) =>
    surfaceWeeks.flatMap((weeks) =>
      z.map((deviate) =>
        Math.round(
          s.weeklyMilliUnits * (weeks + (deviate * s.variation * Math.sqrt(weeks)) / 1000),
        ),
      ),
    ),
  );
  return {
    meanMilliUnits: Float64Array.from(mean),
    quantileMilliUnits: Float64Array.from(quantile),
  };
}

export function factsOf(skus: readonly Sku[]): Columns {
  const column: Record<string, Float64Array> = {};
  for (const id of replenishmentFactLeaves) column[id] = Float64Array.from(skus, (s) => s[id]);
  return { count: skus.length, column };
}

export const unlimited: readonly AccountSpace[] = [0, 1, 2].map(() => ({
  limitMm3: null,
  usedMm3: 0,
}));

export function plan(
  skus: readonly Sku[],
  spaces: readonly AccountSpace[] = unlimited,
  usableMm3 = 1e15,
  rules: Partial<ReplenishmentPolicy> = {},
): ReplenishmentPlan {
  return planReplenishment({
    facts: factsOf(skus),
    demand: surfaceOf(skus),
    poolOfRow: new Uint8Array(skus.length),
    spaceOfRow: Uint8Array.from(skus, (s) => s.space),
    pools: [{ storageType: "standard", usableMm3, usedMm3: 0 }],
    spaces,
    policy: { ...defaultReplenishmentPolicy, ...rules },
  });
}

export const at = ({ columns }: ReplenishmentPlan, id: string, row = 0) =>
  columns.column[id]![row]!;
export const volume = ({ columns, advised }: ReplenishmentPlan, isIn: (row: number) => boolean) =>
  advised.reduce(
    (sum, units, row) => sum + (isIn(row) ? units * columns.column.unitVolumeMm3![row]! : 0),
    0,
  );

export const skus: fc.Arbitrary<Sku> = fc.record({
  weeklyMilliUnits: fc.integer({ min: 0, max: 200_000 }),
  variation: fc.integer({ min: 0, max: 2000 }),
  space: fc.nat({ max: 2 }),
  leadTimeDays: fc.integer({ min: 1, max: 100 }),
  leadTimeSafetyDays: fc.integer({ min: 0, max: 30 }),
  onHandUnits: fc.nat({ max: 400 }),
  transferUnits: fc.nat({ max: 20 }),
  inboundUnits: fc.nat({ max: 100 }),
  committedUnits: fc.constant(0),
  priceMicros: fc.oneof(fc.integer({ min: 1e6, max: 1e8 }), fc.constant(Number.NaN)),
  unitCostMicros: fc.oneof(fc.integer({ min: 1e5, max: 5e7 }), fc.constant(Number.NaN)),
  unitFeeMicros: fc.oneof(fc.integer({ min: 0, max: 2e7 }), fc.constant(Number.NaN)),
  unitVolumeMm3: fc.integer({ min: 10_000, max: 50_000_000 }),
  casePackUnits: fc.constantFrom(0, 1, 6, 12, 40),
  minimumUnits: fc.constantFrom(0, 0, 10, 30),
  isDiscontinued: fc.constantFrom(0, 0, 0, 1),
  hasOverride: fc.constant(0),
  overrideUnits: fc.constant(0),
  ownReviewDays: fc.constantFrom(0, 0, 7, 14),
});
