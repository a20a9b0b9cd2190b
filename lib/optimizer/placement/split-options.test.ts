import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { evaluateOne } from "../decision/index.ts";
import {
  PLACEMENT_ZONES,
  placementRateMicros,
  rateCard2024,
  rateCard2026,
  SIZE_TIERS,
  SPLIT_OPTIONS,
} from "../fees/index.ts";
import { highsBackend } from "../solver/index.ts";
import {
  decidePlacement,
  demandZones,
  type Economics,
  economics,
  PLACEMENT_OPTIONS,
  type PlacementProblem,
  placedUse,
  placementDefinition,
  planEconomics,
  planPlacement,
  type SplitFacts,
  type SplitPlan,
  splitFeeDefinition,
  splitFeeLeaves,
  splitOptions,
  stepDemand,
  zoneTransitDays,
} from "./index.ts";
import { simulatedPlacement } from "./simulated.ts";

vi.setConfig({ testTimeout: 120_000 });
const backend = highsBackend();

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  skuCount: fc.integer({ min: 2, max: 24 }),
  fcCount: fc.integer({ min: 5, max: 7 }),
  tightness: fc.constantFrom(0.9, 2, 6),
});

/** Every third SKU belongs to the account in question; all of tier `tier`. */
async function planned(problem: PlacementProblem, tier = 1) {
  const zones = demandZones(problem, 12);
  const e = economics(problem, zones);
  const plan = await planEconomics(backend, e, problem.casePackUnits, PLACEMENT_OPTIONS);
  const skus = Int32Array.from({ length: problem.skuCount }, (_, p) => p).filter(
    (p) => p % 3 === 0,
  );
  const facts: SplitFacts = {
    card: rateCard2026,
    tier: new Int32Array(problem.skuCount).fill(tier),
    zoneOfFc: Int32Array.from({ length: problem.fcCount }, (_, w) => w % 3),
    transitDays: zoneTransitDays(problem, zones),
    casePackUnits: problem.casePackUnits,
  };
  const used = placedUse(e, plan.units);
  const options = (more: Partial<SplitFacts> = {}) =>
    splitOptions(e, plan, used, skus, { ...facts, ...more });
  return { e, plan, skus, facts, used, options };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe("a SKU that may be sent to some FCs only", () => {
  const masked = fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    tightness: fc.constantFrom(0.6, 1.5),
    mask: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  });

  test("goes nowhere else, gains no more than when free, and its rules still give its units", async () => {
    await fc.assert(
      fc.asyncProperty(masked, async ({ seed, tightness, mask }) => {
        const free = simulatedPlacement(seed, 8, 5, 9, tightness);
        const allowedFc = Uint8Array.from(mask, (isOpen, k) => (isOpen || k % 5 === 2 ? 1 : 0));
        const problem = { ...free, allowedFc };
        const plan = await planPlacement(backend, problem);
        plan.units.forEach((units, k) => {
          if (allowedFc[k] === 0) expect(units).toBe(0);
        });
        const all = await planPlacement(backend, free);
        expect(plan.objectiveMicros).toBeLessThanOrEqual(all.boundMicros * (1 + 1e-6) + 1);
        const e = economics(problem, demandZones(problem, 12));
        const { sku, fc: at, columns } = decidePlacement(e, plan, problem.casePackUnits, 2);
        const { isInSplit, servedMilliUnits } = columns.column;
        sku.forEach((p, row) => {
          expect(isInSplit?.[row]).toBe(allowedFc[p * 5 + at[row]!]);
          if (isInSplit?.[row] === 0) expect(servedMilliUnits?.[row]).toBe(0);
        });
        expect(placementDefinition.output).toBe("placedUnits");
      }),
      { numRuns: 6 },
    );
  });

  test("is planned as where the others have no room", async () => {
    const free = simulatedPlacement(3, 12, 6, 9, 1.2);
    const keep = [1, 4];
    const closed = {
      ...free,
      freeStorageMm3: free.freeStorageMm3.map((room, k) => (keep.includes(k >> 1) ? room : 0)),
      inboundCapacityUnits: free.inboundCapacityUnits.map((room, w) =>
        keep.includes(w) ? room : 0,
      ),
    };
    const allowedFc = Uint8Array.from({ length: 72 }, (_, k) => (keep.includes(k % 6) ? 1 : 0));
    const masked = await planPlacement(backend, { ...free, allowedFc });
    const empty = await planPlacement(backend, closed);
    expect(masked.gapShare).toBeLessThan(2e-6);
    expect(masked.objectiveMicros / empty.objectiveMicros).toBeCloseTo(1, 5);
    expect(sum(masked.units)).toBe(sum(masked.units.filter((_, k) => keep.includes(k % 6))));
  });

  test("is refused without any FC", async () => {
    const problem = simulatedPlacement(1, 3, 4, 6, 1);
    const allowedFc = Uint8Array.from({ length: 12 }, (_, k) => (k < 8 ? 1 : 0));
    await expect(planPlacement(backend, { ...problem, allowedFc })).rejects.toThrow(
      "placement: SKU 2 may be sent to no FC",
    );
  });
});

