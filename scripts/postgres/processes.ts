// What the operating system knows about a process. Linux answers from /proc, other systems from `ps`.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const isLinux = process.platform === "linux";

/** State letter and start time of a process; null when it is gone or a zombie (a zombie holds no files and no locks). */
function livingStat(pid: number): { readonly startedAt: string } | null {
  try {
    if (isLinux) {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The second field is the command in parentheses and may itself hold spaces and parentheses.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? null : { startedAt: fields[19] ?? "" };
    }
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
      encoding: "utf8",
    }).trim();
    const [state = "", ...started] = line.split(/\s+/);
    return line === "" || state.startsWith("Z") ? null : { startedAt: started.join(" ") };
  } catch {
    return null;
  }
}

export const isLiving = (pid: number): boolean =>
  Number.isInteger(pid) && pid > 0 && livingStat(pid) !== null;

/** Identity of a living process that survives pid reuse: pid and start time; null when it is not living. */
export function processIdentity(pid: number): string | null {
  const stat = Number.isInteger(pid) && pid > 0 ? livingStat(pid) : null;
  return stat === null ? null : `${pid}:${stat.startedAt}`;
}

const pidOf = (identity: string): number => Number.parseInt(identity, 10);

/** The very process that `processIdentity` named is living. */
export const isSameProcess = (identity: string): boolean =>
  processIdentity(pidOf(identity)) === identity;

/** Ends the process of an identity, if it is still that one: asked first, after 5 s made to. */
export async function endProcess(identity: string): Promise<void> {
  if (!isSameProcess(identity)) return;
  const pid = pidOf(identity);
  process.kill(pid, "SIGTERM");
  if (!(await waitUntil(() => !isLiving(pid), 5_000))) process.kill(pid, "SIGKILL");
}

export function commandLine(pid: number): string {
  try {
    return isLinux
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
      : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Living processes whose working directory is `directory`: a server's children stay there after their parent was killed. */
export function processesWorkingIn(directory: string): number[] {
  if (!isLinux) return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === directory && isLiving(pid);
      } catch {
        return false;
      }
    });
}

/** Waits until `isDone` answers true; false when `timeoutMs` passed first. */
export async function waitUntil(
  isDone: () => boolean | Promise<boolean>,
  timeoutMs: number,
  stepMs = 25,
): Promise<boolean> {
  const endAt = performance.now() + timeoutMs;
  while (!(await isDone())) {
    if (performance.now() > endAt) return false;
    await sleep(stepMs);
  }
  return true;
}
