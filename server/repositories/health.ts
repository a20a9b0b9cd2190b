// Whether the parts of the system are there.
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client.ts";

export interface WorkerBeat {
  /** Workers whose heartbeat is fresh. */
  readonly liveCount: number;
}

/** Workers that beat lately, as the queue knows them; throws when the database does not answer. */
export async function countLiveWorkers(db: Db): Promise<WorkerBeat> {
  const rows = await db.execute<{ liveCount: number }>(sql`
    select count(*)::int as "liveCount" from pgboss.instance
    where name = 'worker' and stopped_on is null and heartbeat_on > now() - heartbeat_seconds * interval '3 seconds'`);
  return { liveCount: rows[0]?.liveCount ?? 0 };
}
