import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { smallModel } from "@/lib/optimizer/forecasting/demand-model/testing.ts";
import { encodeDemandModel } from "@/lib/optimizer/forecasting/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { insertForecastModel } from "@/server/repositories/forecast-model.ts";
import { findRun, listStages } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
  sharedPool,
} from "@/server/services/explanation/testing/planned-world.ts";
import { startRun } from "@/server/services/planning/start-run.ts";
import { backtestNetwork } from "./backtest.ts";
import { loadBacktestModels } from "./backtest-models.ts";
import { executeUnit } from "./execute.ts";
import { runInProcess } from "./run-in-process.ts";
import { chooseRunModel } from "./run-model.ts";
import { shardCountOf, WORKER, waves } from "./stage.ts";
import { inlineCompute } from "./tasks.ts";

const US = "US";
const body = encodeDemandModel(smallModel());
const modelSha256 = sha256Hex(body);

let planned: PlannedWorld;
let admin: Connection;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.03, runsDaysBefore: [] });
  admin = connect(planned.adminUrl, { max: 1 });
}, 120_000);
afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const asWorker = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inScope(planned.worker.db, WORKER, work);

interface Version {
  readonly status?: "active" | "candidate";
  readonly dataToOn?: string | null;
  readonly unusedSegments?: readonly string[];
  readonly modelSha256?: string;
  readonly body?: Uint8Array;
  /** null = for any. */
  readonly marketplaceId?: string | null;
}

/** Stores the same model as one more version for any marketplace; the one in use before is retired. */
async function store(version: Version = {}): Promise<number> {
  const status = version.status ?? "active";
  const bytes = version.body ?? body;
  const marketplaceId = version.marketplaceId ?? null;
  if (status === "active" && marketplaceId === null)
    await admin.sql`update forecast_model set status = 'retired' where status = 'active'`;
  const score = { isClassical: false, spl: null, sumSpl: null, biasShare: null };
  const { modelId } = await asWorker((tx) =>
    insertForecastModel(tx, WORKER, {
      name: marketplaceId === null ? "small" : "network",
      kind: marketplaceId === null ? "pretrained" : "network",
      frequency: "week",
      marketplaceId,
      status,
      trainedAt: new Date("2026-01-01T00:00:00Z"),
      dataSha256: "d".repeat(64),
      modelSha256: version.modelSha256 ?? sha256Hex(bytes),
      body: bytes,
      options: {
        rowCount: 1,
        seriesCount: 1,
        byteCount: body.length,
        dataToOn: version.dataToOn ?? null,
        source: "simulated shops",
      },
      quality: {
        windowCount: 0,
        model: { method: "small", coverage80Share: null, cumulative90Share: null, ...score },
        others: [],
        unusedSegments: version.unusedSegments ?? [],
      },
      createdBy: null,
      reason: "For a test",
    }),
  );
  return modelId;
}

interface StoredForecast {
  readonly accountId: number;
  readonly method: string;
  readonly modelId: number | null;
  readonly modelVersion: string | null;
  readonly dataSha256: string;
  readonly stockOuts: number;
  readonly demands: number;
}

async function forecastsOf(runId: number): Promise<StoredForecast[]> {
  const rows = await admin.sql<StoredForecast[]>`
    select account_id::int as "accountId", method, model_id::int as "modelId", model_version as "modelVersion",
      data_sha256 as "dataSha256", cardinality(stock_out_weeks_back) as "stockOuts",
      cardinality(stock_out_demand_milli_units) as demands
    from forecast where run_id = ${runId} order by product_id`;
  return [...rows];
}

const plan = () => planned.plan(planned.world.span.asOfDay);
const runOf = async (runId: number) => {
  const run = await asWorker((tx) => findRun(tx, runId));
  if (!run) throw new Error(`no run ${runId}`);
  return run;
};
const share = (rows: readonly StoredForecast[], method: string) =>
  rows.filter((row) => row.method === method).length / rows.length;

