import { describe, expect, test } from "vitest";
import { highsBackend, isCertified } from "../solver/index.ts";
import { type PlacementProblem, planPlacement } from "./index.ts";

// The formulas these tests hold to known answers are on docs/formulas/placement.md.

const backend = highsBackend();
const DOLLAR = 1e6;
const LITRE = 1e6;

/** One SKU of 1 litre and 1 kg, $10 margin; FCs east and west, regions east and west; $1 near, $3 far; no limits. */
function coasts(over: Partial<PlacementProblem> = {}): PlacementProblem {
  return {
    skuCount: 1,
    fcCount: 2,
    regionCount: 2,
    storageTypeCount: 1,
    advisedUnits: Int32Array.of(100),
    casePackUnits: Int32Array.of(1),
    unitVolumeMm3: Float64Array.of(LITRE),
    unitMassMg: Float64Array.of(1e6),
    storageTypeIndex: Int32Array.of(0),
    marginMicros: Float64Array.of(10 * DOLLAR),
    unplacedCostMicros: Float64Array.of(10 * DOLLAR),
    demandUnits: Float32Array.of(60, 40),
    onHandUnits: Int32Array.of(0, 0),
    inboundCostMicros: Float64Array.of(0, 0),
    holdingMicrosPerMm3: Float64Array.of(0, 0),
    laneMicrosPerUnit: Float64Array.of(1, 3, 3, 1).map((v) => v * DOLLAR),
    laneMicrosPerKg: new Float64Array(4),
    transitDays: Int32Array.of(1, 4, 4, 1),
    speedShare: new Float64Array(0),
    freeStorageMm3: Float64Array.of(1e3, 1e3).map((v) => v * LITRE),
    inboundCapacityUnits: Float64Array.of(1e3, 1e3),
    outboundCapacityUnits: Float64Array.of(1e3, 1e3),
    ...over,
  };
}

