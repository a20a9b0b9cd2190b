import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { highsBackend, isCertified, solveLinearProgram } from "../solver/index.ts";
import { fullModel } from "./full-model.ts";
import {
  bottlenecks,
  type CapacityFunction,
  capacityFunctions,
  explainDemand,
  planTransport,
  type TransportProblem,
  whatIf,
} from "./index.ts";
import { simulatedTransport } from "./simulated.ts";

// Every case solves linear programs: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const backend = highsBackend();
const cases = { numRuns: 12 };

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  fcCount: fc.integer({ min: 1, max: 4 }),
  regionCount: fc.integer({ min: 1, max: 6 }),
  storageTypeCount: fc.integer({ min: 1, max: 3 }),
  speedCount: fc.integer({ min: 1, max: 2 }),
  dayCount: fc.integer({ min: 1, max: 5 }),
  weekCount: fc.integer({ min: 0, max: 3 }),
  tightness: fc.constantFrom(0.4, 0.8, 1.2, 2),
});
type Shape = Parameters<typeof simulatedTransport>[1] & { seed: number; tightness: number };
const problemOf = (s: Shape): TransportProblem => simulatedTransport(s.seed, s, s.tightness);
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b));

test("a plan costs what the program with every arc and limit costs, and proves it", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const plan = await planTransport(backend, problem);
      const full = await solveLinearProgram(backend, fullModel(problem));
      if (full.status !== "optimal") throw new Error(`the full model is ${full.status}`);
      expect(plan.costMicros / 1e6).toSatisfy((cost: number) => close(cost, full.objective));
      expect(plan.gapShare).toBeLessThanOrEqual(1e-6);
      expect(plan.boundMicros).toBeLessThanOrEqual(
        plan.costMicros + 1e-6 * Math.abs(plan.costMicros),
      );
      expect(plan.flowResidual).toBeLessThanOrEqual(1e-6);
      expect(isCertified(plan.certificate)).toBe(true);
    }),
    cases,
  );
});

test("the parts of the cost sum to it; prices are at least 0 and stand on full capacities only", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const plan = await planTransport(backend, problem);
      const micros = Object.entries(plan.parts).filter(([name]) => name.endsWith("Micros"));
      const sum = micros.reduce((total, [, value]) => total + value, 0);
      expect(close(sum, plan.costMicros)).toBe(true);
      for (const name of capacityFunctions) {
        expect(plan.use[name].priceMicros.every((price) => price >= 0)).toBe(true);
      }
      for (const { load, capacity } of bottlenecks(problem, plan)) {
        expect(load).toBeGreaterThanOrEqual(capacity * (1 - 1e-6) - 1e-3);
      }
    }),
    cases,
  );
});

const scaleAll = (problem: TransportProblem, factor: number): TransportProblem => ({
  ...problem,
  capacity: {
    storageMm3: problem.capacity.storageMm3.map((v) => v * factor),
    receivingUnits: problem.capacity.receivingUnits.map((v) => v * factor),
    pickingUnits: problem.capacity.pickingUnits.map((v) => v * factor),
    shippingMm3: problem.capacity.shippingMm3.map((v) => v * factor),
    laneMm3: problem.capacity.laneMm3.map((v) => v * factor),
  },
});

/** Planned capacity and its finite steps, as a multiple of it: steps are shares, so they grow with it. */
const stepsOf = (problem: TransportProblem, name: CapacityFunction): number =>
  problem.steps[name].share.reduce((sum, share) => (share === Infinity ? sum : sum + share), 1);

test("more capacity never costs more, and saves at most its price", async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.constantFrom(...capacityFunctions), async (s, name) => {
      const problem = problemOf(s);
      const plan = await planTransport(backend, problem);
      const more = await planTransport(backend, scaleAll(problem, 1.1));
      expect(more.costMicros).toBeLessThanOrEqual(plan.costMicros * (1 + 2e-6));
      const [toPeriod, factor] = [0, 1.2];
      const change = {
        kind: "scale",
        function: name,
        fc: 0,
        fromPeriod: 0,
        toPeriod,
        factor,
      } as const;
      const changed = await whatIf(backend, problem, plan, [change]);
      let worth = 0;
      for (const one of bottlenecks(problem, plan)) {
        const isMeant = one.function === name && one.fc === 0 && one.period === 0;
        if (isMeant) worth += 0.2 * one.capacity * stepsOf(problem, name) * one.priceMicros;
      }
      const noise = 2e-6 * plan.costMicros;
      expect(changed.costMicros).toBeLessThanOrEqual(noise);
      expect(-changed.costMicros).toBeLessThanOrEqual(worth + noise);
    }),
    cases,
  );
});

test("with all money in another currency the prices follow and the flows cost the same", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const times = (values: Float64Array) => values.map((v) => v * 8);
      const dearer: TransportProblem = {
        ...problem,
        unmetMicros: times(problem.unmetMicros),
        lateMicrosPerDay: times(problem.lateMicrosPerDay),
        waitMicrosPerDay: problem.waitMicrosPerDay * 8,
        inboundMicrosPerUnit: times(problem.inboundMicrosPerUnit),
        holdingMicrosPerMm3Day: times(problem.holdingMicrosPerMm3Day),
        laneMicrosPerUnit: times(problem.laneMicrosPerUnit),
        transfer: { ...problem.transfer, microsPerUnit: times(problem.transfer.microsPerUnit) },
        steps: Object.fromEntries(
          capacityFunctions.map((name) => [
            name,
            { ...problem.steps[name], micros: problem.steps[name].micros.map((v) => v * 8) },
          ]),
        ) as unknown as TransportProblem["steps"],
      };
      const plan = await planTransport(backend, problem);
      const other = await planTransport(backend, dearer);
      expect(close(other.costMicros, 8 * plan.costMicros)).toBe(true);
    }),
    cases,
  );
});

