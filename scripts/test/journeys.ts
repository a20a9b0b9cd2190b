// The browser journeys: `npm start` on an empty data folder and a free port, then Playwright against it.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitUntil } from "../postgres/processes.ts";
import { repositoryRoot } from "../start/paths.ts";
import { installedChromium } from "./browser.ts";
import { runCommand } from "./command.ts";
import { checkResult, playwrightResult, type StepResult } from "./reports.ts";

/** The first start is made beside two other lanes. */
const START_MS_MAX = 600_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

interface StartedPortal {
  readonly url: string;
  readonly isReady: boolean;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

async function startPortal(dataDir: string): Promise<StartedPortal> {
  const port = await freePort();
  const env = {
    ...process.env,
    WHYSTOCK_DATA: dataDir,
    PORT: String(port),
    WHYSTOCK_HOST: "",
    DATABASE_URL: "",
    NEXTAUTH_URL: "",
    // A journey connects an assistant.
    WHYSTOCK_MCP: "1",
  };
  const args = [
    "--disable-warning=ExperimentalWarning",
    "--import",
    "./scripts/module-hooks.ts",
    "scripts/start/main.ts",
  ];
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  let isGone = false;
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.once("exit", () => {
    isGone = true;
  });
  await waitUntil(() => isGone || output.includes("Whystock is ready"), START_MS_MAX, 100);
  return {
    url: `http://127.0.0.1:${port}`,
    isReady: !isGone && output.includes("Whystock is ready"),
    output: () => output,
    stop: async () => {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function readReport(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** Runs the journeys, or those that `filters` name. */
export async function runJourneys(filters: readonly string[]): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), "whystock-e2e-"));
  const portal = await startPortal(join(folder, "data"));
  try {
    if (!portal.isReady) return checkResult(1, `the portal did not start:\n${portal.output()}`);
    const report = join(folder, "report.json");
    const env = {
      BASE_URL: portal.url,
      CHROMIUM_PATH: installedChromium() ?? "",
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    };
    const cli = "node_modules/@playwright/test/cli.js";
    const { exitCode, output } = await runCommand(
      process.execPath,
      [cli, "test", "--reporter=line,json", ...filters],
      env,
    );
    return playwrightResult(readReport(report), exitCode, output);
  } finally {
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
