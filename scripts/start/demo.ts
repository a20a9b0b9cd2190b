// The demo world of a first start: loaded by a process of its own, beside the build, and remembered in the data folder.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectionOptions } from "../../db/connection.ts";
import { DEMO_ACCOUNTS } from "../../server/cli/demo-accounts.ts";
import { repositoryRoot } from "./paths.ts";

/** Names the database, without a secret: another database has its own demo world. */
function databaseKey(ownerUrl: string): string {
  const { host, port, database } = connectionOptions(ownerUrl);
  return `${host}:${port}/${database}`;
}

const markFile = (dataDir: string) => join(dataDir, "demo-world.json");

function isLoaded(dataDir: string, ownerUrl: string): boolean {
  const file = markFile(dataDir);
  if (!existsSync(file)) return false;
  return (
    (JSON.parse(readFileSync(file, "utf8")) as { database?: string }).database ===
    databaseKey(ownerUrl)
  );
}

/**
 * Whether this installation has the demo world. WHYSTOCK_DEMO says so with 1 or 0; left out, a database of one's own
 * (DATABASE_URL) stays without people whose passwords everybody knows.
 */
const hasDemoWorld = (): boolean => {
  const { WHYSTOCK_DEMO, DATABASE_URL } = process.env;
  return WHYSTOCK_DEMO ? WHYSTOCK_DEMO !== "0" : !DATABASE_URL;
};

/** Whether a start has to load the demo world. */
export const needsDemoWorld = (dataDir: string, ownerUrl: string): boolean =>
  hasDemoWorld() && !isLoaded(dataDir, ownerUrl);

export interface DemoLoad {
  readonly dataDir: string;
  readonly ownerUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
  readonly onChild: (kill: () => void) => void;
}

/** Runs scripts/start/seed-program.ts; a load that was cut short is repeated by the next start. */
export function loadDemoWorld({
  dataDir,
  ownerUrl,
  env,
  onLine,
  onChild,
}: DemoLoad): Promise<void> {
  const hooks = join(repositoryRoot, "scripts/module-hooks.ts");
  const program = join(repositoryRoot, "scripts/start/seed-program.ts");
  const args = ["--disable-warning=ExperimentalWarning", "--import", hooks, program];
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onChild(() => child.kill("SIGTERM"));
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => {
    for (const line of chunk.toString().split("\n").filter(Boolean)) onLine(line);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code !== 0)
        return reject(new Error(`loading the demo world failed (${code ?? "killed"}):\n${errors}`));
      writeFileSync(markFile(dataDir), `${JSON.stringify({ database: databaseKey(ownerUrl) })}\n`);
      return resolve();
    });
  });
}

export const demoAccounts = (): typeof DEMO_ACCOUNTS => (hasDemoWorld() ? DEMO_ACCOUNTS : []);

/** What the web server is told of the demo accounts, for its sign-in page. */
export function demoEnvironment(): Readonly<Record<string, string>> {
  const accounts = demoAccounts();
  return accounts.length === 0 ? {} : { WHYSTOCK_DEMO_ACCOUNTS: JSON.stringify(accounts) };
}
