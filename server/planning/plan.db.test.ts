import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayFromDate, weekIndex } from "@/lib/calendar/index.ts";
import { planMarketplace } from "@/lib/optimizer/index.ts";
import { highsBackend } from "@/lib/optimizer/solver/index.ts";
import { seedDemoWorld } from "@/server/cli/seed.ts";
import { addMs, parseInstant, systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { type Connection, connect } from "@/server/repositories/database.ts";
import { listAdvisedUnits } from "@/server/repositories/decision.ts";
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { findRun, listRuns, listStages, type RunRow } from "@/server/repositories/run.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import { listPlanAccounts, listSales } from "@/server/repositories/snapshot.ts";
import { listChunkRoots } from "@/server/repositories/trace.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { createAccount } from "@/server/services/imports/create-account.ts";
import { cancelRun } from "@/server/services/planning/cancel-run.ts";
import { watchPlanRun } from "@/server/services/planning/read-runs.ts";
import { type RunRequest, startRun } from "@/server/services/planning/start-run.ts";
import { createTestDatabase, type TestDatabase } from "../../scripts/test-database-client.ts";
import { executeUnit } from "./execute.ts";
import { loadPolicies } from "./policies.ts";
import { replayRun } from "./replay.ts";
import { runInProcess } from "./run-in-process.ts";
import { waves } from "./stage.ts";
import { inlineCompute } from "./tasks.ts";
import { loadPipelineInput } from "./testing/pipeline-input.ts";
import { limitKey, loadDecision, loadRunColumns } from "./traces.ts";

const SCOPE: WorkerScope = { kind: "worker" };
const AS_OF_ON = "2026-11-22";

let database: TestDatabase;
let pool: Connection;
let admin: Connection;
let ctx: WorkerContext;

const asWorker = <T>(work: Parameters<typeof inScope<T>>[2]): Promise<T> =>
  inScope(pool.db, SCOPE, work);
const deps = () => ({ ...ctx, compute: inlineCompute });

async function plan(request: RunRequest): Promise<RunRow> {
  const { runId } = await startRun(ctx, request, null);
  return runInProcess(deps(), runId);
}

const rowsOf = async (table: string, runId: number): Promise<number> => {
  const [row] =
    await admin.sql`select count(*)::int as n from ${admin.sql(table)} where run_id = ${runId}`;
  return row?.n as number;
};

beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemoWorld({ ...database, sizeShare: 0.03, runCount: 2, onProgress: () => undefined });
  pool = connect(database.workerUrl);
  admin = connect(database.adminUrl, { max: 1 });
  ctx = {
    db: pool.db,
    clock: systemClock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test-request",
    scope: SCOPE,
    actor: { kind: "system", name: "command" },
  };
}, 180_000);

afterAll(async () => {
  await pool?.close();
  await admin?.close();
  await database?.drop();
});

const seededRuns = async (): Promise<{ first: RunRow; second: RunRow }> => {
  const runs = (await asWorker((tx) => listRuns(tx, 100))).reverse();
  const [first, second] = runs;
  if (!first || !second) throw new Error("the seed left no two runs");
  return { first, second };
};