describe("one SKU, two coasts", () => {
  test("units go near their buyers: 60 east, 40 west, worth $9 each", async () => {
    const plan = await planPlacement(backend, coasts());
    expect([...plan.units]).toEqual([60, 40]);
    expect(plan.objectiveMicros).toBeCloseTo(900 * DOLLAR, 0);
    expect(plan.boundMicros).toBeCloseTo(900 * DOLLAR, 0);
    expect(isCertified(plan.certificate)).toBe(true);
    expect([...plan.price.storageMicrosPerMm3]).toEqual([0, 0]);
  });
  test("a full FC pushes units out, at the price of the longer lane: $2 per litre", async () => {
    const full = { freeStorageMm3: Float64Array.of(50 * LITRE, 1e3 * LITRE) };
    const plan = await planPlacement(backend, coasts(full));
    expect([...plan.units]).toEqual([50, 50]);
    expect(plan.objectiveMicros).toBeCloseTo(880 * DOLLAR, 0);
    expect(plan.price.storageMicrosPerMm3[0]! * LITRE).toBeCloseTo(2 * DOLLAR, 3);
    expect(plan.price.storageMicrosPerMm3[1]).toBeCloseTo(0, 9);
  });
  test("inbound and outbound limits have prices of their own", async () => {
    const inbound = await planPlacement(
      backend,
      coasts({ inboundCapacityUnits: Float64Array.of(50, 1e3) }),
    );
    expect(inbound.price.inboundMicrosPerUnit[0]).toBeCloseTo(2 * DOLLAR, 3);
    const outbound = await planPlacement(
      backend,
      coasts({ outboundCapacityUnits: Float64Array.of(50, 1e3) }),
    );
    expect(outbound.price.outboundMicrosPerUnit[0]).toBeCloseTo(2 * DOLLAR, 3);
  });
  test("stock on hand serves its coast first: new units go where it does not reach", async () => {
    const plan = await planPlacement(
      backend,
      coasts({ advisedUnits: Int32Array.of(50), onHandUnits: Int32Array.of(50, 0) }),
    );
    expect([...plan.units]).toEqual([10, 40]);
  });
  test("units beyond demand are placed as a reserve where that is cheapest", async () => {
    const plan = await planPlacement(
      backend,
      coasts({ advisedUnits: Int32Array.of(130), inboundCostMicros: Float64Array.of(2e5, 1e5) }),
    );
    expect([...plan.units]).toEqual([60, 70]);
    expect(plan.unitValueMicros[0]).toBeCloseTo(-1e5, 3);
  });
  test("units without room stay unplaced, and a further unit would only be another of them", async () => {
    const plan = await planPlacement(
      backend,
      coasts({ freeStorageMm3: Float64Array.of(30 * LITRE, 20 * LITRE) }),
    );
    expect([...plan.units]).toEqual([30, 20]);
    expect(plan.unplacedUnits[0]).toBe(50);
    expect(plan.unitValueMicros[0]).toBeCloseTo(-10 * DOLLAR, 0);
    // A litre more saves the loss of $10 and earns $9.
    expect(plan.price.storageMicrosPerMm3[0]! * LITRE).toBeCloseTo(19 * DOLLAR, 0);
  });
  test("the value of a faster promise outweighs a dearer building", async () => {
    const dearEast = { inboundCostMicros: Float64Array.of(2.5 * DOLLAR, 0) };
    const slow = await planPlacement(backend, coasts(dearEast));
    expect([...slow.units]).toEqual([0, 100]);
    const fast = await planPlacement(
      backend,
      coasts({ ...dearEast, speedShare: Float64Array.of(0, 0.1, 0, 0, 0) }),
    );
    expect([...fast.units]).toEqual([60, 40]);
  });
  test("the regret of an FC not chosen is what a unit there would lose", async () => {
    const dearEast = { inboundCostMicros: Float64Array.of(2.5 * DOLLAR, 0) };
    const plan = await planPlacement(backend, coasts(dearEast));
    expect(plan.regretMicros[0]).toBeCloseTo(0.5 * DOLLAR, 3);
    expect(plan.regretMicros[1]).toBe(0);
  });
  test("cartons stay whole: 5 cartons of 12 for a 60-40 demand go 3 and 2", async () => {
    const plan = await planPlacement(
      backend,
      coasts({
        advisedUnits: Int32Array.of(60),
        casePackUnits: Int32Array.of(12),
        demandUnits: Float32Array.of(36, 24),
      }),
    );
    expect([...plan.units]).toEqual([36, 24]);
    const uneven = await planPlacement(
      backend,
      coasts({
        advisedUnits: Int32Array.of(48),
        casePackUnits: Int32Array.of(12),
        demandUnits: Float32Array.of(29, 19),
      }),
    );
    expect([...uneven.units]).toEqual([24, 24]);
    expect(uneven.overflow.inboundUnits[0]).toBe(0);
  });
  test("a pack that does not fit is reported, in volume and units", async () => {
    const tight = await planPlacement(
      backend,
      coasts({
        advisedUnits: Int32Array.of(24),
        casePackUnits: Int32Array.of(12),
        inboundCapacityUnits: Float64Array.of(18, 6),
        freeStorageMm3: Float64Array.of(18 * LITRE, 6 * LITRE),
      }),
    );
    expect([...tight.units].reduce((a, x) => a + x, 0)).toBe(24);
    expect(tight.overflow.inboundUnits[0]).toBe(6);
    expect(tight.overflow.storageMm3[0]).toBeCloseTo(6 * LITRE, 0);
  });
  test("nothing to place is a plan too, and malformed arrays are refused", async () => {
    const plan = await planPlacement(backend, coasts({ advisedUnits: Int32Array.of(0) }));
    expect([...plan.units]).toEqual([0, 0]);
    await expect(
      planPlacement(backend, coasts({ demandUnits: new Float32Array(3) })),
    ).rejects.toThrow(/demandUnits must have length 2, got 3/);
    await expect(
      planPlacement(backend, coasts({ casePackUnits: Int32Array.of(0) })),
    ).rejects.toThrow(/case pack 0/);
  });
});
