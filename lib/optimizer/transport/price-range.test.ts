import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { highsBackend, type OptimalLp, openSession, rowPrices } from "../solver/index.ts";
import { capacityOf } from "./bottlenecks.ts";
import { fullModel } from "./full-model.ts";
import { openMaster, startMaster } from "./generate.ts";
import {
  type CapacityFunction,
  capacityFunctions,
  planTransport,
  priceRange,
  type TransportProblem,
} from "./index.ts";
import { buildNetwork } from "./network.ts";
import { isByVolume, TRANSPORT_OPTIONS } from "./problem.ts";
import { simulatedTransport } from "./simulated.ts";

vi.setConfig({ testTimeout: 120_000 });
const backend = highsBackend();
const MILLION = 1e6;

/** Row of a limit in the full model: demands, stock, docks, then the functions' arrays in their order. */
function rowOf(problem: TransportProblem, name: CapacityFunction, cell: number): number {
  const nodes = problem.boundArrivalUnits.length;
  let row = problem.demandUnits.length + 2 * nodes + problem.freeArrivalUnits.length;
  for (const other of capacityFunctions) {
    if (other === name) return row + cell;
    row += capacityOf(problem, other).length;
  }
  throw new Error(`no ${name}`);
}

/** Cells with a price, the heaviest of each function. */
function pricedCells(problem: TransportProblem, use: Awaited<ReturnType<typeof plan>>["use"]) {
  return capacityFunctions.flatMap((name) => {
    const planned = capacityOf(problem, name);
    const weight = planned.map((v, c) => (v < Infinity ? v * use[name].priceMicros[c]! : 0));
    const cell = weight.indexOf(Math.max(...weight));
    return weight[cell]! > 1 ? [{ name, cell }] : [];
  });
}

const plan = (problem: TransportProblem) => planTransport(backend, problem);

/** Cost by the program with every arc and limit, with another capacity of one row. */
async function costAt(problem: TransportProblem, row: number, capacity: number): Promise<number> {
  const session = openSession(backend, fullModel(problem));
  try {
    session.setRowBounds(Int32Array.of(row), Float64Array.of(-Infinity), Float64Array.of(capacity));
    return (await optimum(session.solve())).objective;
  } finally {
    session.dispose();
  }
}

async function optimum(answer: ReturnType<ReturnType<typeof openSession>["solve"]>) {
  const found = await answer;
  if (found.status !== "optimal") throw new Error(`the full model is ${found.status}`);
  return found satisfies OptimalLp;
}

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  fcCount: fc.integer({ min: 1, max: 3 }),
  regionCount: fc.integer({ min: 1, max: 4 }),
  storageTypeCount: fc.integer({ min: 1, max: 2 }),
  speedCount: fc.constant(1),
  dayCount: fc.integer({ min: 1, max: 4 }),
  weekCount: fc.integer({ min: 0, max: 2 }),
  tightness: fc.constantFrom(0.4, 0.8, 1.2),
});

test("a limit's price both ways is that of the program with every arc, and cost follows it to where it is said to end", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const problem = simulatedTransport(s.seed, s, s.tightness);
      const found = await plan(problem);
      const session = openSession(backend, fullModel(problem));
      const answer = await optimum(session.solve());
      for (const { name, cell } of pricedCells(problem, found.use)) {
        const row = rowOf(problem, name, cell);
        const range = await priceRange(backend, problem, found.start, name, cell);
        const [truth] = await rowPrices(backend, session, answer, [row]);
        if (!truth) throw new Error("no price");
        const unit = isByVolume(name) ? 1 : MILLION;
        const near = (a: number, b: number) => Math.abs(a - b) <= 3e-3 * Math.abs(b) + 1e-6;
        expect(near(range.more.priceMicros / unit, -truth.above)).toBe(true);
        expect(near(range.less.priceMicros / unit, -truth.below)).toBe(true);
        const planned = capacityOf(problem, name)[cell]!;
        const scale = isByVolume(name) ? MILLION : 1;
        for (const side of [range.more, range.less]) {
          const slope = side.priceMicros / unit;
          const moved = (side.until - planned) / scale;
          const cost = await costAt(problem, row, side.until / scale);
          const off = Math.abs(cost - (answer.objective - slope * moved));
          expect(off).toBeLessThanOrEqual(
            3e-3 * Math.abs(slope * moved) + 1e-6 * (1 + answer.objective),
          );
        }
        expect(range.more.until - planned).toBeGreaterThanOrEqual(
          Math.min(planned, truth.riseBy * scale) * (1 - 1e-3),
        );
        expect(planned - range.less.until).toBeGreaterThanOrEqual(
          Math.min(planned, truth.fallBy * scale) * (1 - 1e-3),
        );
      }
      session.dispose();
    }),
    { numRuns: 12 },
  );
});

test("no plan with a lower capacity costs less than the bound on it", async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.constantFrom(0, 0.3, 0.7), async (s, kept) => {
      const problem = simulatedTransport(s.seed, s, s.tightness);
      const { start, use } = await plan(problem);
      for (const { name, cell } of pricedCells(problem, use)) {
        const network = buildNetwork(problem);
        const resource = network.resources.offset[name] + cell;
        const resources = Int32Array.from(new Set([...start.resources, resource]));
        const open = openMaster(backend, startMaster(network, { ...start, resources }));
        open.setCapacity(resource, kept * network.resources.capacity[resource]!);
        const { answer, bound } = await open.solve({ ...TRANSPORT_OPTIONS, gapWanted: 1e-9 });
        open.dispose();
        expect(bound).toBeLessThanOrEqual(answer.objective * (1 + 1e-9) + 1e-6);
      }
    }),
    { numRuns: 20 },
  );
});

test("a limit that is none is refused", async () => {
  const problem = simulatedTransport(
    1,
    {
      fcCount: 1,
      regionCount: 1,
      storageTypeCount: 1,
      speedCount: 1,
      dayCount: 1,
      weekCount: 0,
    },
    1,
  );
  const { start } = await plan(problem);
  await expect(priceRange(backend, problem, start, "picking", 1)).rejects.toThrow(
    "price range: picking has no limit 1",
  );
});