describe("a recorded run", () => {
  it("replays every decision to the same bits", async () => {
    const { first, second } = await seededRuns();
    for (const run of [first, second]) {
      const report = await asWorker((tx) => replayRun(tx, SCOPE, run.id));
      expect(report.differences).toEqual([]);
      expect(report.decisionCount.replenishment).toBe(await rowsOf("restock_decision", run.id));
      expect(report.decisionCount.capacity).toBe(await rowsOf("limit_announcement", run.id));
      expect(report.decisionCount.capacity).toBeGreaterThan(100);
    }
  });

  it("is chained to the run before it and leaves nothing half done", async () => {
    const { first, second } = await seededRuns();
    expect(second.previousRunId).toBe(first.id);
    expect(first.runRootSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(second.runRootSha256).not.toBe(first.runRootSha256);
    expect(await rowsOf("run_artifact", second.id)).toBe(0);
    const stages = await asWorker((tx) => listStages(tx, second.id));
    expect(stages.every(({ status }) => status === "done")).toBe(true);
  });

  it("says at once when a byte of a trace was changed", async () => {
    const { first } = await seededRuns();
    const [before] = await admin.sql`
      select seller_id, chunk_no, formula_set_id, columns from trace_chunk where run_id = ${first.id} order by 1, 2, 3 limit 1`;
    const original = before?.columns as Uint8Array;
    const altered = Uint8Array.from(original);
    const middle = Math.floor(altered.length / 2);
    altered[middle] = (altered[middle] ?? 0) ^ 1;
    const put = (columns: Uint8Array) =>
      admin.sql.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql`update trace_chunk set columns = ${Buffer.from(columns)} where run_id = ${first.id}
        and seller_id = ${before?.seller_id} and chunk_no = ${before?.chunk_no} and formula_set_id = ${before?.formula_set_id}`;
      });
    await put(altered);
    await expect(asWorker((tx) => replayRun(tx, SCOPE, first.id))).rejects.toThrow();
    await put(original);
    await expect(asWorker((tx) => replayRun(tx, SCOPE, first.id))).resolves.toBeTruthy();
  });

  it("gives one decision by account and key, and none to a scope that may not see it", async () => {
    const { second } = await seededRuns();
    const [limit] = await admin.sql`
      select seller_id::int as "sellerId", account_id::int as "accountId", limit_mm3::float8 as "limitMm3"
      from limit_announcement where run_id = ${second.id} and storage_type = 'standard' and kind = 'confirmed' order by account_id limit 1`;
    const { accountId, sellerId, limitMm3 } = limit as {
      accountId: number;
      sellerId: number;
      limitMm3: number;
    };
    const decision = { accountId, key: limitKey(0, 1) };
    const found = await asWorker((tx) => loadDecision(tx, SCOPE, second.id, "capacity", decision));
    expect(found?.values.column.announced?.[0]).toBe(limitMm3);
    expect(found?.leaves.column.announced).toBeUndefined();
    const other = { kind: "seller", sellerId: sellerId + 1, accountId, userId: null } as const;
    expect(
      await asWorker((tx) => loadDecision(tx, other, second.id, "capacity", decision)),
    ).toBeNull();
  });

  it("announces one confirmed limit and two estimates for each storage type in use, and cuts no confirmed one", async () => {
    const { second } = await seededRuns();
    const columns = await asWorker((tx) => loadRunColumns(tx, SCOPE, second.id, "capacity"));
    const { announced, confirmedMm3 } = columns.values.column;
    expect(announced?.every((limit, row) => limit >= (confirmedMm3?.[row] ?? 0))).toBe(true);
    const kinds = await admin.sql`
      select month_on::text as month, kind, count(*)::int as n from limit_announcement where run_id = ${second.id} group by 1, 2 order by 1`;
    expect(kinds.map(({ month, kind }) => [month, kind])).toEqual([
      ["2026-12-01", "confirmed"],
      ["2027-01-01", "estimate"],
      ["2027-02-01", "estimate"],
    ]);
    expect(new Set(kinds.map(({ n }) => n)).size).toBe(1);
  });

  it("prices every pool on all eight mixes with the run before, whose ends are the two runs' own levels", async () => {
    const { first, second } = await seededRuns();
    const mixes = await admin.sql`
      select mix.resource, mix.period, mix.coalition, mix.water_level_milli_weeks::int as level,
        own.value::int as own, base.value::int as base
      from run_price_mix mix
      join run_price own on own.run_id = mix.run_id and own.name = 'waterLevel' and own.resource = mix.resource and own.period = mix.period
      join run_price base on base.run_id = mix.base_run_id and base.name = 'waterLevel' and base.resource = mix.resource and base.period = mix.period
      where mix.run_id = ${second.id} and mix.base_run_id = ${first.id}`;
    expect(mixes).toHaveLength(9 * 8);
    for (const { coalition, level, own, base } of mixes) {
      if (coalition === 7) expect(level).toBe(own);
      if (coalition === 0) expect(level).toBe(base);
    }
  });

  it("keeps a readable summary with the figures a reviewer asks for", async () => {
    const { second } = await seededRuns();
    const summary = second.summary as Record<string, never>;
    expect(summary).toMatchObject({
      accountCount: 40,
      replay: { differences: 0 },
      price: { mix: "ends equal both runs", kpis: { confirmedCutCount: 0 } },
      placement: { unplacedUnits: expect.any(Number) },
    });
    expect(summary.totalSeconds).toBeGreaterThan(0);
  });
});

