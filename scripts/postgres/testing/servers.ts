import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import { onTestFinished } from "vitest";
import { connectionOptions } from "../../../db/connection.ts";
import type { Durability } from "../cluster.ts";
import { isLiving, processesWorkingIn, waitUntil } from "../processes.ts";

export interface Holder {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
  readonly adopted: boolean;
}

const PROGRAM = fileURLToPath(new URL("./hold-server.ts", import.meta.url));

export const dataOf = (dataDir: string): string => join(dataDir, "postgres", "data");

export function postmasterPid(dataDir: string): number | null {
  try {
    return Number(readFileSync(join(dataOf(dataDir), "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return null;
  }
}

/** Ends the server of `dataDir` as a power cut would: every process of it at once. */
export async function killServer(dataDir: string): Promise<void> {
  const pid = postmasterPid(dataDir);
  const pids = new Set([
    ...(pid === null || pid <= 0 || pid === process.pid ? [] : [pid]),
    ...processesWorkingIn(dataOf(dataDir)),
  ]);
  for (const each of pids) if (isLiving(each)) process.kill(each, "SIGKILL");
  await waitUntil(() => ![...pids].some(isLiving), 10_000);
}

/** A data folder that is removed when the test ends, together with a server that a failed test left in it. */
export function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "whystock-pg-"));
  onTestFinished(async () => {
    await killServer(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}

export function open(url: string): Sql {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

/** Another process that opens the same server. */
export async function hold(dataDir: string, durability: Durability): Promise<Holder> {
  const child = spawn(process.execPath, [PROGRAM, dataDir, durability], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as Omit<Holder, "child">) };
}

export async function letGo({ child }: Holder): Promise<void> {
  const gone = once(child, "exit");
  child.stdin?.end();
  await gone;
}
