// What tracing a run costs: all of it done again on the run's own decisions, in a transaction that is rolled back.
import type { Columns } from "@/lib/optimizer/decision/index.ts";
import { replay } from "@/lib/optimizer/decision/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { chunkCommitter } from "@/server/planning/commitments.ts";
import { TREE_ORDER } from "@/server/planning/replay.ts";
import { runSigner } from "@/server/planning/sealing.ts";
import { type AccountDecisions, traceChunks } from "@/server/planning/trace-chunk.ts";
import { definitions, loadBases, readChunks } from "@/server/planning/traces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { findRun, type RunRow } from "@/server/repositories/run.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import {
  type DefinitionName,
  insertTraceChunks,
  listTraceChunks,
  type TraceChunkRow,
} from "@/server/repositories/trace.ts";
import type { WorkerContext } from "@/server/services/context.ts";

/** In the order in which a run comes to them. */
export const tracingSteps = ["bases", "write", "store", "read", "replay", "commit"] as const;
export type TracingStep = (typeof tracingSteps)[number];

export interface Spent {
  readonly seconds: number;
  /** Of this process, not of the database. */
  readonly processorSeconds: number;
}

export interface TraceCost {
  readonly runId: number;
  readonly decisionCount: number;
  readonly step: Readonly<Record<TracingStep, Spent>>;
  readonly total: Spent;
  /** How long the run took as its summary says; null where it does not. */
  readonly runSeconds: number | null;
}

class RolledBack extends Error {}

/** Of one run. Throws not_found where it is not there, precondition_failed where other rules than this build's decided it. */
export async function measureTracing(
  { db, scope, clock }: WorkerContext,
  runId: number,
): Promise<TraceCost> {
  const stopwatch = createStopwatch(() => clock.monotonicMs());
  let cost: TraceCost | null = null;
  try {
    await inScope(db, scope, async (tx) => {
      const run = await findRun(tx, runId);
      if (!run) throw new DomainError("not_found", { runId });
      let decisionCount = 0;
      for (const name of TREE_ORDER)
        decisionCount += await traceAgain(tx, scope, run, name, stopwatch);
      cost = { runId, decisionCount, ...stopwatch.spent(), runSeconds: secondsOf(run) };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (!cost) throw new Error(`traces: run ${runId} was not measured`);
  return cost;
}

const secondsOf = ({ summary }: RunRow): number | null => {
  const { totalSeconds } = (summary ?? {}) as { readonly totalSeconds?: number | null };
  return totalSeconds ?? null;
};

type Stopwatch = ReturnType<typeof createStopwatch>;

function createStopwatch(nowMs: () => number) {
  const step = Object.fromEntries(
    tracingSteps.map((name) => [name, { seconds: 0, processorSeconds: 0 }]),
  ) as Record<TracingStep, { seconds: number; processorSeconds: number }>;
  return {
    time: async <T>(name: TracingStep, work: () => T | Promise<T>): Promise<T> => {
      const [fromMs, before] = [nowMs(), process.cpuUsage()];
      const result = await work();
      const { user, system } = process.cpuUsage(before);
      step[name].seconds += (nowMs() - fromMs) / 1000;
      step[name].processorSeconds += (user + system) / 1_000_000;
      return result;
    },
    spent: () => {
      const sum = (of: keyof Spent) =>
        tracingSteps.reduce((total, name) => total + step[name][of], 0);
      const total = { seconds: sum("seconds"), processorSeconds: sum("processorSeconds") };
      return { step, total };
    },
  };
}

/** As a run has one. */
const SALT_KEY = runSigner("0".repeat(64)).saltKey("", null);

/** Beside the chunks that are there; they are gone with the transaction. */
const BESIDE = 1_000_000;

async function traceAgain(
  tx: Tx,
  scope: WorkerScope,
  run: RunRow,
  name: DefinitionName,
  { time }: Stopwatch,
): Promise<number> {
  const definition = definitions[name];
  const { rows, chunks } = await time("read", async () => {
    const found = await listTraceChunks(tx, scope, run.id, name);
    return { rows: found, chunks: await readChunks(tx, scope, name, found) };
  });
  const accounts = accountsOf(rows, chunks);
  const ids = accounts.map(({ accountId }) => accountId);
  const previous = run.previousRunId;
  const bases = await time("bases", () =>
    previous === null ? null : loadBases(tx, scope, previous, name, ids),
  );
  const written = await time("write", () =>
    accounts.flatMap(({ formulaSetId, decisions }) =>
      traceChunks(definition, formulaSetId, decisions, bases?.get(decisions.accountId)),
    ),
  );
  const beside = written.map((chunk) => ({ ...chunk, chunkNo: chunk.chunkNo + BESIDE }));
  await time("store", () => insertTraceChunks(tx, run.id, beside));
  await time("replay", () => chunks.map((values) => replay(definition, values, values)));
  await time("commit", () => {
    const commit = chunkCommitter(SALT_KEY);
    return rows.map((row, i) => commit(definition, row, chunks[i] as Columns));
  });
  return rows.reduce((sum, { decisionKeys }) => sum + decisionKeys.length, 0);
}

/** Each account's decisions as a run has them before it writes them. */
function accountsOf(rows: readonly TraceChunkRow[], chunks: readonly Columns[]) {
  const byAccount = Map.groupBy(rows.keys(), (i) => rows[i]?.accountId ?? 0);
  return [...byAccount].map(([accountId, places]) => {
    const own = places.map((i) => rows[i] as TraceChunkRow);
    const [{ sellerId, formulaSetId }] = own as [TraceChunkRow];
    const keys = own.flatMap(({ decisionKeys }) => decisionKeys);
    const values = joined(places.map((i) => chunks[i] as Columns));
    const decisions: AccountDecisions = { sellerId, accountId, keys, values, start: 0 };
    return { formulaSetId, accountId, decisions };
  });
}

function joined(chunks: readonly Columns[]): Columns {
  const [only, ...more] = chunks as [Columns];
  if (more.length === 0) return only;
  const count = chunks.reduce((sum, one) => sum + one.count, 0);
  const column: Record<string, Float64Array> = {};
  for (const id of Object.keys(only.column)) {
    const into = new Float64Array(count);
    let at = 0;
    for (const one of chunks) {
      into.set(one.column[id] ?? [], at);
      at += one.count;
    }
    column[id] = into;
  }
  return { count, column };
}
