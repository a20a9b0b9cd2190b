// A database that was killed is opened again at the same address; web server and worker reconnect by themselves.
import { ensurePostgres, type PostgresHandle } from "../postgres/launcher.ts";
import { isLiving } from "../postgres/processes.ts";
import type { Progress } from "./progress.ts";

const WATCH_MS = 1_000;

/** Watches the postmaster of `server`; answers what ends the watch and gives up a server that was opened by it. */
export function keepAlive(
  dataDir: string,
  server: PostgresHandle,
  progress: Progress,
): () => Promise<void> {
  let current = server;
  let reopening: Promise<void> | null = null;

  const reopen = async () => {
    progress.say("PostgreSQL has ended; starting it again");
    try {
      current = await ensurePostgres({ dataDir });
    } catch (error) {
      progress.say((error as Error).message);
    }
    reopening = null;
  };
  const timer = setInterval(() => {
    if (reopening === null && !isLiving(current.pid ?? 0)) reopening = reopen();
  }, WATCH_MS);

  return async () => {
    clearInterval(timer);
    await reopening;
    if (current !== server) await current.stop();
  };
}