test("a second network of the same kind beside the first costs as much again", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      // Twice the flows through twice the capacity: every optimal plan doubles.
      const twice = (values: Float64Array) => values.map((v) => v * 2);
      const doubled: TransportProblem = {
        ...scaleAll(problem, 2),
        demandUnits: twice(problem.demandUnits),
        stockUnits: twice(problem.stockUnits),
        boundArrivalUnits: twice(problem.boundArrivalUnits),
        freeArrivalUnits: twice(problem.freeArrivalUnits),
      };
      const plan = await planTransport(backend, problem);
      const both = await planTransport(backend, doubled);
      expect(close(both.costMicros, 2 * plan.costMicros)).toBe(true);
    }),
    cases,
  );
});

/** The same network with its regions counted from the other end. */
function mirrored(problem: TransportProblem): TransportProblem {
  const { regionCount: regions, fcCount, storageTypeCount: types, speedCount } = problem;
  const periods = problem.periodDays.length;
  const from = (r: number) => regions - 1 - r;
  const byLane = <A extends Float64Array | Int32Array>(values: A, width: number): A =>
    values.map((_, c) => {
      const inner = c % width;
      const r = Math.floor(c / width) % regions;
      const w = Math.floor(c / width / regions);
      return values[(w * regions + from(r)) * width + inner]!;
    }) as A;
  const width = speedCount * periods;
  expect(problem.laneMicrosPerUnit.length).toBe(fcCount * regions * types);
  return {
    ...problem,
    demandUnits: byLane(problem.demandUnits, width),
    laneMicrosPerUnit: byLane(problem.laneMicrosPerUnit, types),
    laneTransitDays: byLane(problem.laneTransitDays, 1),
    capacity: { ...problem.capacity, laneMm3: byLane(problem.capacity.laneMm3, periods) },
  };
}

test("the order of regions changes no cost, inputs stay as they are, and the same input gives the same plan", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const before = structuredClone(problem);
      const plan = await planTransport(backend, problem);
      const other = await planTransport(backend, mirrored(problem));
      expect(close(other.costMicros, plan.costMicros)).toBe(true);
      expect(problem).toEqual(before);
      expect(await planTransport(backend, problem)).toEqual(plan);
    }),
    cases,
  );
});

test("closing an FC or halving a lane never saves, and a plan started from another's paths costs the same", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      // Without arrivals bound to it: those would become free to go elsewhere.
      const drawn = problemOf(s);
      const problem = { ...drawn, boundArrivalUnits: drawn.boundArrivalUnits.map(() => 0) };
      const toPeriod = problem.periodDays.length - 1;
      const plan = await planTransport(backend, problem);
      const close0 = await whatIf(backend, problem, plan, [
        { kind: "close", fc: 0, fromPeriod: 0, toPeriod },
      ]);
      const half = await whatIf(backend, problem, plan, [
        { kind: "scale", function: "lane", fc: 0, region: 0, fromPeriod: 0, toPeriod, factor: 0.5 },
      ]);
      const least = -2e-6 * plan.costMicros;
      expect(half.costMicros).toBeGreaterThanOrEqual(least);
      expect(close0.costMicros).toBeGreaterThanOrEqual(least);
      expect(close0.plan.flows.serviceFc.every((w) => w !== 0)).toBe(true);
      expect(close0.plan.flowResidual).toBeLessThanOrEqual(1e-6);
      const cold = await planTransport(backend, problem, undefined, close0.plan.start);
      expect(close(cold.costMicros, plan.costMicros)).toBe(true);
    }),
    cases,
  );
});

test("paths that the plan uses have no regret, and a served demand costs its cheapest path", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = problemOf(s);
      const plan = await planTransport(backend, problem);
      const periods = problem.periodDays.length;
      for (let g = 0; g < problem.demandUnits.length; g += 7) {
        const key = {
          period: g % periods,
          speed: Math.floor(g / periods) % problem.speedCount,
          region: Math.floor(g / periods / problem.speedCount) % problem.regionCount,
          storageType: Math.floor(g / periods / problem.speedCount / problem.regionCount),
        };
        const why = explainDemand(problem, plan, key, 100);
        let served = 0;
        for (const { units, regretMicros, totalMicros, supply } of why.choices) {
          expect(regretMicros).toBeGreaterThanOrEqual(0);
          expect(supply.length).toBeGreaterThan(0);
          served += units;
          if (units > 1e-6) {
            expect(regretMicros).toBeLessThanOrEqual(20);
            expect(Math.abs(totalMicros - plan.demandMicros[g]!)).toBeLessThanOrEqual(20);
          }
        }
        expect(close(served + why.unmetUnits, why.demandUnits)).toBe(true);
        if (why.unmetUnits > 1e-6) expect(why.unmetRegretMicros).toBeLessThanOrEqual(20);
      }
    }),
    cases,
  );
});
