import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOptions } from "../db/connection.ts";
import { createTestDatabase, type TestDatabase } from "./test-database-client.ts";

const open = (url: string) =>
  postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });

describe("the database of a test file", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("is reached by owner, app and worker, and none of them can pass row-level security", async () => {
    for (const url of [database.ownerUrl, database.appUrl, database.workerUrl]) {
      const sql = open(url);
      const [row] =
        await sql`select current_user as "user", rolbypassrls or rolsuper as "isAbove" from pg_roles where rolname = current_user`;
      expect(row).toEqual({ user: connectionOptions(url).username, isAbove: false });
      await sql.end();
    }
  });

  it("lets nobody but the owner create tables", async () => {
    for (const url of [database.appUrl, database.workerUrl]) {
      const sql = open(url);
      await expect(sql`create table public.intruder (id int)`).rejects.toMatchObject({
        code: "42501",
      });
      await sql.end();
    }
    const sql = open(database.ownerUrl);
    await sql`create table public.owned (id int)`;
    await sql`drop table public.owned`;
    await sql.end();
  });

  it("is another database for every caller", async () => {
    const other = await createTestDatabase();
    expect(connectionOptions(other.ownerUrl).database).not.toBe(
      connectionOptions(database.ownerUrl).database,
    );
    await other.drop();
    await expect(open(other.ownerUrl)`select 1`).rejects.toMatchObject({ code: "3D000" });
  });
});
