import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url));
const WEB = ["server/{api,auth}/**/*.db.test.ts"];

/** Tests on a PostgreSQL of their own. */
function databaseProject(name: string, include: string[], exclude: string[], isolate = false) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      exclude,
      isolate,
      globalSetup: ["scripts/test-database.ts"],
      // Runs are signed; a fixed key gives two databases of the same facts the same roots.
      env: { WHYSTOCK_SIGNING_KEY: "5".repeat(64) },
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  };
}
export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    // One process for many files: what they share is loaded, and warmed up, once.
    isolate: false,
    execArgv: ["--import", fileURLToPath(new URL("scripts/module-hooks.ts", import.meta.url))],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,server,app,scripts}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts"],
          testTimeout: 60_000,
        },
      },
      databaseProject("db", ["{server,db,scripts}/**/*.db.test.ts"], WEB),
      // The web server's modules read their environment once: each of these files has a process of its own.
      databaseProject("web", WEB, [], true),
    ],
  },
});
