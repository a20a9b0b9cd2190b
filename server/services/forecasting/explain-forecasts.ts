// Why each forecast of a run differs from the run before's, told when the run is sealed.
import { dayFromDate } from "@/lib/calendar/index.ts";
import type { AccountChange } from "@/lib/optimizer/stages/index.ts";
import {
  type ComparedRuns,
  closedChange,
  targetWeeksOf,
} from "@/server/planning/explain-change.ts";
import type { UnexplainedReason } from "@/server/planning/forecast-drivers.ts";
import { reasonUndecodable } from "@/server/planning/model-cache.ts";
import { originWeek } from "@/server/planning/plan-calendar.ts";
import { loadModelTask, type RunModel } from "@/server/planning/run-model.ts";
import { readHistory, type ShardHistory } from "@/server/planning/shard-facts.ts";
import { MAX_SHARDS, type PlanningDeps } from "@/server/planning/stage.ts";
import { shardAccounts } from "@/server/planning/stages/snapshot.ts";
import type { RunHistoryTask } from "@/server/planning/tasks.ts";
import {
  hasOpenDrivers,
  listStoredMeans,
  type NewDrivers,
  type StoredMeans,
  storeDrivers,
} from "@/server/repositories/forecast-drivers.ts";
import { findMarketplace } from "@/server/repositories/network.ts";
import { findRun, listStages, type RunRow } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { listPlanAccounts, type PlanAccountRow } from "@/server/repositories/snapshot.ts";
import type { WorkerContext } from "@/server/services/context.ts";

/** Shards worked on at once: while one computes in its thread, another is read. */
const CONCURRENCY = 2;

type ExplainContext = WorkerContext & Pick<PlanningDeps, "compute">;

/** A run as it is replayed. */
interface PlannedRun {
  readonly run: RunRow;
  readonly model: RunModel | null;
}

interface Comparison {
  readonly earlier: PlannedRun;
  readonly later: PlannedRun;
  /** Weeks between the origins. */
  readonly newWeeks: number;
  readonly accounts: readonly PlanAccountRow[];
}

/**
 * Attributes the change of every product's forecast since the run before of the same scope, by replaying both runs' inputs as they
 * were known then, and stores it with the forecast. What is stored stays: safe to repeat and to race. Answers how many were stored.
 * Cost: up to 128 forecasts of each account's means, in compute threads, two shards of sellers at a time.
 */
export async function explainForecasts(ctx: ExplainContext, runId: number): Promise<number> {
  const compared = await findComparison(ctx, runId);
  if (!compared) return 0;
  const sellers = new Set(compared.accounts.map(({ sellerId }) => sellerId)).size;
  const shardCount = Math.min(MAX_SHARDS, sellers);
  const startMs = ctx.clock.monotonicMs();
  const waiting = Array.from({ length: shardCount }, (_, shard) => shard);
  let count = 0;
  const take = async () => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      const accounts = shardAccounts(compared.accounts, shard, shardCount);
      const stored = await explainAccounts(ctx, compared, accounts);
      count += stored;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, take));
  const ms = Math.round(ctx.clock.monotonicMs() - startMs);
  ctx.logger.info({ runId, count, ms }, "forecast changes explained");
  return count;
}

/** null for a run that is not done, or the first of its scope. */
function findComparison(ctx: ExplainContext, runId: number): Promise<Comparison | null> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findRun(tx, runId);
    if (run?.status !== "done" || run.previousRunId === null) return null;
    const previous = await findRun(tx, run.previousRunId);
    const marketplace = await findMarketplace(tx, run.marketplaceId);
    if (!previous || !marketplace) return null;
    const plannedOf = async (one: RunRow): Promise<PlannedRun> => {
      const stages = await listStages(tx, one.id);
      const first = stages.find(({ stage, shard }) => stage === "snapshot" && shard === 0);
      const { model = null } = (first?.result ?? {}) as { readonly model?: RunModel | null };
      return { run: one, model };
    };
    const originOf = ({ asOfOn }: RunRow) =>
      originWeek(dayFromDate(asOfOn), marketplace.weekStartWeekday);
    return {
      earlier: await plannedOf(previous),
      later: await plannedOf(run),
      newWeeks: originOf(run) - originOf(previous),
      accounts: await listPlanAccounts(tx, ctx.scope, run, run),
    };
  });
}

