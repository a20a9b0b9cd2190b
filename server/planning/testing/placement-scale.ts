// Figures of placement at size: `npm run placement:scale -- program` (a program of 300,020 columns, against HiGHS) and
// `npm run placement:scale -- million` (a million products over 20 FCs and 10 regions, on threads).
import { decompose } from "@/lib/optimizer/placement/decompose.ts";
import { economics } from "@/lib/optimizer/placement/economics.ts";
import { planEconomics } from "@/lib/optimizer/placement/plan.ts";
import { PLACEMENT_OPTIONS } from "@/lib/optimizer/placement/problem.ts";
import { simulatedPlacement } from "@/lib/optimizer/placement/simulated.ts";
import { arcProgram, simulatedArcs } from "@/lib/optimizer/placement/testing/arc-instance.ts";
import { demandZones } from "@/lib/optimizer/placement/zones.ts";
import { highsBackend, solveLinearProgram } from "@/lib/optimizer/solver/index.ts";
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

const [what, size] = process.argv.slice(2);
if (what === "program") await program();
else if (what === "million") await million(Number(size ?? 1_000_000));
else throw new Error(`placement:scale: expected program or million, got ${what}`);
