import type { Tx } from "@/db/client.ts";
import { listRuns, type RunRow } from "@/server/repositories/run.ts";

const LOOKED_AT = 200;

/** The newest finished run over a whole marketplace that has a network; undefined before the first. */
export async function findNewestNetworkRun(tx: Tx): Promise<RunRow | undefined> {
  const runs = await listRuns(tx, LOOKED_AT);
  return runs
    .filter((run) => run.status === "done" && run.accountId === null)
    .sort((a, b) => (a.asOfOn === b.asOfOn ? b.id - a.id : a.asOfOn < b.asOfOn ? 1 : -1))[0];
}
