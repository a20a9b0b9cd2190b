// The end of a run: everything replayed, roots chained to the run before, summary written, intermediate results removed.
import { chainRoot } from "@/lib/optimizer/decision/index.ts";
import { type JsonValue, jsonSha256Hex, sha256Bytes } from "@/server/core/hash.ts";
import { completeRun, findRun, listStages, type StageRow } from "@/server/repositories/run.ts";
import { deleteArtifacts } from "@/server/repositories/run-artifact.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { listChunkRoots } from "@/server/repositories/trace.ts";
import { loadPolicies } from "../policies.ts";
import { replayRun } from "../replay.ts";
import type { PassedOverModel, RunModel } from "../run-model.ts";
import { type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { definitionSha256, definitions } from "../traces.ts";

interface SnapshotResult {
  readonly sha256: string;
  /** Of the first shard, where a version of the global model was in use. */
  readonly model?: RunModel;
  /** Versions in use that could not be read. */
  readonly passedOverModels?: readonly PassedOverModel[];
  readonly accountCount: number;
  readonly productCount: number;
  readonly assumed: { readonly leadTime: number; readonly stock: number; readonly size: number };
}

export async function sealRun(ctx: StageContext): Promise<StageOutcome> {
  const { run } = ctx;
  const { stages, chunkRoots, previous, report } = await inScope(ctx.db, WORKER, async (tx) => ({
    stages: await listStages(tx, run.id),
    chunkRoots: await listChunkRoots(tx, WORKER, run.id),
    previous: run.previousRunId === null ? undefined : await findRun(tx, run.previousRunId),
    report: await replayRun(tx, WORKER, run.id),
  }));
  if (report.differences.length > 0) {
    throw new Error(`run ${run.id}: replay differs: ${JSON.stringify(report.differences[0])}`);
  }
  const policies = await loadPolicies(ctx, run);
  const inputSha256 = jsonSha256Hex({
    marketplaceId: run.marketplaceId,
    asOfOn: run.asOfOn,
    knownAt: run.knownAt.toISOString(),
    seed: run.seed,
    snapshot: snapshots(stages).map(({ sha256 }) => sha256),
    policies: policies.rows.map(({ bodySha256 }) => bodySha256),
    model: modelInput(modelOf(stages)),
    code: Object.values(definitions).map(definitionSha256),
  });
  const previousRoot = previous?.runRootSha256 ?? null;
  const roots = chunkRoots.map(({ rootSha256 }) => Buffer.from(rootSha256, "hex"));
  const root = chainRoot(
    previousRoot === null ? null : Buffer.from(previousRoot, "hex"),
    [Buffer.from(inputSha256, "hex"), ...roots],
    sha256Bytes,
  );
  const finishedAt = ctx.clock.now();
  return {
    status: "done",
    message: "sealed",
    write: async (tx) => {
      await completeRun(tx, run.id, {
        inputSha256,
        runRootSha256: Buffer.from(root).toString("hex"),
        progressShare: 1,
        progressText: "Done",
        finishedAt,
        summary: summaryOf(stages, report.decisionCount, run.startedAt, finishedAt),
      });
      await deleteArtifacts(tx, run.id);
    },
  };
}

const snapshots = (stages: readonly StageRow[]): SnapshotResult[] =>
  stages
    .filter(({ stage, status }) => stage === "snapshot" && status === "done")
    .map(({ result }) => result as SnapshotResult);

const modelOf = (stages: readonly StageRow[]): RunModel | null =>
  snapshots(stages).find(({ model }) => model !== undefined)?.model ?? null;

/** What the version decides: its bytes, and where it is used. Its number in this database does not. */
const modelInput = (model: RunModel | null): JsonValue =>
  model && { modelSha256: model.modelSha256, unusedSegments: model.unusedSegments };

function summaryOf(
  stages: readonly StageRow[],
  decisionCount: Readonly<Record<string, number>>,
  startedAt: Date | null,
  finishedAt: Date,
): JsonValue {
  const facts = snapshots(stages);
  const total = (pick: (one: SnapshotResult) => number) =>
    facts.reduce((sum, one) => sum + pick(one), 0);
  const resultOf = (stage: string) =>
    (stages.find((row) => row.stage === stage && row.shard === 0)?.result ?? null) as JsonValue;
  return {
    accountCount: total(({ accountCount }) => accountCount),
    productCount: total(({ productCount }) => productCount),
    assumed: {
      leadTime: total(({ assumed }) => assumed.leadTime),
      stock: total(({ assumed }) => assumed.stock),
      size: total(({ assumed }) => assumed.size),
    },
    decisions: decisionCount,
    replay: {
      checked: Object.values(decisionCount).reduce((sum, n) => sum + n, 0),
      differences: 0,
    },
    forecast: forecastQuality(stages),
    model: modelSummary(modelOf(stages)),
    passedOverModels: facts.flatMap(({ passedOverModels }) =>
      (passedOverModels ?? []).map((one) => ({ ...one })),
    ),
    network: resultOf("network"),
    price: resultOf("price"),
    replenishment: resultOf("replenishment"),
    positioning: resultOf("positioning"),
    placement: resultOf("placement"),
    skipped: Object.fromEntries(
      stages
        .filter(({ status, stage }) => status === "skipped" && isNetworkStage(stage))
        .map(({ stage, message }) => [stage, message]),
    ),
    stageSeconds: stageSeconds(stages),
    totalSeconds: startedAt === null ? null : seconds(startedAt, finishedAt),
  };
}

const modelSummary = (model: RunModel | null): JsonValue => model && { ...model };

const isNetworkStage = (stage: string) =>
  stage === "network" ||
  stage === "price" ||
  stage === "limits" ||
  stage === "positioning" ||
  stage === "placement";

const seconds = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** Mean error and bias over accounts, each weighted by its backtest windows; null where nothing was measured. */
function forecastQuality(stages: readonly StageRow[]): JsonValue {
  const accounts = stages
    .filter(({ stage, status }) => stage === "forecast" && status === "done")
    .flatMap(
      ({ result }) =>
        (
          result as {
            backtest: { windowCount: number; wape: number | null; biasShare: number | null }[];
          }
        ).backtest,
    );
  const mean = (pick: "wape" | "biasShare"): number | null => {
    let weight = 0;
    let sum = 0;
    for (const account of accounts) {
      const value = account[pick];
      if (value === null) continue;
      weight += account.windowCount;
      sum += account.windowCount * value;
    }
    return weight > 0 ? sum / weight : null;
  };
  return { accountCount: accounts.length, wape: mean("wape"), biasShare: mean("biasShare") };
}

/** Wall seconds from the start of a stage's first shard to the end of its last. */
function stageSeconds(stages: readonly StageRow[]): JsonValue {
  const span = new Map<string, { from: number; to: number }>();
  for (const { stage, startedAt, finishedAt } of stages) {
    if (!startedAt || !finishedAt) continue;
    const known = span.get(stage);
    span.set(stage, {
      from: Math.min(known?.from ?? Number.POSITIVE_INFINITY, startedAt.getTime()),
      to: Math.max(known?.to ?? 0, finishedAt.getTime()),
    });
  }
  return Object.fromEntries([...span].map(([stage, { from, to }]) => [stage, (to - from) / 1000]));
}
