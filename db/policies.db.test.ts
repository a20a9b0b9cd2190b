import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect } from "./client.ts";
import { migrate } from "./migrate.ts";
import { readCatalog, type Table } from "./testing/catalog.ts";
import { createTenantWorld, type TenantWorld } from "./testing/tenant-world.ts";

let database: TestDatabase;
let app: Connection;
let worker: Connection;
let owner: Connection;
let world: TenantWorld;
let tables: Table[];

beforeAll(async () => {
  database = await createTestDatabase();
  [app, worker, owner] = [database.appUrl, database.workerUrl, database.ownerUrl].map((url) =>
    connect(url),
  ) as [Connection, Connection, Connection];
  world = await createTenantWorld(worker.sql);
  tables = await readCatalog(owner.sql);
});
afterAll(async () => {
  await Promise.all([app.close(), worker.close(), owner.close()]);
  await database.drop();
});

const sellerTables = () => tables.filter(({ isSellerOwned }) => isSellerOwned);

type Context = Readonly<
  Partial<
    Record<
      "seller_id" | "user_id" | "staff_role" | "account_id" | "sign_in_email" | "session_key",
      string | number
    >
  >
>;

/** Runs statements as the web server, in a context. */
const inContext = <T>(context: Context, work: (sql: Connection["sql"]) => Promise<T>): Promise<T> =>
  app.sql.begin(async (tx) => {
    for (const [name, value] of Object.entries(context))
      await tx`select set_config(${`app.${name}`}, ${String(value)}, true)`;
    return work(tx as unknown as Connection["sql"]);
  }) as Promise<T>;

const ownContext = (): Context => ({
  seller_id: world.own.sellerId,
  account_id: world.own.accountId,
  user_id: world.own.userId,
});

/** Seller ids that a context sees in a table; null where the role may not read it at all. */
async function sellersSeen(table: string, context: Context): Promise<number[] | null> {
  try {
    const rows = await inContext(
      context,
      (sql) =>
        sql<
          { sellerId: string }[]
        >`select distinct seller_id as "sellerId" from ${sql(table)} where seller_id is not null`,
    );
    return rows.map(({ sellerId }) => Number(sellerId)).sort((a, b) => a - b);
  } catch (error) {
    if ((error as { code?: string }).code === "42501") return null;
    throw error;
  }
}

