import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url));
export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
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
      {
        extends: true,
        test: {
          name: "db",
          include: ["{server,db,scripts}/**/*.db.test.ts"],
          globalSetup: ["scripts/test-database.ts"],
          // Runs are signed; a fixed key gives two databases of the same facts the same roots.
          env: { WHYSTOCK_SIGNING_KEY: "5".repeat(64) },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
