// The pools of a process: one per address, opened at first use and kept.
import { type Connection, connect, type Db } from "@/db/client.ts";
import { requiredEnv } from "@/server/core/env.ts";

export type { Connection, Db, Tx } from "@/db/client.ts";
export { connect } from "@/db/client.ts";

// Next loads server code once per bundle; the pool must stay one per process.
const store = globalThis as typeof globalThis & { whystockWebPool?: Connection };

/** The web server's pool, under the role of the web server. */
export function webDatabase(): Db {
  store.whystockWebPool ??= connect(requiredEnv("DATABASE_APP_URL"), {
    max: 10,
    applicationName: "whystock-web",
    isPreparing: true,
  });
  return store.whystockWebPool.db;
}
