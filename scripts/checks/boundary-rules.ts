// Who may import whom (ARCHITECTURE.md). A file's layer is the longest prefix that fits its path.

/** Layer -> other layers whose values it may import. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  app: ["server/api", "server/auth", "lib/wording", "lib/calendar", "lib/units"],
  "server/api": ["server/services", "server/auth", "server/core", "lib/units", "lib/calendar"],
  "server/auth": ["server/services", "server/core"],
  "server/services": [
    "server/repositories",
    "server/planning",
    "server/ingest",
    "server/core",
    "lib/optimizer",
    "lib/wording",
    "lib/units",
    "lib/calendar",
  ],
  "server/jobs": ["server/services", "server/planning", "server/repositories", "server/core", "db"],
  "server/cli": [
    "server/services",
    "server/planning",
    "server/ingest",
    "server/jobs",
    "server/repositories",
    "server/core",
    "lib/optimizer",
    "lib/wording",
    "lib/units",
    "lib/calendar",
    "db",
  ],
  "server/planning": [
    "server/repositories",
    "server/core",
    "lib/optimizer",
    "lib/units",
    "lib/calendar",
  ],
  "server/ingest": [
    "server/repositories",
    "server/core",
    "lib/optimizer",
    "lib/units",
    "lib/calendar",
  ],
  "server/repositories": ["db", "server/core", "lib/units", "lib/calendar"],
  "server/core": [],
  db: ["lib/units", "lib/calendar"],
  "lib/optimizer": ["lib/units", "lib/calendar"],
  "lib/wording": ["lib/units", "lib/calendar"],
  "lib/calendar": ["lib/units"],
  "lib/units": [],
  scripts: ["db", "server/cli", "server/core", "lib/optimizer"],
  e2e: ["db", "scripts", "server/cli", "lib/calendar", "lib/units"],
};

/** Layer -> places of which it may import types only. */
export const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  app: ["lib/optimizer/explanation/"],
  "server/api": ["lib/optimizer/"],
  "server/services": ["db/"],
  "server/planning": ["db/"],
  "server/ingest": ["db/"],
  "server/repositories": ["lib/optimizer/"],
  "server/auth": ["server/repositories/"],
  "lib/wording": ["lib/optimizer/explanation/"],
};

/** Packages that a place must do without, and what it is told. */
export const FORBIDDEN_PACKAGES: readonly {
  within: string;
  except?: RegExp;
  package: RegExp;
  because: string;
}[] = [
  {
    within: "lib/optimizer/",
    package: /^(node:|next|react|drizzle-orm|zod|postgres|pino|pg-boss)/,
    because: "lib/optimizer is pure",
  },
  {
    within: "lib/optimizer/",
    except: /^lib\/optimizer\/solver\//,
    package: /^highs$/,
    because: "the LP solver is known to lib/optimizer/solver alone",
  },
  { within: "lib/units/", package: /./, because: "lib/units needs no package" },
  { within: "lib/calendar/", package: /./, because: "lib/calendar needs no package" },
  {
    within: "lib/wording/",
    package: /^(node:|next|react|drizzle-orm)/,
    because: "lib/wording runs on both sides",
  },
  {
    within: "app/",
    package: /^(drizzle-orm|postgres|pg-boss|node:fs|node:child_process)/,
    because: "screens hold no SQL and no files",
  },
  {
    within: "server/",
    except: /^server\/auth\//,
    package: /^next-auth/,
    because: "next-auth is known to server/auth alone",
  },
  {
    within: "server/",
    except: /^server\/(repositories|jobs)\//,
    package: /^(drizzle-orm|postgres)$/,
    because: "SQL lives in server/repositories",
  },
];

/** Words that a place must do without: hidden inputs, and leaks between tenants. */
export const FORBIDDEN_WORDS: readonly {
  within: RegExp;
  except: RegExp;
  word: RegExp;
  because: string;
}[] = [
  {
    within: /^(server|lib|db)\//,
    except: /^(server\/core\/clock\.ts|lib\/calendar\/)/,
    word: /\bDate\.now\(|\bnew Date\(|\bDate\.parse\(/,
    because: "time comes from server/core/clock.ts or lib/calendar",
  },
  {
    within: /^(server|lib|db|app)\//,
    except: /^server\/(core\/env|auth\/http)\.ts$/,
    word: /\bprocess\.env\b/,
    because: "the environment is read in server/core/env.ts",
  },
  {
    within: /^(server|lib|db|app)\//,
    except: /^$/,
    word: /\bMath\.random\(/,
    because: "randomness is seeded, or comes from node:crypto",
  },
  {
    within: /^(server|db)\//,
    except: /^$/,
    word: /set_config\([^)]*,\s*false\s*\)/,
    because: "a tenant's context ends with its transaction",
  },
];

/** Test helpers of the repository that a test of any layer may use. */
export const TEST_SUPPORT = /^scripts\/test-database-client\.ts$/;
