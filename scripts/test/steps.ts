// What `npm test` consists of: lanes that run side by side. The two long ones leave their cores idle at times, which the short one fills.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, isBuilt, sourceHash } from "../start/build.ts";
import { ensureBrowser } from "./browser.ts";
import { runCommand, runScript } from "./command.ts";
import { runJourneys } from "./journeys.ts";
import { checkResult, type StepResult, vitestResult } from "./reports.ts";

export interface Step {
  readonly name: string;
  readonly run: (filters: readonly string[]) => Promise<StepResult>;
}

/** A zone 14 hours ahead of UTC: a test that depends on the machine's zone fails in it. */
const TEST_ZONE = { TZ: "Pacific/Kiritimati" };

const scriptStep = (name: string): Step => ({
  name,
  run: async () => {
    const { exitCode, output } = await runScript(name);
    return checkResult(exitCode, output);
  },
});

async function runVitest(
  projects: readonly string[],
  filters: readonly string[],
): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), "whystock-vitest-"));
  const report = join(folder, "report.json");
  const cli = "node_modules/vitest/vitest.mjs";
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  try {
    const chosen = projects.flatMap((name) => ["--project", name]);
    const args = [cli, "run", ...chosen, ...reporters, ...filters];
    const { exitCode, output } = await runCommand(process.execPath, args, TEST_ZONE);
    let text: string | null = null;
    try {
      text = readFileSync(report, "utf8");
    } catch {
      // vitestResult says that there was none.
    }
    return vitestResult(text, exitCode, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runBuild(): Promise<StepResult> {
  const hash = sourceHash();
  if (isBuilt(hash)) return checkResult(0, "the build is fresh");
  try {
    await build(hash);
    return checkResult(0, "");
  } catch (error) {
    return checkResult(1, (error as Error).message);
  }
}

export const LANES: readonly (readonly Step[])[] = [
  [
    scriptStep("lint"),
    scriptStep("boundaries"),
    scriptStep("sizes"),
    scriptStep("unused"),
    scriptStep("docs"),
    { name: "db", run: (filters) => runVitest(["db", "web"], filters) },
  ],
  // Types come first: Next writes the types of the routes into the folder that the build then replaces.
  [
    { name: "browser", run: ensureBrowser },
    scriptStep("types"),
    { name: "build", run: runBuild },
    { name: "e2e", run: runJourneys },
  ],
  [{ name: "unit", run: (filters) => runVitest(["unit"], filters) }],
];
