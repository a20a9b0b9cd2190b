// A whole run in one process, without the queue: for seeding and the command line. The same units, in the same order.
import { findRun, listStages, type RunRow, type StageKey } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { executeUnit, failRun, type Handover } from "./execute.ts";
import { type PlanningDeps, shardCountOf, WORKER, waves } from "./stage.ts";

/** Units worked on at once: while one computes in its thread, others read and write. */
const CONCURRENCY = 3;

/** The caller takes the units in order, and does itself what follows a run. */
const NOBODY_WAITS: Handover = { next: async () => undefined, sealed: async () => undefined };

export interface RunProgress {
  readonly share: number;
  readonly text: string;
}

/**
 * Takes a run from wherever it stands to its end and answers its row. A unit that throws fails the run and is thrown on.
 */
export async function runInProcess(
  deps: PlanningDeps,
  runId: number,
  onProgress: (progress: RunProgress) => void = () => undefined,
): Promise<RunRow> {
  try {
    const rows = await inScope(deps.db, WORKER, (tx) => listStages(tx, runId));
    for (const wave of waves(shardCountOf(rows))) {
      const pending = wave.map((unit): StageKey => ({ runId, ...unit }));
      const take = async () => {
        for (let key = pending.shift(); key; key = pending.shift()) {
          await executeUnit(deps, key, NOBODY_WAITS);
          const run = await readRun(deps, runId);
          onProgress({ share: run.progressShare, text: run.progressText });
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, take));
    }
  } catch (error) {
    await failRun(deps, runId, error instanceof Error ? error.message : String(error));
    throw error;
  }
  return readRun(deps, runId);
}

async function readRun(deps: PlanningDeps, runId: number): Promise<RunRow> {
  const run = await inScope(deps.db, WORKER, (tx) => findRun(tx, runId));
  if (!run) throw new Error(`run ${runId} does not exist`);
  return run;
}
