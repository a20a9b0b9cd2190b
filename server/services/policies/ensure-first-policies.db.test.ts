import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { type Connection, connect } from "@/server/repositories/database.ts";
import { listPolicyVersions } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { ensureFirstPolicies } from "./ensure-first-policies.ts";

let database: TestDatabase;
let connection: Connection;
let ctx: WorkerContext;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.workerUrl, { max: 4 });
  ctx = {
    db: connection.db,
    clock: manualClock("2026-11-23T12:00:00Z"),
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    scope: { kind: "worker" },
    actor: { kind: "system", name: "worker" },
  };
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

const versions = (policy: "capacity" | "replenishment" | "fees") =>
  inScope(ctx.db, ctx.scope, (tx) => listPolicyVersions(tx, policy));

describe("ensureFirstPolicies", () => {
  it("gives an empty installation its rules once, however many processes start", async () => {
    await Promise.all([ensureFirstPolicies(ctx), ensureFirstPolicies(ctx)]);
    await ensureFirstPolicies(ctx);
    for (const policy of ["capacity", "replenishment"] as const) {
      expect((await versions(policy)).map(({ version }) => version)).toEqual([1]);
    }
    expect((await versions("fees")).map(({ effectiveOn }) => effectiveOn)).toEqual([
      "2024-04-01",
      "2026-01-15",
    ]);
  });
});
