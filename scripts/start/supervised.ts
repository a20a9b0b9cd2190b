// A long-running child: restarted with growing pauses when it dies, stopped in order when asked.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { processIdentity } from "../postgres/processes.ts";

export interface ProgramSpec {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Told each time the program has been started (identity: pid and start time) or has died (null). */
  readonly onChange: (identity: string | null) => void;
  readonly onDeath: (message: string) => void;
}

export interface Supervised {
  readonly name: string;
  /** SIGTERM, then SIGKILL after `graceMs`. Resolves when it is gone. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const PAUSE_MS_FIRST = 500;
const PAUSE_MS_MAX = 30_000;
/** A program that lived this long had started well: the next pause is the first one again. */
const HEALTHY_MS = 60_000;
const LOG_BYTES_MAX = 20_000_000;

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX)
    renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

function spawnLogged(spec: ProgramSpec): ChildProcess {
  const log = openLog(spec.logFile);
  // Its own process group: Ctrl-C in the terminal reaches the supervisor alone, which then stops all in order.
  const options = {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ["ignore", log, log] as ["ignore", number, number],
  };
  const child = spawn(process.execPath, spec.args, options);
  closeSync(log);
  return child;
}

/** The pause before the restart after `failureCount` short lives in a row. */
export const restartPauseMs = (failureCount: number): number =>
  Math.min(PAUSE_MS_MAX, PAUSE_MS_FIRST * 2 ** failureCount);

export function supervise(spec: ProgramSpec): Supervised {
  let child: ChildProcess | null = null;
  let isStopping = false;
  let failureCount = 0;
  let timer: NodeJS.Timeout | undefined;
  let whenGone: Promise<void> = Promise.resolve();

  const start = () => {
    const startedMs = performance.now();
    const started = spawnLogged(spec);
    child = started;
    spec.onChange(processIdentity(started.pid ?? 0));
    whenGone = new Promise((resolve) => {
      const onEnd = (how: string) => {
        child = null;
        resolve();
        spec.onChange(null);
        if (isStopping) return;
        failureCount = performance.now() - startedMs > HEALTHY_MS ? 0 : failureCount + 1;
        const pauseMs = restartPauseMs(failureCount - 1);
        spec.onDeath(
          `${spec.name} ended (${how}); starting it again in ${pauseMs / 1000} s. Its log: ${spec.logFile}`,
        );
        timer = setTimeout(start, pauseMs);
      };
      started.once("error", (error) => onEnd(error.message));
      started.once("exit", (code, signal) => onEnd(signal ?? `exit code ${code}`));
    });
  };
  start();

  const stop = async (graceMs: number) => {
    isStopping = true;
    clearTimeout(timer);
    child?.kill("SIGTERM");
    const killer = setTimeout(() => child?.kill("SIGKILL"), graceMs);
    await whenGone;
    clearTimeout(killer);
  };
  return { name: spec.name, stop };
}
