import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedDemoWorld } from "@/server/cli/seed.ts";
import { parseInstant, systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { runInProcess } from "@/server/planning/run-in-process.ts";
import { inlineCompute } from "@/server/planning/tasks.ts";
import { type Connection, connect } from "@/server/repositories/database.ts";
import { type JobSender, openJobSender } from "@/server/repositories/job-queue.ts";
import { findRun, listStages, type RunRow } from "@/server/repositories/run.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { startRun } from "@/server/services/planning/start-run.ts";
import { createTestDatabase, type TestDatabase } from "../../scripts/test-database-client.ts";

const SCOPE: WorkerScope = { kind: "worker" };
const REQUEST = {
  marketplaceId: "US",
  accountId: null,
  asOfOn: "2026-11-22",
  knownAt: parseInstant("2026-11-23T12:00:00Z"),
};
const root = fileURLToPath(new URL("../../", import.meta.url));

interface Place {
  readonly database: TestDatabase;
  readonly pool: Connection;
  readonly ctx: WorkerContext;
}

async function openPlace(): Promise<Place> {
  const database = await createTestDatabase();
  await seedDemoWorld({ ...database, sizeShare: 0.03, runCount: 0, onProgress: () => undefined });
  const pool = connect(database.workerUrl);
  const ctx: WorkerContext = {
    db: pool.db,
    clock: systemClock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test-request",
    scope: SCOPE,
    actor: { kind: "system", name: "command" },
  };
  return { database, pool, ctx };
}

const readRun = ({ pool }: Place, runId: number): Promise<RunRow | undefined> =>
  inScope(pool.db, SCOPE, (tx) => findRun(tx, runId));

const stagesOf = ({ pool }: Place, runId: number) =>
  inScope(pool.db, SCOPE, (tx) => listStages(tx, runId));

function spawnWorker({ database }: Place): ChildProcess {
  const hooks = `${root}scripts/module-hooks.ts`;
  return spawn(process.execPath, ["--import", hooks, `${root}server/jobs/worker.ts`], {
    cwd: root,
    stdio: "ignore",
    env: { ...process.env, DATABASE_WORKER_URL: database.workerUrl, LOG_LEVEL: "silent" },
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once("exit", (code) => resolve(code));
  });

async function until<T>(what: string, ms: number, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what}: not within ${ms} ms`);
}

const countRows = async ({ pool }: Place) => {
  const [row] = await pool.sql`
    select (select count(*)::int from restock_decision) as restocks,
      (select count(*)::int from limit_announcement) as limits, (select count(*)::int from forecast) as forecasts,
      (select count(*)::int from placement_decision) as placements, (select count(*)::int from trace_chunk) as chunks,
      (select sum(cardinality(decision_keys))::int from trace_chunk) as traced,
      (select count(*)::int from run_artifact) as artifacts`;
  return row;
};

describe("a planning run in the queue", () => {
  let calm: Place;
  let disturbed: Place;
  let sender: JobSender;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    calm = await openPlace();
    disturbed = await openPlace();
    sender = await openJobSender(disturbed.database.workerUrl, () => undefined);
  }, 180_000);

  afterAll(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
    await sender?.close();
    for (const place of [calm, disturbed]) {
      await place?.pool.close();
      await place?.database.drop();
    }
  });

  it("is completed by another worker when its worker is killed in the middle, with the same root as an undisturbed run", async () => {
    const { runId: calmId } = await startRun(calm.ctx, REQUEST, null);
    const undisturbed = await runInProcess({ ...calm.ctx, compute: inlineCompute }, calmId);

    const { runId } = await startRun(disturbed.ctx, REQUEST, sender.send);
    const first = spawnWorker(disturbed);
    workers.push(first);
    await until("work under way", 60_000, async () => {
      const stages = await stagesOf(disturbed, runId);
      return stages.some(({ stage, status }) => stage === "forecast" && status === "done")
        ? true
        : undefined;
    });
    first.kill("SIGKILL");
    await ended(first);
    const killed = await readRun(disturbed, runId);
    expect(killed?.status).toBe("running");

    const second = spawnWorker(disturbed);
    workers.push(second);
    const done = await until("the run", 120_000, async () => {
      const run = await readRun(disturbed, runId);
      if (run?.status === "failed") throw new Error(run.failure ?? "failed");
      return run?.status === "done" ? run : undefined;
    });
    expect(done.runRootSha256).toBe(undisturbed.runRootSha256);
    expect(done.inputSha256).toBe(undisturbed.inputSha256);
    expect(await countRows(disturbed)).toEqual(await countRows(calm));
    await until("the scoring of earlier forecasts", 30_000, async () => {
      const [job] = await disturbed.pool.sql`
        select state from pgboss.job where name = 'score-forecasts' and (data->>'runId')::int = ${runId}`;
      return job?.state === "completed" ? true : undefined;
    });

    // A stop lets what is under way finish and ends the process by itself.
    second.kill("SIGTERM");
    expect(await ended(second)).toBe(0);
  }, 240_000);

  it("ends with the reason when a stage fails each time, instead of keeping everybody waiting", async () => {
    const { sql } = disturbed.pool;
    await sql`
      insert into policy_version (policy, version, body, body_sha256, effective_on, published_at, reason)
      select policy, 99, body || '{"announceStepMm3": 0}', 'broken', '2026-11-23', '2026-11-24T00:00:00Z', 'a rule that cannot hold'
      from policy_version where policy = 'capacity' and version = 1`;
    const now = { ...REQUEST, knownAt: parseInstant("2026-11-25T12:00:00Z") };
    const { runId } = await startRun(disturbed.ctx, now, sender.send);
    const worker = spawnWorker(disturbed);
    workers.push(worker);
    const failed = await until("the end", 90_000, async () => {
      const run = await readRun(disturbed, runId);
      return run?.status === "failed" ? run : undefined;
    });
    expect(failed.failure).toBe(
      "forecast failed: capacity policy 99: announceStepMm3 must be an integer in 1..1000000000000, got 0",
    );
    worker.kill("SIGTERM");
    expect(await ended(worker)).toBe(0);
  }, 120_000);

  it("counts as live for the health of the system while it runs", async () => {
    const worker = spawnWorker(disturbed);
    workers.push(worker);
    const { countLiveWorkers } = await import("@/server/repositories/health.ts");
    await until("a beat", 30_000, async () => {
      const { liveCount } = await countLiveWorkers(disturbed.pool.db);
      return liveCount > 0 ? liveCount : undefined;
    });
    worker.kill("SIGTERM");
    expect(await ended(worker)).toBe(0);
  }, 60_000);
});