/** Receiving that the others leave. [fcCount] */
function roomOf(e: Economics, units: Int32Array, used: Float64Array, skus: Int32Array) {
  const own = new Int32Array(units.length);
  for (const p of skus) {
    own.set(units.subarray(p * e.fcCount, (p + 1) * e.fcCount), p * e.fcCount);
  }
  const ownUse = placedUse(e, own);
  return e.capacity.inbound.map((limit, w) => {
    const at = e.fcCount * e.storageTypeCount + w;
    return limit - used[at]! + ownUse[at]!;
  });
}

function checkSplit(one: SplitPlan, advised: number, room: Float64Array): void {
  const { split, state, fc: fcs, fcUnits, tierUnits } = one;
  expect(sum(tierUnits)).toBe(sum(fcUnits));
  if (state !== "offered") expect(fcs).toHaveLength(0);
  else if (split === "optimised") expect(sum(fcUnits)).toBeLessThanOrEqual(advised);
  else {
    expect(sum(fcUnits)).toBe(advised);
    expect(fcs.length).toBeLessThanOrEqual(split === "minimal" ? 1 : 3);
    fcs.forEach((w, k) => {
      expect(fcUnits[k]!).toBeLessThanOrEqual(Math.max(0, room[w]!) + 1e-3);
    });
  }
}

