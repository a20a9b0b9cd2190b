import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { ModelQuality } from "@/server/planning/forecast-model.ts";
import {
  findModelInUse,
  insertForecastModel,
  type NewForecastModel,
} from "@/server/repositories/forecast-model.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext, StaffRole } from "@/server/services/context.ts";
import { activateModel, retireModel } from "./change-status.ts";
import { getModel, listModels } from "./read-models.ts";

const clock = manualClock("2026-11-01T09:00:00Z");
const REASON = "It measured better on the last three origins";
const WORKER = { kind: "worker" } as const;

let database: TestDatabase;
let superuser: Connection;
let worker: Connection;
let web: Connection;
let world: TenantWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = connect(database.adminUrl, { max: 1 });
  world = await createTenantWorld(superuser.sql);
  worker = connect(database.workerUrl, { max: 2 });
  web = connect(database.appUrl, { max: 3 });
});
afterAll(async () => {
  await Promise.all([web?.close(), worker?.close(), superuser?.close()]);
  await database?.drop();
});
beforeEach(async () => {
  await worker.sql`delete from forecast_model`;
});

function contextOf(role: StaffRole): StaffContext {
  const { userId } = role === "support" ? world.support : world.policyAdmin;
  return {
    db: web.db,
    clock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    actor: { kind: "user", userId, role },
    scope: { kind: "staff", role, userId },
  };
}
const desk = () => contextOf("policy_admin");

const scoreOf = (method: string, isClassical: boolean, loss: number) => ({
  method,
  isClassical,
  spl: loss,
  sumSpl: loss,
  biasShare: 0,
  coverage80Share: 0.8,
  cumulative90Share: 0.9,
});

const qualityOf = (loss: number): ModelQuality => ({
  windowCount: 1_000,
  model: scoreOf("network", false, loss),
  others: [scoreOf("tsb", true, 0.5), scoreOf("imapa", true, 0.4)],
});

async function store(loss: number | null, over: Partial<NewForecastModel> = {}): Promise<number> {
  const { modelId } = await inScope(worker.db, WORKER, (tx) =>
    insertForecastModel(tx, WORKER, {
      name: "network",
      kind: "network",
      frequency: "week",
      marketplaceId: "US",
      status: "candidate",
      trainedAt: clock.now(),
      dataSha256: "d".repeat(64),
      modelSha256: "m".repeat(64),
      body: new TextEncoder().encode("body"),
      options: {
        rowCount: 287_000,
        seriesCount: 4_000,
        byteCount: 4,
        dataToOn: null,
        source: "sales",
      },
      quality: loss === null ? {} : qualityOf(loss),
      createdBy: null,
      reason: "Trained on the network's sales",
      ...over,
    }),
  );
  return modelId;
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? { code: error.code, ...error.data } : `${error}`;
  }
  return "done";
}

const activate = (modelId: number, isConfirmed = false) =>
  activateModel(desk(), { modelId, reason: REASON, isConfirmed });
const retire = (modelId: number) => retireModel(desk(), { modelId, reason: REASON });
const statusOf = async (modelId: number) => (await getModel(desk(), modelId)).status;
const inUse = (marketplaceId: string) =>
  inScope(worker.db, WORKER, (tx) => findModelInUse(tx, WORKER, marketplaceId));

describe("versions of the forecast model", () => {
  it("are numbered by name, and told with what they learnt from and their gain", async () => {
    await store(0.36);
    await store(0.44);
    const { models } = await listModels(desk());
    expect(models.map(({ version }) => version)).toEqual([2, 1]);
    expect(models[1]).toMatchObject({ rowCount: 287_000, byteCount: 4, bestClassical: "imapa" });
    expect(models[1]?.gainShare).toBeCloseTo(0.1, 12);
    expect(models[0]?.gainShare).toBeCloseTo(-0.1, 12);
    expect(JSON.stringify(models)).not.toContain("body");
  });

  it("are shown without figures where they were stored without them", async () => {
    const modelId = await store(null, { options: { trees: 200 } });
    expect(await getModel(desk(), modelId)).toMatchObject({
      rowCount: null,
      gainShare: null,
      scores: [],
      warning: "not_measured",
    });
    expect(await refusal(getModel(desk(), 999))).toMatchObject({ code: "not_found" });
  });
});

