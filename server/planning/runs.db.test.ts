import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayFromDate, weekIndex } from "@/lib/calendar/index.ts";
import { addMs, parseInstant, systemClock } from "@/server/core/clock.ts";
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { findRun } from "@/server/repositories/run.ts";
import { listPlanAccounts, listSales } from "@/server/repositories/snapshot.ts";
import { createAccount } from "@/server/services/imports/create-account.ts";
import { cancelRun } from "@/server/services/planning/cancel-run.ts";
import { watchPlanRun } from "@/server/services/planning/read-runs.ts";
import { type RunRequest, startRun } from "@/server/services/planning/start-run.ts";
import { executeUnit, type Handover } from "./execute.ts";
import { runInProcess } from "./run-in-process.ts";
import { waves } from "./stage.ts";
import { AS_OF_ON, openPlannedPlace, type PlannedPlace, SCOPE } from "./testing/planned-place.ts";

const NOTHING_FOLLOWS: Handover = { next: async () => undefined, sealed: async () => undefined };

let place: PlannedPlace;

beforeAll(async () => {
  place = await openPlannedPlace();
}, 180_000);

afterAll(() => place?.close());

describe("a snapshot is what was known at an instant", () => {
  const corrected = { units: 5000 };

  it("does not see a correction that was recorded later, and sees it afterwards", async () => {
    const { second } = await place.seededRuns();
    const [line] = await place.admin.sql`
      select id::int, seller_id::int as "sellerId", account_id::int as "accountId", product_id::int as "productId",
        purchased_on::text as day, units
      from order_line where status = 'shipped' and purchased_on between '2026-11-02' and '2026-11-14' order by id limit 1`;
    const { sellerId, accountId, productId, day, units, id } = line as Record<string, number> & {
      day: string;
    };
    await place.pool.sql.begin(async (sql) => {
      await sql`update order_line set recorded_to = '2026-11-24T09:00:00Z' where id = ${id as number}`;
      await sql`insert into order_line (seller_id, account_id, product_id, order_number, occurrence, purchased_on, region_id, units,
          item_price_micros, status, recorded_from, import_id, line_no)
        select seller_id, account_id, product_id, order_number, occurrence, purchased_on, region_id, ${corrected.units},
          item_price_micros, status, '2026-11-24T09:00:00Z', import_id, line_no from order_line where id = ${id as number}`;
    });
    const set = { sellerIds: [sellerId as number], accountIds: [accountId as number] };
    const soldInWeek = async (knownAt: Date) => {
      const rows = await place.asWorker((tx) =>
        listSales(tx, SCOPE, set, { asOfOn: AS_OF_ON, knownAt }, 0),
      );
      const row = rows.find((each) => each.productId === productId);
      const week = weekIndex(dayFromDate(day));
      return row?.units[row.key.indexOf(week)] ?? 0;
    };
    const before = await soldInWeek(second.knownAt);
    const after = await soldInWeek(parseInstant("2026-11-24T12:00:00Z"));
    expect(after - before).toBe(corrected.units - (units as number));

    const again = await place.plan({
      marketplaceId: "US",
      accountId: null,
      asOfOn: AS_OF_ON,
      knownAt: second.knownAt,
    });
    expect(again.inputSha256).toBe(second.inputSha256);
    const knowing = await place.plan({
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
    const { runId } = await startRun(place.ctx, asked, null);
    const working = runInProcess(place.deps, runId);
    const seen: { status: string; progressShare: number; progressText: string }[] = [];
    for await (const progress of watchPlanRun(place.ctx, runId, undefined)) seen.push(progress);
    await working;
    const shares = seen.map(({ progressShare }) => progressShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual({ status: "done", progressShare: 1, progressText: "Done" });
    let once = 0;
    for await (const progress of watchPlanRun(place.ctx, runId, undefined))
      once += progress.progressShare;
    expect(once).toBe(1);
  }, 60_000);
});

describe("a run that ends early", () => {
  it("writes nothing once it was cancelled, whatever its units still do", async () => {
    const { runId } = await startRun(
      place.ctx,
      { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON },
      null,
    );
    const [first] = waves(8);
    const key = { runId, stage: "snapshot" as const, shard: first?.[0]?.shard ?? 0 };
    expect(await executeUnit(place.deps, key, NOTHING_FOLLOWS)).toBe("done");
    expect(await executeUnit(place.deps, key, NOTHING_FOLLOWS)).toBe("already done");
    await cancelRun(place.ctx, runId);
    const next = { ...key, shard: 1 };
    expect(await executeUnit(place.deps, next, NOTHING_FOLLOWS)).toBe("run ended");
    expect((await place.asWorker((tx) => findRun(tx, runId)))?.status).toBe("cancelled");
    await expect(cancelRun(place.ctx, runId)).rejects.toMatchObject({
      code: "precondition_failed",
    });
    expect(await place.rowsOf("restock_decision", runId)).toBe(0);
  });

  it("is failed with its reason when a unit throws, and the next run does not build on it", async () => {
    const { runId } = await startRun(
      place.ctx,
      { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON },
      null,
    );
    const broken = {
      run: () => Promise.reject(new Error("out of memory")),
      close: async () => undefined,
    };
    await expect(runInProcess({ ...place.ctx, compute: broken }, runId)).rejects.toThrow(
      "out of memory",
    );
    const failed = await place.asWorker((tx) => findRun(tx, runId));
    expect(failed).toMatchObject({ status: "failed", failure: "out of memory" });
    const { runId: later } = await startRun(
      place.ctx,
      { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON },
      null,
    );
    expect((await place.asWorker((tx) => findRun(tx, later)))?.previousRunId).not.toBe(runId);
    await cancelRun(place.ctx, later);
  });
});

describe("an account that uploaded only orders, in a marketplace without fulfilment centres", () => {
  const request = async (): Promise<RunRequest> => {
    const scope = await createAccount(place.ctx, {
      slug: "only-orders",
      name: "Only Orders",
      marketplace: "UK",
      openedOn: "2026-01-05",
    });
    const { sellerId, accountId } = scope;
    await place.pool.sql.begin(async (sql) => {
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
    const run = await place.plan(asked);
    expect(run).toMatchObject({ status: "done", asOfOn: "2026-11-21" });
    expect(run.summary).toMatchObject({
      assumed: { leadTime: 1, stock: 1, size: 1 },
      skipped: {
        price: expect.stringContaining("no fulfilment centres"),
        limits: expect.any(String),
        placement: expect.stringContaining("no fulfilment centres"),
      },
    });
    const [row] = await place.admin.sql`select * from restock_decision where run_id = ${run.id}`;
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
    const [forecast] = await place.admin
      .sql`select mean_milli_units as mean from forecast where run_id = ${run.id}`;
    expect(forecast?.mean[0]).toBeGreaterThan(15_000);
    expect(forecast?.mean[0]).toBeLessThan(28_000);
    expect(await place.rowsOf("limit_announcement", run.id)).toBe(0);
    expect(await place.rowsOf("placement_decision", run.id)).toBe(0);
  });

  it("refuses to plan one account of a network without the others that share its space", async () => {
    const { second } = await place.seededRuns();
    const pair = { asOfOn: second.asOfOn, knownAt: second.knownAt };
    const [account] = await place.asWorker((tx) =>
      listPlanAccounts(tx, SCOPE, { marketplaceId: "US", accountId: null }, pair),
    );
    const asked = { marketplaceId: "US", accountId: account?.accountId ?? 0, asOfOn: AS_OF_ON };
    await expect(startRun(place.ctx, asked, null)).rejects.toMatchObject({
      code: "precondition_failed",
      data: { rule: "shared_network" },
    });
  });

  it("answers the run under way when another is asked for, and takes it up again when it has fallen silent", async () => {
    const asked = { marketplaceId: "US", accountId: null, asOfOn: AS_OF_ON };
    const one = await startRun(place.ctx, asked, null);
    const sent: string[] = [];
    const send: SendJob = async (_tx, _name, data) => {
      if ("shard" in data) sent.push(`${data.runId} ${data.stage} ${data.shard}`);
    };
    expect(await startRun(place.ctx, asked, send)).toEqual({ runId: one.runId, isNew: false });
    expect(sent).toEqual([]);
    await executeUnit(
      place.deps,
      { runId: one.runId, stage: "snapshot", shard: 0 },
      NOTHING_FOLLOWS,
    );
    const later = { ...systemClock, now: () => addMs(systemClock.now(), 61_000) };
    await startRun({ ...place.ctx, clock: later }, asked, send);
    const open = [1, 2, 3, 4, 5, 6, 7].map((shard) => `${one.runId} snapshot ${shard}`);
    expect(sent).toEqual(open);
    await cancelRun(place.ctx, one.runId);
  });
});