describe("the stages of the server", () => {
  it("decide exactly what the pure pipeline decides from the same arrays, in one shard", async () => {
    const { first } = await seededRuns();
    const policies = await loadPolicies(ctx, first);
    const input = await asWorker((tx) => loadPipelineInput(tx, first, policies));
    const planned = await planMarketplace(input, highsBackend());
    const advised = await asWorker((tx) => listAdvisedUnits(tx, SCOPE, first.id));
    const { productId, plan: advice } = planned.replenishment;
    expect(Array.from(productId, (id, row) => [id, advice.advised[row]])).toEqual(
      advised.map(({ productId: id, units }) => [id, units]),
    );
    const stored = await asWorker((tx) => loadRunColumns(tx, SCOPE, first.id, "capacity"));
    expect(planned.limits?.plan.limits).toEqual(stored.values.column.announced);
    const [placed] = await admin.sql`
      select coalesce(sum(units), 0)::int as units from placement_decision where run_id = ${first.id}`;
    expect(planned.placement?.summary.placedUnits).toBe(placed?.units);
  });
});

describe("a snapshot is what was known at an instant", () => {
  const corrected = { units: 5000 };

  it("does not see a correction that was recorded later, and sees it afterwards", async () => {
    const { second } = await seededRuns();
    const [line] = await admin.sql`
      select id::int, seller_id::int as "sellerId", account_id::int as "accountId", product_id::int as "productId",
        purchased_on::text as day, units
      from order_line where status = 'shipped' and purchased_on between '2026-11-02' and '2026-11-14' order by id limit 1`;
    const { sellerId, accountId, productId, day, units, id } = line as Record<string, number> & {
      day: string;
    };
    await pool.sql.begin(async (sql) => {
      await sql`update order_line set recorded_to = '2026-11-24T09:00:00Z' where id = ${id as number}`;
      await sql`insert into order_line (seller_id, account_id, product_id, order_number, occurrence, purchased_on, region_id, units,
          item_price_micros, status, recorded_from, import_id, line_no)
        select seller_id, account_id, product_id, order_number, occurrence, purchased_on, region_id, ${corrected.units},
          item_price_micros, status, '2026-11-24T09:00:00Z', import_id, line_no from order_line where id = ${id as number}`;
    });
    const set = { sellerIds: [sellerId as number], accountIds: [accountId as number] };
    const soldInWeek = async (knownAt: Date) => {
      const rows = await asWorker((tx) =>
        listSales(tx, SCOPE, set, { asOfOn: AS_OF_ON, knownAt }, 0),
      );
      const row = rows.find((each) => each.productId === productId);
      const week = weekIndex(dayFromDate(day));
      return row?.units[row.key.indexOf(week)] ?? 0;
    };
    const before = await soldInWeek(second.knownAt);
    const after = await soldInWeek(parseInstant("2026-11-24T12:00:00Z"));
    expect(after - before).toBe(corrected.units - (units as number));

    const again = await plan({
      marketplaceId: "US",
      accountId: null,
      asOfOn: AS_OF_ON,
      knownAt: second.knownAt,
    });
    expect(again.inputSha256).toBe(second.inputSha256);
    const knowing = await plan({
      marketplaceId: "US",
      accountId: null,
      asOfOn: AS_OF_ON,
      knownAt: parseInstant("2026-11-24T12:00:00Z"),
    });
    expect(knowing.inputSha256).not.toBe(second.inputSha256);
    expect(knowing.previousRunId).toBe(again.id);
  }, 120_000);
});

