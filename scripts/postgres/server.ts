// Starting, finding and stopping the postmaster of one data directory.
import { spawn } from "node:child_process";
import {
  closeSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { connectionOptions } from "../../db/connection.ts";
import { type ClusterPaths, type Durability, SOCKET_NAME, socketUrl } from "./cluster.ts";
import { type RunIdentity, serverEnvironment } from "./identity.ts";
import { commandLine, isLiving, processesWorkingIn, waitUntil } from "./processes.ts";

export interface RunningServer {
  readonly pid: number;
  /** Superuser address of the maintenance database. */
  readonly url: string;
}

interface PidFile {
  readonly pid: number;
  readonly dataDirectory: string;
  readonly socketDirectory: string;
  readonly isReady: boolean;
}

/** For two cores and a few gigabytes; every commit is on disk before it is acknowledged. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  timezone: "UTC",
  log_timezone: "UTC",
  max_connections: "60",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  wal_compression: "pglz",
  random_page_cost: "1.1",
  max_worker_processes: "4",
  max_parallel_workers_per_gather: "1",
  jit: "off",
  log_checkpoints: "off",
};

/** For data that nobody will miss: tests. */
const THROWAWAY: Readonly<Record<string, string>> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "64MB",
  autovacuum_naptime: "1h",
};

const LOG_BYTES_MAX = 10_000_000;
const START_MS_MAX = 60_000;

function readPidFile(paths: ClusterPaths): PidFile | null {
  let text: string;
  try {
    text = readFileSync(join(paths.data, "postmaster.pid"), "utf8");
  } catch {
    return null;
  }
  const [pid = "", dataDirectory = "", , , socketDirectory = "", , , status = ""] =
    text.split("\n");
  return { pid: Number(pid), dataDirectory, socketDirectory, isReady: status.trim() === "ready" };
}

/** A pid in the file proves nothing: it may be stale and reused. Ours is a living postgres whose command names our data directory. */
function isOurPostmaster(pid: number, paths: ClusterPaths): boolean {
  if (!isLiving(pid)) return false;
  const command = commandLine(pid);
  return /\bpostgres\b/.test(command) && `${command} `.includes(` ${paths.data} `);
}

const readPassword = (paths: ClusterPaths) => readFileSync(paths.passwordFile, "utf8").trim();

async function assertAnswers(url: string, paths: ClusterPaths): Promise<void> {
  const sql = postgres({
    ...connectionOptions(url),
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
  });
  try {
    const [row] = await sql<
      { setting: string }[]
    >`select current_setting('data_directory') as setting`;
    if (row?.setting !== paths.data)
      throw new Error(`the server on this socket serves ${row?.setting}, not ${paths.data}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function whenReady(paths: ClusterPaths, pid: number): Promise<RunningServer> {
  const isReady = await waitUntil(
    () => readPidFile(paths)?.isReady === true || !isLiving(pid),
    START_MS_MAX,
  );
  const file = readPidFile(paths);
  if (!isReady || file === null || file.pid !== pid || !file.isReady)
    throw new Error(
      `PostgreSQL did not become ready; the end of ${paths.logFile}:\n${tailOfLog(paths)}`,
    );
  const url = socketUrl(file.socketDirectory, "postgres", readPassword(paths), "postgres");
  await assertAnswers(url, paths);
  return { pid, url };
}

function tailOfLog(paths: ClusterPaths): string {
  try {
    return readFileSync(paths.logFile, "utf8").trim().split("\n").slice(-12).join("\n");
  } catch {
    return "(no log)";
  }
}

/** The living server of this data directory, waited for while it is starting or recovering; null when there is none. */
export async function findServer(paths: ClusterPaths): Promise<RunningServer | null> {
  const file = readPidFile(paths);
  if (file === null || !isOurPostmaster(file.pid, paths)) return null;
  return await whenReady(paths, file.pid);
}

/**
 * Removes the lock files of a server that no longer lives. PostgreSQL itself would refuse to start where the pid in them was given to
 * another process, or belongs to a zombie that nobody has waited for yet.
 */
export async function clearLeftovers(paths: ClusterPaths, socketDirectory: string): Promise<void> {
  // Backends notice the death of their postmaster within moments; starting beside one would be two writers on the same files.
  const areGone = await waitUntil(() => processesWorkingIn(paths.data).length === 0, 15_000);
  if (!areGone)
    throw new Error(
      `processes ${processesWorkingIn(paths.data).join(", ")} of a dead PostgreSQL still work in ${paths.data}`,
    );
  rmSync(join(paths.data, "postmaster.pid"), { force: true });
  for (const suffix of ["", ".lock"])
    rmSync(join(socketDirectory, `${SOCKET_NAME}${suffix}`), { force: true });
}

function serverArguments(
  paths: ClusterPaths,
  socketDirectory: string,
  durability: Durability,
): string[] {
  const settings = { ...SETTINGS, ...(durability === "throwaway" ? THROWAWAY : {}) };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", paths.data, "-k", socketDirectory, "-p", "5432", ...options];
}

/** Starts a postmaster in its own process group, so that Ctrl-C in a terminal reaches the supervisor and not the database. */
export async function startServer(
  paths: ClusterPaths,
  identity: RunIdentity,
  socketDirectory: string,
  durability: Durability,
): Promise<RunningServer> {
  if ((statSync(paths.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX)
    truncateSync(paths.logFile);
  const log = openSync(paths.logFile, "a", 0o600);
  const program = join(identity.binaries.home, "bin", "postgres");
  const [file = "", ...rest] = [
    ...identity.prefix,
    program,
    ...serverArguments(paths, socketDirectory, durability),
  ];
  const options = { cwd: "/", env: serverEnvironment(), detached: true, ...identity.spawnAs };
  const child = spawn(file, rest, { ...options, stdio: ["ignore", log, log] });
  closeSync(log);
  const failure = new Promise<never>((_, reject) => child.once("error", reject));
  child.unref();
  const { pid } = child;
  if (pid === undefined) return await failure;
  return await Promise.race([failure, whenReady(paths, pid)]);
}

async function endPostmaster(pid: number, graceMs: number): Promise<void> {
  process.kill(pid, "SIGINT");
  if (await waitUntil(() => !isLiving(pid), graceMs)) return;
  process.kill(pid, "SIGQUIT");
  if (!(await waitUntil(() => !isLiving(pid), 5_000)))
    throw new Error(`PostgreSQL (pid ${pid}) does not stop`);
}

/** Fast shutdown (open transactions are rolled back); immediate shutdown after `graceMs`, from which the next start recovers by WAL. */
export async function stopServer(paths: ClusterPaths, graceMs = 3_500): Promise<void> {
  const file = readPidFile(paths);
  if (file === null || !isOurPostmaster(file.pid, paths)) return;
  await endPostmaster(file.pid, graceMs);
  if (file.socketDirectory.startsWith(paths.directory)) return;
  try {
    rmdirSync(file.socketDirectory);
  } catch {
    // Not empty after an immediate shutdown: the next start finds and clears it.
  }
}
