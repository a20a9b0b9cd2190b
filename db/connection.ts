// Addresses of PostgreSQL. A server on a unix socket is written postgres://user:password@localhost/database?host=%2Fdirectory,
// which psql and pg read as it stands; the `postgres` package does not, so every client of ours is opened with these options.
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly path?: string;
  readonly ssl?: "require" | "prefer" | "verify-full";
}

const SSL_MODES = ["require", "prefer", "verify-full"] as const;

/** Options for `postgres(...)` from an address; throws TypeError on one that is no URL. */
export function connectionOptions(url: string): ConnectionOptions {
  const { hostname, port, pathname, username, password, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? decodeURIComponent(hostname);
  const portNumber = port === "" ? 5432 : Number(port);
  const ssl = SSL_MODES.find((mode) => mode === searchParams.get("sslmode"));
  return {
    host,
    port: portNumber,
    database: decodeURIComponent(pathname.slice(1)),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    ...(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${portNumber}` } : {}),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

/** The same server and options with another user, password or database. */
export function withCredentials(
  url: string,
  change: { username?: string; password?: string; database?: string },
): string {
  const changed = new URL(url);
  if (change.username !== undefined) changed.username = encodeURIComponent(change.username);
  if (change.password !== undefined) changed.password = encodeURIComponent(change.password);
  if (change.database !== undefined) changed.pathname = `/${encodeURIComponent(change.database)}`;
  return changed.href;
}
