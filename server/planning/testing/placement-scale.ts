// Figures of placement at size: `npm run placement:scale -- program` (a program of 300,020 columns, against HiGHS),
// `npm run placement:scale -- million` (a million products over 20 FCs and 10 regions, on threads), and
// `npm run placement:scale -- scenarios` (orders served one by one: plans for drawn scenarios against the expected demand's).
import { decompose } from "@/lib/optimizer/placement/decompose.ts";
import { economics } from "@/lib/optimizer/placement/economics.ts";
import { planEconomics } from "@/lib/optimizer/placement/plan.ts";
import { PLACEMENT_OPTIONS, type PlacementProblem } from "@/lib/optimizer/placement/problem.ts";
import { splitScenarios } from "@/lib/optimizer/placement/scenarios.ts";
import { simulatedPlacement } from "@/lib/optimizer/placement/simulated.ts";
import { stepDemand } from "@/lib/optimizer/placement/steps.ts";
import { arcProgram, simulatedArcs } from "@/lib/optimizer/placement/testing/arc-instance.ts";
import {
  servedValue,
  type World,
  worldProblem,
} from "@/lib/optimizer/placement/testing/served-orders.ts";
import { demandZones } from "@/lib/optimizer/placement/zones.ts";
import { highsBackend, type LpBackend, solveLinearProgram } from "@/lib/optimizer/solver/index.ts";
import { openPlacementPool } from "@/server/planning/placement-pool.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const wall = ((performance.now() - startMs) / 1000).toFixed(2);
  const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  say(`${name}: ${((user + system) / 1e6).toFixed(2)} s of CPU, ${wall} s, peak ${rssMb} MB`);
  return result;
}

async function program(): Promise<void> {
  const instance = simulatedArcs(1, 4286);
  const backend = highsBackend();
  const found = await timed("decomposition, cold", () =>
    decompose(backend, instance.economics, 1e-7),
  );
  const least = instance.unmetCost - found.bound;
  const reached = instance.unmetCost - found.value;
  say(`cost between ${least} and ${reached}: ${(reached - least) / least}, ${found.passes} passes`);
  await timed("decomposition, again", () => decompose(backend, instance.economics, 1e-7));
  const lp = arcProgram(instance);
  say(`program: ${lp.columnCount} columns, ${lp.rowCount} rows`);
  const answer = await timed("HiGHS, interior point", () =>
    solveLinearProgram(highsBackend(), lp, "interiorPoint"),
  );
  if (answer.status !== "optimal") throw new Error(answer.status);
  say(`optimum ${answer.objective}, reached / optimum - 1 = ${reached / answer.objective - 1}`);
}

async function million(skuCount: number): Promise<void> {
  const problem = simulatedPlacement(1, skuCount, 20, 10, 1);
  const backend = highsBackend();
  const e = await timed("demand less stock on hand", async () =>
    economics(problem, demandZones(problem, PLACEMENT_OPTIONS.maxZones)),
  );
  await timed(`placement of ${skuCount} products`, async () => {
    const pool = openPlacementPool(e, 2);
    const options = { ...PLACEMENT_OPTIONS, gapWanted: 2e-3 };
    const plan = await planEconomics(backend, e, problem.casePackUnits, options, pool.evaluate);
    await pool.close();
    say(`gap of the fractional plan ${plan.gapShare}, of whole packs ${plan.wholeGapShare}`);
    say(`units unplaced ${plan.unplacedUnits.reduce((a, b) => a + b, 0)}`);
    say(`beyond limits: inbound ${Math.max(...plan.overflow.inboundUnits)} units`);
  });
}

const SCENARIO_COUNTS = [16, 64, 256];
const INSTANCES = [21, 22, 23, 24, 25, 26, 27, 28];
const SKUS = 100;
const FUTURES = 48;
const PLAN_SEED = 7;

const WORLDS: readonly World[] = (["none", "storage", "outbound"] as const).flatMap((binding) =>
  [
    { size: 0.2, dispersion: null },
    { size: 1, dispersion: null },
    { size: 4, dispersion: null },
    { size: 1, dispersion: 10 },
  ].map((demand) => ({ binding, ...demand })),
);

/** Units at FCs planned for so many scenarios, 0 = the expected demand, and the seconds of CPU it took. */
async function unitsFor(backend: LpBackend, problem: PlacementProblem, count: number) {
  const zones = demandZones(problem, PLACEMENT_OPTIONS.maxZones);
  const products = Int32Array.from({ length: problem.skuCount }, (_, p) => p);
  const before = process.cpuUsage();
  const expected = economics(problem, zones);
  const e =
    count > 0
      ? stepDemand(problem, expected, splitScenarios(problem, zones, count, PLAN_SEED, products))
      : expected;
  const options = { ...PLACEMENT_OPTIONS, gapWanted: 1e-4 };
  const plan = await planEconomics(backend, e, problem.casePackUnits, options);
  const { user, system } = process.cpuUsage(before);
  return { units: plan.units, seconds: (user + system) / 1e6 };
}

async function scenarios(): Promise<void> {
  const backend = highsBackend();
  for (const world of WORLDS) {
    const tried = [0, ...SCENARIO_COUNTS].map((count) => ({
      count,
      more: [] as number[],
      seconds: 0,
    }));
    for (const seed of INSTANCES) {
      const problem = worldProblem(seed, SKUS, world);
      let expected = Number.NaN;
      for (const one of tried) {
        const { units, seconds } = await unitsFor(backend, problem, one.count);
        const value = servedValue(problem, world, units, FUTURES, seed);
        if (one.count === 0) expected = value;
        one.more.push((100 * (value - expected)) / Math.abs(expected));
        one.seconds += seconds / INSTANCES.length;
      }
    }
    const swing = world.dispersion === null ? "split" : "split and total";
    say(`limits ${world.binding}, size ${world.size}, ${swing} uncertain:`);
    for (const { count, more, seconds } of tried) {
      say(`  ${count} scenarios: ${meanAndError(more)}, ${seconds.toFixed(2)} s of CPU`);
    }
  }
}

function meanAndError(values: readonly number[]): string {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const square = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const error = Math.sqrt(square / (values.length - 1) / values.length);
  return `${mean >= 0 ? "+" : ""}${mean.toFixed(2)} % (+- ${error.toFixed(2)})`;
}

const [what, size] = process.argv.slice(2);
if (what === "program") await program();
else if (what === "million") await million(Number(size ?? 1_000_000));
else if (what === "scenarios") await scenarios();
else throw new Error(`placement:scale: expected program, million or scenarios, got ${what}`);
