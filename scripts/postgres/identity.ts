// PostgreSQL refuses to run as root, and initdb wants its user to have a name. This file decides as whom, and how, its programs are run.
import { spawnSync } from "node:child_process";
import { chownSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { copyBinaries, type PostgresBinaries } from "./binaries.ts";

export interface RunIdentity {
  readonly kind: "direct" | "namespace" | "switched-user";
  /** Command put in front of every PostgreSQL program; it must exec, so that the pid stays ours. */
  readonly prefix: readonly string[];
  /** Owner that files of the server must have; null: our own. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Set where the child is started under another user by the operating system itself. */
  readonly spawnAs: { readonly uid: number; readonly gid: number } | null;
  readonly binaries: PostgresBinaries;
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface IdentityRequest {
  readonly binaries: PostgresBinaries;
  readonly serverDirectory: string;
  /** Owner of an existing data directory; null before the first start. */
  readonly dataOwnerUid: number | null;
  /** False where user namespaces are switched off, as in most containers. */
  readonly isNamespaceAllowed: boolean;
}

const OVERFLOW_UID = 65_534;

function passwdEntries(): PasswdEntry[] {
  try {
    return readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .filter((fields) => fields.length >= 4)
      .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}

/** Whether every directory on the way to `path` lets `uid` pass. */
export function isReachable(path: string, uid: number): boolean {
  for (let directory = path; ; directory = dirname(directory)) {
    const stat = statSync(directory, { throwIfNoEntry: false });
    if (stat !== undefined && (stat.mode & (stat.uid === uid ? 0o100 : 0o001)) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}

export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  NODE_ENV: "production",
  TZ: "UTC",
});

/** `initdb --show` looks up its user, its sibling programs and its files, and writes nothing: what it can do, a server can. */
function canRun({ prefix, binaries, spawnAs }: RunIdentity): boolean {
  const probe = [join(binaries.home, "bin", "initdb"), "--pgdata=/nowhere", "--show"];
  const [file = "", ...rest] = [...prefix, ...probe];
  const options = { env: serverEnvironment(), stdio: "ignore", cwd: "/", ...spawnAs } as const;
  return spawnSync(file, rest, options).status === 0;
}

/** A user namespace in which we are an ordinary user: no files change hands and no path needs opening up. */
function namespaceIdentity(binaries: PostgresBinaries): RunIdentity | null {
  const entry = passwdEntries().find(({ uid }) => uid > 0 && uid !== OVERFLOW_UID);
  const uid = entry?.uid ?? OVERFLOW_UID;
  const prefix = ["unshare", "--user", `--map-user=${uid}`, "--"];
  const identity: RunIdentity = { kind: "namespace", prefix, owner: null, spawnAs: null, binaries };
  return canRun(identity) ? identity : null;
}

/** Root hands the server to an unprivileged user; through directories closed to it, it passes by one ambient capability. */
function switchedIdentity(
  binaries: PostgresBinaries,
  serverDirectory: string,
  user: PasswdEntry,
): RunIdentity | null {
  const owner = { uid: user.uid, gid: user.gid };
  const base = { kind: "switched-user", owner } as const;
  if (isReachable(serverDirectory, user.uid)) {
    const reachable = isReachable(binaries.home, user.uid)
      ? binaries
      : copyBinaries(binaries, join(serverDirectory, "..", "postgres-binaries", "copy"));
    const identity: RunIdentity = { ...base, prefix: [], spawnAs: owner, binaries: reachable };
    if (canRun(identity)) return identity;
  }
  const capability = "dac_override";
  const prefix = ["setpriv", `--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  prefix.push(`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`);
  // access(2) asks for the rights of the real user, and drops capabilities for the question unless this bit is set.
  prefix.push("--securebits=+no_setuid_fixup", "--");
  const identity: RunIdentity = { ...base, prefix, spawnAs: null, binaries };
  return canRun(identity) ? identity : null;
}

function rootIdentity({
  binaries,
  serverDirectory,
  dataOwnerUid,
  isNamespaceAllowed,
}: IdentityRequest): RunIdentity {
  const entries = passwdEntries();
  if (dataOwnerUid !== null && dataOwnerUid !== 0) {
    const user = entries.find(({ uid }) => uid === dataOwnerUid);
    const identity = user === undefined ? null : switchedIdentity(binaries, serverDirectory, user);
    if (identity !== null) return identity;
    throw new Error(
      `the data in ${serverDirectory} belongs to uid ${dataOwnerUid}, and PostgreSQL cannot be run as that user here`,
    );
  }
  const inNamespace = isNamespaceAllowed ? namespaceIdentity(binaries) : null;
  if (inNamespace !== null) return inNamespace;
  const candidates = ["postgres", "nobody", "daemon"].flatMap((name) =>
    entries.filter((entry) => entry.name === name),
  );
  for (const user of candidates) {
    const identity = switchedIdentity(binaries, serverDirectory, user);
    if (identity !== null) return identity;
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and no other user can reach ${serverDirectory}: move WHYSTOCK_DATA, run as an ordinary user, or set DATABASE_URL`,
  );
}

/** As whom PostgreSQL runs here; throws with what to do when no way is open. */
export function chooseIdentity(request: IdentityRequest): RunIdentity {
  const { binaries, serverDirectory, dataOwnerUid } = request;
  const uid = process.getuid?.() ?? 1;
  if (uid === 0) return rootIdentity(request);
  if (dataOwnerUid !== null && dataOwnerUid !== uid)
    throw new Error(
      `the data in ${serverDirectory} belongs to uid ${dataOwnerUid}, not to us (uid ${uid}): run as that user, or move WHYSTOCK_DATA`,
    );
  const direct: RunIdentity = { kind: "direct", prefix: [], owner: null, spawnAs: null, binaries };
  try {
    userInfo();
    return direct;
  } catch {
    // A container user without a name: initdb needs one, and a namespace can lend it.
    return namespaceIdentity(binaries) ?? direct;
  }
}

export function giveTo(identity: RunIdentity, path: string): void {
  if (identity.owner !== null) chownSync(path, identity.owner.uid, identity.owner.gid);
}