describe("the progress of a run", () => {
  it("streams what is being done, never backwards, and ends with the run", async () => {
    const asked = { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON };
    const { runId } = await startRun(ctx, asked, null);
    const working = runInProcess(deps(), runId);
    const seen: { status: string; progressShare: number; progressText: string }[] = [];
    for await (const progress of watchPlanRun(ctx, runId, undefined)) seen.push(progress);
    await working;
    const shares = seen.map(({ progressShare }) => progressShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual({ status: "done", progressShare: 1, progressText: "Done" });
    let once = 0;
    for await (const progress of watchPlanRun(ctx, runId, undefined))
      once += progress.progressShare;
    expect(once).toBe(1);
  }, 60_000);
});

describe("a run that ends early", () => {
  it("writes nothing once it was cancelled, whatever its units still do", async () => {
    const { runId } = await startRun(
      ctx,
      { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON },
      null,
    );
    const [first] = waves(8);
    const key = { runId, stage: "snapshot" as const, shard: first?.[0]?.shard ?? 0 };
    expect(await executeUnit(deps(), key, async () => undefined)).toBe("done");
    expect(await executeUnit(deps(), key, async () => undefined)).toBe("already done");
    await cancelRun(ctx, runId);
    const next = { ...key, shard: 1 };
    expect(await executeUnit(deps(), next, async () => undefined)).toBe("run ended");
    expect((await asWorker((tx) => findRun(tx, runId)))?.status).toBe("cancelled");
    await expect(cancelRun(ctx, runId)).rejects.toMatchObject({ code: "precondition_failed" });
    expect(await rowsOf("restock_decision", runId)).toBe(0);
  });

  it("is failed with its reason when a unit throws, and the next run does not build on it", async () => {
    const { runId } = await startRun(
      ctx,
      { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON },
      null,
    );
    const broken = {
      run: () => Promise.reject(new Error("out of memory")),
      close: async () => undefined,
    };
    await expect(runInProcess({ ...ctx, compute: broken }, runId)).rejects.toThrow("out of memory");
    const failed = await asWorker((tx) => findRun(tx, runId));
    expect(failed).toMatchObject({ status: "failed", failure: "out of memory" });
    const { runId: later } = await startRun(
      ctx,
      { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON },
      null,
    );
    expect((await asWorker((tx) => findRun(tx, later)))?.previousRunId).not.toBe(runId);
    await cancelRun(ctx, later);
  });
});

describe("an account that uploaded only orders, in a marketplace without fulfilment centres", () => {
  const request = async (): Promise<RunRequest> => {
    const scope = await createAccount(ctx, {
      slug: "only-orders",
      name: "Only Orders",
      marketplace: "UK",
      openedOn: "2026-01-05",
    });
    const { sellerId, accountId } = scope;
    await pool.sql.begin(async (sql) => {
      const [file] =
        await sql`insert into import_file (seller_id, account_id, file_name, content_sha256, byte_count, report_type,
          origin, status, as_of_on) values (${sellerId}, ${accountId}, 'orders.txt', 'x', 1, 'all_orders_by_order_date', 'upload',
          'loaded', '2026-11-21') returning id`;
      const [product] =
        await sql`insert into product (seller_id, account_id, sku) values (${sellerId}, ${accountId}, 'MUG-1') returning id`;
      await sql`insert into product_version (seller_id, product_id, valid_from_on, recorded_from, title, import_id, line_no)
        values (${sellerId}, ${product?.id}, '2026-01-05', '2026-11-22T00:00:00Z', 'Mug', ${file?.id}, 2)`;
      await sql`insert into order_line (seller_id, account_id, product_id, order_number, purchased_on, units, status, recorded_from, import_id, line_no)
        select ${sellerId}, ${accountId}, ${product?.id}, 'n' || day, date '2026-01-05' + day, 2 + day % 3, 'shipped',
          '2026-11-22T00:00:00Z', ${file?.id}, 2 + day from generate_series(0, 320) day`;
    });
    return { marketplaceId: "UK", accountId, knownAt: parseInstant("2026-11-23T12:00:00Z") };
  };

  it("gets forecasts and advice from what it told us, each assumption flagged, and is told why it has no limit", async () => {
    const asked = await request();
    const run = await plan(asked);
    expect(run).toMatchObject({ status: "done", asOfOn: "2026-11-21" });
    expect(run.summary).toMatchObject({
      assumed: { leadTime: 1, stock: 1, size: 1 },
      skipped: {
        price: expect.stringContaining("no fulfilment centres"),
        limits: expect.any(String),
        placement: expect.stringContaining("no fulfilment centres"),
      },
    });
    const [row] = await admin.sql`select * from restock_decision where run_id = ${run.id}`;
    expect(row).toMatchObject({
      on_hand_units: null,
      days_of_supply: null,
      lead_time_days: 30,
      is_lead_time_assumed: true,
      is_stock_assumed: true,
      is_size_assumed: true,
    });
    // About 3 a day for 30 days of lead time and 7 of review, and some safety.
    expect(row?.advised_units).toBeGreaterThan(90);
    expect(row?.advised_units).toBeLessThan(200);
    const [forecast] =
      await admin.sql`select mean_milli_units as mean from forecast where run_id = ${run.id}`;
    expect(forecast?.mean[0]).toBeGreaterThan(15_000);
    expect(forecast?.mean[0]).toBeLessThan(28_000);
    expect(await rowsOf("limit_announcement", run.id)).toBe(0);
    expect(await rowsOf("placement_decision", run.id)).toBe(0);
  });

  it("refuses to plan one account of a network without the others that share its space", async () => {
    const { second } = await seededRuns();
    const pair = { asOfOn: second.asOfOn, knownAt: second.knownAt };
    const [account] = await asWorker((tx) =>
      listPlanAccounts(tx, SCOPE, { marketplaceId: "US", accountId: null }, pair),
    );
    const asked = { marketplaceId: "US", accountId: account?.accountId ?? 0, asOfOn: AS_OF_ON };
    await expect(startRun(ctx, asked, null)).rejects.toMatchObject({
      code: "precondition_failed",
      data: { rule: "shared_network" },
    });
  });

  it("answers the run under way when another is asked for, and takes it up again when it has fallen silent", async () => {
    const asked = { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON };
    const one = await startRun(ctx, asked, null);
    const sent: string[] = [];
    const send: SendJob = async (_tx, _name, data) => {
      if ("shard" in data) sent.push(`${data.runId} ${data.stage} ${data.shard}`);
    };
    expect(await startRun(ctx, asked, send)).toEqual({ runId: one.runId, isNew: false });
    expect(sent).toEqual([]);
    await executeUnit(
      deps(),
      { runId: one.runId, stage: "snapshot", shard: 0 },
      async () => undefined,
    );
    const later = { ...systemClock, now: () => addMs(systemClock.now(), 61_000) };
    await startRun({ ...ctx, clock: later }, asked, send);
    const open = [1, 2, 3, 4, 5, 6, 7].map((shard) => `${one.runId} snapshot ${shard}`);
    expect(sent).toEqual(open);
    await cancelRun(ctx, one.runId);
  });
});

it("lists the roots of a run in the order of its tree", async () => {
  const { second } = await seededRuns();
  const roots = await asWorker((tx) => listChunkRoots(tx, SCOPE, second.id));
  const keys = roots.map((root) => [root.definition, root.sellerId, root.accountId, root.chunkNo]);
  expect(keys).toEqual(
    [...keys].sort((a, b) =>
      a[0] === b[0] ? Number(a[1]) - Number(b[1]) : a[0] === "capacity" ? -1 : 1,
    ),
  );
  expect(new Set(roots.map(({ rootSha256 }) => rootSha256)).size).toBe(roots.length);
});
