// One pool to PostgreSQL. Everything that reads a tenant's rows goes on to `inScope` in server/repositories/scope.ts.
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { connectionOptions } from "./connection.ts";
import { preparing } from "./prepared.ts";
import * as schema from "./schema/index.ts";

export type Db = PostgresJsDatabase<typeof schema> & { readonly $client: Sql };
/** An open transaction: what repositories take. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export interface ConnectOptions {
  /** Connections of the pool, at most. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly connectTimeoutSeconds?: number;
  /** Statements are planned once a connection: for many small questions, not for loads of rows. */
  readonly isPreparing?: boolean;
}

export interface Connection {
  readonly db: Db;
  readonly sql: Sql;
  /** Waits up to 5 s for running queries, then closes the pool. */
  readonly close: () => Promise<void>;
}

/** Opens a pool; connects at the first query. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const driver = postgres({
    ...connectionOptions(url),
    max: options.max ?? 8,
    connect_timeout: options.connectTimeoutSeconds ?? 10,
    connection: { application_name: options.applicationName ?? "whystock" },
    onnotice: () => undefined,
  });
  const sql = options.isPreparing ? preparing(driver) : driver;
  const db = drizzle(sql, { schema, casing: "snake_case" });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}
