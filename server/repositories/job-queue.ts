// The job queue's end that sends: jobs enter it inside the caller's transaction, so a job exists if and only if what it is
// about does. Who works on them: server/jobs.
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Tx } from "@/db/client.ts";
import { requiredEnv } from "@/server/core/env.ts";

/** What each queue's jobs carry: ids only, because every role that may send may also read them. */
export interface JobData {
  readonly "plan-stage": { readonly runId: number; readonly stage: string; readonly shard: number };
  readonly "import-file": { readonly sellerId: number; readonly importId: number };
  readonly "score-forecasts": { readonly runId: number };
  readonly "explain-forecasts": { readonly runId: number };
  readonly "explain-limits": { readonly runId: number };
  readonly "backtest-forecasts": { readonly jobId: number };
  readonly "train-forecast-model": { readonly jobId: number };
  readonly "open-market-rounds": { readonly runId: number };
  readonly "clear-market-round": { readonly roundId: number };
  readonly "audit-traces": { readonly nightOn: string };
}

export type QueueName = keyof JobData;

export const QUEUE_NAMES: readonly QueueName[] = [
  "plan-stage",
  "import-file",
  "score-forecasts",
  "explain-forecasts",
  "explain-limits",
  "backtest-forecasts",
  "train-forecast-model",
  "open-market-rounds",
  "clear-market-round",
  "audit-traces",
];

/** Jobs that failed for good, whatever their queue. */
export const DEAD_QUEUE = "dead-job";

/** Installed by db/migrate.ts. */
export const QUEUE_SCHEMA = "pgboss";

/** Attempts after the first. */
export const RETRY_LIMIT = 3;

// heartbeatSeconds: a job whose worker died is handed out again when it has been silent for so long. notify: the worker wakes at once.
const QUEUE_OPTIONS = {
  retryLimit: RETRY_LIMIT,
  retryDelay: 1,
  expireInSeconds: 900,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 86_400,
  deadLetter: DEAD_QUEUE,
  notify: true,
} as const;

/** Training takes minutes, and several times as long beside other work; a night's proof grows with the runs that are kept. */
const LONG_SECONDS = 3600;
const LONG: ReadonlySet<QueueName> = new Set(["train-forecast-model", "audit-traces"]);

const optionsOf = (name: QueueName) =>
  LONG.has(name) ? { ...QUEUE_OPTIONS, expireInSeconds: LONG_SECONDS } : QUEUE_OPTIONS;

/** Makes the queues that are missing. Safe to repeat and to race. */
export async function ensureQueues(boss: PgBoss): Promise<void> {
  const present = await boss.getQueues([DEAD_QUEUE, ...QUEUE_NAMES]);
  const missing = (name: string) => !present.some((queue) => queue.name === name);
  if (missing(DEAD_QUEUE)) {
    await boss.createQueue(DEAD_QUEUE, {
      retryLimit: 0,
      deleteAfterSeconds: 604_800,
      notify: true,
    });
  }
  for (const name of QUEUE_NAMES) if (missing(name)) await boss.createQueue(name, optionsOf(name));
}

/** Puts a job into the queue inside `tx`; it is not handed out before `startAfter`. */
export type SendJob = <Name extends QueueName>(
  tx: Tx,
  name: Name,
  data: JobData[Name],
  startAfter?: Date,
) => Promise<void>;

export const sendWith =
  (boss: PgBoss): SendJob =>
  async (tx, name, data, startAfter) => {
    const db = fromDrizzle(tx, sql);
    await boss.send(name, data, startAfter === undefined ? { db } : { db, startAfter });
  };

export interface JobSender {
  readonly send: SendJob;
  readonly close: () => Promise<void>;
}

/** A sender for a process that does not work on jobs; it keeps one connection, only to know the queues. */
export async function openJobSender(
  url: string,
  onError: (error: unknown) => void,
): Promise<JobSender> {
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 1,
  });
  boss.on("error", onError);
  await boss.start();
  await ensureQueues(boss);
  return { send: sendWith(boss), close: () => boss.stop({ graceful: false }) };
}

// Next loads server code once per bundle; the sender must stay one per process.
const store = globalThis as typeof globalThis & { whystockJobSender?: Promise<JobSender> };

/** Sends under the role of the web server; the sender opens at the first job. A start that failed is tried again by the next one. */
export const sendFromWeb: SendJob = async (tx, name, data, startAfter) => {
  store.whystockJobSender ??= openJobSender(requiredEnv("DATABASE_APP_URL"), () => undefined);
  try {
    const { send } = await store.whystockJobSender;
    await send(tx, name, data, startAfter);
  } catch (error) {
    delete store.whystockJobSender;
    throw error;
  }
};
