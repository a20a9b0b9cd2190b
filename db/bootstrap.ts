// Database and roles. The owner holds the schema and runs migrations; the web server and the worker log in as roles that own nothing
// and cannot pass row-level security, so that a query without a tenant's context sees no tenant's row.
import postgres, { type Sql } from "postgres";
import { connectionOptions, withCredentials } from "./connection.ts";

export interface DatabaseUrls {
  /** Owns the schema: migrations and seeding. */
  readonly ownerUrl: string;
  /** The web server: whystock_app. */
  readonly appUrl: string;
  /** The worker and its queue: whystock_worker. */
  readonly workerUrl: string;
}

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

export interface BootstrapInput {
  /** Address of a superuser. */
  readonly adminUrl: string;
  readonly database: string;
  readonly passwords: RolePasswords;
}

export const OWNER_ROLE = "whystock_owner";
export const APP_ROLE = "whystock_app";
export const WORKER_ROLE = "whystock_worker";
/** Any number that no other program on the same database uses. */
const BOOTSTRAP_LOCK_KEY = 7_717_202;

/** An open transaction of the web server holds locks and a connection; these bounds keep one bad request from holding them for long. */
const ROLE_SETTINGS: Readonly<Record<string, string>> = {
  [APP_ROLE]:
    "set statement_timeout = '30s', idle_in_transaction_session_timeout = '60s', lock_timeout = '10s'",
  [WORKER_ROLE]: "set idle_in_transaction_session_timeout = '10min', lock_timeout = '60s'",
};

const open = (url: string): Sql =>
  postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });

/** Roles are rows that two sessions cannot change at once; who comes second waits. Held until the session ends. */
async function waitForTurn(sql: Sql): Promise<void> {
  await sql`select pg_advisory_lock(${BOOTSTRAP_LOCK_KEY})`;
}

async function ensureRole(sql: Sql, role: string, password: string): Promise<void> {
  const rows = await sql`select 1 from pg_roles where rolname = ${role}`;
  const attributes = "login nosuperuser nobypassrls nocreatedb nocreaterole noreplication";
  const verb = rows.length === 0 ? "create" : "alter";
  // Role commands take no parameters; the server quotes both words for us.
  const [row] = await sql<{ statement: string }[]>`
    select format('%s role %I with %s password %L', ${verb}::text, ${role}::text, ${attributes}::text, ${password}::text) as statement`;
  await sql.unsafe(row?.statement ?? "");
  for (const setting of (ROLE_SETTINGS[role] ?? "")
    .replace(/^set /, "")
    .split(", ")
    .filter(Boolean))
    await sql`alter role ${sql(role)} set ${sql.unsafe(setting)}`;
}

/** Who may connect, and who may create: nobody but the owner makes objects, and strangers cannot even connect. */
async function restrictDatabase(sql: Sql, database: string): Promise<void> {
  await sql`revoke all on database ${sql(database)} from public`;
  await sql`grant connect, temporary on database ${sql(database)} to ${sql(APP_ROLE)}, ${sql(WORKER_ROLE)}`;
}

export const databaseUrls = (
  url: string,
  database: string,
  passwords: RolePasswords,
): DatabaseUrls => ({
  ownerUrl: withCredentials(url, { username: OWNER_ROLE, password: passwords.owner, database }),
  appUrl: withCredentials(url, { username: APP_ROLE, password: passwords.app, database }),
  workerUrl: withCredentials(url, { username: WORKER_ROLE, password: passwords.worker, database }),
});

/** Creates the database and the three roles, or brings their passwords and rights up to date. Safe to repeat; about 20 ms. */
export async function bootstrapDatabase(input: BootstrapInput): Promise<DatabaseUrls> {
  const { adminUrl, database, passwords } = input;
  const sql = open(adminUrl);
  try {
    await waitForTurn(sql);
    await ensureRole(sql, OWNER_ROLE, passwords.owner);
    await ensureRole(sql, APP_ROLE, passwords.app);
    await ensureRole(sql, WORKER_ROLE, passwords.worker);
    const rows = await sql`select 1 from pg_database where datname = ${database}`;
    if (rows.length === 0) await sql`create database ${sql(database)} owner ${sql(OWNER_ROLE)}`;
    await restrictDatabase(sql, database);
  } finally {
    await sql.end({ timeout: 5 });
  }
  return databaseUrls(adminUrl, database, passwords);
}

export interface ExternalInput {
  /** DATABASE_URL: owner of the schema, or an administrator, of an existing database. */
  readonly url: string;
  readonly appUrl: string | undefined;
  readonly workerUrl: string | undefined;
  readonly passwords: RolePasswords;
}

const HOW_TO = `give DATABASE_APP_URL and DATABASE_WORKER_URL: roles named ${APP_ROLE} and ${WORKER_ROLE}, created with LOGIN NOBYPASSRLS`;

async function createLoginRoles(
  url: string,
  database: string,
  passwords: RolePasswords,
): Promise<void> {
  const sql = open(url);
  try {
    const [me] = await sql<{ may: boolean }[]>`
      select rolcreaterole or rolsuper as may from pg_roles where rolname = current_user`;
    if (me?.may !== true)
      throw new Error(`the user of DATABASE_URL may not create roles; ${HOW_TO}`);
    await waitForTurn(sql);
    await ensureRole(sql, APP_ROLE, passwords.app);
    await ensureRole(sql, WORKER_ROLE, passwords.worker);
    await sql`grant connect, temporary on database ${sql(database)} to ${sql(APP_ROLE)}, ${sql(WORKER_ROLE)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The three addresses on a database of somebody else; creates the two login roles where that is allowed and no address is given. */
export async function bootstrapExternal(input: ExternalInput): Promise<DatabaseUrls> {
  const { url, appUrl, workerUrl, passwords } = input;
  const { database } = connectionOptions(url);
  if (appUrl === undefined || workerUrl === undefined)
    await createLoginRoles(url, database, passwords);
  const own = databaseUrls(url, database, passwords);
  return { ownerUrl: url, appUrl: appUrl ?? own.appUrl, workerUrl: workerUrl ?? own.workerUrl };
}
