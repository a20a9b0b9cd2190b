// Vitest global setup of the project `db`: one throwaway PostgreSQL, one migrated template; every test file clones its own database.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bootstrapDatabase, type RolePasswords } from "../db/bootstrap.ts";
import { migrate } from "../db/migrate.ts";
import { openCluster } from "./postgres/launcher.ts";

export interface TestServer {
  /** Superuser address: creates and drops the databases of the tests. */
  readonly adminUrl: string;
  readonly template: string;
  readonly passwords: RolePasswords;
}

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

const TEMPLATE = "whystock_template";
const PASSWORDS: RolePasswords = { owner: "test-owner", app: "test-app", worker: "test-worker" };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "whystock-test-"));
  const server = await openCluster({ dataDir, durability: "throwaway" });
  const teardown = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { ownerUrl } = await bootstrapDatabase({
      adminUrl: server.url,
      database: TEMPLATE,
      passwords: PASSWORDS,
    });
    await migrate(ownerUrl);
    project.provide("testServer", {
      adminUrl: server.url,
      template: TEMPLATE,
      passwords: PASSWORDS,
    });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}
