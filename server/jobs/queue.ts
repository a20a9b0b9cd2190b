// The job queue: pg-boss on its own schema. The owner installs it, the worker works on it, the web server may only send.
import { sql } from "drizzle-orm";
import { type DrizzleTransactionLike, fromDrizzle, PgBoss } from "pg-boss";
import postgres from "postgres";
import { APP_ROLE, WORKER_ROLE } from "@/db/bootstrap.ts";
import { connectionOptions } from "@/db/connection.ts";

const SCHEMA = "pgboss";

/** What each queue's jobs carry: ids only, because every role that may send may also read them. */
export interface JobData {
  readonly "plan-stage": { readonly runId: number; readonly stage: string; readonly shard: number };
  readonly "import-file": { readonly sellerId: number; readonly importId: number };
}

export type QueueName = keyof JobData;

/** Jobs that failed for good, whatever their queue. */
export const DEAD_QUEUE = "dead-job";

const RETRIES = 3;

// notify wakes the worker at once. heartbeatSeconds: a job whose worker died is handed out again after this long.
const QUEUE_OPTIONS = {
  retryLimit: RETRIES,
  retryDelay: 1,
  expireInSeconds: 900,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 86_400,
  deadLetter: DEAD_QUEUE,
  notify: true,
} as const;

export const QUEUE_NAMES: readonly QueueName[] = ["plan-stage", "import-file"];

/**
 * Installs or upgrades the queue's schema and grants each role what it needs. Run as the owner, after the migrations;
 * safe to repeat. About 0.4 s the first time, 0.1 s later.
 */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 1,
  });
  // Errors of a start are thrown by it; without a listener an emitted one would end the process.
  boss.on("error", () => undefined);
  await boss.start();
  try {
    await boss.createQueue(DEAD_QUEUE, {
      retryLimit: 0,
      deleteAfterSeconds: 604_800,
      notify: true,
    });
    for (const name of QUEUE_NAMES) {
      await boss.createQueue(name, QUEUE_OPTIONS);
      await boss.updateQueue(name, QUEUE_OPTIONS);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await grantQueue(ownerUrl);
}

async function grantQueue(ownerUrl: string): Promise<void> {
  const client = postgres({ ...connectionOptions(ownerUrl), max: 1, onnotice: () => undefined });
  const schema = client(SCHEMA);
  const app = client(APP_ROLE);
  const worker = client(WORKER_ROLE);
  try {
    await client.begin(async (tx) => {
      await tx`grant usage on schema ${schema} to ${app}, ${worker}`;
      await tx`grant select, insert, update, delete on all tables in schema ${schema} to ${worker}`;
      await tx`grant usage on all sequences in schema ${schema} to ${worker}`;
      await tx`grant execute on all functions in schema ${schema} to ${worker}, ${app}`;
      await tx`grant select on ${client(`${SCHEMA}.version`)}, ${client(`${SCHEMA}.queue`)} to ${app}`;
      await tx`grant select, insert on ${client(`${SCHEMA}.job`)}, ${client(`${SCHEMA}.job_common`)} to ${app}`;
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Puts a job into the queue inside the caller's transaction: it exists if and only if that transaction commits. */
export type SendJob = <Name extends QueueName>(
  tx: DrizzleTransactionLike,
  name: Name,
  data: JobData[Name],
) => Promise<void>;

export interface JobSender {
  readonly send: SendJob;
  readonly close: () => Promise<void>;
}

export const sendWith =
  (boss: PgBoss): SendJob =>
  async (tx, name, data) => {
    await boss.send(name, data, { db: fromDrizzle(tx, sql) });
  };

/** A sender for processes that do not work on jobs: it keeps one connection, only to know the queues. */
export async function openJobSender(
  url: string,
  onError: (error: unknown) => void,
): Promise<JobSender> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 1,
  });
  boss.on("error", onError);
  await boss.start();
  return { send: sendWith(boss), close: () => boss.stop({ graceful: false }) };
}

/** The worker's end: takes jobs, watches heartbeats, hands out again what a dead worker held. */
export async function openWorkerQueue(
  workerUrl: string,
  onError: (error: unknown) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: workerUrl,
    schema: SCHEMA,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    reindex: false,
    instanceName: "worker",
    instanceHeartbeatSeconds: 5,
    max: 6,
  });
  boss.on("error", onError);
  await boss.start();
  return boss;
}
