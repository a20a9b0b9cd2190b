// What each process may know: the web server gets the address of its own role only, the worker likewise.
import type { OpenDatabase } from "./database.ts";

/** Variables that must not be inherited: each of them opens a database, or signs, as somebody. */
const CREDENTIALS = [
  "DATABASE_URL",
  "DATABASE_OWNER_URL",
  "DATABASE_APP_URL",
  "DATABASE_WORKER_URL",
  "NEXTAUTH_SECRET",
  "WHYSTOCK_SIGNING_KEY",
];

export interface ProcessEnvironments {
  readonly web: NodeJS.ProcessEnv;
  readonly worker: NodeJS.ProcessEnv;
  /** The operator's commands, and seeding. */
  readonly operator: NodeJS.ProcessEnv;
}

export interface EnvironmentInput {
  readonly database: OpenDatabase;
  readonly dataDir: string;
  readonly codeVersion: string;
  readonly url: string;
}

export function processEnvironments({
  database,
  dataDir,
  codeVersion,
  url,
}: EnvironmentInput): ProcessEnvironments {
  const inherited = Object.entries(process.env).filter(([name]) => !CREDENTIALS.includes(name));
  const common = {
    ...Object.fromEntries(inherited),
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    WHYSTOCK_DATA: dataDir,
    WHYSTOCK_CODE_VERSION: codeVersion,
  };
  const NEXTAUTH_SECRET = process.env.NEXTAUTH_SECRET || database.secrets.sessionSecret;
  const WHYSTOCK_SIGNING_KEY = process.env.WHYSTOCK_SIGNING_KEY || database.secrets.signingKey;
  const NEXTAUTH_URL = process.env.NEXTAUTH_URL || url;
  const { ownerUrl, appUrl, workerUrl } = database;
  return {
    web: { ...common, DATABASE_APP_URL: appUrl, NEXTAUTH_SECRET, NEXTAUTH_URL },
    worker: { ...common, DATABASE_WORKER_URL: workerUrl, WHYSTOCK_SIGNING_KEY },
    operator: {
      ...common,
      DATABASE_OWNER_URL: ownerUrl,
      DATABASE_APP_URL: appUrl,
      DATABASE_WORKER_URL: workerUrl,
      WHYSTOCK_SIGNING_KEY,
    },
  };
}
