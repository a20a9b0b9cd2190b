import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect, type Db, type Tx } from "./client.ts";

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
