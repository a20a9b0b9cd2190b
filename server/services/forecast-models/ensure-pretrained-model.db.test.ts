import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { createLogger } from "@/server/core/logger.ts";
import { pretrainedModel } from "@/server/planning/pretrained-model.ts";
import { type Connection, connect } from "@/server/repositories/database.ts";
import { findModelBody, findModelInUse } from "@/server/repositories/forecast-model.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext, WorkerContext } from "@/server/services/context.ts";
import { activateModel, retireModel } from "./change-status.ts";
import { ensurePretrainedModel } from "./ensure-pretrained-model.ts";
import { getModel, listModels } from "./read-models.ts";

const WORKER = { kind: "worker" } as const;
const REASON = "Returns of the season distort it";
const clock = manualClock("2026-11-23T12:00:00Z");
const logger = createLogger({ name: "test", level: "silent" });

let database: TestDatabase;
let superuser: Connection;
let worker: Connection;
let web: Connection;
let world: TenantWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = connect(database.adminUrl, { max: 1 });
  world = await createTenantWorld(superuser.sql);
  worker = connect(database.workerUrl, { max: 4 });
  web = connect(database.appUrl, { max: 2 });
});
afterAll(async () => {
  await Promise.all([web?.close(), worker?.close(), superuser?.close()]);
  await database?.drop();
});
beforeEach(async () => {
  await worker.sql`delete from forecast_model`;
});

const context = (): WorkerContext => ({
  db: worker.db,
  clock,
  logger,
  requestId: "test",
  scope: WORKER,
  actor: { kind: "system", name: "worker" },
});

function desk(): StaffContext {
  const { userId } = world.policyAdmin;
  const role = "policy_admin";
  return {
    ...{ db: web.db, clock, logger, requestId: "test" },
    actor: { kind: "user", userId, role },
    scope: { kind: "staff", role, userId },
  };
}

/** The shipped model as a later release would ship it. */
function updated() {
  const body = Uint8Array.from([...pretrainedModel().body, 0]);
  return { ...pretrainedModel(), body, modelSha256: sha256Hex(body) };
}

const statuses = async () =>
  (await listModels(desk())).models.map(({ version, status }) => [version, status]);

describe("ensurePretrainedModel", () => {
  it("puts the shipped model into use once, however many processes start", async () => {
    await Promise.all([1, 2, 3].map(() => ensurePretrainedModel(context())));
    await ensurePretrainedModel(context());
    const { models } = await listModels(desk());
    expect(models).toMatchObject([
      {
        name: "weekly-demand",
        version: 1,
        kind: "pretrained",
        marketplaceId: null,
        status: "active",
      },
    ]);
    const detail = await getModel(desk(), models[0]?.modelId ?? 0);
    expect(detail.modelSha256).toBe(pretrainedModel().modelSha256);
    expect(detail.source).toMatch(/UCI/);
  });

  it("is the model that any marketplace's runs find, byte for byte", async () => {
    await ensurePretrainedModel(context());
    const body = await inScope(worker.db, WORKER, async (tx) => {
      const row = await findModelInUse(tx, WORKER, "US");
      return row && (await findModelBody(tx, WORKER, row.modelId));
    });
    expect(sha256Hex(body ?? "")).toBe(pretrainedModel().modelSha256);
  });

  it("stays out of use once a person took it out", async () => {
    await ensurePretrainedModel(context());
    const [model] = (await listModels(desk())).models;
    await retireModel(desk(), { modelId: model?.modelId ?? 0, reason: REASON });
    await ensurePretrainedModel(context());
    expect(await statuses()).toEqual([[1, "retired"]]);
  });

  it("is followed by the one of an update, unless a person chose", async () => {
    await ensurePretrainedModel(context());
    await ensurePretrainedModel(context(), updated());
    expect(await statuses()).toEqual([
      [2, "active"],
      [1, "retired"],
    ]);
  });

  it("leaves a person's choice in use and offers the update as a candidate", async () => {
    await ensurePretrainedModel(context());
    await worker.sql`update forecast_model set status = 'candidate'`;
    const [model] = (await listModels(desk())).models;
    const input = { modelId: model?.modelId ?? 0, reason: REASON, isConfirmed: true };
    await activateModel(desk(), input);
    await ensurePretrainedModel(context(), updated());
    expect(await statuses()).toEqual([
      [2, "candidate"],
      [1, "active"],
    ]);
  });
});
