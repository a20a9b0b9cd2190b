import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { dayToDate } from "@/lib/calendar/index.ts";
import { DEMO_SEED, simulateWorld, type World } from "@/lib/optimizer/simulation/index.ts";
import { systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { demoDeclarations } from "@/server/services/demo-world/demo-declarations.ts";
import { verifyCredentials } from "@/server/services/identity/verify-credentials.ts";
import { createTestDatabase, type TestDatabase } from "../../scripts/test-database-client.ts";
import { DEMO_ACCOUNTS } from "./demo-accounts.ts";
import { runDays, seedDemoWorld } from "./seed.ts";

const SIZE_SHARE = 0.03;
const RUN_COUNT = 3;

let database: TestDatabase;
let admin: Connection;
let world: World;

const optionsOf = ({ ownerUrl, appUrl, workerUrl }: TestDatabase) => ({
  ...{ ownerUrl, appUrl, workerUrl },
  sizeShare: SIZE_SHARE,
  runCount: RUN_COUNT,
});

const seed = async (): Promise<string[]> => {
  const lines: string[] = [];
  await seedDemoWorld({ ...optionsOf(database), onProgress: (line) => void lines.push(line) });
  return lines;
};

const PROGRAM = `
  import { seedDemoWorld } from "@/server/cli/seed.ts";
  await seedDemoWorld({ ...JSON.parse(process.argv.at(-1)), onProgress: () => undefined });`;
const POLL_MS = 20;

/** Seeds in a process of its own, which is killed as soon as the query finds a row. */
async function seedUntil(isReached: () => PromiseLike<readonly unknown[]>): Promise<void> {
  const args = ["--disable-warning=ExperimentalWarning", "--import", "./scripts/module-hooks.ts"];
  const child = spawn(
    process.execPath,
    [...args, "--input-type=module", "-e", PROGRAM, JSON.stringify(optionsOf(database))],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, "close");
  while (child.exitCode === null && (await isReached()).length === 0) await sleep(POLL_MS);
  child.kill("SIGKILL");
  const [, signal] = await ended;
  expect(signal, errors).toBe("SIGKILL");
}

const one = async <T>(rows: PromiseLike<readonly unknown[]>): Promise<T> => (await rows)[0] as T;

/** Rows of every table, and the last id that any identity column gave. */
async function contents(): Promise<Record<string, number>> {
  const tables = await admin.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const row = await one<{ n: number }>(
      admin.sql`select count(*)::int as n from ${admin.sql(name)}`,
    );
    counts[name] = row.n;
  }
  return counts;
}

beforeAll(async () => {
  database = await createTestDatabase();
  admin = connect(database.adminUrl);
  world = simulateWorld({ seed: DEMO_SEED, sizeShare: SIZE_SHARE });
}, 60_000);

afterAll(async () => {
  await admin.close();
  await database.drop();
});

// In this order: each test finds the database as the one before it left it.
describe("seeding the demo world", () => {
  it("is killed while facts are loading: what was not complete is not there", async () => {
    await seedUntil(() => admin.sql`select from inbound_shipment limit 1`);
    const { n } = await one<{ n: number }>(admin.sql`
      select count(*)::int as n from import_file f where f.status <> 'loaded' and (
        exists (select from inventory_event e where e.import_id = f.id)
        or exists (select from order_line l where l.import_id = f.id)
        or exists (select from product_version v where v.import_id = f.id)
        or exists (select from inbound_shipment s where s.import_id = f.id))`);
    expect(n).toBe(0);
    const after = await contents();
    expect(after.inbound_shipment).toBeGreaterThan(0);
    expect(after.plan_run).toBe(0);
  }, 120_000);

  it("is killed in the middle of a planning run, after the facts", async () => {
    await seedUntil(
      () => admin.sql`
        select from run_stage join plan_run on plan_run.id = run_id
        where stage = 'forecast' and run_stage.status = 'done' and plan_run.status = 'running' limit 1`,
    );
    const after = await contents();
    expect(after.order_line).toBe(world.orderLines.length);
    expect(after.inventory_event).toBe(world.inventoryEvents.length);
    const [run] = await admin.sql`select status from plan_run order by id desc limit 1`;
    expect(run?.status).toBe("running");
  }, 120_000);

  it("goes on where it was cut short, and a second time changes nothing", async () => {
    const lines = await seed();
    expect(lines.some((line) => line.includes("order lines"))).toBe(false);
    const runs = await admin.sql<
      { on: string; status: string; previous: number | null; id: number }[]
    >`
      select id::int, as_of_on::text as on, status, previous_run_id::int as previous from plan_run order by id`;
    expect(runs.map(({ on }) => on)).toEqual(runDays(world, RUN_COUNT).map(dayToDate));
    expect(runs.map(({ status }) => status)).toEqual(runs.map(() => "done"));
    expect(runs.map(({ previous }) => previous)).toEqual([
      null,
      ...runs.slice(0, -1).map(({ id }) => id),
    ]);
    const before = await contents();
    await seed();
    expect(await contents()).toEqual(before);
  }, 240_000);
});

