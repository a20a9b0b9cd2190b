import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import {
  APP_ROLE,
  bootstrapDatabase,
  bootstrapExternal,
  OWNER_ROLE,
  WORKER_ROLE,
} from "./bootstrap.ts";
import { connectionOptions, withCredentials } from "./connection.ts";

// The roles belong to the whole server, which other test files use at the same time: their passwords stay as they are.
const passwords = { owner: "test-owner", app: "test-app", worker: "test-worker" };

async function ask<T>(url: string, question: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

describe("bootstrap", () => {
  const database = `boot_${randomBytes(6).toString("hex")}`;
  let world: TestDatabase;
  beforeAll(async () => {
    world = await createTestDatabase();
  });
  afterAll(async () => {
    await ask(world.adminUrl, (sql) => sql`drop database if exists ${sql(database)} with (force)`);
    await world.drop();
  });

  it("makes a database and three roles that may not pass row-level security, and can be repeated, by two at once too", async () => {
    const input = { adminUrl: world.adminUrl, database, passwords };
    const urls = await bootstrapDatabase(input);
    expect(await Promise.all([bootstrapDatabase(input), bootstrapDatabase(input)])).toEqual([
      urls,
      urls,
    ]);
    const roles = await ask(
      urls.ownerUrl,
      (sql) => sql`
        select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as "isPowerful"
        from pg_roles where rolname like 'whystock_%' order by 1`,
    );
    expect(roles.map(({ rolname, isPowerful }) => [rolname, isPowerful])).toEqual([
      [APP_ROLE, false],
      [OWNER_ROLE, false],
      [WORKER_ROLE, false],
    ]);
    const [owner] = await ask(
      urls.appUrl,
      (sql) =>
        sql`select pg_get_userbyid(datdba) as name from pg_database where datname = ${database}`,
    );
    expect(owner).toEqual({ name: OWNER_ROLE });
  });

  it("lets in nobody else", async () => {
    await ask(world.adminUrl, async (sql) => {
      await sql`create role stranger login password 'stranger'`;
    });
    const url = withCredentials(world.adminUrl, {
      username: "stranger",
      password: "stranger",
      database,
    });
    await expect(ask(url, (sql) => sql`select 1`)).rejects.toMatchObject({ code: "42501" });
    await ask(world.adminUrl, (sql) => sql`drop role stranger`);
  });

  it("bounds how long a request of the web server may hold a statement, a lock or a transaction", async () => {
    const [row] = await ask(
      world.appUrl,
      (sql) => sql`
        select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
          current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(row).toEqual({ statement: "30s", lock: "10s", idle: "1min" });
  });

  it("on a database of somebody else, uses the addresses it is given and keeps the owner's", async () => {
    const url = "postgres://me@db.example/x";
    const given = {
      url,
      appUrl: "postgres://a@db.example/x",
      workerUrl: "postgres://w@db.example/x",
      passwords,
    };
    expect(await bootstrapExternal(given)).toEqual({
      ownerUrl: url,
      appUrl: given.appUrl,
      workerUrl: given.workerUrl,
    });
  });

  it("on a database of somebody else, makes the two login roles where it may", async () => {
    const input = { url: world.adminUrl, appUrl: undefined, workerUrl: undefined, passwords };
    const urls = await bootstrapExternal(input);
    expect(urls.ownerUrl).toBe(world.adminUrl);
    const [row] = await ask(urls.workerUrl, (sql) => sql`select current_user as name`);
    expect(row).toEqual({ name: WORKER_ROLE });
  });

  it("on a database of somebody else, says what to do where it may not", async () => {
    const input = { url: world.ownerUrl, appUrl: undefined, workerUrl: undefined, passwords };
    await expect(bootstrapExternal(input)).rejects.toThrow(
      /give DATABASE_APP_URL and DATABASE_WORKER_URL/,
    );
  });
});

describe("connection addresses", () => {
  it("carry a unix socket in the host parameter", () => {
    const url = "postgres://me:p%40ss@localhost:5432/stock?host=%2Frun%2Fdir";
    expect(connectionOptions(url)).toEqual({
      host: "/run/dir",
      port: 5432,
      database: "stock",
      username: "me",
      password: "p@ss",
      path: "/run/dir/.s.PGSQL.5432",
    });
  });

  it("carry a network host with its encryption", () => {
    expect(connectionOptions("postgres://me:x@db.example:6000/stock?sslmode=require")).toEqual({
      host: "db.example",
      port: 6000,
      database: "stock",
      username: "me",
      password: "x",
      ssl: "require",
    });
  });

  it("change user, password and database and keep the rest", () => {
    const changed = withCredentials("postgres://me:x@localhost/a?host=%2Fd", {
      username: "u",
      password: "p/q",
      database: "b",
    });
    expect(connectionOptions(changed)).toMatchObject({
      username: "u",
      password: "p/q",
      database: "b",
      host: "/d",
    });
  });
});
