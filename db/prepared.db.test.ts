import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect, type Db, type Tx } from "./client.ts";
import { createTenantWorld } from "./testing/tenant-world.ts";

let database: TestDatabase;
let preparing: Connection;
let plain: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  preparing = connect(database.workerUrl, { max: 1, isPreparing: true });
  plain = connect(database.workerUrl, { max: 1 });
});
afterAll(async () => {
  await Promise.all([preparing.close(), plain.close()]);
  await database.drop();
});

const answer = async (tx: Tx | Db, statement: SQL) => [...(await tx.execute(statement))];

/** How often each of our statements was run as prepared, on the connection of `db`. */
async function keptOn(db: Db): Promise<Record<string, unknown>> {
  const rows = await db.execute<{ statement: string; times: string }>(
    sql`select statement, (generic_plans + custom_plans)::text as times from pg_prepared_statements
      where statement like 'select $1%' order by 1`,
  );
  return Object.fromEntries(rows.map(({ statement, times }) => [statement, times]));
}

describe("a pool that prepares", () => {
  it("keeps a statement with values over calls, transactions and savepoints", async () => {
    const { db } = preparing;
    const one = (value: number) => sql`select ${value}::int as value`;
    expect(await answer(db, one(1))).toEqual([{ value: 1 }]);
    await db.transaction(async (tx) => {
      expect(await answer(tx, one(2))).toEqual([{ value: 2 }]);
      await tx.transaction(async (inner) => {
        expect(await answer(inner, one(3))).toEqual([{ value: 3 }]);
      });
    });
    expect(await keptOn(db)).toEqual({ "select $1::int as value": "3" });
  });

  it("keeps no long list of values, whose length hardly comes twice", async () => {
    const { db } = preparing;
    const before = await keptOn(db);
    const ids = Array.from({ length: 41 }, (_, i) => sql`${i}::int`);
    const [row] = await answer(db, sql`select ${sql.join(ids, sql`, `)}`);
    expect(row).toBeDefined();
    expect(await keptOn(db)).toEqual(before);
  });

  it("undoes a transaction that fails, and answers on the same connection afterwards", async () => {
    const { db } = preparing;
    await expect(
      db.transaction((tx) => answer(tx, sql`select ${0}::int / ${0}::int as nothing`)),
    ).rejects.toThrow();
    expect(await answer(db, sql`select ${4}::int as value`)).toEqual([{ value: 4 }]);
  });

  it("is asked for: other pools keep nothing", async () => {
    await answer(plain.db, sql`select ${5}::int as value`);
    expect(await keptOn(plain.db)).toEqual({});
  });
});

describe("a statement that is kept", () => {
  it("shows each who asks on the same connection their own rows alone, however often it was planned for another", async () => {
    const { own, rival, support } = await createTenantWorld(plain.sql);
    const app = connect(database.appUrl, { max: 1, isPreparing: true });
    const seen = (context: Readonly<Record<string, string | number>>) =>
      app.db.transaction(async (tx) => {
        for (const [name, value] of Object.entries(context))
          await tx.execute(sql`select set_config(${`app.${name}`}, ${String(value)}, true)`);
        const rows = await tx.execute<{ seller: number }>(
          sql`select seller_id::int as seller from product where id > ${0}::bigint order by seller_id`,
        );
        return rows.map(({ seller }) => seller);
      });
    const both = [own.sellerId, rival.sellerId].sort((a, b) => a - b);
    // More often than the database plans anew before it takes one plan for all.
    for (let times = 0; times < 8; times++) {
      expect(await seen({ seller_id: own.sellerId })).toEqual([own.sellerId]);
      expect(await seen({ seller_id: rival.sellerId })).toEqual([rival.sellerId]);
      expect(await seen({})).toEqual([]);
      expect(await seen({ staff_role: "support", user_id: support.userId })).toEqual(both);
    }
    const [kept] = await app.db.execute<{ times: number; planned: number }>(
      sql`select generic_plans::int as planned, (generic_plans + custom_plans)::int as times
        from pg_prepared_statements where statement like '%from product%'`,
    );
    await app.close();
    expect(kept?.times).toBe(32);
    expect(kept?.planned).toBeGreaterThan(0);
  });
});
