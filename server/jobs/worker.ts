// The worker process: plans and loads what the web server asks for. SIGTERM lets what is under way finish; a kill costs a
// second attempt of what was under way, never a double or a missing effect.
import type { PgBoss } from "pg-boss";
import { systemClock } from "@/server/core/clock.ts";
import { requiredEnv } from "@/server/core/env.ts";
import { createLogger, type Logger } from "@/server/core/logger.ts";
import { openComputePool } from "@/server/planning/compute-pool.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import { connect } from "@/server/repositories/database.ts";
import { DEAD_QUEUE, type JobData, sendWith } from "@/server/repositories/job-queue.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { forgetDeclined } from "@/server/services/explanation/declined.ts";
import { ensurePretrainedModel } from "@/server/services/forecast-models/ensure-pretrained-model.ts";
import { followRun } from "@/server/services/forecast-models/follow-run.ts";
import { failForecastJob } from "@/server/services/forecast-models/job-steps.ts";
import { networkTrainer } from "@/server/services/forecast-models/network-trainer.ts";
import { requestDueBacktests } from "@/server/services/forecast-models/request-job.ts";
import { runBacktest } from "@/server/services/forecast-models/run-backtest.ts";
import { runTraining } from "@/server/services/forecast-models/run-training.ts";
import { explainForecasts } from "@/server/services/forecasting/explain-forecasts.ts";
import { requestExplanations } from "@/server/services/forecasting/request-explanations.ts";
import { scoreForecasts } from "@/server/services/forecasting/score-forecasts.ts";
import { loadQueuedImport } from "@/server/services/imports/load-queued.ts";
import { explainLimitChanges } from "@/server/services/limit-changes/explain-limit-changes.ts";
import { scoreDeclarations } from "@/server/services/limits/score-declarations.ts";
import { clearMarketRound } from "@/server/services/market/clear-round.ts";
import { openMarketRounds, requestDueClearings } from "@/server/services/market/open-rounds.ts";
import { ensureFirstPolicies } from "@/server/services/policies/ensure-first-policies.ts";
import { auditTraces } from "@/server/services/traces/audit-traces.ts";
import { requestNextAudit } from "@/server/services/traces/request-audit.ts";
import { failPlanOf, planStageHandler } from "./plan-stage.ts";
import { openWorkerQueue } from "./queue.ts";

/** How long a stop waits for what is under way; what takes longer is handed out again. */
const DRAIN_MS = 20_000;

// A notice wakes a queue once, however many jobs it announces: a batch takes them together, and a full batch is followed by
// the next at once. With batches of one, every further job would wait for a poll.
const POLL = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const;
const PLAN = { ...POLL, batchSize: 8, burstWhenBatchFull: true, perJobResults: true } as const;
const DEAD = { ...POLL, batchSize: 8, burstWhenBatchFull: true } as const;

const isPlanJob = (data: unknown): data is JobData["plan-stage"] =>
  typeof data === "object" && data !== null && "runId" in data && "stage" in data;

/** Of a backtest or a training. */
const isForecastJob = (data: unknown): data is JobData["backtest-forecasts"] =>
  typeof data === "object" && data !== null && "jobId" in data;

const workerContext = ({ db, clock, logger }: PlanningDeps, requestId: string): WorkerContext => ({
  db,
  clock,
  logger,
  requestId,
  scope: { kind: "worker" },
  actor: { kind: "system", name: "worker" },
});

