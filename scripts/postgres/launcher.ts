// The database a process needs: the one DATABASE_URL names, or a PostgreSQL of our own in the data folder, started once and shared.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installedBinaries } from "./binaries.ts";
import {
  assertVersion,
  type ClusterPaths,
  clusterPaths,
  createCluster,
  type Durability,
  dataOwnerUid,
  giveTree,
  socketDirectory,
} from "./cluster.ts";
import { chooseIdentity } from "./identity.ts";
import { withLauncherLock } from "./lock.ts";
import { processIdentity } from "./processes.ts";
import {
  clearLeftovers,
  findServer,
  type RunningServer,
  startServer,
  stopServer,
} from "./server.ts";

export interface PostgresOptions {
  /** Data folder of Whystock (absolute); the server lies in its `postgres` folder. */
  readonly dataDir: string;
  /** "throwaway" gives up durability for speed: for tests only. */
  readonly durability?: Durability;
  /** False: do not use a user namespace even where one is allowed. */
  readonly isNamespaceAllowed?: boolean;
}

export interface PostgresHandle {
  /** Superuser (or DATABASE_URL's own) address. */
  readonly url: string;
  /** True when the server was already running, or is not ours at all. */
  readonly adopted: boolean;
  /** Pid of the postmaster; null for a server of somebody else. */
  readonly pid: number | null;
  /** Gives the server up; the last process that needs it stops it. */
  readonly stop: () => Promise<void>;
}

let handleCount = 0;

/** A name no other handle of any process has: pid, start time of the process, number of the handle. */
function newUserFile(paths: ClusterPaths): string {
  handleCount += 1;
  return join(
    paths.users,
    `${processIdentity(process.pid) ?? `${process.pid}:0`}:${handleCount}`.replaceAll(":", "_"),
  );
}

/** Forgets the users that died; answers how many are left. */
function countUsers(paths: ClusterPaths): number {
  mkdirSync(paths.users, { recursive: true });
  let count = 0;
  for (const name of readdirSync(paths.users)) {
    const [pid = "", startedAt = ""] = name.split("_");
    if (processIdentity(Number(pid)) === `${pid}:${startedAt}`) count += 1;
    else rmSync(join(paths.users, name), { force: true });
  }
  return count;
}

async function openServer(
  paths: ClusterPaths,
  options: PostgresOptions,
): Promise<{ server: RunningServer; adopted: boolean }> {
  const live = await findServer(paths);
  if (live !== null) return { server: live, adopted: true };
  const binaries = installedBinaries(paths.binaries);
  const identity = chooseIdentity({
    binaries,
    serverDirectory: paths.directory,
    dataOwnerUid: dataOwnerUid(paths),
    isNamespaceAllowed: options.isNamespaceAllowed ?? true,
  });
  const durability = options.durability ?? "full";
  if (!existsSync(join(paths.data, "PG_VERSION"))) await createCluster(paths, identity, durability);
  assertVersion(paths, binaries.majorVersion);
  giveTree(identity, paths);
  const directory = socketDirectory(paths, identity);
  await clearLeftovers(paths, directory);
  return { server: await startServer(paths, identity, directory, durability), adopted: false };
}

/** Opens the PostgreSQL of `dataDir`: adopts the one that runs, else starts it (about 0.1 s; the very first start creates it, 1-3 s). */
export async function openCluster(options: PostgresOptions): Promise<PostgresHandle> {
  const paths = clusterPaths(options.dataDir);
  const userFile = newUserFile(paths);
  const { server, adopted } = await withLauncherLock(paths.parent, async () => {
    const opened = await openServer(paths, options);
    countUsers(paths);
    writeFileSync(userFile, "");
    return opened;
  });
  const stop = () =>
    withLauncherLock(paths.parent, async () => {
      rmSync(userFile, { force: true });
      if (countUsers(paths) === 0) await stopServer(paths);
    });
  return { url: server.url, adopted, pid: server.pid, stop };
}

/** The database to use: `DATABASE_URL` when it is set, else our own server (see openCluster). */
export async function ensurePostgres(options: PostgresOptions): Promise<PostgresHandle> {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== "")
    return { url, adopted: true, pid: null, stop: async () => undefined };
  return await openCluster(options);
}
