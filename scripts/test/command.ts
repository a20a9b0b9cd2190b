// Runs a program to its end and keeps what it says.
import { spawn } from "node:child_process";
import { repositoryRoot } from "../start/paths.ts";

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Pids of programs that run now, so that an interrupted test run leaves none behind. */
const running = new Set<number>();

export function killRunning(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, "SIGTERM");
    } catch {
      running.delete(pid);
    }
  }
}

export function runCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    // Colours and progress bars are for terminals; this output is read later, if at all.
    env: { ...process.env, CI: "1", NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((resolve) => {
    const end = (exitCode: number) => {
      if (pid !== undefined) running.delete(pid);
      resolve({ exitCode, output });
    };
    child.once("error", (error) => {
      output += `${command}: ${error.message}\n`;
      end(127);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}

/** A script of package.json: the same words a person types. */
export function runScript(
  name: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const npm = process.env.npm_execpath;
  const tail = ["run", "--silent", name, ...(args.length > 0 ? ["--", ...args] : [])];
  return npm?.endsWith(".js")
    ? runCommand(process.execPath, [npm, ...tail], env)
    : runCommand("npm", tail, env);
}
