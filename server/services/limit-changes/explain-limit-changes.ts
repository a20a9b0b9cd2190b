// After a run: what moved every limit since the runs it is compared with, kept account by account and added up.
import type { Tx } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { readLeaves } from "@/lib/optimizer/decision/index.ts";
import { groupAmounts } from "@/lib/optimizer/explanation/index.ts";
import { limitCohorts } from "@/server/planning/limit-cohorts.ts";
import { NETWORK_PLAYERS, networkSplit } from "@/server/planning/network-split.ts";
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

/**
 * Safe to repeat: what is kept is left alone. Does nothing for a run that is not done, or over one account. About a millisecond a limit.
 * Answers how many limits it explained.
 */
export async function explainLimitChanges(ctx: WorkerContext, runId: number): Promise<number> {
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

async function explainAgainst(ctx: WorkerContext, run: RunRow, baseRunId: number): Promise<number> {
  const loaded = await inScope(ctx.db, ctx.scope, async (tx) => {
    if (await findLimitChanges(tx, ctx.scope, run.id, baseRunId)) return null;
    return loadPair(tx, ctx.scope, run.id, baseRunId);
  });
  if (!loaded) return 0;
  const paired = pairs(loaded.before, loaded.after);
  const cohorts = await cohortNames(ctx, run, paired, loaded.after);
  const limits = explainAll(paired, loaded, cohorts);
  const rows = limits.map(
    ({ storageTypeIndex: _, amounts: __, parts: ___, cohorts: ____, ...row }, k) => {
      const { sellerId, accountId, key } = paired[k] as Paired;
      return { sellerId, accountId, storageType: limitOfKey(key).storageType, ...row };
    },
  );
  const kept = { summary: addUp(limits), computedAt: ctx.clock.now() };
  const isNew = await inScope(ctx.db, ctx.scope, (tx) =>
    insertLimitChanges(tx, ctx.scope, { runId: run.id, baseRunId }, rows, kept),
  );
  return isNew ? rows.length : 0;
}

async function loadPair(tx: Tx, scope: WorkerScope, runId: number, baseRunId: number) {
  const after = await loadComparableColumns(tx, scope, runId, "capacity");
  const before = await loadComparableColumns(tx, scope, baseRunId, "capacity");
  if (!after || !before) return null;
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

function explainAll(
  paired: readonly Paired[],
  { before, after, mixes }: Loaded,
  cohorts: readonly ExplainedLimit["cohorts"][],
): ExplainedLimit[] {
  const definition = definitions.capacity;
  const attribute = groupAmounts(definition);
  const groups = definition.groups.map(({ id }) => id);
  const [from, to] = [
    new Float64Array(definition.leafCount),
    new Float64Array(definition.leafCount),
  ];
  const limitIn = (columns: RunColumns, row: number) =>
    row < 0 ? 0 : (columns.values.column[definition.output]?.[row] ?? 0);
  const splits = new Map<number, ReturnType<typeof networkSplit>>();
  const splitOf = (key: number) => {
    const { storageType, monthAhead } = limitOfKey(key);
    if (!splits.has(key)) splits.set(key, networkSplit(mixes, storageType, monthAhead));
    return splits.get(key);
  };
  return paired.map((pair, k) => {
    const { storageType, monthAhead } = limitOfKey(pair.key);
    const [fromMm3, toMm3] = [limitIn(before, pair.from), limitIn(after, pair.to)];
    const limit = {
      storageTypeIndex: storageTypeIndex(storageType),
      monthAhead,
      fromMm3,
      toMm3,
      cohorts: cohorts[k] ?? [],
    };
    if (pair.from < 0 || pair.to < 0) {
      const amounts = { [pair.from < 0 ? "entered" : "left"]: toMm3 - fromMm3 };
      return { ...limit, amounts, parts: {}, mainCause: mainCauseOf(amounts) };
    }
    readLeaves(definition, before.values, pair.from, from);
    readLeaves(definition, after.values, pair.to, to);
    const told = attribute(from, to, splitOf(pair.key));
    const amounts = named(groups, told.amounts);
    return {
      ...limit,
      amounts,
      parts: named(NETWORK_PLAYERS, told.parts),
      mainCause: mainCauseOf(amounts),
    };
  });
}

const named = (names: readonly string[], values: readonly number[]): Record<string, number> =>
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
    storageTypeIndex: Int32Array.from(paired, ({ key }) =>
      storageTypeIndex(limitOfKey(key).storageType),
    ),
    monthAhead: Int32Array.from(paired, ({ key }) => limitOfKey(key).monthAhead),
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
