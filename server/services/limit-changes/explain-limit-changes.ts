// After a run: what moved every limit since the runs it is compared with, kept account by account and added up, and every advised quantity, counted.
import type { Tx } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { readLeaves } from "@/lib/optimizer/decision/index.ts";
import type { LimitCauses } from "@/server/planning/limit-causes.ts";
import { limitCohorts } from "@/server/planning/limit-cohorts.ts";
import { NETWORK_PLAYERS } from "@/server/planning/network-split.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import {
  definitions,
  limitOfKey,
  loadComparableColumns,
  type RunColumns,
} from "@/server/planning/traces.ts";
import {
  findLimitChanges,
  insertLimitChanges,
  listMixedBases,
} from "@/server/repositories/limit-change.ts";
import { findRun, listPriceMix, type RunRow } from "@/server/repositories/run.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { addUp, type ExplainedLimit, mainCauseOf } from "./add-up.ts";
import { adviceChanges } from "./advice-changes.ts";

/** Limits of one task: others of the compute threads get their turn between two. */
const SLICE = 500;

type ExplainContext = WorkerContext & Pick<PlanningDeps, "compute">;

/**
 * Safe to repeat: what is kept is left alone. Does nothing for a run that is not done, or over one account. About a millisecond a limit,
 * in a compute thread. Answers how many limits it explained.
 */
export async function explainLimitChanges(ctx: ExplainContext, runId: number): Promise<number> {
  const { run, baseRunIds } = await inScope(ctx.db, ctx.scope, async (tx) => ({
    run: await findRun(tx, runId),
    baseRunIds: await listMixedBases(tx, runId),
  }));
  if (run?.status !== "done" || run.accountId !== null) return 0;
  let explained = 0;
  for (const baseRunId of baseRunIds) explained += await explainAgainst(ctx, run, baseRunId);
  return explained;
}

/** An account's limit in both runs; one of them -1 where only the other decided it. */
interface Paired {
  readonly sellerId: number;
  readonly accountId: number;
  readonly key: number;
  readonly from: number;
  readonly to: number;
}

async function explainAgainst(
  ctx: ExplainContext,
  run: RunRow,
  baseRunId: number,
): Promise<number> {
  const loaded = await inScope(ctx.db, ctx.scope, async (tx) => {
    if (await findLimitChanges(tx, ctx.scope, run.id, baseRunId)) return null;
    return loadPair(tx, ctx.scope, run.id, baseRunId);
  });
  if (!loaded) return 0;
  const paired = pairs(loaded.before, loaded.after);
  const cohorts = await cohortNames(ctx, run, paired, loaded.after);
  const limits = await explainAll(ctx, paired, loaded, cohorts);
  const rows = limits.map(
    ({ storageTypeIndex: _, amounts: __, parts: ___, cohorts: ____, ...row }, k) => {
      const { sellerId, accountId, key } = paired[k] as Paired;
      return { sellerId, accountId, storageType: limitOfKey(key).storageType, ...row };
    },
  );
  const advice = await adviceChanges(ctx, { runId: run.id, baseRunId }, sellersOf(paired));
  const summary = advice ? { ...addUp(limits), advice } : addUp(limits);
  const kept = { summary, computedAt: ctx.clock.now() };
  const isNew = await inScope(ctx.db, ctx.scope, (tx) =>
    insertLimitChanges(tx, ctx.scope, { runId: run.id, baseRunId }, rows, kept),
  );
  return isNew ? rows.length : 0;
}

/** Each once, with one of its accounts. */
const sellersOf = (paired: readonly Paired[]) => [
  ...new Map(paired.map(({ sellerId, accountId }) => [sellerId, { sellerId, accountId }])).values(),
];

async function loadPair(tx: Tx, scope: WorkerScope, runId: number, baseRunId: number) {
  const before = await loadComparableColumns(tx, scope, baseRunId, "capacity");
  const after = before && (await loadComparableColumns(tx, scope, runId, "capacity"));
  if (!before || !after) return null;
  return { after, before, mixes: await listPriceMix(tx, runId, baseRunId) };
}
type Loaded = NonNullable<Awaited<ReturnType<typeof loadPair>>>;

function pairs(before: RunColumns, after: RunColumns): Paired[] {
  const name = (columns: RunColumns, row: number) =>
    `${columns.accountId[row]}/${columns.key[row]}`;
  const fromOf = new Map(Array.from(before.key, (_, row) => [name(before, row), row]));
  const paired = (columns: RunColumns, row: number, from: number, to: number): Paired => ({
    sellerId: columns.sellerId[row] ?? 0,
    accountId: columns.accountId[row] ?? 0,
    key: columns.key[row] ?? 0,
    from,
    to,
  });
  const both = Array.from(after.key, (_, row) => {
    const from = fromOf.get(name(after, row)) ?? -1;
    fromOf.delete(name(after, row));
    return paired(after, row, from, row);
  });
  return [...both, ...[...fromOf.values()].map((row) => paired(before, row, row, -1))];
}

