// Who serves this data folder: written while Whystock runs, so that a second start refuses and a start after a kill clears the leftovers.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess, isSameProcess, processIdentity } from "../postgres/processes.ts";

export interface Running {
  /** Identity (pid and start time) of the supervisor. */
  readonly supervisor: string;
  readonly url: string;
  /** Identities of web and worker by name. */
  readonly programs: Readonly<Record<string, string>>;
}

const fileOf = (dataDir: string) => join(dataDir, "running.json");

function read(dataDir: string): Running | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), "utf8")) as Running;
  } catch {
    return null;
  }
}

/** Throws when a living supervisor serves this folder; ends what a killed one left behind. */
export async function takeOver(dataDir: string): Promise<void> {
  const running = read(dataDir);
  if (running === null) return;
  if (isSameProcess(running.supervisor))
    throw new Error(
      `Whystock already runs on ${dataDir} (pid ${Number.parseInt(running.supervisor, 10)}): ${running.url}`,
    );
  for (const identity of Object.values(running.programs)) await endProcess(identity);
  rmSync(fileOf(dataDir), { force: true });
}

export interface RunningRecord {
  readonly setProgram: (name: string, identity: string | null) => void;
  readonly remove: () => void;
}

export function recordRunning(dataDir: string, url: string): RunningRecord {
  const programs: Record<string, string> = {};
  const supervisor = processIdentity(process.pid) ?? `${process.pid}:`;
  const write = () => {
    const partial = `${fileOf(dataDir)}.${process.pid}`;
    writeFileSync(partial, JSON.stringify({ supervisor, url, programs } satisfies Running), {
      mode: 0o600,
    });
    renameSync(partial, fileOf(dataDir));
  };
  write();
  return {
    setProgram: (name, identity) => {
      if (identity === null) delete programs[name];
      else programs[name] = identity;
      write();
    },
    remove: () => rmSync(fileOf(dataDir), { force: true }),
  };
}
