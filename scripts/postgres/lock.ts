// One launcher at a time per data directory. The kernel drops the lock when its holder dies, so a killed launcher leaves none behind.
import { createHash } from "node:crypto";
import { closeSync, constants, mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { waitUntil } from "./processes.ts";

type Release = () => void;

/** Linux: the abstract socket namespace, a name that exists exactly as long as its listener. */
function tryAbstractSocket(directory: string): Promise<Release | null> {
  const name = `\0whystock-${createHash("sha256").update(directory).digest("hex").slice(0, 32)}`;
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(name, () => resolve(() => server.close()));
    server.unref();
  });
}

/** BSD and macOS: open(2) with O_EXLOCK (0x20), which fails at once under O_NONBLOCK when another process holds it. */
function tryExclusiveOpen(directory: string): Release | null {
  try {
    const flags = constants.O_CREAT | constants.O_RDWR | constants.O_NONBLOCK | 0x20;
    const descriptor = openSync(join(directory, "launcher.lock"), flags, 0o600);
    return () => closeSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return null;
    throw error;
  }
}

/** Runs `work` while no other launcher works on `directory`; throws after `timeoutMs` of waiting. */
export async function withLauncherLock<T>(
  directory: string,
  work: () => Promise<T>,
  timeoutMs = 90_000,
): Promise<T> {
  mkdirSync(directory, { recursive: true });
  let release: Release | null = null;
  const isHeld = await waitUntil(async () => {
    release =
      process.platform === "linux"
        ? await tryAbstractSocket(directory)
        : tryExclusiveOpen(directory);
    return release !== null;
  }, timeoutMs);
  if (!isHeld)
    throw new Error(
      `another launcher has been starting PostgreSQL in ${directory} for ${timeoutMs / 1000} s`,
    );
  try {
    return await work();
  } finally {
    (release as Release | null)?.();
  }
}
