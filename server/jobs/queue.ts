// The queue's end that works: takes jobs, watches heartbeats, hands out again what a dead worker held.
import { PgBoss } from "pg-boss";
import { ensureQueues, QUEUE_SCHEMA } from "@/server/repositories/job-queue.ts";

/** Health reads this name from the queue's registry of instances. */
const INSTANCE_NAME = "worker";

export async function openWorkerQueue(
  workerUrl: string,
  onError: (error: unknown) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: workerUrl,
    schema: QUEUE_SCHEMA,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    // A job is silent for 10 s before it is given up; looked for every 3 s.
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    // The worker's role owns no index.
    reindex: false,
    instanceName: INSTANCE_NAME,
    instanceHeartbeatSeconds: 5,
    max: 6,
  });
  boss.on("error", onError);
  await boss.start();
  await ensureQueues(boss);
  return boss;
}