const methodKeyOf = ({ model }: PlannedRun): string =>
  model === null ? "" : [model.modelSha256, ...model.unusedSegments].join();

const comparedRuns = ({ earlier, later }: Comparison): ComparedRuns => ({
  baseRunId: earlier.run.id,
  isSameMethod:
    earlier.run.engine === later.run.engine && methodKeyOf(earlier) === methodKeyOf(later),
});

async function explainAccounts(
  ctx: ExplainContext,
  compared: Comparison,
  accounts: readonly PlanAccountRow[],
): Promise<number> {
  const sellerIds = [...new Set(accounts.map(({ sellerId }) => sellerId))];
  const [runId, baseRunId] = [compared.later.run.id, compared.earlier.run.id];
  const isOpen = await inScope(ctx.db, ctx.scope, (tx) =>
    hasOpenDrivers(tx, ctx.scope, { runId, baseRunId }, sellerIds),
  );
  if (!isOpen) return 0;
  const changes = await replayChanges(ctx, compared, accounts);
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const before = await listStoredMeans(tx, ctx.scope, baseRunId, sellerIds);
    const after = await listStoredMeans(tx, ctx.scope, runId, sellerIds);
    const rows =
      typeof changes === "string"
        ? unexplained(changes, baseRunId, before, after)
        : closedChanges(comparedRuns(compared), changes, before, after);
    return storeDrivers(tx, ctx.scope, runId, rows);
  });
}

/** A reason where the earlier run's forecasts do not reach a week of the later run's, or its model cannot be read any more. */
async function replayChanges(
  ctx: ExplainContext,
  { earlier, later, newWeeks }: Comparison,
  accounts: readonly PlanAccountRow[],
): Promise<AccountChange[] | UnexplainedReason> {
  const targetWeeks = targetWeeksOf(newWeeks);
  if (targetWeeks < 1) return "too_far_apart";
  const before = await readRun(ctx, earlier, accounts);
  const after = await readRun(ctx, later, accounts);
  if (!before || !after) return [];
  for (const { model } of [before, after])
    if (model && reasonUndecodable(model) !== null) return "replay_differs";
  return ctx.compute.run("forecastChanges", { earlier: before, later: after, targetWeeks });
}

/** Accounts as a run saw them; those opened after its day are not among them. */
async function readRun(
  ctx: ExplainContext,
  planned: PlannedRun,
  accounts: readonly PlanAccountRow[],
): Promise<RunHistoryTask | null> {
  const { run, model } = planned;
  const seen = accounts.filter(({ openedOn }) => openedOn <= run.asOfOn);
  const history = await inScope(ctx.db, ctx.scope, (tx) => readHistory(tx, run, seen), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
  if (!history) return null;
  return taskOf(history, planned, await loadModelTask(ctx, model));
}

const taskOf = (
  { facts, calendar, weeks, eventNames }: ShardHistory,
  planned: PlannedRun,
  model: RunHistoryTask["model"],
): RunHistoryTask => ({
  facts,
  calendar,
  firstWeek: weeks.first,
  eventNames,
  model,
  methodKey: methodKeyOf(planned),
});

function closedChanges(
  runs: ComparedRuns,
  changes: readonly AccountChange[],
  before: readonly StoredMeans[],
  after: readonly StoredMeans[],
): NewDrivers[] {
  const earlier = new Map(before.map((row) => [row.productId, row]));
  const later = new Map(after.map((row) => [row.productId, row]));
  return changes.flatMap((change) =>
    Array.from(change.productId, (productId, k) => ({ productId, k })).flatMap(
      ({ productId, k }): NewDrivers[] => {
        const stored = [earlier.get(productId), later.get(productId)] as const;
        if (!stored[0] || !stored[1]) return [];
        const drivers = closedChange(change, k, [stored[0], stored[1]], runs);
        return [{ sellerId: stored[1].sellerId, productId, drivers }];
      },
    ),
  );
}

function unexplained(
  reason: UnexplainedReason,
  baseRunId: number,
  before: readonly StoredMeans[],
  after: readonly StoredMeans[],
): NewDrivers[] {
  const known = new Set(before.map(({ productId }) => productId));
  return after
    .filter(({ productId }) => known.has(productId))
    .map(({ sellerId, productId }) => ({
      sellerId,
      productId,
      drivers: { status: "unexplained", baseRunId, reason },
    }));
}