describe("putting a version into use", () => {
  it("retires the one it replaces, for the same marketplace only, and is on record", async () => {
    const shipped = await store(0.39, { name: "shipped", kind: "pretrained", marketplaceId: null });
    await activate(shipped);
    const first = await store(0.38);
    await activate(first);
    const second = await store(0.37);
    expect(await getModel(desk(), second)).toMatchObject({
      warning: null,
      replaces: { modelId: first },
    });
    await activate(second);
    expect(await statusOf(first)).toBe("retired");
    expect(await statusOf(shipped)).toBe("active");
    expect((await inUse("US"))?.modelId).toBe(second);
    expect((await inUse("UK"))?.modelId).toBe(shipped);
    const [event] = await superuser.sql`
      select action, actor_id, detail from audit_event where target = ${`forecast_model:${second}`}`;
    expect(event).toMatchObject({
      action: "forecast_model.activate",
      actor_id: String(world.policyAdmin.userId),
      detail: { reason: REASON, replacedId: first, warning: null },
    });
  });

  it("asks to confirm one that measured worse than the version in use, or was not measured", async () => {
    const active = await store(0.3);
    await activate(active);
    const worse = await store(0.31);
    expect(await refusal(activate(worse))).toMatchObject({
      code: "precondition_failed",
      rule: "worse_than_active",
    });
    expect(await statusOf(active)).toBe("active");
    const unknown = await store(null);
    expect(await refusal(activate(unknown))).toMatchObject({ rule: "not_measured" });
    await activate(worse, true);
    expect([await statusOf(worse), await statusOf(active)]).toEqual(["active", "retired"]);
  });

  it("is refused for a version that is unknown, in use or retired", async () => {
    expect(await refusal(activate(999))).toMatchObject({ code: "not_found" });
    const modelId = await store(0.3);
    await activate(modelId);
    expect(await refusal(activate(modelId))).toMatchObject({ rule: "already_active" });
    await retire(modelId);
    expect(await refusal(activate(modelId))).toMatchObject({ rule: "already_retired" });
  });

  it("leaves one in use when two people choose at once", async () => {
    const ids = [await store(0.3), await store(0.3)] as const;
    await Promise.all(ids.map((modelId) => activate(modelId)));
    const statuses = await Promise.all(ids.map(statusOf));
    expect([...statuses].sort()).toEqual(["active", "retired"]);
  });
});

describe("retiring a version", () => {
  it("takes it out of use for good, and is on record", async () => {
    const modelId = await store(0.3);
    await activate(modelId);
    await retire(modelId);
    expect(await inUse("US")).toBeUndefined();
    expect(await refusal(retire(modelId))).toMatchObject({ rule: "already_retired" });
    expect(await refusal(retire(999))).toMatchObject({ code: "not_found" });
    const [event] = await superuser.sql`
      select detail from audit_event where target = ${`forecast_model:${modelId}`} and action = 'forecast_model.retire'`;
    expect(event).toMatchObject({ detail: { reason: REASON, wasActive: true } });
  });
});

describe("the database behind the services", () => {
  it("keeps a version as it was trained, and its body from the web server", async () => {
    const modelId = await store(0.3);
    const change = worker.sql`update forecast_model set model_sha256 = 'another' where id = ${modelId}`;
    expect(await refusal(Promise.resolve(change))).toMatch(/only its status/);
    const read = inScope(web.db, desk().scope, (tx) =>
      tx.execute("select body from forecast_model"),
    );
    expect(await refusal(read)).toMatch(/forecast_model/);
  });

  it("lets nobody but policy admins choose", async () => {
    const modelId = await store(0.3);
    const support = contextOf("support");
    const asked = activateModel(support, { modelId, reason: REASON, isConfirmed: true });
    expect(await refusal(asked)).toMatchObject({ code: "not_found" });
    expect(await statusOf(modelId)).toBe("candidate");
  });
});

// Last: backtests are append-only, and hold the versions that they measured.
describe("a backtest that measured both", () => {
  it("on the same weeks is believed before the scores they came with", async () => {
    const active = await store(0.3);
    await activate(active);
    const candidate = await store(0.31);
    const measured = async (modelId: number, spl: number) => {
      for (const isSum of [false, true])
        await worker.sql`
          insert into forecast_quality (backtest_key, marketplace_id, model_id, intermittency_class, volume_class, method, first_week,
            last_week, is_sum, window_count, sku_count, spl, is_method_used, first_origin_on, last_origin_on)
          values ('both', 'US', ${modelId}, 'all', 'all', ${`network ${modelId}`}, 1, 8, ${isSum}, 900, 90, ${spl}, false,
            '2026-08-01', '2026-09-26')`;
    };
    await measured(active, 0.4);
    expect(await getModel(desk(), candidate)).toMatchObject({ warning: "worse_than_active" });
    await measured(candidate, 0.39);
    expect(await getModel(desk(), candidate)).toMatchObject({ warning: null });
    await activate(candidate);
    expect(await statusOf(candidate)).toBe("active");
  });
});
