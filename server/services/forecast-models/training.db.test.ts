import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import type { NetworkPanel } from "@/server/planning/network-panel.ts";
import { inScope } from "@/server/repositories/scope.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { cancelForecastJob } from "./cancel-job.ts";
import { failForecastJob } from "./job-steps.ts";
import { listJobs } from "./read-jobs.ts";
import { listModels } from "./read-models.ts";
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

/** The smallest model there is: mean weekly units of every series. */
const meanModel: TrainModel = async ({ panel }, onProgress) => {
  const means = new Float64Array(panel.seriesCount);
  let rowCount = 0;
  for (let i = 0; i < panel.seriesCount; i++) {
    const row = panel.units.subarray(i * panel.periodCount, (i + 1) * panel.periodCount);
    const known = row.filter((units) => !Number.isNaN(units));
    means[i] = known.reduce((sum, units) => sum + units, 0) / known.length;
    rowCount += known.length;
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
    const panels: NetworkPanel[] = [];
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const watched: TrainModel = async (network, onProgress) => {
      // Neither ends before both have read.
      if (panels.push(network) === 2) meet();
      await both;
      return meanModel(network, onProgress);
    };
    await Promise.all([run(jobId, watched), run(jobId, watched)]);
    await run(jobId, watched);
    const { models } = await listModels(desk());
    expect(models).toMatchObject([
      { name: "mean", version: 1, status: "candidate", kind: "network", marketplaceId: "US" },
    ]);
    const [network, again] = panels;
    expect(again?.dataSha256).toBe(network?.dataSha256);
    expect(models[0]).toMatchObject({
      seriesCount: network?.panel.seriesCount,
      byteCount: 8 * (network?.panel.seriesCount ?? 0),
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
      productIds = [...network.productIds];
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
});
