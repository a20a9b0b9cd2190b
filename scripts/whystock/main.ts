// The operator's commands: opens the database where the command needs one (adopts the running one, else starts it for the length of the
// command), then runs them.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { sourceHash } from "../start/build.ts";
import { openDatabase } from "../start/database.ts";
import { processEnvironments } from "../start/environment.ts";
import { dataDirectory, repositoryRoot } from "../start/paths.ts";

const COMMANDS = join(repositoryRoot, "server/cli/main.ts");
const HOOKS = join(repositoryRoot, "scripts/module-hooks.ts");

/** Runs the commands as a process of their own; answers its exit code. */
function runCommands(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<number> {
  const options = ["--disable-warning=ExperimentalWarning", "--import", HOOKS, COMMANDS, ...args];
  const child = spawn(process.execPath, options, {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env,
    stdio: "inherit",
  });
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("disconnect", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve(code ?? 128 + (constants.signals[signal ?? "SIGKILL"] ?? 0)),
    );
  });
}

/** Commands on files alone: they must not wait for a database, let alone start one. */
const WITHOUT_DATABASE: readonly string[] = ["attribute", "backtest", "forecast", "train-model"];

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (WITHOUT_DATABASE.includes(args[0] ?? "")) return await runCommands(process.env, args);
  const dataDir = dataDirectory();
  const database = await openDatabase(dataDir);
  try {
    const port = process.env.PORT || "3000";
    const codeVersion = sourceHash().slice(0, 12);
    const url = `http://127.0.0.1:${port}`;
    const { operator } = processEnvironments({ database, dataDir, codeVersion, url });
    return await runCommands(operator, args);
  } finally {
    await database.server.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
process.disconnect?.();
