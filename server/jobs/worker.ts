// The worker process: takes jobs from the queue until it is told to stop, then finishes what it holds.
import { PgBoss } from "pg-boss";
import { systemClock } from "@/server/core/clock.ts";
import { requiredEnv } from "@/server/core/env.ts";
import { newRequestId } from "@/server/core/ids.ts";
import { createLogger } from "@/server/core/logger.ts";
import { openComputePool } from "@/server/planning/compute-pool.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import { connect } from "@/server/repositories/database.ts";
import {
  DEAD_QUEUE,
  ensureQueues,
  type JobData,
  QUEUE_SCHEMA,
} from "@/server/repositories/job-queue.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { buryJob, importFile, planStage } from "./handlers.ts";

const STOP_MS_MAX = 8_000;
/** A notice wakes the worker at once; the poll is for a notice that was lost. */
const POLL = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const;

const logger = createLogger({ name: "worker" });
const url = requiredEnv("DATABASE_WORKER_URL");
const connection = connect(url, { max: 8, applicationName: "whystock-worker" });
const compute = openComputePool();
const deps: PlanningDeps = { db: connection.db, clock: systemClock, logger, compute };

const jobContext = (): WorkerContext => ({
  db: connection.db,
  clock: systemClock,
  logger,
  requestId: newRequestId(),
  scope: { kind: "worker" },
  actor: { kind: "system", name: "worker" },
});

const boss = new PgBoss({
  connectionString: url,
  schema: QUEUE_SCHEMA,
  migrate: false,
  useListenNotify: true,
  registerInstance: true,
  instanceName: "worker",
  instanceHeartbeatSeconds: 10,
  max: 4,
});

async function start(): Promise<void> {
  boss.on("error", (error) => logger.error({ err: error }, "queue"));
  await boss.start();
  await ensureQueues(boss);
  await boss.work<JobData["plan-stage"]>(
    "plan-stage",
    { ...POLL, localConcurrency: 3 },
    async (jobs) => {
      for (const { data } of jobs) await planStage(deps, boss, data);
    },
  );
  await boss.work<JobData["import-file"]>(
    "import-file",
    { ...POLL, localConcurrency: 1 },
    async (jobs) => {
      for (const { data } of jobs) await importFile(jobContext(), data);
    },
  );
  await boss.work<unknown>(DEAD_QUEUE, POLL, async (jobs) => {
    for (const { data } of jobs) await buryJob(deps, data);
  });
  logger.info("worker ready");
}

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // Jobs in hand get a moment to end; what does not is handed out again when its heartbeat falls silent.
  await boss.stop({ graceful: true, timeout: STOP_MS_MAX }).catch((error: unknown) => {
    logger.error({ err: error }, "queue did not stop in time");
  });
  await compute.close();
  await connection.close();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
await start();