describe("the catalogue", () => {
  it("has row-level security, forced, with policies, on every table with a seller", async () => {
    expect(sellerTables().length).toBeGreaterThanOrEqual(18);
    const open = await owner.sql`
      select c.relname from pg_class c
      where c.relname = any(${sellerTables().map(({ name }) => name)})
        and (not c.relrowsecurity or not c.relforcerowsecurity
          or (select count(*) from pg_policy p where p.polrelid = c.oid) < 2)`;
    expect(open.map((row) => String(row.relname))).toEqual([]);
  });

  it("starts every unique key of a seller's table with the seller: no key answers whether a rival has it", () => {
    const exceptions = [
      // The slug stands in addresses and the operator gives it; accounts are made by the operator only.
      "account_slug_unique",
      "account_id_key",
      // A person's memberships and the operator's own record: keys that no seller chooses.
      "membership_user_id_seller_id_pk",
      "audit_event_pkey",
    ];
    const wrong = sellerTables().flatMap(({ uniqueKeys }) =>
      uniqueKeys.filter(
        ({ name, columns }) => columns[0] !== "seller_id" && !exceptions.includes(name),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps foreign keys between sellers' tables inside one seller", () => {
    const names = new Set(sellerTables().map(({ name }) => name));
    const crossing = sellerTables().flatMap((table) =>
      table.foreignKeys.filter(
        ({ target, columns }) => names.has(target) && columns[0] !== "seller_id",
      ),
    );
    expect(crossing).toEqual([]);
  });

  it("has no materialized view, and every view asks with its reader's rights", async () => {
    const views = await owner.sql`
      select c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace
        and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text[] @> array['security_invoker=true'], false)))`;
    expect(views).toHaveLength(0);
  });

  it("gives web server and worker no ownership, no membership and no way past row-level security", async () => {
    const [row] = await owner.sql`
      select
        (select count(*)::int from pg_class where relowner in ('whystock_app'::regrole, 'whystock_worker'::regrole)) as owned,
        (select count(*)::int from pg_auth_members where member in ('whystock_app'::regrole, 'whystock_worker'::regrole)) as memberships,
        (select bool_or(rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) from pg_roles
          where rolname in ('whystock_app', 'whystock_worker', 'whystock_owner') ) as powers`;
    expect(row).toEqual({ owned: 0, memberships: 0, powers: false });
  });

  it("has no function that runs with its owner's rights", async () => {
    const rows = await owner.sql`
      select p.proname from pg_proc p where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'context'::regnamespace)`;
    expect(rows).toHaveLength(0);
  });

  it("lets a run twice, and two at once, of the migration change nothing", async () => {
    const describeAll = async () => owner.sql`
      select polrelid::regclass::text as t, polname, pg_get_expr(polqual, polrelid) as q, pg_get_expr(polwithcheck, polrelid) as c from pg_policy order by 1, 2`;
    const before = await describeAll();
    await migrate(database.ownerUrl);
    await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
    expect(await describeAll()).toEqual(before);
    await owner.sql`delete from drizzle.policy_set`;
    await migrate(database.ownerUrl);
    expect(await describeAll()).toEqual(before);
  });
});

describe("without the first wall", () => {
  it("shows no row of any seller when no context is set, to the owner neither", async () => {
    for (const { name } of sellerTables()) {
      expect([name, (await sellersSeen(name, {})) ?? []]).toEqual([name, []]);
      const [row] = await owner.sql`select count(*)::int as n from ${owner.sql(name)}`;
      expect([name, row?.n]).toEqual([name, 0]);
    }
  });

  it("shows a seller their own rows and nobody else's, in every table", async () => {
    for (const { name } of sellerTables()) {
      const seen = await sellersSeen(name, ownContext());
      expect([name, seen ?? [world.own.sellerId]]).toEqual([name, [world.own.sellerId]]);
    }
  });

  it("shows staff every seller, and through one seller's eyes that one", async () => {
    const both = [world.own.sellerId, world.rival.sellerId];
    for (const { name } of sellerTables()) {
      const staff = { staff_role: "support", user_id: world.support.userId };
      expect([name, (await sellersSeen(name, staff)) ?? both]).toEqual([name, both]);
      const seen = await sellersSeen(name, { ...staff, seller_id: world.own.sellerId });
      const expected = name === "membership" ? [] : [world.own.sellerId];
      expect([name, seen ?? expected]).toEqual([name, expected]);
    }
  });

  it("shows a person who has chosen no seller the accounts they are a member of, and no facts", async () => {
    const person = { user_id: world.own.userId };
    for (const { name } of sellerTables()) {
      const expected = ["account", "membership"].includes(name) ? [world.own.sellerId] : [];
      expect([name, (await sellersSeen(name, person)) ?? expected]).toEqual([name, expected]);
    }
  });

  it("lets a seller list no people: only themselves, their own memberships and sessions", async () => {
    const seen = await inContext(ownContext(), async (sql) => ({
      users: await sql`select id from app_user`,
      memberships: await sql`select user_id from membership`,
      sessions: await sql`select user_id from user_session`,
    }));
    for (const rows of Object.values(seen))
      expect(rows.map((row) => Number(row.id ?? row.user_id))).toEqual([world.own.userId]);
  });

  it("shows someone who signs in the one user of that address, and a request the one session of its key", async () => {
    const emails = (context: Context) =>
      inContext(context, (sql) => sql<{ email: string }[]>`select email from app_user`).then(
        (rows) => rows.map(({ email }) => email),
      );
    expect(await emails({ sign_in_email: "OWNER@rivalforge.example" })).toEqual([
      "owner@rivalforge.example",
    ]);
    expect(await emails({ sign_in_email: "owner@%" })).toEqual([]);
    expect(await emails({ session_key: "no such hash" })).toEqual([]);
    expect(await emails({})).toEqual([]);
  });

  it("shows a seller runs of the whole marketplace and of their own accounts, with their prices", async () => {
    const common = { status: "done", asOfOn: world.asOfOn };
    for (const [id, accountId] of [
      [610, world.own.accountId],
      [611, world.rival.accountId],
    ] as const) {
      await worker.sql`insert into plan_run (id, marketplace_id, account_id, status, as_of_on, known_at, capacity_policy_id, replenishment_policy_id, engine)
        values (${id}, 'US', ${accountId}, ${common.status}, ${common.asOfOn}, now(), ${world.policyVersionId}, ${world.policyVersionId + 1}, 'test')`;
      await worker.sql`insert into run_price (run_id, name, resource, period, value, unit) values (${id}, 'p', 'r', 't', 1, 'u')`;
    }
    const seen = await inContext(ownContext(), async (sql) => [
      (await sql`select id from plan_run order by id`).map((row) => Number(row.id)),
      (await sql`select run_id from run_price order by run_id`).map((row) => Number(row.run_id)),
    ]);
    expect(seen).toEqual([[world.previousRunId, world.runId, 610], [610]]);
    expect(await inContext({}, (sql) => sql`select id from plan_run`)).toHaveLength(0);
  });
});

describe("writing past the first wall", () => {
  const refused = (context: Context, work: (sql: Connection["sql"]) => Promise<unknown>) =>
    expect(inContext(context, work)).rejects.toMatchObject({ code: "42501" });

  it("is refused for another seller's row, in every table the web server may write", async () => {
    let triedCount = 0;
    for (const { name, columns } of sellerTables()) {
      const isReadable = (await sellersSeen(name, ownContext())) !== null;
      if (!isReadable || name === "audit_event") continue;
      triedCount += 1;
      const copied = columns
        .map((column) => `"${column.name}"`)
        .filter((column) => !['"seller_id"', '"id"'].includes(column))
        .join(", ");
      await refused(ownContext(), (sql) =>
        sql.unsafe(
          `insert into "${name}" (seller_id, ${copied}) select $1, ${copied} from "${name}" where seller_id = $2`,
          [world.rival.sellerId, world.own.sellerId],
        ),
      );
    }
    expect(triedCount).toBeGreaterThan(15);
  });

  it("changes no row of another seller", async () => {
    const touched = await inContext(ownContext(), async (sql) => [
      (await sql`update product set sku = sku || '!' where seller_id = ${world.rival.sellerId}`)
        .count,
      (
        await sql`update support_case set subject = 'mine' where seller_id = ${world.rival.sellerId}`
      ).count,
    ]);
    expect(touched).toEqual([0, 0]);
  });

  it("says nothing about a key that a rival has taken", async () => {
    const [rivalProduct] =
      await worker.sql`select sku from product where seller_id = ${world.rival.sellerId}`;
    const inserted = await inContext(
      ownContext(),
      (sql) => sql`
      insert into product (seller_id, account_id, sku) values (${world.own.sellerId}, ${world.own.accountId}, ${rivalProduct?.sku})`,
    );
    expect(inserted.count).toBe(1);
  });

  it("is refused to support on a seller's facts, through the seller's eyes too, and allowed on cases", async () => {
    const through = { ...ownContext(), user_id: world.support.userId, staff_role: "support" };
    await refused(
      through,
      (sql) =>
        sql`insert into product (seller_id, account_id, sku) values (${world.own.sellerId}, ${world.own.accountId}, 'x')`,
    );
    expect((await inContext(through, (sql) => sql`update product set sku = 'x'`)).count).toBe(0);
    const staff = { staff_role: "support", user_id: world.support.userId };
    await refused(
      staff,
      (sql) =>
        sql`insert into policy_draft (policy, base_version_id, body, reason, author_id) values ('capacity', ${world.policyVersionId}, '{}', 'x', ${world.support.userId})`,
    );
    expect(
      (
        await inContext(
          staff,
          (sql) =>
            sql`update support_case set status = 'answered' where seller_id = ${world.rival.sellerId}`,
        )
      ).count,
    ).toBe(1);
  });

  it("hides internal notes from the seller, and lets neither side speak as the other", async () => {
    const entry = (kind: string, authorId: number) => ({
      seller_id: world.own.sellerId,
      case_id: Number(world.own.rowIds.support_case),
      kind,
      author_id: authorId,
      body: `a ${kind}`,
    });
    const staff = { staff_role: "support", user_id: world.support.userId };
    await inContext(
      staff,
      (sql) => sql`insert into case_entry ${sql(entry("note", world.support.userId))}`,
    );
    const kinds = (context: Context) =>
      inContext(
        context,
        (sql) =>
          sql<
            { kind: string }[]
          >`select kind from case_entry where seller_id = ${world.own.sellerId} order by id`,
      ).then((rows) => rows.map(({ kind }) => kind));
    expect(await kinds(staff)).toContain("note");
    expect(await kinds(ownContext())).not.toContain("note");
    await refused(
      ownContext(),
      (sql) => sql`insert into case_entry ${sql(entry("note", world.own.userId))}`,
    );
    await refused(
      ownContext(),
      (sql) => sql`insert into case_entry ${sql(entry("message", world.support.userId))}`,
    );
    await refused(
      staff,
      (sql) => sql`insert into case_entry ${sql(entry("message", world.support.userId))}`,
    );
    await refused(
      { ...staff, staff_role: "policy_admin" },
      (sql) => sql`insert into case_entry ${sql(entry("reply", world.support.userId))}`,
    );
  });

  it("cannot put a record in somebody else's name, or touch one", async () => {
    const event = {
      actor_id: world.support.userId,
      actor_role: "support",
      action: "x.y",
      target: "z:1",
    };
    await refused(ownContext(), (sql) => sql`insert into audit_event ${sql(event)}`);
    await refused(
      ownContext(),
      (sql) =>
        sql`insert into audit_event ${sql({ ...event, actor_id: world.own.userId, seller_id: world.rival.sellerId })}`,
    );
    await refused(ownContext(), (sql) => sql`update audit_event set action = 'x'`);
  });

  it("is refused for what only runs decide, and for what only the operator changes", async () => {
    for (const name of [
      "limit_announcement",
      "forecast",
      "forecast_score",
      "forecast_model",
      "forecast_quality",
      "forecast_alarm",
      "declared_volume_score",
      "network_event",
      "restock_decision",
      "placement_decision",
      "placement_split",
      "stock_target",
      "trace_chunk",
      "order_line",
      "membership",
      "app_user",
      "account",
      "fc",
    ])
      await refused(ownContext(), (sql) => sql`insert into ${sql(name)} default values`);
    await refused(ownContext(), (sql) => sql`select 1 from run_artifact`);
  });

  it("needs a second person for a policy", async () => {
    const admin = { staff_role: "policy_admin", user_id: world.policyAdmin.userId };
    const draft = {
      policy: "capacity",
      base_version_id: world.policyVersionId,
      body: "{}",
      reason: "x",
      author_id: world.policyAdmin.userId,
    };
    await inContext(admin, (sql) => sql`insert into policy_draft ${sql(draft)}`);
    await expect(
      inContext(admin, (sql) => sql`update policy_draft set approver_id = author_id`),
    ).rejects.toMatchObject({ code: "23514" });
  });
});
