import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect } from "./client.ts";
import { createTenantWorld, type TenantWorld } from "./testing/tenant-world.ts";

let database: TestDatabase;
let app: Connection;
let worker: Connection;
let world: TenantWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  [app, worker] = [connect(database.appUrl), connect(database.workerUrl)];
  world = await createTenantWorld(worker.sql);
});
afterAll(async () => {
  await Promise.all([app.close(), worker.close()]);
  await database.drop();
});

/** Runs statements as the web server for the own seller, or for support through the seller's eyes. */
const asReader = <T>(
  staffRole: "" | "support",
  work: (sql: Connection["sql"]) => Promise<T>,
): Promise<T> =>
  app.sql.begin(async (tx) => {
    const { sellerId, accountId, userId } = world.own;
    const user = staffRole === "" ? userId : world.support.userId;
    const context = { seller_id: sellerId, account_id: accountId, user_id: user };
    for (const [name, value] of Object.entries({ ...context, staff_role: staffRole }))
      await tx`select set_config(${`app.${name}`}, ${String(value)}, true)`;
    return work(tx as unknown as Connection["sql"]);
  }) as Promise<T>;

const declined = (sellerId: number, viewer: string) => (sql: Connection["sql"]) =>
  sql`insert into declined_question (seller_id, at, viewer, kind, reason)
    values (${sellerId}, now(), ${viewer}, 'staffLimitRecord', 'not_found')`;

const viewersSeen = (staffRole: "" | "support") =>
  asReader(
    staffRole,
    (sql) => sql<{ viewer: string }[]>`select viewer from declined_question order by viewer`,
  ).then((rows) => rows.map(({ viewer }) => viewer));

it("shows a seller none of what staff asked about them, and lets neither ask in the other's name", async () => {
  const { sellerId } = world.own;
  await asReader("support", declined(sellerId, "support"));
  await asReader("", declined(sellerId, "seller"));
  expect(await viewersSeen("")).toEqual(["seller", "seller"]);
  expect(await viewersSeen("support")).toEqual(["seller", "seller", "support"]);
  for (const [role, viewer] of [
    ["", "support"],
    ["support", "seller"],
  ] as const)
    await expect(asReader(role, declined(sellerId, viewer))).rejects.toMatchObject({
      code: "42501",
    });
});

it("keeps questions of sellers that there are, and limits' changes of their own accounts", async () => {
  await expect(declined(1, "seller")(worker.sql)).rejects.toMatchObject({ code: "23503" });
  await expect(
    worker.sql`insert into limit_change (seller_id, run_id, base_run_id, account_id, storage_type, month_ahead, from_mm3, to_mm3)
      values (${world.own.sellerId}, ${world.runId}, ${world.previousRunId}, ${world.rival.accountId}, 'oversize', 1, 0, 0)`,
  ).rejects.toMatchObject({ code: "23503" });
});

it("finds the newest answers of all sellers by an index", async () => {
  const [row] = await worker.sql<{ definition: string }[]>`
    select indexdef as definition from pg_indexes where indexname = 'explanation_created_at'`;
  expect(row?.definition).toContain("(created_at)");
});
