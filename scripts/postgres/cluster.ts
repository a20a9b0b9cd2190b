// The directory of one PostgreSQL server: where its parts lie, how it is created, whether these binaries may open it.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { giveTo, type RunIdentity, serverEnvironment } from "./identity.ts";

/** "full": what is acknowledged is on disk. "throwaway": nobody will miss the data, as in tests. */
export type Durability = "full" | "throwaway";

export interface ClusterPaths {
  /** The data folder of Whystock, without symbolic links. */
  readonly parent: string;
  /** Everything of the server, inside the data folder of Whystock. */
  readonly directory: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly passwordFile: string;
  readonly logFile: string;
  /** One file per process that needs the server; the last one out stops it. */
  readonly users: string;
  /** Private copies of the binaries, where the installed ones cannot be used in place. */
  readonly binaries: string;
}

/** A socket's address holds 108 bytes on Linux and 104 on macOS. */
const SOCKET_PATH_BYTES = 100;
export const SOCKET_NAME = ".s.PGSQL.5432";

export function clusterPaths(dataDir: string): ClusterPaths {
  mkdirSync(dataDir, { recursive: true });
  const parent = realpathSync(dataDir);
  const directory = join(parent, "postgres");
  return {
    parent,
    directory,
    data: join(directory, "data"),
    passwordFile: join(directory, "password"),
    logFile: join(directory, "server.log"),
    users: join(directory, "users"),
    binaries: join(parent, "postgres-binaries"),
  };
}

export const dataOwnerUid = (paths: ClusterPaths): number | null =>
  statSync(paths.data, { throwIfNoEntry: false })?.uid ?? null;

/** Directory of the socket: beside the data, or a private one in the temporary directory where that path is too long. */
export function socketDirectory(paths: ClusterPaths, identity: RunIdentity): string {
  const inside = join(paths.directory, "socket");
  const fits = Buffer.byteLength(join(inside, SOCKET_NAME)) <= SOCKET_PATH_BYTES;
  const key = createHash("sha256").update(paths.directory).digest("hex").slice(0, 16);
  const directory = fits ? inside : join(tmpdir(), `whystock-${key}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  giveTo(identity, directory);
  const stat = lstatSync(directory);
  const ownerUid = identity.owner?.uid ?? process.getuid?.() ?? stat.uid;
  if (!stat.isDirectory() || stat.uid !== ownerUid || (stat.mode & 0o077) !== 0)
    throw new Error(
      `${directory} must be a directory of uid ${ownerUid} with mode 0700: remove it and start again`,
    );
  return directory;
}

/** Refuses data of another major version: newer data cannot be read, older data must be upgraded first. */
export function assertVersion(paths: ClusterPaths, majorVersion: number): void {
  const found = Number.parseInt(readFileSync(join(paths.data, "PG_VERSION"), "utf8"), 10);
  if (found > majorVersion)
    throw new Error(
      `the data in ${paths.data} was written by PostgreSQL ${found}, newer than the installed ${majorVersion}: update Whystock, or move WHYSTOCK_DATA`,
    );
  if (found < majorVersion)
    throw new Error(
      `the data in ${paths.data} was written by PostgreSQL ${found}; the installed ${majorVersion} needs it upgraded (dump and load) first`,
    );
}

function runInitdb(
  identity: RunIdentity,
  {
    data,
    passwordFile,
    durability,
  }: { data: string; passwordFile: string; durability: Durability },
): Promise<void> {
  const initdb = join(identity.binaries.home, "bin", "initdb");
  const locale = [
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const args = [
    `--pgdata=${data}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    ...locale,
    ...(durability === "throwaway" ? ["--no-sync"] : []),
  ];
  const [file = "", ...rest] = [...identity.prefix, initdb, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, {
      cwd: "/",
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      ...identity.spawnAs,
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (${code}):\n${output}`)),
    );
  });
}

/** Creates the server's directory: made beside and renamed, so that a killed start leaves all of it or nothing. */
export async function createCluster(
  paths: ClusterPaths,
  identity: RunIdentity,
  durability: Durability,
): Promise<void> {
  const { parent } = paths;
  // Ours is renamed into place when it is complete: whatever lies here without a version was not made by us, or is damaged.
  if (existsSync(paths.data))
    throw new Error(
      `${paths.data} holds no PG_VERSION: restore it, or move it away to start empty`,
    );
  for (const name of readdirSync(parent))
    if (name.startsWith("postgres-new-"))
      rmSync(join(parent, name), { recursive: true, force: true });
  const fresh = join(parent, `postgres-new-${process.pid}`);
  mkdirSync(join(fresh, "users"), { recursive: true });
  mkdirSync(join(fresh, "data"), { mode: 0o700 });
  writeFileSync(join(fresh, "password"), randomBytes(24).toString("hex"), { mode: 0o600 });
  for (const path of [fresh, join(fresh, "data"), join(fresh, "password")]) giveTo(identity, path);
  await runInitdb(identity, {
    data: join(fresh, "data"),
    passwordFile: join(fresh, "password"),
    durability,
  });
  if (identity.owner !== null)
    chownSync(join(fresh, "password"), process.getuid?.() ?? 0, process.getgid?.() ?? 0);
  rmSync(paths.directory, { recursive: true, force: true });
  renameSync(fresh, paths.directory);
}

/** Gives the whole data directory to the identity's owner, where the way of running it has changed since it was made. */
export function giveTree(identity: RunIdentity, paths: ClusterPaths): void {
  const { owner } = identity;
  if (owner === null || dataOwnerUid(paths) === owner.uid) return;
  chownSync(paths.directory, owner.uid, owner.gid);
  chownSync(paths.data, owner.uid, owner.gid);
  for (const name of readdirSync(paths.data, { recursive: true, encoding: "utf8" }))
    chownSync(join(paths.data, name), owner.uid, owner.gid);
}

/** Address of the server for `user`; understood by postgres, pg and psql alike (the host parameter names the socket's directory). */
export function socketUrl(
  directory: string,
  user: string,
  password: string,
  database: string,
): string {
  return `postgres://${user}:${encodeURIComponent(password)}@localhost:5432/${database}?host=${encodeURIComponent(directory)}`;
}