describe("splits", () => {
  test("hold all advised units, in the room that the others leave, at so many FCs at most", async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, skuCount, fcCount, tightness }) => {
        const problem = simulatedPlacement(seed, skuCount, fcCount, 12, tightness);
        const { e, plan, skus, used, options } = await planned(problem, 5);
        const advised = sum(skus.map((p) => problem.advisedUnits[p]!));
        const room = roomOf(e, plan.units, used, skus);
        const found = options();
        expect(found.map(({ split }) => split)).toEqual(SPLIT_OPTIONS);
        for (const one of found) checkSplit(one, advised, room);
      }),
      { numRuns: 10 },
    );
  });

  test("say why they are not offered", async () => {
    const roomy = await planned(simulatedPlacement(5, 30, 6, 12, 8));
    const states = (more: Partial<SplitFacts>) => roomy.options(more).map(({ state }) => state);
    expect(states({})).toEqual(["offered", "noRate", "offered"]); // a partial split of standard sizes has no rate
    expect(states({ tier: new Int32Array(30).fill(5) })).toEqual(["offered", "offered", "offered"]);
    expect(states({ card: null })).toEqual(["offered", "noRateCard", "noRateCard"]);
    expect(states({ tier: new Int32Array(30).fill(-1) })).toEqual([
      "offered",
      "sizeUnknown",
      "sizeUnknown",
    ]);
    const tight = await planned(simulatedPlacement(5, 3, 6, 12, 1));
    expect(tight.options().map(({ state }) => state)[2]).toBe("noRoom");
  });

  test("to one FC takes the farther buyers' days, a wider split fewer", async () => {
    const { options } = await planned(simulatedPlacement(5, 30, 6, 12, 8), 5);
    const [optimised, partial, minimal] = options();
    expect(minimal!.transitMilliDays).toBeGreaterThan(partial!.transitMilliDays);
    expect(partial!.transitMilliDays).toBeGreaterThanOrEqual(optimised!.transitMilliDays);
  });

  test("take a buyer's days for as many units as the scenarios buy on average, worked by hand", async () => {
    const problem: PlacementProblem = {
      skuCount: 1,
      fcCount: 2,
      regionCount: 2,
      storageTypeCount: 1,
      advisedUnits: Int32Array.of(50),
      casePackUnits: Int32Array.of(1),
      unitVolumeMm3: Float64Array.of(1e6),
      unitMassMg: Float64Array.of(1e6),
      storageTypeIndex: Int32Array.of(0),
      marginMicros: Float64Array.of(20e6),
      unplacedCostMicros: Float64Array.of(20e6),
      demandUnits: Float32Array.of(10, 10),
      onHandUnits: Int32Array.of(0, 0),
      inboundCostMicros: Float64Array.of(1e5, 1e5),
      holdingMicrosPerMm3: Float64Array.of(0, 0),
      laneMicrosPerUnit: Float64Array.of(1e6, 3e6, 9e6, 1e6),
      laneMicrosPerKg: new Float64Array(4),
      transitDays: Int32Array.of(1, 5, 7, 2),
      speedShare: new Float64Array(8),
      // Only the first FC has room; regions whose nearest FC is the same would be one zone.
      freeStorageMm3: Float64Array.of(1e9, 0),
      inboundCapacityUnits: Float64Array.of(1e3, 0),
      outboundCapacityUnits: Float64Array.of(1e3, 0),
    };
    const zones = demandZones(problem, 12);
    // Region 0 buys 10 in every scenario, region 1 40 in one of four.
    const cases = [0, 0, 0, 40].flatMap((far) => {
      const row = [0, 0];
      row[zones.zoneOfRegion[0]!] = 10;
      row[zones.zoneOfRegion[1]!] = far;
      return row;
    });
    const e = stepDemand(problem, economics(problem, zones), {
      count: 4,
      fill: (_, units) => units.set(cases),
    });
    const plan = await planEconomics(backend, e, problem.casePackUnits, PLACEMENT_OPTIONS);
    expect([...plan.units]).toEqual([50, 0]);
    const [optimised] = splitOptions(e, plan, placedUse(e, plan.units), Int32Array.of(0), {
      card: rateCard2026,
      tier: Int32Array.of(1),
      zoneOfFc: Int32Array.of(0, 1),
      transitDays: zoneTransitDays(problem, zones),
      casePackUnits: problem.casePackUnits,
    });
    // 10 units at 1 day, 40 / 4 at 5 days.
    expect(optimised?.transitMilliDays).toBe(3000);
  });
});

describe("the fee of a split", () => {
  const fee = (leaves: Float64Array): number =>
    evaluateOne(splitFeeDefinition, leaves, new Float64Array(splitFeeDefinition.nodes.length));
  const counts = (entries: Readonly<Record<string, number>>) =>
    SIZE_TIERS.flatMap((tier) => PLACEMENT_ZONES.map((zone) => entries[`${tier} ${zone}`] ?? 0));

  test("is units times the card's rate: 100 small standard units to the west at 0.30 and 10 heavier to the east at 0.37", () => {
    const units = counts({ "smallStandard west": 100, "largeTo20Lb east": 10 });
    expect(fee(splitFeeLeaves(rateCard2024, "minimal", units))).toBe(30_000_000 + 3_700_000);
    expect(fee(splitFeeLeaves(rateCard2024, "optimised", units))).toBe(0);
  });

  test("is refused where the card has no rate, and adds up over shipments", () => {
    const standard = counts({ "smallStandard west": 1 });
    expect(() => splitFeeLeaves(rateCard2026, "partial", standard)).toThrow("no rate");
    const units = fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 18, maxLength: 18 });
    fc.assert(
      fc.property(units, units, (a, b) => {
        const both = a.map((count, k) => count + b[k]!);
        const of = (list: readonly number[]) => fee(splitFeeLeaves(rateCard2026, "minimal", list));
        expect(of(both)).toBe(of(a) + of(b));
        const byHand = a.map(
          (count, k) =>
            count * placementRateMicros(rateCard2026, Math.floor(k / 3), "minimal", k % 3),
        );
        expect(of(a)).toBe(sum(byHand));
      }),
    );
  });
});
