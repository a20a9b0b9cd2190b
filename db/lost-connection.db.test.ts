import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect, type Db, type Tx } from "./client.ts";

let database: TestDatabase;
let admin: Connection;
let one: Connection;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  process.on("uncaughtException", note);
  database = await createTestDatabase();
  admin = connect(database.adminUrl, { max: 2 });
  one = connect(database.workerUrl, { max: 1 });
  await admin.sql`create table lost (id int primary key)`;
  await admin.sql`grant all on lost to whystock_worker`;
});
afterAll(async () => {
  await Promise.all([admin.close(), one.close()]);
  await database.drop();
  process.off("uncaughtException", note);
});

const insert = (tx: Tx | Db, id: number) => tx.execute(sql`insert into lost values (${id})`);

async function loseBackend(tx: Tx): Promise<void> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await admin.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
  await sleep(50);
}

describe("a transaction whose connection is lost", () => {
  it("fails, saves nothing, and leaves the pool's one connection working", async () => {
    for (let round = 0; round < 20; round++) {
      const work = one.db.transaction(async (tx) => {
        await insert(tx, 1);
        await loseBackend(tx);
        await insert(tx, 2);
      });
      await expect(work).rejects.toThrow();
      expect(await one.db.execute(sql`select id from lost`)).toHaveLength(0);
    }
    expect(uncaught).toEqual([]);
  });

  it("runs none of its later statements on the connection's next borrower", async () => {
    let goOn: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let late: Promise<unknown> = Promise.resolve();
    const lost = one.db.transaction(async (tx) => {
      await loseBackend(tx);
      await waiting;
      late = insert(tx, 3);
      await late;
    });
    await expect(lost).rejects.toThrow();
    await one.db.transaction(async (tx) => {
      await insert(tx, 4);
      goOn();
      await sleep(50);
      await insert(tx, 5);
    });
    await expect(late).rejects.toThrow();
    const rows = await one.db.execute<{ id: number }>(sql`select id from lost order by id`);
    expect(rows.map(({ id }) => id)).toEqual([4, 5]);
    expect(uncaught).toEqual([]);
  });

  it("recovers under load when every connection is cut again and again", async () => {
    const pool = connect(database.workerUrl, { max: 4, applicationName: "load" });
    const endMs = performance.now() + 3_000;
    let failedCount = 0;
    const lane = async (): Promise<void> => {
      while (performance.now() < endMs) {
        const work = pool.db.transaction(async (tx) => {
          await tx.execute(sql`select pg_sleep(0.001)`);
          await tx.execute(sql`select 1`);
        });
        await work.catch(() => {
          failedCount += 1;
        });
      }
    };
    const cut = async (): Promise<void> => {
      while (performance.now() < endMs) {
        await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'load'`;
        await sleep(40);
      }
    };
    await Promise.all([...Array.from({ length: 12 }, lane), cut()]);
    expect(failedCount).toBeGreaterThan(10);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => pool.db.execute(sql`select 1 as ok, pg_sleep(0.02)`)),
    );
    expect(answers).toHaveLength(8);
    expect(uncaught).toEqual([]);
    await pool.close();
  });
});
