// `npm test [-- --only unit,lint] [FILTER...]`: runs every check and test, prints what failed, and ends with the totals.
import { killRunning } from "./command.ts";
import { type StepResult, totalLine } from "./reports.ts";
import { LANES, type Step } from "./steps.ts";

interface Choice {
  readonly lanes: readonly (readonly Step[])[];
  /** Passed on to the test runners: file names or parts of them. */
  readonly filters: readonly string[];
}

function parseArguments(args: readonly string[]): Choice {
  const at = args.indexOf("--only");
  const rest = at === -1 ? args : args.toSpliced(at, 2);
  if (at === -1) return { lanes: LANES, filters: rest };
  const wanted = (args[at + 1] ?? "").split(",").filter(Boolean);
  const known = LANES.flat().map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (wanted.length === 0 || unknown.length > 0)
    throw new Error(
      `--only takes some of ${known.join(", ")}; got ${unknown.join(", ") || "nothing"}`,
    );
  return {
    lanes: LANES.map((lane) => lane.filter(({ name }) => wanted.includes(name))),
    filters: rest,
  };
}

function report(name: string, result: StepResult, tookMs: number): void {
  const seconds = `${(tookMs / 1000).toFixed(1)} s`;
  const isGood = result.failed === 0;
  process.stdout.write(
    `${isGood ? "ok  " : "FAIL"} ${name.padEnd(11)}${totalLine([result])} (${seconds})\n`,
  );
  if (!isGood) process.stdout.write(`${result.output.trimEnd()}\n`);
}

async function runStep(step: Step, filters: readonly string[]): Promise<StepResult> {
  const startMs = performance.now();
  const result = await step.run(filters).catch((error: Error) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [],
    output: error.stack ?? error.message,
  }));
  report(step.name, result, performance.now() - startMs);
  return result;
}

async function runLane(lane: readonly Step[], filters: readonly string[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of lane) results.push(await runStep(step, filters));
  return results;
}

async function main(): Promise<void> {
  const { lanes, filters } = parseArguments(process.argv.slice(2));
  const results = (await Promise.all(lanes.map((lane) => runLane(lane, filters)))).flat();
  const failures = results.flatMap((result) => result.failures);
  process.stdout.write(
    `\n${failures.map((line) => `FAILED ${line}\n`).join("")}${totalLine(results)}\n`,
  );
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    killRunning();
    process.exit(130);
  });
process.on("exit", killRunning);

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
process.disconnect?.();
