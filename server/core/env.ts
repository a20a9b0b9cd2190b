// The environment, read and checked once. The only place in server/ that sees process.env.
import { z } from "zod";

const text = z.string().min(1).optional();
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
  .optional();

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    DATABASE_OWNER_URL: postgresUrl,
    DATABASE_APP_URL: postgresUrl,
    DATABASE_WORKER_URL: postgresUrl,
    NEXTAUTH_SECRET: z.string().min(32, "must hold at least 32 characters").optional(),
    NEXTAUTH_URL: z.url().optional(),
    OIDC_ISSUER_URL: z.url().optional(),
    OIDC_CLIENT_ID: text,
    OIDC_CLIENT_SECRET: text,
    OIDC_LABEL: text,
    /** Reverse proxies in front of the web server that append to x-forwarded-for. */
    TRUSTED_PROXY_COUNT: z.coerce.number().int().min(0).max(5).default(0),
    WHYSTOCK_DATA: text,
    /** JSON: the demo world's people, offered on the sign-in page. Set by `npm start` where it loaded the demo world. */
    WHYSTOCK_DEMO_ACCOUNTS: text,
    /** Ed25519 seed, 64 hex digits: the worker signs each run's root with it. A new one may be put in its place at any time. */
    WHYSTOCK_SIGNING_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be 64 hex digits")
      .optional(),
    /** "1" lets assistants connect at /api/mcp with a person's access token. */
    WHYSTOCK_MCP: z.enum(["0", "1"]).default("0"),
    WHYSTOCK_CODE_VERSION: z.string().min(1).default("development"),
  })
  .refine(
    (env) =>
      [env.OIDC_ISSUER_URL, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].every(
        (value) => (value === undefined) === (env.OIDC_ISSUER_URL === undefined),
      ),
    "OIDC_ISSUER_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: give all or none",
  );

export type Environment = Readonly<z.infer<typeof Environment>>;

/** Values that a process may need and another may lack: the web server has no owner's address. */
export type RequiredName =
  | "DATABASE_OWNER_URL"
  | "DATABASE_APP_URL"
  | "DATABASE_WORKER_URL"
  | "NEXTAUTH_SECRET"
  | "NEXTAUTH_URL"
  | "WHYSTOCK_SIGNING_KEY";

/** Checks an environment; throws one Error that names every wrong variable, and never its value. An empty variable counts as absent. */
export function parseEnvironment(
  source: Readonly<Record<string, string | undefined>>,
): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  throw new Error(`environment: ${problems.join("; ")}`);
}

let current: Environment | undefined;

/** The environment of this process, parsed at the first call. */
export function environment(): Environment {
  current ??= parseEnvironment(process.env);
  return current;
}

/** One value that this process cannot do without; throws when it is missing. */
export function requiredEnv(name: RequiredName, source: Environment = environment()): string {
  const value = source[name];
  if (value === undefined)
    throw new Error(
      `environment: ${name} is not set; \`npm start\` and \`npm run whystock\` set it`,
    );
  return value;
}
