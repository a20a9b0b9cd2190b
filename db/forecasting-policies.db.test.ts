// The walls around forecasting: what sellers state, the operator's model and its quality, the calendar of events.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect } from "./client.ts";
import { createTenantWorld, type TenantWorld } from "./testing/tenant-world.ts";

let database: TestDatabase;
let app: Connection;
let worker: Connection;
let world: TenantWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  app = connect(database.appUrl);
  worker = connect(database.workerUrl);
  world = await createTenantWorld(worker.sql);
});
afterAll(async () => {
  await Promise.all([app.close(), worker.close()]);
  await database.drop();
});

type Context = Readonly<Record<string, string | number>>;

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

const refused = (context: Context, work: (sql: Connection["sql"]) => Promise<unknown>) =>
  expect(inContext(context, work)).rejects.toMatchObject({ code: "42501" });

describe("the walls around forecasting", () => {
  it("keeps a seller's view of the weeks ahead in the name of who said it", async () => {
    const adjustment = {
      seller_id: world.own.sellerId,
      account_id: world.own.accountId,
      product_id: Number(world.own.rowIds.product),
      from_on: world.asOfOn,
      to_on: world.asOfOn,
      expires_on: world.asOfOn,
      kind: "factor",
      factor_millionths: 1_100_000,
      reason: "x",
      created_by: world.own.userId,
    };
    const add = (context: Context, row: object) =>
      inContext(context, (sql) => sql`insert into forecast_adjustment ${sql(row)}`);
    await add(ownContext(), adjustment);
    await refused(
      ownContext(),
      (sql) =>
        sql`insert into forecast_adjustment ${sql({ ...adjustment, created_by: world.rival.userId })}`,
    );
    await refused(ownContext(), (sql) => sql`update forecast_adjustment set reason = 'y'`);
    await expect(
      add(ownContext(), { ...adjustment, factor_millionths: 5_000_001 }),
    ).rejects.toMatchObject({ code: "23514" });
    await expect(
      add(ownContext(), { ...adjustment, milli_units_per_week: 1_000 }),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("shows model versions and their quality to policy admins only, never their bodies", async () => {
    const model = {
      name: "global",
      kind: "pretrained",
      trained_at: "2026-10-01T00:00:00Z",
      data_sha256: "d",
      model_sha256: "m",
      body: new Uint8Array([1]),
      options: "{}",
      quality: "{}",
      reason: "first",
      status: "active",
    };
    await worker.sql`insert into forecast_model ${worker.sql({ ...model, version: 1 })}`;
    await expect(
      worker.sql`insert into forecast_model ${worker.sql({ ...model, version: 2 })}`,
    ).rejects.toMatchObject({ code: "23505" });
    const admin = { staff_role: "policy_admin", user_id: world.policyAdmin.userId };
    const seen = (context: Context) =>
      inContext(context, (sql) => sql`select name from forecast_model`);
    expect(await seen(admin)).toHaveLength(1);
    for (const context of [ownContext(), { ...admin, staff_role: "support" }])
      expect(await seen(context)).toHaveLength(0);
    await refused(admin, (sql) => sql`select body from forecast_model`);
    await refused(admin, (sql) => sql`update forecast_model set status = 'retired'`);
    await inContext(
      admin,
      (sql) =>
        sql`update forecast_model set status = 'retired', status_changed_by = ${world.policyAdmin.userId}`,
    );
    await expect(
      worker.sql`update forecast_model set model_sha256 = 'other'`,
    ).rejects.toMatchObject({ code: "23001" });
  });

  it("lets policy admins alone keep the calendar of events, which all read", async () => {
    const admin = { staff_role: "policy_admin", user_id: world.policyAdmin.userId };
    const event = {
      marketplace_id: "US",
      kind: "sale_event",
      start_on: "2026-11-27",
      end_on: "2026-11-30",
      title: "Black Friday",
    };
    await inContext(admin, (sql) => sql`insert into network_event ${sql(event)}`);
    const staff = { staff_role: "support", user_id: world.support.userId };
    await refused(staff, (sql) => sql`insert into network_event ${sql(event)}`);
    expect(await inContext(ownContext(), (sql) => sql`select 1 from network_event`)).toHaveLength(
      1,
    );
    await refused(admin, (sql) => sql`update network_event set title = 'x'`);
    const close = (context: Context) =>
      inContext(context, (sql) => sql`update network_event set recorded_to = now()`);
    expect((await close(ownContext())).count).toBe(0);
    expect((await close(admin)).count).toBe(1);
  });
});
