import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { decodeDemandModel } from "@/lib/optimizer/forecasting/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import type { NetworkHistory } from "@/server/planning/network-history.ts";
import { pretrainedModel } from "@/server/planning/pretrained-model.ts";
import { chooseRunModel } from "@/server/planning/run-model.ts";
import { inlineCompute } from "@/server/planning/tasks.ts";
import { inScope } from "@/server/repositories/scope.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { cancelForecastJob } from "./cancel-job.ts";
import { activateModel } from "./change-status.ts";
import { failForecastJob } from "./job-steps.ts";
import { networkTrainer } from "./network-trainer.ts";
import { listJobs } from "./read-jobs.ts";
import { getModel, listModels } from "./read-models.ts";
import { runTraining, type TrainModel } from "./run-training.ts";

let planned: PlannedWorld;
let admin: Connection;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.03, runsDaysBefore: [0] });
  admin = connect(planned.adminUrl);
}, 120_000);
afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const desk = () => planned.staffContext("policy_admin");
const jobOf = async (jobId: number) =>
  (await listJobs(desk(), {})).jobs.find((job) => job.jobId === jobId);
const run = (jobId: number, train: TrainModel) => runTraining(planned.worker, jobId, train);

async function ask(): Promise<number> {
  const [row] = await admin.sql`
    insert into forecast_job (kind, marketplace_id, reason, requested_by)
    values ('train', 'US', 'New categories were opened', ${desk().scope.userId}) returning id`;
  return Number(row?.id);
}

const NO_SCORE = { biasShare: null, coverage80Share: null, cumulative90Share: null };

/** The smallest model there is: mean weekly units of every product. */
const meanModel: TrainModel = async ({ shards, seriesCount }, onProgress) => {
  const means = new Float64Array(seriesCount);
  let at = 0;
  let rowCount = 0;
  for (const { facts } of shards) {
    for (let i = 0; i < facts.skuCount; i++) {
      const row = facts.soldUnits.subarray(i * facts.weekCount, (i + 1) * facts.weekCount);
      means[at++] = row.reduce((sum, units) => sum + units, 0) / row.length;
      rowCount += row.length;
    }
  }
  if (!(await onProgress(0.5))) return null;
  const body = new Uint8Array(means.buffer);
  return {
    name: "mean",
    body,
    modelSha256: sha256Hex(Buffer.from(body)),
    training: { rowCount },
    quality: {
      windowCount: 0,
      model: { method: "mean", isClassical: false, spl: null, sumSpl: null, ...NO_SCORE },
      others: [],
    },
  };
};

