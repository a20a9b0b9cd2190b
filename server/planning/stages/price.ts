// Stage 3: the shared space priced: one water level per pool, and the same on every mix with the runs that changes are explained against.

import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  limitKpis,
  limitStandings,
  measuredGroups,
  wholePoints,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { tenthBand } from "@/lib/optimizer/explanation/index.ts";
import {
  type CapacityFacts,
  type MixPrice,
  mixPrices,
  type NetworkFeeds,
  type PlannedLimits,
  type PoolVolumes,
  planAllLimits,
  poolCount,
  poolIndex,
  poolOf,
} from "@/lib/optimizer/stages/index.ts";
import type { JsonValue } from "@/server/core/hash.ts";
import {
  findPreviousRun,
  findRun,
  insertPriceMixes,
  insertPrices,
  listPrices,
  type PriceRow,
} from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { decidedPackage } from "../decided.ts";
import { knownOfAccounts } from "../known-of-accounts.ts";
import { limitCohorts } from "../limit-cohorts.ts";
import { monthOn } from "../plan-calendar.ts";
import { loadPolicies } from "../policies.ts";
import { definitionSha256 } from "../rules.ts";
import { readArtifacts, type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { structOf } from "../struct.ts";
import { definitions, limitOfKey, loadComparableColumns } from "../traces.ts";

export async function priceStage(ctx: StageContext): Promise<StageOutcome> {
  const { run } = ctx;
  const [network] = await readArtifacts(ctx, "network");
  if (!network) {
    return {
      status: "skipped",
      message: `${run.marketplaceId} has no fulfilment centres, so no shared space to price`,
    };
  }
  const { usableMm3 } = structOf<NetworkFeeds>(network);
  const { capacity } = await loadPolicies(ctx, run);
  const shards = (await readArtifacts(ctx, "capacityFacts")).map((p) => structOf<CapacityFacts>(p));
  const planned = planAllLimits(shards, await knownOfAccounts(ctx, capacity), usableMm3, capacity);
  const mixed = await mixWithBases(ctx, planned, usableMm3);
  const prices = priceRows(planned, usableMm3);
  const cohorts = await limitCohorts(ctx, planned.rows);
  return {
    status: "done",
    message: `${poolCount} pools, ${planned.rows.accountId.length} limits`,
    result: {
      kpis: limitKpis(planned.plan, {
        monthAhead: planned.rows.monthAhead,
        firstEstimateMm3: planned.firstEstimateMm3,
        cohorts,
      }) as unknown as JsonValue,
      mix: mixed.message,
      standings: standingsOf(planned) as unknown as JsonValue,
      inStockStandings: inStockStandingsOf(planned) as unknown as JsonValue,
      pools: planned.plan.sigma.map(({ certificate }, index) => ({
        ...poolOf(index),
        status: certificate.status,
        poolMm3: certificate.poolMm3,
        limitSumMm3: certificate.limitSumMm3,
        shortfallMm3: certificate.shortfallMm3,
        overbooking: planned.plan.overbooking[index] as unknown as JsonValue,
      })),
    },
    artifacts: [{ name: "pricing", value: pricingPackage(planned, usableMm3) }],
    write: async (tx) => {
      await insertPrices(tx, run.id, prices);
      await insertPriceMixes(tx, run.id, mixed.rows);
    },
  };
}

/** Where accounts stand among others, for every seller to read: edges a tenth wide, groups of many sellers. */
const standingsOf = ({ rows, plan }: PlannedLimits) =>
  limitStandings(
    {
      sellerId: rows.sellerId,
      pool: rows.storageTypeIndex.map((type, row) => poolIndex(type, rows.monthAhead[row] ?? 1)),
      limitMm3: plan.limits,
      shippedWeeklyMm3: plan.columns.column.shippedWeeklyMm3 ?? [],
    },
    (milliWeeks) => tenthBand(milliWeeks).low,
  );

/** The same of the in-stock rates that limits were computed with, by storage type: each is in the limits of three months. */
function inStockStandingsOf({ rows, plan }: PlannedLimits) {
  const first = Array.from(rows.monthAhead.keys()).filter((row) => rows.monthAhead[row] === 1);
  const of = (values: ArrayLike<number> | undefined) => first.map((row) => values?.[row] ?? 0);
  const { column } = plan.columns;
  return measuredGroups(
    {
      sellerId: of(rows.sellerId),
      pool: of(rows.storageTypeIndex),
      value: of(column.inStockShareMillionths),
      shippedWeeklyMm3: of(column.shippedWeeklyMm3),
    },
    wholePoints,
  );
}

/** Leaves of every limit, the prices found among them, and the volumes they were found on. */
function pricingPackage({ rows, plan }: PlannedLimits, usableMm3: PoolVolumes) {
  const leaves = definitions.capacity.nodes.slice(0, definitions.capacity.leafCount);
  const column: Record<string, Float64Array> = {};
  for (const { id } of leaves) {
    const values = plan.columns.column[id];
    if (!values) throw new Error(`price: the plan lacks the leaf ${id}`);
    column[id] = values;
  }
  const decided = decidedPackage({
    values: { count: plan.columns.count, column },
    row: { ...rows },
  });
  const overbookingShareMillionths = Float64Array.from(
    plan.pools,
    (pool) => pool.overbookingShareMillionths,
  );
  return {
    data: decided.data,
    arrays: { ...decided.arrays, usableMm3, overbookingShareMillionths },
  };
}

const POOL_PRICES = ["waterLevel", "rationShare", "usablePool", "overbooking"] as const;

function priceRows({ plan }: PlannedLimits, usableMm3: PoolVolumes): PriceRow[] {
  return plan.sigma.flatMap((price, index) => {
    const { storageType, monthAhead } = poolOf(index);
    const at = { resource: storageType, period: String(monthAhead) };
    const slack = price.certificate.slackMm3;
    const value = {
      waterLevel: { value: price.waterLevelMilliWeeks, unit: "milliWeeks", slack },
      rationShare: { value: price.rationShareMillionths, unit: "millionths", slack: null },
      usablePool: { value: usableMm3[index] ?? 0, unit: "mm3", slack },
      overbooking: {
        value: plan.pools[index]?.overbookingShareMillionths ?? 0,
        unit: "millionths",
        slack: null,
      },
    };
    return POOL_PRICES.map((name) => ({ name, ...at, ...value[name] }));
  });
}

interface Mixed {
  readonly rows: readonly (Omit<MixPrice, "pool"> & {
    readonly baseRunId: number;
    readonly resource: string;
    readonly period: string;
  })[];
  readonly message: string;
}

/**
 * The runs that changes of limits are explained against: the one before, and the last one of an earlier month, which
 * confirmed the month that next month's limit is compared with. The same run where one is planned a month.
 */
function baseRuns(ctx: StageContext): Promise<readonly number[]> {
  const { run } = ctx;
  return inScope(ctx.db, WORKER, async (tx) => {
    const asOfOn = dayToDate(dayFromDate(monthOn(run.asOfOn, 0)) - 1);
    const scope = { marketplaceId: run.marketplaceId, accountId: run.accountId };
    const earlier = await findPreviousRun(tx, scope, { asOfOn, knownAt: run.knownAt });
    return [...new Set([run.previousRunId, earlier?.id ?? null])].filter((id) => id !== null);
  });
}

async function mixWithBases(
  ctx: StageContext,
  planned: PlannedLimits,
  usableMm3: PoolVolumes,
): Promise<Mixed> {
  const bases = await baseRuns(ctx);
  if (bases.length === 0) return { rows: [], message: "no run before this one" };
  const mixed: Mixed[] = [];
  for (const baseRunId of bases) mixed.push(await mixWith(ctx, planned, usableMm3, baseRunId));
  return {
    rows: mixed.flatMap(({ rows }) => rows),
    message: mixed.map(({ message }) => message).join("; "),
  };
}

/** A base run's pricing inputs come from its traces and prices, so they are what it used. */
async function mixWith(
  ctx: StageContext,
  planned: PlannedLimits,
  usableMm3: PoolVolumes,
  baseRunId: number,
): Promise<Mixed> {
  const base = await inScope(ctx.db, WORKER, async (tx) => {
    const run = await findRun(tx, baseRunId);
    const columns = await loadComparableColumns(tx, WORKER, baseRunId, "capacity");
    return { run, columns, prices: await listPrices(tx, baseRunId) };
  });
  if (!base.run || base.columns === null || base.columns.key.length === 0) {
    return {
      rows: [],
      message: `run ${baseRunId} has no limits traced by ${definitionSha256(definitions.capacity).slice(0, 12)}`,
    };
  }
  const { capacity: policy } = await loadPolicies(ctx, ctx.run);
  const { capacity: basePolicy } = await loadPolicies(ctx, base.run);
  const where = Array.from(base.columns.key, limitOfKey);
  const mixes = mixPrices(
    {
      columns: planned.plan.columns,
      storageTypeIndex: planned.rows.storageTypeIndex,
      monthAhead: planned.rows.monthAhead,
      usableMm3,
      policy,
    },
    {
      columns: base.columns.values,
      storageTypeIndex: Int32Array.from(where, (limit) => storageTypeIndex(limit.storageType)),
      monthAhead: Int32Array.from(where, (limit) => limit.monthAhead),
      usableMm3: volumesOf(base.prices),
      policy: basePolicy,
    },
  );
  const rows = mixes.map(({ pool, ...price }) => {
    const { storageType, monthAhead } = poolOf(pool);
    return { ...price, baseRunId, resource: storageType, period: String(monthAhead) };
  });
  return { rows, message: endsMeet(rows, planned, base.prices) };
}

function volumesOf(prices: readonly PriceRow[]): PoolVolumes {
  const usable = new Float64Array(poolCount);
  for (let index = 0; index < poolCount; index++) {
    const { storageType, monthAhead } = poolOf(index);
    usable[index] =
      prices.find(
        ({ name, resource, period }) =>
          name === "usablePool" && resource === storageType && period === String(monthAhead),
      )?.value ?? 0;
  }
  return usable;
}

/** All of the run's inputs must give the run's own levels, and none of them the base's. */
function endsMeet(rows: Mixed["rows"], planned: PlannedLimits, base: readonly PriceRow[]): string {
  for (const row of rows) {
    if (row.coalition !== 0 && row.coalition !== 7) continue;
    const index = planned.plan.pools.findIndex(
      (pool) => pool.storageType === row.resource && String(pool.monthAhead) === row.period,
    );
    const expected =
      row.coalition === 7
        ? planned.plan.sigma[index]?.waterLevelMilliWeeks
        : base.find(
            ({ name, resource, period }) =>
              name === "waterLevel" && resource === row.resource && period === row.period,
          )?.value;
    if (row.waterLevelMilliWeeks !== expected) {
      throw new Error(
        `price mix: ${row.resource} ${row.period}, coalition ${row.coalition}: expected ${expected}, got ${row.waterLevelMilliWeeks}`,
      );
    }
  }
  return "ends equal both runs";
}
