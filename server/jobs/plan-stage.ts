// The job of one unit of a planning run.
import type { Job, JobResult } from "pg-boss";
import { executeUnit, failRun, noteFailure } from "@/server/planning/execute.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import type { JobData, SendJob } from "@/server/repositories/job-queue.ts";
import type { StageKey } from "@/server/repositories/run.ts";

type PlanJob = JobData["plan-stage"];

/** Units of a batch that are worked on at once: while one computes in its thread, others read and write. */
const CONCURRENCY = 3;

const keyOf = ({ runId, stage, shard }: PlanJob): StageKey => ({
  runId,
  stage: stage as StageKey["stage"],
  shard,
});

/** Works on a batch; each job is settled by itself, one that throws is tried again by the queue. */
export function planStageHandler(
  deps: PlanningDeps,
  send: SendJob,
): (jobs: Job<PlanJob>[]) => Promise<JobResult[]> {
  const work = async (job: Job<PlanJob>): Promise<JobResult> => {
    const key = keyOf(job.data);
    try {
      await executeUnit(deps, key, {
        next: async (tx, keys) => {
          for (const { runId, stage, shard } of keys) {
            await send(tx, "plan-stage", { runId, stage, shard });
          }
        },
        sealed: async (tx, runId) => {
          await send(tx, "score-forecasts", { runId });
          await send(tx, "explain-forecasts", { runId });
          await send(tx, "explain-limits", { runId });
          await send(tx, "open-market-rounds", { runId });
        },
      });
      return { id: job.id, status: "completed" };
    } catch (error) {
      const { runId, stage, shard } = key;
      deps.logger.error({ err: error, runId, stage, shard, jobId: job.id }, "stage failed");
      await noteFailure(deps, key, error instanceof Error ? error.message : String(error));
      return { id: job.id, status: "failed", output: { message: String(error) } };
    }
  };
  return async (jobs) => {
    const waiting = [...jobs];
    const results: JobResult[] = [];
    const take = async () => {
      for (let job = waiting.shift(); job; job = waiting.shift()) results.push(await work(job));
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, take));
    return results;
  };
}

/** A unit that failed for good, or whose worker died each time: the run ends with its reason. */
export async function failPlanOf(deps: PlanningDeps, job: PlanJob): Promise<void> {
  await failRun(deps, job.runId, `${job.stage} failed`, keyOf(job));
}
