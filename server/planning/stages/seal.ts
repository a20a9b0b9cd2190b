// The end of a run: everything replayed and committed, the root chained and signed, summary written, intermediate results removed.
import { runRoot, treeRoot } from "@/lib/optimizer/decision/index.ts";
import { type JsonValue, jsonSha256Hex, sha256Bytes } from "@/server/core/hash.ts";
import {
  completeRun,
  findRun,
  listStages,
  type RunRow,
  type StageRow,
} from "@/server/repositories/run.ts";
import { deleteArtifacts } from "@/server/repositories/run-artifact.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { insertSeal, type NewSeal, type SealedRule } from "@/server/repositories/seal.ts";
import { chunkCommitter } from "../commitments.ts";
import { loadPolicies, type RunPolicies } from "../policies.ts";
import { recordRules } from "../record-rules.ts";
import { replayRun } from "../replay.ts";
import { codeRoot } from "../rules.ts";
import type { PassedOverModel, RunModel } from "../run-model.ts";
import { configuredSigner, type RunSigner } from "../sealing.ts";
import { type StageContext, type StageOutcome, WORKER } from "../stage.ts";

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
  const signer = configuredSigner();
  const policies = await loadPolicies(ctx, run);
  const { stages, previousRoot, rules } = await inScope(ctx.db, WORKER, async (tx) => {
    const previous = run.previousRunId === null ? undefined : await findRun(tx, run.previousRunId);
    return {
      stages: await listStages(tx, run.id),
      previousRoot: previous?.runRootSha256 ?? null,
      rules: (await recordRules(tx)).map(({ codeSha256, bundleSha256 }) => ({
        codeSha256,
        bundleSha256,
      })),
    };
  });
  const hashes = inputHashes(run, stages, policies, rules);
  const saltKey = signer.saltKey(hashes.inputSha256, previousRoot);
  const { report, chunkRoots } = await replayAndCommit(ctx, saltKey);
  const seal = sealOf(hashes, chunkRoots, previousRoot, signer);
  const finishedAt = ctx.clock.now();
  return {
    status: "done",
    message: "sealed",
    write: async (tx) => {
      await completeRun(tx, run.id, {
        inputSha256: hashes.inputSha256,
        runRootSha256: seal.rootSha256,
        progressShare: 1,
        progressText: "Done",
        finishedAt,
        summary: summaryOf(stages, report.decisionCount, run.startedAt, finishedAt),
      });
      await insertSeal(tx, { runId: run.id, ...seal, rules, saltKey, sealedAt: finishedAt });
      await deleteArtifacts(tx, run.id);
    },
  };
}

/** Every decision recomputed and committed; throws when one differs from what was stored. */
async function replayAndCommit({ db, run }: StageContext, saltKey: Uint8Array) {
  const commit = chunkCommitter(saltKey);
  const chunkRoots: Uint8Array[] = [];
  const report = await inScope(db, WORKER, (tx) =>
    replayRun(tx, WORKER, run.id, (definition, row, values) => {
      chunkRoots.push(commit(definition, row, values));
    }),
  );
  if (report.differences.length > 0) {
    throw new Error(`run ${run.id}: replay differs: ${JSON.stringify(report.differences[0])}`);
  }
  return { report, chunkRoots };
}

/** What went into a run, as one hash and by kind: the facts, the rules, the code. */
function inputHashes(
  run: RunRow,
  stages: readonly StageRow[],
  policies: RunPolicies,
  rules: readonly SealedRule[],
) {
  const facts = {
    marketplaceId: run.marketplaceId,
    asOfOn: run.asOfOn,
    knownAt: run.knownAt.toISOString(),
    seed: run.seed,
    snapshot: snapshots(stages).map(({ sha256 }) => sha256),
    model: modelInput(modelOf(stages)),
  };
  const published = policies.rows.map(({ bodySha256 }) => bodySha256);
  const code = codeRoot(rules);
  return {
    inputSha256: jsonSha256Hex({ ...facts, policies: published, code }),
    snapshotSha256: jsonSha256Hex(facts),
    policySha256: jsonSha256Hex(published),
    codeSha256: code,
  };
}

/** The root of a run and the signature under it. */
export function sealOf(
  {
    snapshotSha256,
    policySha256,
    codeSha256,
  }: Pick<NewSeal, "snapshotSha256" | "policySha256" | "codeSha256">,
  chunkRoots: readonly Uint8Array[],
  previousRootSha256: string | null,
  signer: RunSigner,
): Omit<NewSeal, "runId" | "rules" | "saltKey" | "sealedAt"> {
  const content = {
    chunkRoots,
    snapshot: Buffer.from(snapshotSha256, "hex"),
    policy: Buffer.from(policySha256, "hex"),
    code: Buffer.from(codeSha256, "hex"),
    previous: previousRootSha256 === null ? null : Buffer.from(previousRootSha256, "hex"),
  };
  const rootSha256 = Buffer.from(runRoot(content, sha256Bytes)).toString("hex");
  return {
    chunkRoots: Buffer.concat(chunkRoots),
    treeRootSha256: Buffer.from(treeRoot(chunkRoots, sha256Bytes)).toString("hex"),
    snapshotSha256,
    policySha256,
    codeSha256,
    previousRootSha256,
    rootSha256,
    keyId: signer.keyId,
    publicKey: signer.publicKey,
    signature: signer.sign(rootSha256),
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