describe("a run", () => {
  it("forecasts without a model as long as none is in use", async () => {
    const { runId } = await plan();
    const rows = await forecastsOf(runId);
    expect(share(rows, "smoothing")).toBe(1);
    expect(new Set(rows.map(({ modelId, modelVersion }) => modelId ?? modelVersion))).toEqual(
      new Set([null]),
    );
    expect((await runOf(runId)).summary).toMatchObject({ model: null });
  });

  it("forecasts with the version in use, and says so on each forecast and in what it is hashed from", async () => {
    const before = await runOf(planned.runs.at(-1)?.runId ?? 0);
    const modelId = await store();
    const { runId } = await plan();
    const rows = await forecastsOf(runId);
    expect(share(rows, "model+smoothing")).toBeGreaterThan(0.8);
    for (const row of rows) {
      const isByModel = row.method === "model+smoothing";
      expect(row.modelId).toBe(isByModel ? modelId : null);
      expect(row.modelVersion).toBe(isByModel ? "small 1" : null);
      expect(row.demands).toBe(row.stockOuts);
    }
    expect(Math.max(...rows.map(({ stockOuts }) => stockOuts))).toBeGreaterThan(0);
    const after = await runOf(runId);
    expect(after.summary).toMatchObject({ model: { modelId, modelSha256, version: "small 1" } });
    expect(after.inputSha256).not.toBe(before.inputSha256);
    // The same facts, by account.
    const hashes = (all: readonly StoredForecast[]) =>
      new Set(all.map(({ accountId, dataSha256 }) => `${accountId} ${dataSha256}`));
    expect(hashes(rows)).toEqual(hashes(await forecastsOf(before.id)));
    expect(hashes(rows).size).toBe(new Set(rows.map(({ accountId }) => accountId)).size);
  });

  it("gives the same root from the same inputs", async () => {
    const first = await runOf(planned.runs.at(-1)?.runId ?? 0);
    const second = await runOf((await plan()).runId);
    expect(second.id).not.toBe(first.id);
    expect(second.inputSha256).toBe(first.inputSha256);
    const [moved] = await admin.sql`
      select count(*)::int as count from forecast a join forecast b using (seller_id, product_id)
      where a.run_id = ${first.id} and b.run_id = ${second.id} and a.quantile_milli_units <> b.quantile_milli_units`;
    expect(moved?.count).toBe(0);
  });

  it("forecasts segments on which another method was better without the model", async () => {
    const modelId = await store({ unusedSegments: ["smooth/high", "smooth/medium", "smooth/low"] });
    const { model } = await asWorker((tx) => chooseRunModel(tx, US));
    expect(model).toMatchObject({ modelId });
    const rows = await forecastsOf((await plan()).runId);
    expect(share(rows, "smoothing")).toBeGreaterThan(0.1);
    expect(share(rows, "model+smoothing")).toBeGreaterThan(0.1);
    for (const row of rows) expect(row.modelId).toBe(row.method === "smoothing" ? null : modelId);
  });

  it("keeps the version that it began with when another is put into use on the way", async () => {
    const begun = await store();
    const { asOfOn } = await runOf(planned.runs.at(-1)?.runId ?? 0);
    const { runId } = await startRun(
      planned.worker,
      { marketplaceId: US, accountId: null, asOfOn, knownAt: new Date() },
      null,
    );
    const deps = { ...planned.worker, compute: sharedPool() };
    const nobody = { next: async () => undefined, sealed: async () => undefined };
    const [snapshots = []] = waves(shardCountOf(await asWorker((tx) => listStages(tx, runId))));
    for (const unit of snapshots) await executeUnit(deps, { runId, ...unit }, nobody);
    const later = await store({ unusedSegments: ["lumpy/low"] });
    await runInProcess(deps, runId);
    const ids = new Set((await forecastsOf(runId)).map(({ modelId }) => modelId));
    expect(ids).toContain(begun);
    expect(ids).not.toContain(later);
  });

  it("passes over a version of the network that today's program cannot read, and says why", async () => {
    const shipped = await store();
    const old = new TextEncoder().encode("a model of another program");
    const network = await store({ body: old, marketplaceId: US });
    const { runId } = await plan();
    const rows = await forecastsOf(runId);
    expect(share(rows, "model+smoothing")).toBeGreaterThan(0.8);
    expect(new Set(rows.map(({ modelId }) => modelId))).toContain(shipped);
    const { summary } = await runOf(runId);
    expect(summary).toMatchObject({
      model: { modelId: shipped },
      passedOverModels: [
        {
          modelId: network,
          version: expect.any(String),
          reason: expect.stringMatching(/decodeDemandModel/),
        },
      ],
    });
    const { asOfOn } = await runOf(runId);
    const { models } = await loadBacktestModels(planned.worker, {
      ...{ marketplaceId: US, asOfOn },
      knownAt: new Date(),
    });
    expect(models.map(({ modelId }) => modelId)).not.toContain(network);
    // With no readable version at all the structural method stands in.
    await admin.sql`update forecast_model set status = 'retired' where id = ${shipped}`;
    const alone = await forecastsOf((await plan()).runId);
    expect(share(alone, "smoothing")).toBe(1);
    await admin.sql`update forecast_model set status = 'retired' where id = ${network}`;
  });

  it("fails when the version's bytes are not what their hash says", async () => {
    await store({ modelSha256: "f".repeat(64) });
    await expect(plan()).rejects.toThrow(/its body does not have the hash/);
  });
});

describe("a backtest", () => {
  it("scores versions that have seen none of its weeks on the same windows, and chooses no candidate", async () => {
    const { asOfOn } = await runOf(planned.runs.at(-1)?.runId ?? 0);
    const inUse = await store();
    const blind = await store({ status: "candidate" });
    const seeing = await store({ status: "candidate", dataToOn: asOfOn });
    const view = { marketplaceId: US, asOfOn, knownAt: new Date() };
    const found = await backtestNetwork(
      { ...planned.worker, compute: inlineCompute },
      view,
      async () => true,
    );
    const rows = found?.rows ?? [];
    const ids = new Set(rows.map(({ modelId }) => modelId));
    expect(ids).toEqual(new Set([null, inUse, blind]));
    expect(ids).not.toContain(seeing);
    const scored = (modelId: number | null, method: string) =>
      rows
        .filter((row) => row.modelId === modelId && row.method === method)
        .map(({ spl, windowCount }) => [spl, windowCount]);
    // The same bytes under two names.
    const own = scored(inUse, "model+smoothing");
    expect(own.length).toBeGreaterThan(10);
    expect(scored(blind, `model+smoothing, candidate ${blind}`)).toEqual(own);
    expect(scored(null, "smoothing").map(([, count]) => count)).toEqual(
      own.map(([, count]) => count),
    );
    expect(rows.some(({ isMethodUsed, modelId }) => isMethodUsed && modelId === blind)).toBe(false);
  }, 120_000);
});
