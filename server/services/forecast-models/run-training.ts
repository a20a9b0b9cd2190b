// The worker's part of a training: the network's history read, a model trained, and the version stored with the job's end.
import type { ModelQuality, ModelTraining } from "@/server/planning/forecast-model.ts";
import { type NetworkHistory, networkHistory } from "@/server/planning/network-history.ts";
import { countShards, type NetworkView, readShardHistory } from "@/server/planning/shard-facts.ts";
import { WORKER } from "@/server/planning/stage.ts";
import { updateOpenJob } from "@/server/repositories/forecast-job.ts";
import { insertForecastModel } from "@/server/repositories/forecast-model.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { changeJob, type TakenJob, workOn } from "./job-steps.ts";

/** What a trainer makes of the network's history. */
export interface TrainedModel {
  /** Versions of one name follow each other. */
  readonly name: string;
  /** Encoded; its hash names the version. */
  readonly body: Uint8Array;
  readonly modelSha256: string;
  readonly training: Omit<ModelTraining, "byteCount" | "seriesCount" | "dataToOn" | "source">;
  /** Scores on weeks that it had not seen, beside the classical methods. */
  readonly quality: ModelQuality;
}

/** Trains in compute threads; `onProgress` is told a share 0..1 and answers false when the work is no longer wanted. */
export type TrainModel = (
  network: NetworkHistory,
  onProgress: (share: number) => Promise<boolean>,
) => Promise<TrainedModel | null>;

const READ_SHARE = 0.2;

/**
 * Does a training that was asked for, unless it has ended: a candidate version, which a person puts into use. Safe to repeat and to race:
 * the version and the job's end are one transaction. Throws what went wrong on our side, so that the queue tries again.
 */
export async function runTraining(
  ctx: WorkerContext,
  jobId: number,
  train: TrainModel,
): Promise<void> {
  await workOn(ctx, jobId, async (taken) => {
    const network = await readNetwork(ctx, jobId, taken.view);
    if (!network) return;
    const trained = await train(network, (share) =>
      changeJob(ctx, jobId, {
        progressShare: READ_SHARE + (0.98 - READ_SHARE) * share,
        progressText: `Training on ${network.seriesCount} products`,
      }),
    );
    if (trained) await store(ctx, taken, network, trained);
  });
}

/** null when the job has ended meanwhile. Throws where the marketplace has no products. */
async function readNetwork(
  ctx: WorkerContext,
  jobId: number,
  view: NetworkView,
): Promise<NetworkHistory | null> {
  const shardCount = await inScope(ctx.db, WORKER, (tx) => countShards(tx, view));
  const shards = [];
  for (let shard = 0; shard < shardCount; shard++) {
    const history = await inScope(
      ctx.db,
      WORKER,
      (tx) => readShardHistory(tx, view, shard, shardCount),
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
    if (history) shards.push(history);
    const isWanted = await changeJob(ctx, jobId, {
      progressShare: (READ_SHARE * (shard + 1)) / shardCount,
      progressText: `Reading facts: ${shard + 1} of ${shardCount} groups of sellers`,
    });
    if (!isWanted) return null;
  }
  return networkHistory(shards);
}

function store(
  ctx: WorkerContext,
  { job, view }: TakenJob,
  { seriesCount, dataSha256 }: NetworkHistory,
  { name, body, modelSha256, training, quality }: TrainedModel,
): Promise<void> {
  const finishedAt = ctx.clock.now();
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const end = { status: "done", progressShare: 1, progressText: "Done", failure: null } as const;
    if (!(await updateOpenJob(tx, ctx.scope, job.jobId, { ...end, finishedAt }))) return;
    const options: ModelTraining = {
      ...training,
      byteCount: body.length,
      seriesCount,
      dataToOn: view.asOfOn,
      source: `Sales of marketplace ${view.marketplaceId} up to ${view.asOfOn}, as known on ${view.knownAt.toISOString()}`,
    };
    const version = await insertForecastModel(tx, ctx.scope, {
      ...{ name, body, modelSha256, dataSha256, options, quality },
      kind: "network",
      frequency: "week",
      marketplaceId: view.marketplaceId,
      status: "candidate",
      trainedAt: finishedAt,
      createdBy: job.requestedBy,
      reason: job.reason,
    });
    ctx.logger.info({ jobId: job.jobId, ...version, byteCount: body.length }, "model trained");
  });
}