async function startWork(boss: PgBoss, deps: PlanningDeps): Promise<void> {
  await boss.work<JobData["plan-stage"], unknown, typeof PLAN>(
    "plan-stage",
    PLAN,
    planStageHandler(deps, sendWith(boss)),
  );
  await boss.work<JobData["import-file"]>("import-file", POLL, async (jobs) => {
    for (const { id, data } of jobs) await loadQueuedImport(workerContext(deps, id), data);
  });
  await boss.work<JobData["score-forecasts"]>("score-forecasts", POLL, async (jobs) => {
    for (const { id, data } of jobs) {
      const ctx = workerContext(deps, id);
      await scoreForecasts(ctx, data.runId);
      await scoreDeclarations(ctx, data.runId);
      await followRun(ctx, data.runId, sendWith(boss));
    }
  });
  await boss.work<JobData["explain-forecasts"]>("explain-forecasts", POLL, async (jobs) => {
    const { compute } = deps;
    for (const { id, data } of jobs)
      await explainForecasts({ ...workerContext(deps, id), compute }, data.runId);
  });
  await boss.work<JobData["explain-limits"]>("explain-limits", POLL, async (jobs) => {
    const { compute } = deps;
    for (const { id, data } of jobs)
      await explainLimitChanges({ ...workerContext(deps, id), compute }, data.runId);
  });
  await boss.work<JobData["backtest-forecasts"]>("backtest-forecasts", POLL, async (jobs) => {
    const { compute } = deps;
    for (const { id, data } of jobs)
      await runBacktest({ ...workerContext(deps, id), compute }, data.jobId);
  });
  await boss.work<JobData["train-forecast-model"]>("train-forecast-model", POLL, async (jobs) => {
    for (const { id, data } of jobs)
      await runTraining(workerContext(deps, id), data.jobId, networkTrainer(deps));
  });
  await boss.work<unknown>(DEAD_QUEUE, DEAD, async (jobs) => {
    for (const { id, data } of jobs) {
      if (isPlanJob(data)) await failPlanOf(deps, data);
      if (isForecastJob(data)) await failForecastJob(workerContext(deps, id), data.jobId);
    }
  });
}

async function startMarketWork(boss: PgBoss, deps: PlanningDeps): Promise<void> {
  await boss.work<JobData["open-market-rounds"]>("open-market-rounds", POLL, async (jobs) => {
    for (const { id, data } of jobs)
      await openMarketRounds(workerContext(deps, id), data.runId, sendWith(boss));
  });
  await boss.work<JobData["clear-market-round"]>("clear-market-round", POLL, async (jobs) => {
    for (const { id, data } of jobs) await clearMarketRound(workerContext(deps, id), data.roundId);
  });
}

async function startNightWork(boss: PgBoss, deps: PlanningDeps): Promise<void> {
  await boss.work<JobData["audit-traces"]>("audit-traces", POLL, async (jobs) => {
    for (const { id, data } of jobs) {
      const ctx = workerContext(deps, id);
      await forgetDeclined(ctx);
      const report = await auditTraces(ctx, data.nightOn);
      if (report) await requestNextAudit(ctx, sendWith(boss));
    }
  });
}

async function run(logger: Logger): Promise<void> {
  const stopAsked = new Promise<string>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  const url = requiredEnv("DATABASE_WORKER_URL");
  const pool = connect(url, { max: 8, applicationName: "whystock-worker" });
  const compute = openComputePool();
  const boss = await openWorkerQueue(url, (error) => logger.error({ err: error }, "queue"));
  const deps: PlanningDeps = { db: pool.db, clock: systemClock, logger, compute };
  await ensureFirstPolicies(workerContext(deps, "start"));
  await ensurePretrainedModel(workerContext(deps, "start"));
  await startWork(boss, deps);
  await startMarketWork(boss, deps);
  await startNightWork(boss, deps);
  await requestNextAudit(workerContext(deps, "start"), sendWith(boss));
  await requestExplanations(workerContext(deps, "start"), sendWith(boss));
  await requestDueClearings(workerContext(deps, "start"), sendWith(boss));
  await requestDueBacktests(workerContext(deps, "start"), sendWith(boss));
  logger.info("worker ready");
  logger.info({ signal: await stopAsked }, "worker stopping");
  await boss.stop({ graceful: true, timeout: DRAIN_MS });
  await compute.close();
  await pool.close();
  logger.info("worker stopped");
}

const logger = createLogger({ name: "worker" });
try {
  await run(logger);
  process.exit(0);
} catch (error) {
  logger.fatal({ err: error }, "worker failed");
  process.exit(1);
}
