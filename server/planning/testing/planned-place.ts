// A small demo world in a database of a test's own, planned twice, and what a test needs to look into it and to plan again.
import { seedDemoWorld } from "@/server/cli/seed.ts";
import { systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { connect, type Tx } from "@/server/repositories/database.ts";
import { listRuns, type RunRow } from "@/server/repositories/run.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { type RunRequest, startRun } from "@/server/services/planning/start-run.ts";
import { createTestDatabase, ensureTemplate } from "../../../scripts/test-database-client.ts";
import { runInProcess } from "../run-in-process.ts";
import type { PlanningDeps } from "../stage.ts";
import { inlineCompute } from "../tasks.ts";
import { withKnownNetworks } from "./known-networks.ts";

export const SCOPE: WorkerScope = { kind: "worker" };
export const AS_OF_ON = "2026-11-22";

export type PlannedPlace = Awaited<ReturnType<typeof openPlannedPlace>>;

const TEMPLATE = "planned_place";

/** Seeded once (about 25 s) and cloned for every test file that asks. */
export async function openPlannedPlace() {
  await ensureTemplate(TEMPLATE, null, (database) =>
    seedDemoWorld({ ...database, sizeShare: 0.03, runCount: 2, onProgress: () => undefined }),
  );
  const database = await createTestDatabase(TEMPLATE);
  const pool = connect(database.workerUrl);
  const admin = connect(database.adminUrl, { max: 1 });
  const ctx: WorkerContext = {
    db: pool.db,
    clock: systemClock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test-request",
    scope: SCOPE,
    actor: { kind: "system", name: "command" },
  };
  const deps: PlanningDeps = { ...ctx, compute: withKnownNetworks(inlineCompute) };
  const asWorker = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inScope(pool.db, SCOPE, work);
  return {
    pool,
    admin,
    appUrl: database.appUrl,
    ctx,
    deps,
    asWorker,
    plan: async (request: RunRequest): Promise<RunRow> => {
      const { runId } = await startRun(ctx, request, null);
      return runInProcess(deps, runId);
    },
    /** Rows that a run left in a table. */
    rowsOf: async (table: string, runId: number): Promise<number> => {
      const [row] =
        await admin.sql`select count(*)::int as n from ${admin.sql(table)} where run_id = ${runId}`;
      return row?.n as number;
    },
    seededRuns: async (): Promise<{ first: RunRow; second: RunRow }> => {
      const [first, second] = (await asWorker((tx) => listRuns(tx, 100))).reverse();
      if (!first || !second) throw new Error("the seed left no two runs");
      return { first, second };
    },
    close: async () => {
      await pool.close();
      await admin.close();
      await database.drop();
    },
  };
}
