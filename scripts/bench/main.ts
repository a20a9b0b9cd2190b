// `npm run bench [-- WORD...]`: times the benches whose file or name holds one of the words; see scripts/bench/README.md.
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listFiles } from "../checks/source-tree.ts";
import { DEFAULTS, measureViewers } from "../viewers/measure.ts";
import { type Bench, formatResult, measure } from "./measure.ts";

const BUDGET_MS = 2_000;
const words = process.argv.slice(2);
const matches = (text: string) => words.length === 0 || words.some((word) => text.includes(word));

function sayLoad(): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const isBusy = load > cores;
  const note = isBusy ? ": busy with other work, so these figures are ceilings" : "";
  process.stdout.write(`${cores} cores, load ${load.toFixed(1)}${note}\n`);
}

async function runFile(path: string): Promise<number> {
  const module = (await import(pathToFileURL(join(process.cwd(), path)).href)) as {
    benches?: readonly Bench[];
  };
  if (module.benches === undefined) throw new Error(`${path} exports no \`benches\``);
  const chosen = module.benches.filter(({ name }) => matches(`${path} ${name}`));
  if (chosen.length > 0) process.stdout.write(`\n${path}\n`);
  for (const bench of chosen) {
    const result = await measure(bench, { nowMs: () => performance.now(), budgetMs: BUDGET_MS });
    process.stdout.write(`${formatResult(result)}\n`);
  }
  return chosen.length;
}

/** Needs a portal that runs, so it says so where none does. */
async function runViewersBench(): Promise<number> {
  if (!matches("scripts/viewers answers under load")) return 0;
  process.stdout.write("\nscripts/viewers\n");
  try {
    await measureViewers(DEFAULTS);
  } catch (error) {
    process.stdout.write(
      `not measured: nobody can sign in at ${DEFAULTS.url} (${(error as Error).message}); start the portal with \`npm start\`\n`,
    );
  }
  return 1;
}

sayLoad();
let count = 0;
for (const path of listFiles(process.cwd(), ["lib", "server", "db", "app"], [".bench.ts"]))
  count += await runFile(path);
count += await runViewersBench();
sayLoad();
if (count === 0) {
  process.stderr.write(`no bench matches ${words.join(" ") || "(none exists)"}\n`);
  process.exitCode = 1;
}
process.disconnect?.();