async function explainAll(
  { compute }: ExplainContext,
  paired: readonly Paired[],
  loaded: Loaded,
  cohorts: readonly ExplainedLimit["cohorts"][],
): Promise<ExplainedLimit[]> {
  const limits: ExplainedLimit[] = [];
  for (let at = 0; at < paired.length; at += SLICE) {
    const slice = paired.slice(at, at + SLICE);
    const inBoth = slice.filter(({ from, to }) => from >= 0 && to >= 0);
    const causes = await compute.run("limitCauses", taskOf(inBoth, loaded));
    const rowOf = new Map(inBoth.map((pair, row) => [pair, row]));
    slice.forEach((pair, k) => {
      const told = toldOf(causes, rowOf.get(pair) ?? null);
      limits.push(explainedLimit(pair, loaded, cohorts[at + k] ?? [], told));
    });
  }
  return limits;
}

const poolsOf = (pairs: readonly Paired[]) => ({
  storageTypeIndex: Int32Array.from(pairs, ({ key }) =>
    storageTypeIndex(limitOfKey(key).storageType),
  ),
  monthAhead: Int32Array.from(pairs, ({ key }) => limitOfKey(key).monthAhead),
});

function taskOf(pairs: readonly Paired[], { before, after, mixes }: Loaded) {
  const { leafCount } = definitions.capacity;
  const leavesIn = ({ values }: RunColumns, rows: readonly number[]) => {
    const leaves = new Float64Array(rows.length * leafCount);
    rows.forEach((row, k) => {
      const own = leaves.subarray(k * leafCount, (k + 1) * leafCount);
      readLeaves(definitions.capacity, values, row, own);
    });
    return leaves;
  };
  return {
    ...poolsOf(pairs),
    from: leavesIn(
      before,
      pairs.map(({ from }) => from),
    ),
    to: leavesIn(
      after,
      pairs.map(({ to }) => to),
    ),
    mixes,
  };
}

type Told = Pick<ExplainedLimit, "amounts" | "parts">;

const GROUPS = definitions.capacity.groups.map(({ id }) => id);

/** Of one row of a task's limits; null for a limit that only one of the runs decided. */
function toldOf({ amounts, parts }: LimitCauses, row: number | null): Told | null {
  if (row === null) return null;
  const of = (all: Float64Array, names: readonly string[]) =>
    named(names, all.subarray(row * names.length, (row + 1) * names.length));
  return { amounts: of(amounts, GROUPS), parts: of(parts, NETWORK_PLAYERS) };
}

function explainedLimit(
  { key, from, to }: Paired,
  { before, after }: Loaded,
  cohorts: ExplainedLimit["cohorts"],
  told: Told | null,
): ExplainedLimit {
  const { storageType, monthAhead } = limitOfKey(key);
  const limitIn = (columns: RunColumns, row: number) =>
    row < 0 ? 0 : (columns.values.column[definitions.capacity.output]?.[row] ?? 0);
  const [fromMm3, toMm3] = [limitIn(before, from), limitIn(after, to)];
  const { amounts, parts } = told ?? {
    amounts: { [from < 0 ? "entered" : "left"]: toMm3 - fromMm3 },
    parts: {},
  };
  return {
    storageTypeIndex: storageTypeIndex(storageType),
    monthAhead,
    fromMm3,
    toMm3,
    cohorts,
    amounts,
    parts,
    mainCause: mainCauseOf(amounts),
  };
}

const named = (names: readonly string[], values: Float64Array): Record<string, number> =>
  Object.fromEntries(
    names.flatMap((name, k) => ((values[k] ?? 0) === 0 ? [] : [[name, values[k] ?? 0]])),
  );

const THIRDS = ["1 small", "2 middle", "3 large"] as const;

/** By size (thirds of the volume shipped a week in the pool), by time with us, by what is sold most. */
async function cohortNames(
  ctx: WorkerContext,
  run: RunRow,
  paired: readonly Paired[],
  after: RunColumns,
): Promise<ExplainedLimit["cohorts"][]> {
  const rows = {
    accountId: Float64Array.from(paired, ({ accountId }) => accountId),
    sellerId: Float64Array.from(paired, ({ sellerId }) => sellerId),
    ...poolsOf(paired),
  };
  const dimensions = await limitCohorts({ db: ctx.db, run }, rows);
  const size = thirds(paired, (row) => after.values.column.shippedWeeklyMm3?.[row] ?? 0);
  return paired.map((_, row) =>
    [{ dimension: "size", name: size }, ...dimensions].flatMap(({ dimension, name }) => {
      const group = name[row];
      return group === null || group === undefined ? [] : [{ dimension, name: group }];
    }),
  );
}

function thirds(paired: readonly Paired[], shippedOf: (row: number) => number): (string | null)[] {
  const name: (string | null)[] = paired.map(() => null);
  const shipping = paired.flatMap(({ key, to }, k) =>
    to >= 0 && shippedOf(to) > 0 ? [{ k, key, shipped: shippedOf(to) }] : [],
  );
  for (const pool of Map.groupBy(shipping, ({ key }) => key).values()) {
    pool.sort((a, b) => a.shipped - b.shipped || a.k - b.k);
    pool.forEach(({ k }, place) => {
      name[k] = THIRDS[Math.min(2, Math.floor((3 * place) / pool.length))] ?? null;
    });
  }
  return name;
}
