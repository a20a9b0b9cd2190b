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

async function runAsAdmin(url: string, statement: string): Promise<void> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Clones the template; call in `beforeAll`, and `drop` in `afterAll` (it closes connections that are still open). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, passwords } = inject("testServer");
  const database = `test_${randomBytes(8).toString("hex")}`;
  await runAsAdmin(
    adminUrl,
    `create database ${database} template ${template} owner whystock_owner`,
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
