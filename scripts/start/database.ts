// From a data folder to a migrated database and the addresses of its three roles.
import { bootstrapDatabase, bootstrapExternal, type DatabaseUrls } from "../../db/bootstrap.ts";
import { migrate } from "../../db/migrate.ts";
import { ensurePostgres, type PostgresHandle } from "../postgres/launcher.ts";
import { loadSecrets, type Secrets } from "../postgres/secrets.ts";

export interface OpenDatabase extends DatabaseUrls {
  readonly secrets: Secrets;
  readonly server: PostgresHandle;
}

export const DATABASE_NAME = "whystock";

function rolesOf(server: PostgresHandle, secrets: Secrets): Promise<DatabaseUrls> {
  const passwords = secrets.rolePasswords;
  if (server.pid !== null)
    return bootstrapDatabase({ adminUrl: server.url, database: DATABASE_NAME, passwords });
  const appUrl = process.env.DATABASE_APP_URL || undefined;
  const workerUrl = process.env.DATABASE_WORKER_URL || undefined;
  return bootstrapExternal({ url: server.url, appUrl, workerUrl, passwords });
}

/** Opens PostgreSQL, makes database and roles, migrates. `server.stop` gives it up again; a failure on the way does so too. */
export async function openDatabase(dataDir: string): Promise<OpenDatabase> {
  const server = await ensurePostgres({ dataDir });
  try {
    const secrets = loadSecrets(dataDir);
    const urls = await rolesOf(server, secrets);
    await migrate(urls.ownerUrl);
    return { ...urls, secrets, server };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
