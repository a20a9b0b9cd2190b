import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { highsBackend, isCertified } from "../solver/index.ts";
import { economics } from "./economics.ts";
import { type PlacementPlan, type PlacementProblem, planPlacement } from "./index.ts";
import { solveProgram } from "./program-plan.ts";
import { simulatedPlacement } from "./simulated.ts";
import { demandZones } from "./zones.ts";

// Every case solves linear programs: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const backend = highsBackend();

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  skuCount: fc.integer({ min: 1, max: 30 }),
  fcCount: fc.integer({ min: 1, max: 6 }),
  regionCount: fc.integer({ min: 1, max: 14 }),
  tightness: fc.constantFrom(0.3, 0.9, 1.5),
});
type Shape = {
  seed: number;
  skuCount: number;
  fcCount: number;
  regionCount: number;
  tightness: number;
};
const problemOf = (s: Shape): PlacementProblem =>
  simulatedPlacement(s.seed, s.skuCount, s.fcCount, s.regionCount, s.tightness);
const exact = { maxZones: 12, maxProgramCells: 1e9, gapWanted: 1e-9 };
const parts = { ...exact, maxProgramCells: 0 };

function expectConserved(problem: PlacementProblem, plan: PlacementPlan): void {
  for (let p = 0; p < problem.skuCount; p++) {
    let placed = 0;
    for (let w = 0; w < problem.fcCount; w++) {
      const units = plan.units[p * problem.fcCount + w]!;
      expect(units).toBeGreaterThanOrEqual(0);
      expect(units % problem.casePackUnits[p]!).toBe(0); // advice in these problems is whole packs
      placed += units;
    }
    expect(placed + plan.unplacedUnits[p]!).toBe(problem.advisedUnits[p]);
    expect(plan.unplacedUnits[p]).toBeGreaterThanOrEqual(0);
  }
}

function expectWithinOnePack(problem: PlacementProblem, plan: PlacementPlan): void {
  let packs = 0;
  let volume = 0;
  for (let p = 0; p < problem.skuCount; p++) {
    packs += problem.casePackUnits[p]!;
    volume += problem.casePackUnits[p]! * problem.unitVolumeMm3[p]!;
  }
  for (let w = 0; w < problem.fcCount; w++) {
    let units = 0;
    for (let p = 0; p < problem.skuCount; p++) units += plan.units[p * problem.fcCount + w]!;
    const over = Math.max(0, units - problem.inboundCapacityUnits[w]!);
    expect(plan.overflow.inboundUnits[w]).toBeCloseTo(over, 2);
    expect(over).toBeLessThanOrEqual(packs);
  }
  for (const over of plan.overflow.storageMm3) expect(over).toBeLessThanOrEqual(volume);
}

test("units are conserved in whole packs, limits hold within a pack per SKU, prices and regrets are never negative", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const copy = structuredClone(problem);
      const plan = await planPlacement(backend, problem);
      expect(problem).toEqual(copy);
      expectConserved(problem, plan);
      expectWithinOnePack(problem, plan);
      const { storageMicrosPerMm3, inboundMicrosPerUnit, outboundMicrosPerUnit } = plan.price;
      for (const price of [
        storageMicrosPerMm3,
        inboundMicrosPerUnit,
        outboundMicrosPerUnit,
        plan.regretMicros,
      ]) {
        for (const v of price) expect(v).toBeGreaterThanOrEqual(0);
      }
      expect(isCertified(plan.certificate)).toBe(true);
      expect(plan.boundMicros).toBeGreaterThanOrEqual(plan.objectiveMicros - 1);
      expect(plan.gapShare).toBeLessThan(2e-3);
    }),
    { numRuns: 30 },
  );
});

test("more room never makes the plan worse, and not better than its price says", async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.nat({ max: 5 }), async (s, pick) => {
      const problem = problemOf(s);
      const w = pick % s.fcCount;
      const inboundCapacityUnits = problem.inboundCapacityUnits.map((v, k) =>
        k === w ? v + 10 : v,
      );
      const before = await planPlacement(backend, problem, exact);
      const after = await planPlacement(backend, { ...problem, inboundCapacityUnits }, exact);
      const tolerance =
        1e-5 * (1 + Math.abs(before.objectiveMicros)) + before.boundMicros - before.objectiveMicros;
      expect(after.objectiveMicros).toBeGreaterThanOrEqual(before.objectiveMicros - tolerance);
      const gain = after.objectiveMicros - before.objectiveMicros;
      expect(gain).toBeLessThanOrEqual(10 * before.price.inboundMicrosPerUnit[w]! + tolerance);
    }),
    { numRuns: 20 },
  );
});

test("few columns lead to the same value as many: prices bring in the ones that are missing", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const e = economics(problem, demandZones(problem, 12));
      const few = await solveProgram(backend, e, 1e-9, 400);
      const many = await solveProgram(backend, e, 1e-9, 100_000);
      const size = 1 + Math.abs(many.objective);
      expect(few.bound).toBeGreaterThanOrEqual(many.objective - 1e-5 * size);
      expect(Math.abs(few.objective - many.objective)).toBeLessThanOrEqual(1e-3 * size);
    }),
    { numRuns: 15 },
  );
});

test("decomposition and the whole program agree: value, bound, and what the limits' prices promise", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const program = await planPlacement(backend, problem, exact);
      const split = await planPlacement(backend, problem, parts);
      expect(program.method).toBe("program");
      expect(split.method).toBe("decomposition");
      const size = 1 + Math.abs(program.objectiveMicros);
      // The program has no column for demand of less than a hundredth of a unit.
      expect(split.objectiveMicros).toBeGreaterThanOrEqual(program.objectiveMicros - 1e-6 * size);
      expect(split.objectiveMicros).toBeLessThanOrEqual(program.boundMicros + 1e-6 * size);
      expect(split.boundMicros).toBeGreaterThanOrEqual(program.objectiveMicros - 1e-6 * size);
      expect(split.gapShare).toBeLessThan(2e-6);
      expect(split.certificate.primalResidual).toBeLessThan(1e-6);
      expect(split.wholeMicros).toBeLessThanOrEqual(split.boundMicros + overflowWorth(split));
      expectConserved(problem, split);
    }),
    { numRuns: 25 },
  );
});

/** What packs beyond the limits may gain at most: nothing unless there are some. */
function overflowWorth(plan: PlacementPlan): number {
  const over = plan.overflow;
  const isOver = [over.storageMm3, over.inboundUnits, over.outboundUnits].some((part) =>
    part.some((v) => v > 0),
  );
  return isOver ? Infinity : 1e-6 * Math.abs(plan.boundMicros) + 1;
}

test("all money times ten: the same value times ten", async () => {
  const problem = simulatedPlacement(4, 20, 5, 9, 0.9);
  const tenfold = { ...problem };
  for (const key of [
    "marginMicros",
    "unplacedCostMicros",
    "inboundCostMicros",
    "holdingMicrosPerMm3",
    "laneMicrosPerUnit",
    "laneMicrosPerKg",
  ] as const) {
    tenfold[key] = problem[key].map((v) => 10 * v);
  }
  const once = await planPlacement(backend, problem);
  const ten = await planPlacement(backend, tenfold);
  expect(ten.objectiveMicros / once.objectiveMicros).toBeCloseTo(10, 3);
});