describe("a training", () => {
  it("stores one candidate with its hashes and what it learnt from, however often it is handed out", async () => {
    const jobId = await ask();
    const seen: NetworkHistory[] = [];
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const watched: TrainModel = async (network, onProgress) => {
      // Neither ends before both have read.
      if (seen.push(network) === 2) meet();
      await both;
      return meanModel(network, onProgress);
    };
    await Promise.all([run(jobId, watched), run(jobId, watched)]);
    await run(jobId, watched);
    const { models } = await listModels(desk());
    expect(models).toMatchObject([
      { name: "mean", version: 1, status: "candidate", kind: "network", marketplaceId: "US" },
    ]);
    const [network, again] = seen;
    expect(again?.dataSha256).toBe(network?.dataSha256);
    expect(models[0]).toMatchObject({
      seriesCount: network?.seriesCount,
      byteCount: 8 * (network?.seriesCount ?? 0),
    });
    const [row] =
      await admin.sql`select data_sha256, model_sha256, body, created_by from forecast_model`;
    expect(row).toMatchObject({
      data_sha256: network?.dataSha256,
      model_sha256: sha256Hex(row?.body),
      created_by: String(desk().scope.userId),
    });
    expect(await jobOf(jobId)).toMatchObject({ status: "done", progressShare: 1 });
  });

  it("learns from every product that the newest run forecast", async () => {
    let productIds: number[] = [];
    const jobId = await ask();
    await run(jobId, async (network) => {
      productIds = network.shards.flatMap(({ facts }) => [...facts.productId]);
      return null;
    });
    const forecast = await inScope(planned.worker.db, planned.worker.scope, (tx) =>
      tx.execute<{ id: number }>("select product_id::int as id from forecast order by product_id"),
    );
    expect(productIds.sort((a, b) => a - b)).toEqual(forecast.map(({ id }) => id));
    await failForecastJob(planned.worker, jobId);
  });

  it("stores nothing when it is cancelled on the way", async () => {
    const jobId = await ask();
    const { models: before } = await listModels(desk());
    await run(jobId, async (network, onProgress) => {
      await cancelForecastJob(desk(), jobId);
      expect(await onProgress(0.9)).toBe(false);
      return meanModel(network, async () => true);
    });
    expect((await listModels(desk())).models).toEqual(before);
    expect(await jobOf(jobId)).toMatchObject({ status: "cancelled" });
  });

  it("keeps the reason when it fails, and the next one takes the next number", async () => {
    const jobId = await ask();
    await expect(run(jobId, () => Promise.reject(new Error("no memory")))).rejects.toThrow();
    expect(await jobOf(jobId)).toMatchObject({ status: "running", failure: "no memory" });
    await run(jobId, meanModel);
    expect(await jobOf(jobId)).toMatchObject({ status: "done", failure: null });
    expect((await listModels(desk())).models.map(({ version }) => version)).toEqual([2, 1]);
  });

  it("by the network's own trainer measures a version on weeks that it has not seen, beside the other methods", async () => {
    const options = { seed: 1, rowCount: 4_000, bagCount: 1, treeCount: 20 };
    const jobId = await ask();
    await run(jobId, networkTrainer({ compute: inlineCompute }, options));
    const { models } = await listModels(desk());
    const [trained] = models;
    expect(trained).toMatchObject({ name: "network", version: 1, status: "candidate" });
    const { scores, windowCount, dataToOn, warning, modelSha256 } = await getModel(
      desk(),
      trained?.modelId ?? 0,
    );
    expect(scores.map(({ method }) => method)).toEqual([
      "model+smoothing",
      "empirical",
      "imapa",
      "ses",
      "smoothing",
      "tsb",
    ]);
    // A loss above the naive forecast's would be a broken model.
    for (const { spl, sumSpl } of scores) expect(Math.max(spl ?? 9, sumSpl ?? 9)).toBeLessThan(1);
    // A small network goes on from the shipped trees: half as many as asked for are added to them.
    const [stored] = await admin.sql<{ body: Uint8Array }[]>`
      select body from forecast_model where id = ${trained?.modelId ?? 0}`;
    const treesOf = (body: Uint8Array) =>
      decodeDemandModel(new Uint8Array(body)).steps.family.forests[0]?.treeCount ?? 0;
    expect(treesOf(stored?.body ?? new Uint8Array())).toBe(treesOf(pretrainedModel().body) + 10);
    expect(windowCount).toBeGreaterThan(400);
    expect(dataToOn).toBe(planned.runs.at(-1)?.asOfOn);
    expect(warning).toBeNull();

    await activateModel(desk(), {
      modelId: trained?.modelId ?? 0,
      reason: "It measured better than the others",
      isConfirmed: true,
    });
    const [kept] = await admin.sql`
      select quality -> 'unusedSegments' as segments from forecast_model where id = ${trained?.modelId ?? 0}`;
    const chosen = await inScope(planned.worker.db, planned.worker.scope, (tx) =>
      chooseRunModel(tx, "US"),
    );
    expect(chosen.model).toEqual({
      modelId: trained?.modelId,
      version: "network 1",
      modelSha256,
      unusedSegments: kept?.segments,
    });
  }, 120_000);
});
