// One build at a time in a folder: Next refuses a second one, and a start that was killed leaves its build behind.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess, isSameProcess, processIdentity, waitUntil } from "../postgres/processes.ts";

/** Identities of who builds, and of the build. */
interface Building {
  readonly starter: string;
  readonly build: string;
}

/** A build beside a full load of other work. */
const BUILD_MS_MAX = 600_000;

// Next empties its folder at a build, but not the cache in it.
const folderOf = (root: string) => join(root, ".next", "cache");
const fileOf = (root: string) => join(folderOf(root), "whystock-building");

function read(root: string): Building | null {
  try {
    return JSON.parse(readFileSync(fileOf(root), "utf8")) as Building;
  } catch {
    return null;
  }
}

/** Says that `pid` builds here for this process; answers how to say that it has ended. */
export function recordBuild(root: string, pid: number): () => void {
  const starter = processIdentity(process.pid) ?? "";
  const build = processIdentity(pid) ?? "";
  mkdirSync(folderOf(root), { recursive: true });
  writeFileSync(fileOf(root), JSON.stringify({ starter, build } satisfies Building));
  return () => rmSync(fileOf(root), { force: true });
}

/** Waits for another start's build; ends one whose start is gone. */
export async function clearLeftBuild(root: string): Promise<void> {
  const left = read(root);
  if (left === null || !isSameProcess(left.build)) return;
  const isOver = () => !isSameProcess(left.build) || !isSameProcess(left.starter);
  if (!(await waitUntil(isOver, BUILD_MS_MAX)))
    throw new Error(`Another start has built in ${root} for ten minutes: end it, and start again.`);
  await endProcess(left.build);
}