describe("the demo world in the database", () => {
  it("holds every fact of the world once", async () => {
    const rows = await contents();
    expect(rows).toMatchObject({
      product: world.products.length,
      product_version: world.productVersions.length,
      order_line: world.orderLines.length,
      inventory_event: world.inventoryEvents.length,
      fc: world.fcs.length,
      fc_pool: world.fcPools.length,
      fc_rate: world.fcRates.length,
      region: world.regions.length,
      lane: world.lanes.length,
      network_event: world.networkEvents.length,
      account: world.accounts.length + 1,
    });
    const current = await one<Record<string, number>>(admin.sql`
      select (select count(*)::int from inbound_shipment where recorded_to = 'infinity') as shipments,
        (select count(*)::int from inbound_shipment_item where recorded_to = 'infinity') as items,
        (select count(*)::int from order_line where status = 'cancelled') as cancelled,
        (select sum(units)::int from order_line) as units`);
    const { orderLines } = world;
    expect(current).toEqual({
      shipments: world.shipments.length,
      items: world.shipmentItems.length,
      cancelled: orderLines.isCancelled.reduce((sum, flag) => sum + flag, 0),
      units: orderLines.units.reduce((sum, units) => sum + units, 0),
    });
  });

  it("has a ledger that ends at the stock the simulator counted itself", async () => {
    const rows = await admin.sql<{ sku: string; fc: number; disposition: string; units: number }[]>`
      select p.sku, e.fc_id as fc, e.disposition, sum(e.units)::int as units
      from inventory_event e join product p on p.seller_id = e.seller_id and p.id = e.product_id
      group by 1, 2, 3 having sum(e.units) <> 0`;
    const key = (sku: string, fc: number, disposition: string) => `${sku} ${fc} ${disposition}`;
    const truth = new Map<string, number>();
    world.products.forEach(({ sku }, p) => {
      world.fcs.forEach((_, fc) => {
        const at = p * world.fcs.length + fc;
        const { closingUnits, closingUnsellableUnits } = world.truth;
        truth.set(key(sku, fc + 1, "sellable"), closingUnits[at] ?? 0);
        truth.set(key(sku, fc + 1, "unsellable"), closingUnsellableUnits[at] ?? 0);
      });
    });
    const held = [...truth].filter(([, units]) => units !== 0).sort();
    expect(rows.map((r) => [key(r.sku, r.fc, r.disposition), r.units]).sort()).toEqual(held);
  });

  it("numbers the lines of every report without gap or double, from line 2", async () => {
    const wrong = await admin.sql`
      with line as (
        select import_id, line_no from order_line union all
        select import_id, line_no from inventory_event union all
        select import_id, line_no from product_version union all
        select import_id, line_no from inbound_shipment union all
        select import_id, line_no from inbound_shipment_item
      )
      select f.file_name, f.status, f.origin, f.row_count, f.loaded_count, count(line_no)::int as lines
      from import_file f left join line on line.import_id = f.id
      group by f.seller_id, f.id
      having f.status <> 'loaded' or f.origin <> 'demo_world' or f.row_count <> count(line_no) or f.loaded_count <> f.row_count
        or count(distinct line_no) <> count(line_no) or min(line_no) <> 2 or max(line_no) <> count(line_no) + 1`;
    expect([...wrong]).toEqual([]);
  });

  it("knows what a day brought from its evening on, and late lines from their own report", async () => {
    const { asOfDay } = world.span;
    const late = world.plantedEvents.find(({ kind }) => kind === "lateRecords");
    const rows = await one<{ same: number; late: number; files: string[] }>(admin.sql`
      select count(*) filter (where recorded_from = (purchased_on + 1 + time '06:00') at time zone 'UTC')::int as same,
        count(*) filter (where recorded_from > (purchased_on + 2)::timestamptz)::int as late,
        array_agg(distinct f.file_name) filter (where recorded_from > (purchased_on + 2)::timestamptz) as files
      from order_line l join import_file f on f.seller_id = l.seller_id and f.id = l.import_id`);
    const slug = world.accounts[late?.accounts[0] ?? -1]?.slug;
    expect(rows.late).toBeGreaterThan(0);
    expect(rows.same + rows.late).toBe(world.orderLines.length);
    expect(rows.files).toEqual([`all-orders-late-${slug}.txt`]);
    const pools = await one<{ known: number; unknown: number }>(admin.sql`
      select count(*) filter (where recorded_from <= ${`${dayToDate(asOfDay - 27)}T06:30:00Z`}::timestamptz)::int as known,
        count(*) filter (where recorded_from > ${`${dayToDate(asOfDay - 27)}T06:30:00Z`}::timestamptz)::int as unknown
      from fc_pool where valid_from_on > ${dayToDate(asOfDay)}`);
    expect(pools.known).toBe(0);
    expect(pools.unknown).toBeGreaterThan(0);
  });

  it("lets its people sign in, each to their own accounts", async () => {
    const app = connect(database.appUrl);
    const logger = createLogger({ name: "test", level: "silent" });
    const ctx = { db: app.db, clock: systemClock, logger, requestId: "test" };
    for (const { email, password, role, accounts } of DEMO_ACCOUNTS) {
      const outcome = await verifyCredentials(ctx, { email, password, address: "127.0.0.1" });
      expect(outcome.status, email).toBe("accepted");
      const person = await one<{ role: string | null; slugs: string[] }>(admin.sql`
        select u.staff_role as role, coalesce(array_agg(a.slug order by a.slug) filter (where a.slug is not null), '{}') as slugs
        from app_user u left join membership m on m.user_id = u.id left join account a on a.seller_id = m.seller_id
        where u.email = ${email} group by u.id`);
      expect(person).toEqual({
        role: role === "seller" ? null : role.replace(" ", "_"),
        slugs: [...accounts].sort(),
      });
    }
    await app.close();
  });

  it("holds what sellers declared since the first run, said by their people, scored when the month was over", async () => {
    const rows = await admin.sql<Record<string, string | number | boolean>[]>`
      select a.slug as account, (d.recorded_from - interval '1 day')::date::text as "saidOn", d.note,
        d.recorded_to <> 'infinity' as "isWithdrawn",
        exists (select from membership m where m.seller_id = d.seller_id and m.user_id = d.created_by) as "isOwnWord",
        (select count(*)::int from declared_volume_score s where s.seller_id = d.seller_id and s.declaration_id = d.id) as scores
      from declared_volume d join account a on a.seller_id = d.seller_id and a.id = d.account_id
      order by d.recorded_from`;
    const firstRunOn = dayToDate(runDays(world, RUN_COUNT)[0] ?? 0);
    const thisMonthOn = `${dayToDate(world.span.asOfDay).slice(0, 7)}-01`;
    const said = demoDeclarations
      .filter(({ saidOn }) => saidOn > firstRunOn)
      .toSorted((a, b) => a.saidOn.localeCompare(b.saidOn));
    expect([...rows]).toEqual(
      said.map(({ account, saidOn, note, withdrawnOn, toMonthOn }) => ({
        account,
        saidOn,
        note,
        isWithdrawn: withdrawnOn !== null,
        isOwnWord: true,
        scores: toMonthOn < thisMonthOn ? 1 : 0,
      })),
    );
    expect(rows.some(({ scores }) => scores === 1)).toBe(true);
  });

  it("changes the capacity policy on the announced day, by two people", async () => {
    const change = world.networkEvents.find(({ kind }) => kind === "policy_change");
    const versions = await admin.sql`
      select policy, version, effective_on::text as "effectiveOn", author_id <> approver_id as "isByTwo"
      from policy_version order by policy, version`;
    const first = { version: 1, effectiveOn: dayToDate(world.span.firstDay), isByTwo: null };
    expect([...versions]).toEqual([
      { policy: "capacity", ...first },
      {
        policy: "capacity",
        version: 2,
        effectiveOn: dayToDate(change?.startDay ?? 0),
        isByTwo: true,
      },
      { policy: "replenishment", ...first },
      { policy: "market", ...first },
      { policy: "fees", version: 1, effectiveOn: "2024-04-01", isByTwo: null },
      { policy: "fees", version: 2, effectiveOn: "2026-01-15", isByTwo: null },
    ]);
  });
});
