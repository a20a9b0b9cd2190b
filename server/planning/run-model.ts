// Which version of the global model a run forecasts with: chosen once, with the snapshot, so that all shards use the same.
import { sha256Hex } from "@/server/core/hash.ts";
import type { Db, Tx } from "@/server/repositories/database.ts";
import {
  findModelBody,
  listWeeklyModels,
  type ModelInUseRow,
} from "@/server/repositories/forecast-model.ts";
import { listModelLosses } from "@/server/repositories/forecast-quality.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { ModelQuality } from "./forecast-model.ts";
import { type EncodedModel, type ForecastModelTask, reasonUndecodable } from "./model-cache.ts";
import { readArtifacts, type StageContext, WORKER } from "./stage.ts";
import { loadUsedMethods, segmentsWithout } from "./used-methods.ts";

/** A version in use, as a run names it. */
export interface RunModel {
  readonly modelId: number;
  /** Name and number. */
  readonly version: string;
  readonly modelSha256: string;
  /** Segments of demand ("lumpy/low") that it is not used for, because another method was better there. */
  readonly unusedSegments: readonly string[];
}

/** A version in use that a run could not forecast with, and why. */
export interface PassedOverModel {
  readonly modelId: number;
  readonly version: string;
  readonly reason: string;
}

export interface ModelChoice {
  /** null = the structural method alone. */
  readonly model: RunModel | null;
  readonly passedOver: readonly PassedOverModel[];
}

/**
 * The version that is in use for a marketplace, else the one for any; null without one. A version that today's program cannot read
 * (made of other features, or written by another version of the codec) is passed over with the reason: a run never waits for a training.
 * Bytes that are not what their hash says are another matter and are refused where they are loaded.
 */
export async function chooseRunModel(tx: Tx, marketplaceId: string): Promise<ModelChoice> {
  const passedOver: PassedOverModel[] = [];
  for (const row of await listWeeklyModels(tx, WORKER, marketplaceId, "active", VERSIONS_IN_USE)) {
    const reason = await unreadable(tx, row);
    if (reason === null) return { model: await runModelOf(tx, marketplaceId, row), passedOver };
    const { modelId, name, version } = row;
    passedOver.push({ modelId, version: `${name} ${version}`, reason });
  }
  return { model: null, passedOver };
}

/** The marketplace's own, and the one for any. */
const VERSIONS_IN_USE = 2;

/** Why a version cannot be decoded; null where it can, or where its bytes are not its own. */
async function unreadable(tx: Tx, { modelId, modelSha256 }: ModelInUseRow): Promise<string | null> {
  const body = await findModelBody(tx, WORKER, modelId);
  if (!body || sha256Hex(body) !== modelSha256) return null;
  return reasonUndecodable({ modelSha256, body });
}

/** The newest backtest says where a version is not used; where that did not measure it, the scores that it was stored with do. */
async function runModelOf(tx: Tx, marketplaceId: string, row: ModelInUseRow): Promise<RunModel> {
  const { modelId, name, version, modelSha256 } = row;
  const losses = await listModelLosses(tx, WORKER, marketplaceId);
  const unusedSegments = losses.some((loss) => loss.modelId === modelId)
    ? segmentsWithout(await loadUsedMethods(tx, marketplaceId), (used) => used.modelId === modelId)
    : (ModelQuality.safeParse(row.quality).data?.unusedSegments ?? []);
  return { modelId, version: `${name} ${version}`, modelSha256, unusedSegments };
}

/** The version that a run was given with its snapshot; null where none was in use. */
export async function readRunModel(ctx: StageContext): Promise<RunModel | null> {
  const [stored] = await readArtifacts(ctx, "model", 0);
  return (stored?.data ?? null) as unknown as RunModel | null;
}

/** Reads a version's body. Throws where it is not what its hash says. */
export async function loadEncodedModel(
  { db }: { readonly db: Db },
  { modelId, modelSha256 }: Pick<RunModel, "modelId" | "modelSha256">,
): Promise<EncodedModel> {
  const body = await inScope(db, WORKER, (tx) => findModelBody(tx, WORKER, modelId));
  if (!body || sha256Hex(body) !== modelSha256)
    throw new Error(`forecast model ${modelId}: its body does not have the hash ${modelSha256}`);
  return { modelSha256, body };
}

/** A run's version as tasks carry it; null where the run has none. Throws as `loadEncodedModel`. */
export async function loadModelTask(
  ctx: { readonly db: Db },
  model: RunModel | null,
): Promise<ForecastModelTask | null> {
  if (model === null) return null;
  return { ...(await loadEncodedModel(ctx, model)), unusedSegments: model.unusedSegments };
}
