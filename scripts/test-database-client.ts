// A database of one's own for a test file: a clone of the migrated template (about 50 ms).
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type DatabaseUrls, databaseUrls } from "../db/bootstrap.ts";
import { connectionOptions, withCredentials } from "../db/connection.ts";

export interface TestDatabase extends DatabaseUrls {
  /** Superuser address of the same database: for proofs that switch a wall off, never for the code under test. */
  readonly adminUrl: string;
  readonly drop: () => Promise<void>;
}

async function asAdmin<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function runAsAdmin(url: string, statement: string): Promise<void> {
  await asAdmin(url, (sql) => sql.unsafe(statement));
}

/** Clones the migrated template, or one of `ensureTemplate`; call in `beforeAll`, and `drop` in `afterAll` (it closes connections that are still open). */
export async function createTestDatabase(from: string | null = null): Promise<TestDatabase> {
  const { adminUrl, template, passwords } = inject("testServer");
  const database = `test_${randomBytes(8).toString("hex")}`;
  await runAsAdmin(
    adminUrl,
    `create database ${database} template ${from ?? template} owner whystock_owner`,
  );
  // Rights on a database are not cloned with it.
  await runAsAdmin(adminUrl, `revoke all on database ${database} from public`);
  await runAsAdmin(
    adminUrl,
    `grant connect, temporary on database ${database} to whystock_app, whystock_worker`,
  );
  return {
    ...databaseUrls(adminUrl, database, passwords),
    adminUrl: withCredentials(adminUrl, { database }),
    drop: () => runAsAdmin(adminUrl, `drop database if exists ${database} with (force)`),
  };
}

/**
 * A template of that name, built once however many test files ask for it: the first one fills a clone of `from` (the
 * migrated template when null), the others wait. `fill` must leave no connection open.
 */
export async function ensureTemplate(
  name: string,
  from: string | null,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<void> {
  await asAdmin(inject("testServer").adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    const [known] = await sql`select 1 from pg_database where datname = ${name}`;
    if (known !== undefined) return;
    const database = await createTestDatabase(from);
    try {
      await fill(database);
      const [row] = await asAdmin(
        database.adminUrl,
        (own) => own`select current_database() as name`,
      );
      await sql`alter database ${sql(String(row?.name))} rename to ${sql(name)}`;
    } catch (error) {
      await database.drop();
      throw error;
    }
  });
}
